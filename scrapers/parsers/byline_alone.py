"""Bylines that are nothing but names: no "By" on their line, no mark, no link to an author's page.

In order: the line below a "By" that stands alone; the line right above the first paragraph; the line above or below the
date's; an agency in the head, alone there or behind "Source:". The last three count only where the page tells nobody
else, for places and sections look like names.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from schemas import Author
from scrapers.parsers.byline import Byline, read_byline
from scrapers.parsers.byline_places import JOINT, agencies_in, by_marks
from scrapers.parsers.byline_take import LONGEST_NAMES, read_line, take_byline
from scrapers.parsers.byline_words import AUTHOR
from scrapers.parsers.header import first_paragraph_index, has_hint, header_lines, headline_index, in_head
from scrapers.parsers.lines import Line, is_prose
from scrapers.parsers.names import is_person_name, split_names
from scrapers.parsers.page import Page
from scrapers.parsers.text import squeeze

_LABEL = re.compile(r"[^\W\d_][^\d_|/]{1,15}")
_SOURCE = re.compile(
    r"(?:sources?|quellen?|fuente|fonte|källa|kilde|bron|zdroj|źródło|vir|izvor|forrás|sursa|allikas|lähde|kaynak"
    r"|источник|джерело|来源|來源|출처)\s?[:：]\s?",
    re.IGNORECASE,
)
_LOOK_BACK, _LOOK_AHEAD = 6, 12
_BELOW_FIRST = 8
_SHORTEST_NAME, _LETTERS_OF_WORD = 6, 3


def read_byline_alone(page: Page, told: list[Author]) -> Byline | None:
    """Return the byline that only its place tells, and take its line."""
    if (found := _below_label(page)) is not None or any(author.role == AUTHOR for author in told):
        return found
    return _above_text(page) or _beside_date(page)


def _below_label(page: Page) -> Byline | None:
    """Names below a line that only says "By", "Written by" or "Author"."""
    at = headline_index(page)
    lines = page.lines[at + 1 : min(at + _LOOK_AHEAD, first_paragraph_index(page))]
    for label, line in pairwise(lines):
        if label.role is not None or not _is_free(line) or not _LABEL.fullmatch(label.text):
            continue
        said = f"{label.text} {line.text}", f"{label.text}: {line.text}"
        found = next(filter(None, (read_byline(text, page.language, bare_names=False) for text in said)), None)
        if found is not None and _is_names_alone(line, found):
            return take_byline(page, [(each, Byline(each.text, found.authors)) for each in (label, line)], "text")
    return None


def _above_text(page: Page) -> Byline | None:
    """A name and nothing else right above the first paragraph and in its block, where the page names nobody else."""
    begins = first_paragraph_index(page)
    if not 0 < begins < len(page.lines):
        return None
    line, text = page.lines[begins - 1], page.lines[begins]
    alone = line.role is None and line.level is None and len(line.text) <= LONGEST_NAMES and not line.links
    if not alone or line.index <= headline_index(page) or line.node.row is not text.node.row or is_prose(line):
        return None
    if has_hint(line, "caption", 3, 4) or has_hint(line, "credit", 2, 2) or line.text[-1] in ".:!?":
        return None
    return _take_names_alone(page, line)


def _beside_date(page: Page) -> Byline | None:
    """A name and nothing else on the line above or below the date's, where the page names nobody else.

    A link is a section's more often than an author's: its address must have the name in it.
    """
    at, begins = headline_index(page), first_paragraph_index(page)
    near = page.lines[max(0, at - _LOOK_BACK) : at + _LOOK_AHEAD]
    dated = next((line.index for line in near if line.role == "published"), 0)
    if not dated:
        return None
    for line in (page.lines[dated - 1], *page.lines[dated + 1 : dated + 2]):
        # What looks like the first paragraph may be a standfirst yet to be read.
        if (
            not _is_free(line)
            or line.index > begins + _BELOW_FIRST
            or not in_head(page, line)
            or not _SHORTEST_NAME <= len(line.text) <= LONGEST_NAMES
        ):
            continue
        # A script without capitals does not tell names from other words.
        if line.text.lower() == line.text.upper() or not all(map(is_person_name, split_names(line.text))):
            continue
        if all(_is_in_address(line.text, href) for href, _ in line.links) and (found := _take_names_alone(page, line)):
            return found
    return None


def _is_free(line: Line) -> bool:
    """Whether no field has a line, or it counts as furniture only because it is a link."""
    return not line.level and (
        line.role is None or (line.role == "furniture" and line.node.role is None and bool(line.links))
    )


def _is_in_address(name: str, href: str) -> bool:
    """Whether an address has the first letters of each word of a name: "/av/ada-hallsten" those of "Ada Hällsten"."""
    words = unicodedata.normalize("NFD", name.casefold()).split()
    starts = ("".join(filter(str.isalpha, word[:_LETTERS_OF_WORD])) for word in words)
    return all(start in href.casefold() for start in starts)


def _take_names_alone(page: Page, line: Line) -> Byline | None:
    found = read_line(page, line, bare_names=True)
    return take_byline(page, [(line, found)], "text") if found is not None and _is_names_alone(line, found) else None


def _is_names_alone(line: Line, found: Byline) -> bool:
    """Whether a line is names and what joins them, and nothing more: "A B/C D", not "A B visits the works"."""
    if not found.authors or any(author.role != AUTHOR for author in found.authors):
        return False
    return squeeze("".join(author.name for author in found.authors)) == squeeze(JOINT.sub("", line.text))


def agency_in_head(page: Page) -> Byline | None:
    """Return the agency on a line of its own between headline and text, perhaps behind "Source:", and take its line."""
    at = headline_index(page)
    for line in header_lines(page):
        if line.index <= at or line.level or len(line.text) > LONGEST_NAMES or has_hint(line, "caption", 3, 4):
            continue
        if authors := by_marks(agencies_in(_SOURCE.sub("", line.text, count=1))):
            return take_byline(page, [(line, Byline(line.text, authors))], "text")
    return None
