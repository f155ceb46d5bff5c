"""A byline on a line of its own: "By Nick Clark and Judith Orr", "Jane Doe, Health correspondent", "(PA)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from schemas import Author
from scrapers.parsers import name_words, names
from scrapers.parsers.byline_beside import before_house, before_mark, is_description, is_place, is_place_like, is_role
from scrapers.parsers.byline_cjk import read_bracketed, read_chinese, read_korean
from scrapers.parsers.byline_dates import without_dates
from scrapers.parsers.byline_words import (
    AGENCY,
    AUTHOR,
    INTERVIEWER,
    ORGANISATION,
    counts_as_by,
    labelled,
    opening,
    split_marks,
)
from scrapers.parsers.name_tidy import cut_buttons, drop_junk, is_date, trim
from scrapers.parsers.text import fold


@dataclass(frozen=True, slots=True)
class Byline:
    """A byline: `text` as printed (white space folded), and whom it names, in that order.

    Roles, places, dates and buttons stay in the text and out of the names.
    """

    text: str
    authors: tuple[Author, ...] = ()


_MAX_LINE = 300
_BRACKETED = re.compile(r"[(\[]\s*([^()\[\]]{2,60}?)\s*[)\]]\.?")
_SEGMENT = re.compile(r"\s*[,;|·•、，；]\s*|\s+[-–—]\s+|\s*[–—]\s*(?=[A-ZÄÖÜ])|\.\s+|\s*\n\s*")
_AND = re.compile(r"(?i)\s(?:and|und|et|&|y|e|og|och|en)\s")
_WITH = re.compile(
    r"(?i)(?:^|\s)(?:with(?: additional)?(?: reporting)?(?: (?:by|from))?|additional reporting by|mit(?: "
    r"material (?:von|der))?|avec)\s+"
)
_WITH_IN_BRACKETS = re.compile(r"(?i)\s\(((?:with|mit|avec|con|med|met)\s[^()]{2,80})\)")
_LIST_END = re.compile(r"(?i)^(?:and|und|et|&)\s+")
_QUOTED = re.compile(r"[‘“\"„«]")
_FURNITURE = re.compile(
    r"(?i)(?:(?:(?:last |first )?(?:updated|published|posted|modified)|follow|e-?mail|view|add|leave|show|read"
    r"|see|all|more|share|save|contact|"
    r"subscribe|comments?|print|aktualisiert|stand|veröffentlicht|publié|mis à jour|publicado|actualizado"
    r"|pubblicato)\b.{0,80}"
    r"|\d+ (?:comments?|shares?|min(?:ute)?s? read)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[a-z]{2,4} "
    r"?[+-]\d{1,2}|gmt|bst|utc)"
)
_ARTICLE_FIRST = re.compile(r"(?:Le|La|Les|L['’]|The|El|Il|Die|Het)\s?[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z]\S*){0,2}$")


@lru_cache(maxsize=256)
def read_byline(line: str, language: str | None = None, *, bare_names: bool = True) -> Byline | None:
    """Return the byline that a line of its own is, or None when it is none (a sentence, a place, a date, a section).

    `language` (BCP 47) settles words that are a "by" in one language and a part of names in another. With
    `bare_names` a full name or an agency counts without a byline word: only for lines where a byline may stand.
    Agencies get the role "agency", desks and houses "organisation". An agency in brackets is no author: "(PA)"
    alone is a byline without authors, as papers that print it mean "from the wire".
    """
    if len(line) > _MAX_LINE * 10:
        return None
    text = fold(line)
    if not 2 <= len(text) <= _MAX_LINE:
        return None
    if eastern := read_korean(text) or read_chinese(text) or (read_bracketed(text) if bare_names else None):
        return Byline(text, tuple(eastern))
    if bracketed := _BRACKETED.fullmatch(text):
        return _read_mark(text, bracketed[1])
    said = without_dates(text, language).lstrip("-–—| ")
    if (opened := _WITH_IN_BRACKETS.sub(r" \1", said)) != said and (
        found := read_byline(opened, language, bare_names=bare_names)
    ):
        return Byline(text, found.authors)
    authors = _read_labelled(labelled(said), language)
    if authors is None:
        authors = _read_opened(said, language)
    if authors is None and bare_names and not _QUOTED.search(said):
        authors = _read_names(said, signed=False)
    return None if authors is None else Byline(text, tuple(authors))


def _read_opened(text: str, language: str | None) -> list[Author] | None:
    """Read "By A B": None without a byline word. A single name counts after "by" alone."""
    opened = opening(text)
    if opened is None or not counts_as_by(opened[0], language):
        return None
    authors = _read_names(opened[1], signed=True)
    if (
        authors
        and opened[0] not in ("by", "oleh")
        and all(a.role == AUTHOR and names.is_single_name(a.name) for a in authors)
    ):
        return None
    return authors


def _read_mark(text: str, inner: str) -> Byline | None:
    """Read "(PA)", "(dpa/jk)": agencies give no author, initials in small letters give a person each."""
    marks = split_marks(inner)
    if not marks or not all(names.is_agency(mark) or re.fullmatch(r"[a-zäöü]{2,4}", mark) for mark in marks):
        return None
    return Byline(text, tuple(Author(name=mark) for mark in marks if not names.is_agency(mark)))


def _read_labelled(parts: list[tuple[str, str]], language: str | None) -> list[Author] | None:
    """Read "Words by A B. Pictures: C D". A line that only credits pictures is no byline."""
    authors: list[Author] = []
    writing = False
    for role, listed in parts:
        found = _read_names(listed, signed=True) if role else _read_opened(listed, language)
        if found is None:
            return None
        authors.extend(Author(name=a.name, role=role if role and a.role == AUTHOR else a.role) for a in found)
        writing = writing or role in ("", AUTHOR, INTERVIEWER)
    return authors if writing else None


def _read_names(text: str, *, signed: bool) -> list[Author] | None:
    """Return the authors of a byline without its "By"; [] for a desk without a name; None when it is no byline.

    `signed` says that a byline word stood before: then single names, desks and free descriptions count too.
    """
    authors: list[Author] = []
    closed = roles_only = False
    for printed in _segments(cut_buttons(drop_junk(text))):
        segment = trim(cut_buttons(printed))
        if not segment or _FURNITURE.fullmatch(segment) or is_date(segment):
            continue
        found = _read_list(segment, signed=signed, first=not authors)
        if found and not (is_place(segment, after_list=closed) and authors and found[0].role == AUTHOR):
            authors.extend(author for author in found if author not in authors)
            closed = closed or bool(_AND.search(segment))
        elif is_role(segment):
            roles_only = True
        elif not (
            (authors and (is_place_like(segment) or names.is_organisation(segment)))
            or (signed and authors and is_description(segment))
            or (not authors and segment.casefold() in name_words.SOFT and not signed)
        ):
            return None
    if not authors:
        return [] if signed and roles_only else None
    return authors


def _segments(text: str) -> list[str]:
    segments: list[str] = []
    for segment in _SEGMENT.split(_guard_initials(text)):
        segment = segment.replace("\x00", ". ").replace("\x01", ", ")
        if trim(segment):
            segments.append(_LIST_END.sub("", trim(segment)))
    return segments


def _guard_initials(text: str) -> str:
    """Hide the comma before "Jr." and the full stop of initials and titles ("J. K. Rowling", "Dr. A B")."""
    text = re.sub(r",\s*(?=(?:[JS]r|II|III)\b)", "\x01", text)
    return re.sub(r"(?:(?<=\b[^\W\d_])|(?<=\b[^\W\d_]{2})|(?<=Prof)|(?<=Dott))\.\s+", "\x00", text)


def _read_list(segment: str, *, signed: bool, first: bool) -> list[Author]:
    """Return the authors that one segment names; [] when any part of it is something else.

    A house signs alone or in a list ("A B and Sparrow Team"); behind a comma it is where the author works.
    """
    found: list[Author] = []
    for piece in _WITH.split(segment):
        for part in names.split_names(piece):
            name, agency = names.split_agency(trim(part))
            author = _read_one(name, signed=signed, house=bool(found) or (signed and first))
            if author is not None:
                found.append(author)
                found.extend([Author(name=agency, role=AGENCY)] if agency else [])
            elif not is_role(part):
                return []
    return found


def _read_one(part: str, *, signed: bool, house: bool) -> Author | None:
    part = trim(part)
    if names.is_agency(part):
        return Author(name=part, role=AGENCY)
    for text in (part, names.strip_place(part, loose=signed)):
        name = names.person_in(text, strict=not signed) or before_mark(text) or before_house(text)
        if name:
            return Author(name=name)
        if names.is_agency(text):
            return Author(name=text, role=AGENCY)
    if house and (names.is_organisation(part) or (signed and _ARTICLE_FIRST.match(part))):
        return Author(name=part, role=ORGANISATION)
    if house and signed and names.is_single_name(part):
        return Author(name=part)
    return None
