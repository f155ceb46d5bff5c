"""The lines around the headline where byline, date, issue, kicker and standfirst stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from scrapers.parsers.byline_words import opens_as_byline
from scrapers.parsers.date_words import YEAR
from scrapers.parsers.lines import Line, Node, is_prose
from scrapers.parsers.page import Page

_LOOK_BACK = 12
_LOOK_AHEAD = 40
_PROSE_SEEN = 2
_PICTURE_TAGS = frozenset(("figure", "figcaption"))
_PICTURE_LINES = 8
_HEADER_LEVELS = 6
_LONGEST_OF_HEAD = 160
# A full stop behind a number ends a date.
SENTENCE_END = re.compile(r"[^\W\d_]{2}[.!?…।。]+[\"'”’»)]*$")
_CLOCK_OR_BAR = re.compile(r"\s[|·•]\s|\d\s?[:.h時点]\s?\d\d(?!\d)")


def headline_index(page: Page) -> int:
    """Return the index of the headline's last line, or where the article's block begins, less one, without one."""
    known = page.headline_at
    if known is not None and page.lines[known].role == "headline":
        return known
    for line in reversed(page.lines):
        if line.role == "headline":
            page.headline_at = line.index
            return line.index
    return (page.scope.start if page.scope else 0) - 1


def header_lines(page: Page) -> Iterator[Line]:
    """Yield the free lines from just above the headline to the second paragraph of running text."""
    at = headline_index(page)
    prose = 0
    for line in page.lines[max(0, at - _LOOK_BACK) : at + _LOOK_AHEAD]:
        if line.role is None:
            yield line
            if line.index > at and is_prose(line) and not has_hint(line, "standfirst"):
                prose += 1
                if prose >= _PROSE_SEEN:
                    return


# What a button bar or a menu may hold besides buttons ("Subscribe", too); the others hold texts of other articles.
_BARS = frozenset(("share", "tools", "nav", "hidden", "comment", "appeal"))
_LONGEST_IN_BAR = 120


def header_furniture(page: Page) -> Iterator[Line]:
    """Yield short lines of furniture between headline and text: links, and bars of buttons, hold byline and date.

    The bar may stand above the headline too, in the same <article>.
    """
    at = headline_index(page)
    article = (
        next((node for node in page.lines[at].node.ancestors() if node.tag == "article"), None) if at > 0 else None
    )
    begins = max(article.start, at - _LOOK_BACK) if article is not None else at + 1
    for line in page.lines[begins : min(first_paragraph_index(page), at + _LOOK_AHEAD)]:
        hints = line.node.hints | line.hints
        in_bar = line.node.role is None or line.node.role in _BARS or "date" in hints
        in_bar = in_bar or ("byline" in hints and opens_as_byline(line.text))
        if line.role == "furniture" and in_bar and len(line.text) <= _LONGEST_IN_BAR:
            yield line


def first_paragraph_index(page: Page) -> int:
    """Return the index of the first free line of running text after the headline, and after the <header> around it.

    Lines are taken and never given back: what was found last is the first, or the first comes after it.
    """
    below = (headline_index(page), page.scope)
    known = page.first_paragraph
    at = known[1] if known is not None and known[0] == below else _header_end(page)
    size = len(page.lines)
    while at < size and not _is_paragraph(page.lines[at]):
        at += 1
    page.first_paragraph = (below, at)
    return at


def _is_paragraph(line: Line) -> bool:
    if line.role is not None or not is_prose(line) or is_of_head(line.text):
        return False
    return not has_hint(line, "standfirst") and not in_picture(line)


def is_of_head(text: str) -> bool:
    """Whether a line as long as a paragraph says who wrote the article and when: "By A B | 5 May 2024 at 10:32"."""
    if len(text) > _LONGEST_OF_HEAD or not YEAR.search(text) or SENTENCE_END.search(text):
        return False
    return _CLOCK_OR_BAR.search(text) is not None or opens_as_byline(text)


def in_head(page: Page, line: Line) -> bool:
    """Whether at most one paragraph, which may be a standfirst yet to be read, stands between headline and line."""
    between = islice(page.lines, headline_index(page) + 1, line.index)
    return len(list(islice(filter(_is_paragraph, between), 2))) < 2


def _header_end(page: Page) -> int:
    """Where the lines begin that may be running text: below the headline, or below the small <header> that it opens."""
    at = headline_index(page)
    if at < 0:
        return 0
    for node in page.lines[at].node.close_blocks(_HEADER_LEVELS, _LOOK_AHEAD):
        if node.tag == "header" and page.scope is not None and node.end < page.scope.end:
            return node.end
    return at + 1


def in_picture(line: Line) -> bool:
    """Whether a line belongs to a picture: it stands in a small figure, or in a block marked as caption."""
    if ("picture" in line.hints and "standfirst" not in line.hints) or has_hint(line, "caption"):
        return True
    return any(node.tag in _PICTURE_TAGS for node in line.node.close_blocks(5, _PICTURE_LINES))


def has_hint(line: Line, hint: str, levels: int = 3, most_lines: int = 8) -> bool:
    """Whether the line or a small block around it hints at something."""
    if hint in line.hints:
        return True
    node: Node | None = line.node
    while node is not None and levels > 0 and node.end - node.start <= most_lines:  # asked too often for a generator
        if hint in node.hints:
            return True
        node = node.parent
        levels -= 1
    return False
