"""Bylines in other places: in the headline, in a line of the body, glued at the end of a letter."""

from __future__ import annotations

import re

from schemas import Author
from scrapers.parsers import name_words, names
from scrapers.parsers.byline_line import Byline
from scrapers.parsers.byline_words import AUTHOR
from scrapers.parsers.name_run import read_run
from scrapers.parsers.text import fold, squeeze

_MAX_HEADLINE = 300
_DASH_NAME = re.compile(r"^(?P<title>.{12,}\S)\s+[-–—]\s+(?P<name>[^-–—:|]{4,60})$")
_COLON_NAME = re.compile(r"^(?P<name>[^:]{4,60}):\s+(?P<title>\S.{3,})$")
_SPOKEN = re.compile(
    r"(?i)[‘’“”\"«»„'](?!\w)|(?<!\w)[‘’“”\"«»„']|[!?]|\b(?:I|I['’]m|we|my|our|us|me|you|your|live|obituary"
    r"|profile|interview|tributes?)\b"
)
_THIRD_PERSON = re.compile(r"(?i)\b(?:he|she|him|her|his|hers|they|their|who)\b")
_REVIEWS = re.compile(r"\sreviews?(?=\s)")
_IN_LINE = re.compile(r"(?:^|\s)(?P<by>by)\s(?=[^\W\d_])")
_PC = re.compile(r"\(\s*p\.?c\.?\s*\)\s*\.?$|\bin a personal capacity\.?$", re.IGNORECASE)


def read_headline_byline(headline: str, *, paper: str | None = None, house_style: bool = False) -> Byline | None:
    """Return the author whom a headline itself names, or None; conservative, as headlines name newsmakers first.

    "NAME reviews WORK" and "TITLE - NAME" (a speech or article printed) name an author unless the title is
    spoken (quotes, "I", "we") or a question. "NAME: ‘quote’" never does: NAME is quoted. "NAME: My …" does; "NAME:
    How …" and "NAME: Why …" only with `house_style`, on a paper known to sign columns so, since elsewhere they
    introduce a subject. `paper` is the printed name of the publication, which is nobody.
    """
    text = fold(headline[: _MAX_HEADLINE * 4])
    if not 8 <= len(text) <= _MAX_HEADLINE:
        return None
    run = read_run(text, 0, len(text))
    if run is not None and not run.is_newsmaker and (match := _REVIEWS.match(text, run.end)):
        return Byline(text[: match.end()], tuple(Author(name=name) for name in run.names))
    name = _dash_name(text) or _column_name(text, known=house_style)
    if name is None or (paper and squeeze(name) == squeeze(paper)):
        return None
    return Byline(name, (Author(name=name),))


def _dash_name(text: str) -> str | None:
    match = _DASH_NAME.match(text)
    if match is None or len(match["title"].split()) < 4 or _SPOKEN.search(match["title"]):
        return None
    name = match["name"].strip()
    is_short = 2 <= len(name.split()) <= 3
    title_case = all(word[0].isupper() for word in match["title"].split() if word[0].isalpha())
    return (
        name
        if is_short and names.is_person_name(name) and not title_case and name.split()[-1] not in match["title"]
        else None
    )


def _column_name(text: str, *, known: bool) -> str | None:
    match = _COLON_NAME.match(text)
    if match is None or not names.is_person_name(match["name"]):
        return None
    opens = r"My\s" if not known else r"(?:My|How|Why)\s"
    if (
        not re.match(opens, match["title"])
        or _THIRD_PERSON.search(match["title"])
        or re.search(r"[‘“\"«„?!]", match["title"])
    ):
        return None
    return match["name"]


def byline_in_text(line: str) -> Byline | None:
    """Return the byline in a line of the body such as "London Underground by Unjum Mirza, RMT political officer (pc)".

    The line is a short title, "by NAME", a role and the mark "(pc)" (in a personal capacity); without the mark the
    title must be in capitals like a title and the role be one that people sign with. None for sentences.
    """
    text = fold(line[:1200])
    if len(text) > _MAX_HEADLINE:
        return None
    marked = bool(_PC.search(text))
    for match in _IN_LINE.finditer(text):
        title = text[: match.start()].split()
        run = read_run(text, match.end(), len(text))
        if run is None or len(title) > 10 or not text[0].isupper():
            continue
        rest = _PC.sub("", text[run.end :]).strip(" .,")
        low = [word.casefold().strip(".,") for word in rest.split()]
        signs = any(word in name_words.ROLES for word in low) and len(low) <= 14 and text.startswith(",", run.end)
        if marked or (signs and title and _is_title(title) and not text.endswith(".")):
            return Byline(text[match.start("by") :], tuple(Author(name=name, role=AUTHOR) for name in run.names))
    return None


def _is_title(title: list[str]) -> bool:
    return all(word[0].isupper() or len(word) <= 3 for word in title) and not title[-1].endswith(("ed", "en"))


# A capital inside these is the spelling of the name: McDonald, DeVito, O’Brien, FitzGerald, LaToya, MacBride.
_INNER_CAPITAL = name_words.word_set(
    "mc mac de di da du do la le lo van von vander vanden fitz del della delle des dos san st o d l ap ab mag "
    "ver ten ter "
    "el al ben bin abu saint ka no mo jo ma ja ki k t a dela dal mck"
)
_GLUE = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
_PLACE_WORDS = name_words.word_set("on of the upon under in le la les am an de del")
_SIGNED_WITHOUT_NAME = re.compile(r"(?i)(?:name|names)(?: and address)? (?:supplied|withheld|and address)")


def split_signature(text: str) -> tuple[str, str] | None:
    """Return (name, place) of a letter's signature whose two lines were glued: "Keith PrinceNorfolk"; or None.

    The first part is a person or a role ("Housing activist"), the second a place in capitals. Names that hold a
    capital by spelling (McDonald, DeVito, MacBride) are not taken apart.
    """
    if len(text) > 400:
        return None
    text = fold(text)
    if not 6 <= len(text) <= 120:
        return None
    for match in _GLUE.finditer(text):
        at = match.start()
        if not (text[at - 1].islower() and text[at].isupper()):
            continue
        left, right = text[:at], text[at:]
        head = re.split(r"[\s'’.-]", left)[-1]
        if head.casefold() in _INNER_CAPITAL or not _is_signer(left) or not _is_place(right):
            continue
        return left, right
    return None


def _is_signer(left: str) -> bool:
    parts = left.split()
    if names.is_person_name(left) or _SIGNED_WITHOUT_NAME.fullmatch(left):
        return True
    return 2 <= len(parts) <= 5 and parts[0][0].isupper() and parts[-1].casefold() in name_words.ROLES


def _is_place(right: str) -> bool:
    parts = re.split(r"[\s,]+", right.strip(" .,"))
    shaped = 1 <= len(parts) <= 6 and all(part[:1].isupper() or part in _PLACE_WORDS for part in parts)
    return shaped and len(right) >= 3 and not any(ch in "!?:;" for ch in right)
