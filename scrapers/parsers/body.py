"""The running text: blocks in reading order from the first paragraph to the last.

What remains of the article's block when every other field has taken its lines, between the edges that `text_edges`
finds. Crossheads are told by their role, not by their tag: a heading, or a short line all in bold without a full stop,
followed by text.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from schemas import Block, Link
from schemas.article import BlockType
from scrapers.parsers.byline import split_signature
from scrapers.parsers.crossheads import SENTENCE_END, is_crosshead, is_of_head, mark_crossheads
from scrapers.parsers.header import headline_index
from scrapers.parsers.lines import Line, Node, is_prose
from scrapers.parsers.page import Page
from scrapers.parsers.text import squeeze

_LONGEST_NAME = 3  # words of a signature without a place
_LEVELS = 12  # how far around a line is looked for what it is part of
_LONGEST_DATE = 80
_DATE_DIGITS = 4
_HEAD = frozenset(("byline", "standfirst"))  # a heading above these is none of the text
_OPENING_HINTS = frozenset(("standfirst", "body"))
_BULLET = re.compile(r"[•▪■●‣◦∙]\s*(?=\S)")
_OPENS_IN_CAPITALS = re.compile(r"\W?[A-Z]{2,}(?:’[A-Z]+)?,? [A-Z]{2,}")


def article_lines(page: Page) -> list[Line]:
    """Return the free lines of the article's block below the headline, without taking them."""
    scope = page.scope
    if scope is None:
        return []
    start = max(scope.start, headline_index(page) + 1) if headline_index(page) < scope.end else scope.start
    if _has_prose(page, scope.start, start) and not _has_prose(page, start, scope.end):
        start = scope.start  # a style sheet sets the headline above the text that it follows in the page
    elif headline_index(page) < start == scope.start:
        start = _opening(page, scope)
    head = _head_end(page, start, scope.end)
    lines = page.lines[start : scope.end]
    kinds = Counter((line.level, line.node.name) for line in lines if line.level is not None)
    above = max((line.index for line in page.lines[start:head] if line.role in _HEAD), default=-1)
    return [
        line
        for line in lines
        if line.role is None
        and not (line.index < head and (is_of_head(line, kinds) or (line.index < above and line.level is not None)))
        and not _says_nothing(line)
    ]


def _opening(page: Page, scope: Node) -> int:
    """Where the free paragraphs begin that stand before the block of the text, around it or in a block beside it."""
    start = scope.start
    for line in reversed(page.lines[headline_index(page) + 1 : scope.start]):
        if line.role is not None:
            continue
        if line.node.tag != "p" or not is_prose(line) or not _stands_before(line.node.parent, scope):
            break
        start = line.index
    return start


def _stands_before(block: Node | None, scope: Node) -> bool:
    """Whether a paragraph's block is around the block of the text, or right beside it and named for nothing else."""
    if block is None or scope.within(block):
        return block is not None
    named = block.hints - _OPENING_HINTS
    return not named and block.tag == "div" and block.parent is not None and scope.within(block.parent)


def _says_nothing(line: Line) -> bool:
    """Whether a line is a mark between paragraphs, or the date that stands below the text once more."""
    if len(line.text) > _LONGEST_DATE or line.node.tag in ("td", "th"):
        return False
    if "date" in line.hints or "date" in line.node.hints:
        return sum(map(str.isdigit, line.text)) > _DATE_DIGITS
    return not any(map(str.isalnum, line.text))


def _has_prose(page: Page, start: int, end: int) -> bool:
    return any(line.role is None and is_prose(line) for line in page.lines[start:end])


def _head_end(page: Page, start: int, end: int) -> int:
    """Where the first paragraph of a text begins: headings above it may be part of the article's head."""
    at = next((line.index for line in page.lines[start:end] if line.role is None and is_prose(line)), start)
    if any(line.role == "repeat" for line in page.lines[start:at]):
        # A head printed twice, as for the page and for the paper: subtitle and byline are repeated too.
        for line in page.lines[start:at]:
            if line.role is None and line.level is not None:
                line.role = "repeat"
    return at


def to_blocks(page: Page, lines: list[Line]) -> list[tuple[int, Block]]:
    """Return (index of the first line, block) for lines in order; the lines of a data table are one block."""
    mark_crossheads(lines)
    blocks: list[tuple[int, Block]] = []
    at = 0
    while at < len(lines):
        table = _data_table(lines[at])
        if table is not None:
            first = at
            while at < len(lines) and lines[at].index < table.end:
                at += 1
            blocks.append((lines[first].index, Block(type="table", text=_table_text(lines[first:at]))))
            continue
        line = lines[at]
        kind, level = _kind(lines, at)
        text = line.text
        if kind == "paragraph" and _BULLET.match(text):
            kind, level, text = "list_item", 1, _BULLET.sub("", text)
        elif kind == "paragraph" and (signed := _signature(text)):
            text = signed
        blocks.append((line.index, Block(type=kind, text=text, level=level, links=_links(page, line))))
        at += 1
    return blocks


def _kind(lines: list[Line], at: int) -> tuple[BlockType, int | None]:
    line = lines[at]
    if is_crosshead(line) and not _is_signature(lines, at):
        return "crosshead", line.level or 2
    for node in islice(line.node.ancestors(), _LEVELS):
        if node.tag == "li":
            around = islice(node.ancestors(), _LEVELS)
            return "list_item", sum(1 for each in around if each.tag in ("ul", "ol")) or 1
        if node.tag == "blockquote":
            return "quote", None
        if node.tag == "pre":
            return "preformatted", None
        if node.tag in ("article", "section", "main", "body"):
            break
    return "paragraph", None


def _is_signature(lines: list[Line], at: int) -> bool:
    """Whether a bold line closes what stands above it: the last line, or below a letter and above a heading."""
    if at + 1 == len(lines):
        return True
    line, above = lines[at], lines[at - 1] if at else None
    if line.level is not None or above is None or is_crosshead(above) or not is_crosshead(lines[at + 1]):
        return False
    return lines[at + 1].level is not None or len(line.text.split()) <= _LONGEST_NAME or "," in line.text


def _signature(text: str) -> str | None:
    """Name and place of a letter's signature that stand in two inline elements run together: "Keith PrinceNorfolk"."""
    if len(text) > 80 or text[-1] in '.!?:”"':
        return None
    parts = split_signature(text)
    return " ".join(parts) if parts else None


def _links(page: Page, line: Line) -> list[Link]:
    return [Link(url=url, text=text) for href, text in line.links if (url := page.absolute(href))]


def _data_table(line: Line) -> Node | None:
    """The table a line is a cell of, unless the table only lays out the page."""
    if line.node.tag not in ("td", "th", "p") or len(line.text) > 200:
        return None
    table = next((node for node in islice(line.node.ancestors(), _LEVELS) if node.tag == "table"), None)
    if table is None or table.end - table.start < 4 or table.prose > 400:
        return None
    return table


def _table_text(cells: list[Line]) -> str:
    rows: dict[int, dict[int, str]] = {}
    for line in cells:
        row = next((node for node in line.node.ancestors() if node.tag == "tr"), line.node)
        cell = next((node for node in line.node.ancestors() if node.tag in ("td", "th")), line.node)
        texts = rows.setdefault(id(row), {})
        texts[id(cell)] = f"{texts[id(cell)]} {line.text}" if id(cell) in texts else line.text
    return "\n".join(" | ".join(row.values()) for row in rows.values())


def printed_in_text(page: Page, lines: list[Line], headline: str | None) -> tuple[list[Line], str | None, str | None]:
    """Return (lines that remain, headline, kicker) when the text's first lines print headline and kicker again.

    The archives of 2000 print both once more at the top of the text. Some imports took the kicker for the title:
    there the first line is the headline, told by the paragraph below it that opens in CAPITALS.
    """
    wanted = squeeze(headline)
    for at, line in enumerate(lines[:2]):
        if wanted and squeeze(line.text) == wanted and (not at or len(lines[0].text) <= 60):
            page.take("headline", lines[: at + 1], "text")
            return lines[at + 1 :], headline, lines[0].text if at else None
    if page.rules is not None and page.rules.kicker_titles and _title_is_kicker(lines, headline):
        page.take("headline", lines[:1], "text")
        return lines[1:], lines[0].text, headline
    return lines, headline, None


def _title_is_kicker(lines: list[Line], headline: str | None) -> bool:
    if len(lines) < 2 or not headline or len(headline.split()) > 6:
        return False
    first, second = lines[0].text, lines[1].text
    return len(first) <= 90 and not first.endswith(SENTENCE_END) and bool(_OPENS_IN_CAPITALS.match(second))
