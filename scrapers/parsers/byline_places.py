"""Bylines that stand elsewhere than on a line of their own below the headline.

In the standfirst ("reports A B"), on the line of the date ("A B | 5 May 2024"), as a name alone above the first
paragraph, as a sign-off below the text ("A B", "(dpa)", "(jk)") or in brackets behind its last sentence, in the small
print behind it ("Author: A B").
"""

from __future__ import annotations

import re

from schemas import Author
from scrapers.parsers.byline import Byline, byline_in_standfirst, byline_in_text, read_byline, read_headline_byline
from scrapers.parsers.byline_cjk import read_dispatch
from scrapers.parsers.byline_take import LONGEST_NAMES, links_apart, names_people, read_line, with_urls
from scrapers.parsers.byline_words import AGENCY, AUTHOR, INITIALS, MARK, opens_as_byline, split_marks
from scrapers.parsers.dates import find_date
from scrapers.parsers.header import first_paragraph_index, has_hint, headline_index, in_head
from scrapers.parsers.issue_line import read_issue_line
from scrapers.parsers.lines import Line
from scrapers.parsers.name_tidy import is_date
from scrapers.parsers.names import is_agency, is_person_name, split_names
from scrapers.parsers.page import Page

_LONGEST_DATE_LINE = 150
_LONGEST_SIGN_OFF = 80
_BEHIND_TEXT = 16
_ABOVE, _BELOW_FIRST = 8, 8
_MARK_AT_END = re.compile(
    r"(?:(?<=[.!?…\"“”»]\s)[(\[][^()\[\]]{2,60}[)\]]|(?<=[。！？」])\s?[(（\[【][^()（）\[\]【】]{2,60}[)）\]】])$"
)
_HOUSE_SIGNED = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ.]{1,7}\s\(([^()]{2,60})\)\.?")
_BRACKETS = "()[]（）【】. "
_MARKS = re.compile(
    r"([a-zäöüA-Z]{2,4}(?:\s?[/,+]\s?[a-zäöüA-Z]{2,4}){1,4})"
    r"(?:\s?[;|]\s?(?:fotos?|photos?|bild(?:er)?|quellen?|sources?|crédits?)\b.{0,60})?\.?$",
    re.IGNORECASE,
)
JOINT = re.compile(r"\b(?:and|und|et|y|e|og|och|en)\b", re.IGNORECASE)
_EDGES = " |·•–—-,;:/"
# "By A B on 5 May", "Von A B am 5. Mai"
_BEFORE_DATE = re.compile(r"\s(?:on|at|am|vom|le|du|el|il|del|op|den|em|w dniu|dne|в|от)$")


def read_standfirst_byline(page: Page, standfirst: str | None) -> Byline | None:
    """Return the byline that stands inside the standfirst; the standfirst stays whole."""
    if not standfirst:
        return None
    found = byline_in_standfirst(
        standfirst, page.language, paper=page.publication_name, house_style=page.rules is not None
    )
    if found:
        page.note("byline", "standfirst")
    return found


def sign_off(page: Page, line: Line, *, known: bool) -> Byline | None:
    """Return the byline when a line at the end of the text is one: a name alone, bold or in italics or short.

    There the mark of an agency in brackets ("(dpa)") tells who sent the story. Where nobody is `known` as author, full
    names and nothing else sign in plain print too.
    """
    if len(line.text) > _LONGEST_SIGN_OFF or (line.link_share > 0.9 and len(line.text.split()) < 2):
        return None
    set_apart = line.is_bold or line.is_italic or has_hint(line, "byline", 2, 2)
    found = read_line(page, line, bare_names=set_apart)
    if found is None and not known and line.node.tag in ("p", "div") and _is_names_alone(line):
        found = read_line(page, line, bare_names=True)
    if found is None:
        if signed := _HOUSE_SIGNED.fullmatch(line.text):
            return _signed_for_house(line.text, signed[1])
        several = _MARKS.match(line.text)
        marks = several[1] if several else agencies_in(line.text)
        return Byline(line.text, authors) if (authors := by_marks(marks)) else None
    if MARK.fullmatch(found.text):
        return Byline(found.text, by_marks(found.text) or found.authors)
    return found


def _signed_for_house(text: str, inside: str) -> Byline | None:
    """Read what stands in the brackets of "ABC (jk)", "ABC (Ada Lund, Bo Ek)": who wrote it for a broadcaster."""
    names = split_names(inside)
    if any(map(is_person_name, names)):  # one of them may be called Sunday
        return Byline(text, tuple(Author(name=name, role=AGENCY if is_agency(name) else AUTHOR) for name in names))
    return Byline(text, authors) if (authors := by_marks(inside)) else None


def _is_names_alone(line: Line) -> bool:
    """Whether a line is full names, with a place behind a comma at most: "Ada Lund", "Ada Lund, Millbrook"."""
    if len(line.text) > LONGEST_NAMES or line.links or line.level or line.text[-1] in ".:!?":
        return False
    names, comma, place = line.text.partition(", ")
    told = split_names(JOINT.sub(",", names))
    return all(map(is_person_name, told)) and (not comma or (place[:1].isupper() and len(place.split()) < 3))


def agencies_in(text: str) -> str:
    """Return the agencies that are all of a line, parted by strokes: "Reuters", "TT-Reuters", "/ritzau/"; or ""."""
    named = text.strip(" /–—-.")
    if is_agency(named):
        return named
    parts = named.split("-")
    return "/".join(parts) if len(parts) > 1 and all(map(is_agency, parts)) else ""


def mark_at_end(page: Page, lines: list[Line], told: list[Author]) -> Byline | None:
    """Return who signs in brackets behind the last sentence of the text: "… said the mayor. (jk/dpa)". It stays.

    Initials tell less than any author that machines are told of, full names more than a house.
    """
    mark = _MARK_AT_END.search(lines[-1].text[-_LONGEST_SIGN_OFF:]) if lines else None
    if mark is None or any(author.role == AUTHOR for author in told):
        return None
    authors = _by_full_names(mark[0]) or (() if told else by_marks(mark[0]))
    if not authors:
        return None
    page.note("byline", "sign-off")
    return Byline(mark[0].strip(), authors)


def byline_of_dispatch(page: Page, lines: list[Line], told: list[Author]) -> Byline | None:
    """Return the reporters whom the first paragraph names in brackets, as dispatches in Chinese open. It stays."""
    found = None if not lines or any(author.role == AUTHOR for author in told) else read_dispatch(lines[0].text)
    if found is None:
        return None
    page.note("byline", "text")
    return Byline(found[0], tuple(found[1]))


def _by_full_names(text: str) -> tuple[Author, ...]:
    """Read "(Ada Lund, 3.12.2025)" and "【佐藤花子】": with a day or in East Asia, for "(Mill Lane)" may be a place."""
    parts = split_names(text.strip(_BRACKETS))
    people = [part for part in parts if not is_date(part)]
    if len(people) == len(parts) and any(part.lower() != part.upper() for part in parts):
        return ()
    return tuple(Author(name=part) for part in people) if all(map(is_person_name, people)) else ()


def by_marks(text: str) -> tuple[Author, ...]:
    """Read "jk", "dpa", "(jk/dpa)": who wrote it and who sent it; nobody where another word stands among the marks."""
    marks = split_marks(text.strip(_BRACKETS))
    if not all(is_agency(mark) or INITIALS.fullmatch(mark) for mark in marks):
        return ()
    return tuple(Author(name=mark, role=AGENCY if is_agency(mark) else AUTHOR) for mark in marks)


def read_byline_behind_text(page: Page, lines: list[Line]) -> Byline | None:
    """Return the byline in the small print below the text ("Author: A B", an author's box), and take its line.

    `lines` are those of the text: the small print may stand in the text's own block, or behind it.
    """
    if page.scope is None:
        return None
    end = page.scope.end
    begin = lines[-1].index + 1 if lines else end
    for line in (*page.lines[begin : min(begin + _BEHIND_TEXT, end)], *page.lines[end : end + _BEHIND_TEXT]):
        if len(line.text) > LONGEST_NAMES or line.role not in (None, "furniture"):
            continue
        hinted = "byline" in line.hints or "byline" in line.node.hints or "bio" in line.node.hints
        if not (hinted or (line.role is None and opens_as_byline(line.text))):
            continue
        found = read_line(page, line, bare_names=hinted)
        if found and names_people(found):
            page.take("byline", [line], "small print")
            return with_urls(page, found, [line])
    return None


def byline_on_date_line(page: Page) -> Byline | None:
    """A name on the line of the date or the issue, before or behind it: "A B | 5 May 2024". The line stays theirs."""
    at = headline_index(page)
    # What looks like the first paragraph may be a standfirst yet to be read.
    for line in page.lines[max(0, at - _ABOVE) : first_paragraph_index(page) + _BELOW_FIRST]:
        if line.role not in ("published", "issue") or len(line.text) > _LONGEST_DATE_LINE or not in_head(page, line):
            continue
        text = links_apart(line)
        if line.role == "issue" and (issue := read_issue_line(line.text, page.language)) and issue.label:
            text = text.replace(issue.label, "|")
        date = find_date(text, language=page.language)
        start = text.find(date.text) if date else -1
        if date is None or start < 0:
            return None
        for piece in (*text[:start].strip(_EDGES).split("|")[:1], *text[start + len(date.text) :].split("|")):
            names = _BEFORE_DATE.sub("", piece.strip(_EDGES))
            found = read_byline(names, page.language, bare_names=True) if 1 < len(names) <= LONGEST_NAMES else None
            if found and names_people(found):
                page.note("byline", "date line")
                return with_urls(page, found, [line])
        return None
    return None


def read_house_byline(page: Page, headline: str | None, lines: list[Line]) -> Byline | None:
    """Return who signs in the headline ("Title - A B") or in a first line ("Title by A B, role"), the last resort.

    Only for a paper whose rules are known: elsewhere such headlines name newsmakers far more often than authors.
    """
    if page.rules is None:
        return None
    paper = page.rules.publication.name
    found = read_headline_byline(headline, paper=paper, house_style=True) if headline else None
    source = "headline"
    if found is None:
        found, source = next(filter(None, (byline_in_text(line.text) for line in lines[:2])), None), "text"
    if found is not None:
        page.note("byline", source)
    return found
