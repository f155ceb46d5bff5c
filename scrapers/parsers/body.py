"""The running text: blocks in reading order from the first paragraph to the last.

What remains of the article's block when every other field has taken its lines. Short lines before the first
paragraph (reading time, place, labels) and after the last one are left out. Crossheads are told by their role,
not by their tag: a heading, or a short line all in bold without a full stop, followed by text.
"""

from __future__ import annotations

from scrapers.parsers.furniture import is_prose
from scrapers.parsers.header import headline_index
from scrapers.parsers.page import Page
from scrapers.parsers.text import squeeze
from scrapers.parsers.walk import Line, Node
from schemas import Block, Link
from schemas.article import BlockType

_CROSSHEAD_CHARS = 140
_SENTENCE_END = (".", ",", ";", ":", "…", "?", "。", "，")
_TEXT_TAGS = frozenset(("p", "li", "blockquote", "pre", "td", "th", "dd", "dt", "figcaption"))


def article_lines(page: Page) -> list[Line]:
    """Return the free lines of the article's block below the headline, without taking them."""
    scope = page.scope
    if scope is None:
        return []
    start = max(scope.start, headline_index(page) + 1) if headline_index(page) < scope.end else scope.start
    return [line for line in page.lines[start : scope.end] if line.role is None]


def running_text(lines: list[Line]) -> list[Line]:
    """Return the lines that are running text: from the first paragraph to the last, without stray labels."""
    first = next((i for i, line in enumerate(lines) if _opens(lines, i)), 0)
    last = next((i for i in range(len(lines) - 1, -1, -1) if _is_text(lines[i])), len(lines) - 1)
    return [line for line in lines[first : last + 1] if _is_text(line) or is_crosshead(line)]


def is_crosshead(line: Line) -> bool:
    """Whether a line is a heading inside the text."""
    if len(line.text) > _CROSSHEAD_CHARS:
        return False
    if line.level is not None:
        return True
    if not line.is_bold or line.node.tag in ("li", "td", "th"):
        return False
    return not line.text.endswith(_SENTENCE_END) and len(line.text.split()) <= 14


def to_blocks(page: Page, lines: list[Line]) -> list[tuple[int, Block]]:
    """Return (index of the first line, block) for lines in order; the lines of a data table are one block."""
    blocks: list[tuple[int, Block]] = []
    at = 0
    while at < len(lines):
        table = _data_table(lines[at])
        if table is not None:
            rows = [line for line in lines[at:] if line.index < table.end]
            blocks.append((lines[at].index, Block(type="table", text=_table_text(rows))))
            at += len(rows)
            continue
        line = lines[at]
        kind, level = _kind(line, at + 1 < len(lines))
        blocks.append((line.index, Block(type=kind, text=line.text, level=level, links=_links(page, line))))
        at += 1
    return blocks


def _opens(lines: list[Line], at: int) -> bool:
    line = lines[at]
    if is_prose(line) or (line.node.tag in ("p", "li", "blockquote") and len(line.text) >= 40):
        return True
    if not is_crosshead(line):
        return False
    return at + 1 < len(lines) and is_prose(lines[at + 1])


def _is_text(line: Line) -> bool:
    if line.node.tag in _TEXT_TAGS:
        return True
    return len(line.text) >= 40 or line.text[-1] in ".!?…”\"»。"


def _kind(line: Line, followed: bool) -> tuple[BlockType, int | None]:
    if is_crosshead(line) and followed:
        return "crosshead", line.level or 2
    for node in line.node.ancestors():
        if node.tag == "li":
            return "list_item", sum(1 for each in node.ancestors() if each.tag in ("ul", "ol")) or 1
        if node.tag == "blockquote":
            return "quote", None
        if node.tag == "pre":
            return "preformatted", None
        if node.tag in ("article", "section", "main", "body"):
            break
    return "paragraph", None


def _links(page: Page, line: Line) -> list[Link]:
    return [Link(url=url, text=text) for href, text in line.links if (url := page.absolute(href))]


def _data_table(line: Line) -> Node | None:
    """The table a line is a cell of, unless the table only lays out the page."""
    if line.node.tag not in ("td", "th", "p") or len(line.text) > 200:
        return None
    table = next((node for node in line.node.ancestors() if node.tag == "table"), None)
    if table is None or table.end - table.start < 4 or table.prose > 400:
        return None
    return table


def _table_text(cells: list[Line]) -> str:
    rows: dict[int, list[str]] = {}
    for cell in cells:
        row = next((node for node in cell.node.ancestors() if node.tag == "tr"), cell.node)
        rows.setdefault(id(row), []).append(cell.text)
    return "\n".join(" | ".join(row) for row in rows.values())


def drop_repeated_headline(lines: list[Line], headline: str | None) -> list[Line]:
    """Leave out a first line that prints the headline again, as the archives of 2000 do."""
    if lines and headline and squeeze(lines[0].text) == squeeze(headline):
        lines[0].role = "headline"
        return lines[1:]
    return lines
