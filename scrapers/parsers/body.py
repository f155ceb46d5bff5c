"""The running text: blocks in reading order from the first paragraph to the last.

What remains of the article's block when every other field has taken its lines. Short lines before the first
paragraph (reading time, place, labels) and after the last one are left out. Crossheads are told by their role,
not by their tag: a heading, or a short line all in bold without a full stop, followed by text.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from schemas import Block, Link
from schemas.article import BlockType
from scrapers.parsers.byline import split_signature
from scrapers.parsers.crossheads import SENTENCE_END, is_crosshead, is_of_head, mark_broken, mark_crossheads, mark_named
from scrapers.parsers.endnotes import opens_as_note
from scrapers.parsers.furniture import is_prose
from scrapers.parsers.header import has_hint, headline_index
from scrapers.parsers.lines import Line, Node
from scrapers.parsers.page import Page
from scrapers.parsers.text import squeeze

_LEVELS = 12  # how far around a line is looked for what it is part of
_LONGEST_TITLE = 160
_LONGEST_DATE = 80
_DATE_DIGITS = 4
_LONGEST_LABEL = 80
_VIDEO = re.compile(r"video", re.IGNORECASE)
_BULLET = re.compile(r"[•▪■●‣◦∙]\s*(?=\S)")
_OPENS_IN_CAPITALS = re.compile(r"\W?[A-Z]{2,}(?:’[A-Z]+)?,? [A-Z]{2,}")
_TEXT_TAGS = frozenset(("p", "li", "blockquote", "pre", "td", "th", "dd", "dt", "figcaption"))


def article_lines(page: Page) -> list[Line]:
    """Return the free lines of the article's block below the headline, without taking them."""
    scope = page.scope
    if scope is None:
        return []
    start = max(scope.start, headline_index(page) + 1) if headline_index(page) < scope.end else scope.start
    if _has_prose(page, scope.start, start) and not _has_prose(page, start, scope.end):
        start = scope.start  # a style sheet sets the headline above the text that it follows in the page
    head = _head_end(page, start, scope.end)
    lines = page.lines[start : scope.end]
    kinds = Counter((line.level, line.node.name) for line in lines if line.level is not None)
    return [
        line
        for line in lines
        if line.role is None and not (line.index < head and is_of_head(line, kinds)) and not _says_nothing(line)
    ]


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


def running_text(lines: list[Line]) -> list[Line]:
    """Return the lines that are running text: from the first paragraph to the last, without stray labels."""
    mark_named(lines)
    mark_broken(lines)
    first = next((i for i in range(len(lines)) if _opens(lines, i)), 0)
    last = next((i for i in range(len(lines) - 1, -1, -1) if _closes(lines[i])), len(lines) - 1)
    # Signatures and sign-offs are short and come right after the text; labels of what follows come in numbers.
    end = last + 1
    while end < len(lines) and end <= last + 2 and lines[end].node.tag == "p":
        end += 1
    last = end - 1 if end <= last + 2 or end == len(lines) else last
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]):
        last += 1
    while last > first and _announces(lines[last]):
        last -= 1
    return [
        line
        for line in lines[first : last + 1]
        if not (_is_teaser(line) or _is_of_video(line)) and (_is_text(line) or is_crosshead(line))
    ]


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a short line is of one list with the one above it, that is set as paragraphs: results, ingredients."""
    one, two = line.node, following.node
    return one.tag == two.tag == "p" and one.parent is two.parent and one.name == two.name and not following.links


def _is_of_video(line: Line) -> bool:
    """Whether a line is the title of a video or what it shows, in a small block named for it."""
    return len(line.text) < _LONGEST_TITLE and any(_VIDEO.search(node.name) for node in line.node.close_blocks(6, 6))


def _is_teaser(line: Line) -> bool:
    """A heading that is nothing but a link leads to another story; one in a gallery or player is its title."""
    leads_away = line.link_share > 0.9 and not all(href.startswith("#") for href, _ in line.links)
    return line.level is not None and (leads_away or has_hint(line, "gallery", 4, 12))


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


def _opens(lines: list[Line], at: int) -> bool:
    line = lines[at]
    if _is_teaser(line):
        return False
    if is_prose(line):
        return True
    if line.node.tag in ("p", "li", "blockquote") and len(line.text) >= 40 and not has_hint(line, "byline", 3, 8):
        return True
    if not is_crosshead(line):
        return False
    if at == 0 and " " not in line.text and line.text.isalpha() and len(line.text) < 15:
        return False  # "Article", "Text": a label for those who have the page read to them
    following = next((each for each in lines[at + 1 : at + 4] if not is_crosshead(each)), None)
    return following is not None and is_prose(following)


def _closes(line: Line) -> bool:
    """Whether a text may end with a line: a sentence, a list item, a signature, a note; not a bare label."""
    if not _is_text(line) or line.level is not None or _is_linked_item(line):
        return False
    ends = line.text[-1] in '.!?…”"»。）)' or len(line.text) >= 60
    return ends or line.is_bold or line.is_italic or line.node.tag == "li" or opens_as_note(line)


def _announces(line: Line) -> bool:
    """Whether a line announces what followed it on the page and is no text: "The whole report is here:"."""
    return line.text[-1] in ":：" and len(line.text) <= _LONGEST_LABEL


def _is_linked_item(line: Line) -> bool:
    """Whether a list item is a link and little else: a topic, a section, an author."""
    return line.node.tag == "li" and line.link_share > 0.9 and len(line.text) <= _LONGEST_LABEL


def _is_text(line: Line) -> bool:
    if line.node.tag in _TEXT_TAGS:
        return True
    return len(line.text) >= 40 or opens_as_note(line) or line.text[-1] in '.!?…”"»。'


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
    above = lines[at - 1] if at else None
    return lines[at].level is None and is_crosshead(lines[at + 1]) and above is not None and not is_crosshead(above)


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
