"""Boxes that no name tells: blocks that interrupt a text with a heading of their own, and lists of key points.

A block with a heading between single paragraphs is set apart from them. Where a whole text comes in such blocks they
are its sections, unless it has crossheads between its single paragraphs too: then what is wrapped is no section.
"""

from __future__ import annotations

import re
from itertools import islice

from scrapers.parsers.furniture import is_prose
from scrapers.parsers.header import headline_index
from scrapers.parsers.lines import Line, Node
from scrapers.parsers.page import Page
from scrapers.parsers.rivers import leads_to_article
from scrapers.parsers.site_name import host_label

KEY_POINTS = re.compile(
    r"key (?:points|takeaways|facts)|at a glance|in (?:brief|short)\b|summary|highlights|tl;?dr"
    r"|auf einen blick|das wichtigste"
    r"|in kürze|darum geht.?s|worum geht.?s|kurz erklärt|kort fortalt|kort sagt|kortversjonen|det viktigste|i korthet"
    r"|l.essentiel|en bref|ce qu.il faut (?:retenir|savoir)|claves|lo más|en resumen|in breve|in sintesi|punti chiave"
    r"|samenvatting|in het kort|w skrócie|v kostce|stručně|главное|коротко|özet|ringkasan"
    r"|ポイント|この記事の|요약|要点",
    re.IGNORECASE,
)
_LONGEST_HEADING = 90
_LONGEST_LABEL = 40
_LONGEST_POINT, _MOST_PARAGRAPHS = 160, 6
_LONG_WORD = re.compile(r"\w{5,}")
_SHARED = 0.6
_MOST_LISTS = 4
_LONGEST_TITLE = 60
_NOT_TITLED = frozenset(("pullquote", "caption", "byline", "date", "credit"))
_MANY_PARAGRAPHS, _PARAGRAPHS_BELOW = 4, 2
_FIRST_LINES = 25
_MOST_POINTS = 12
_LINKED = 0.5
_LONGEST_BLURB = 400
_MOST_LINES = 60
_FEWEST_PARAGRAPHS = 3
_FEWEST_CROSSHEADS = 2
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")


def is_key_points(page: Page, node: Node) -> bool:
    """Whether a block is a list under a heading such as "Key points" or "In brief", whatever its class."""
    if not 3 <= node.end - node.start <= 12:
        return False
    lines = page.lines[node.start : node.end]
    if len(lines[0].text) > _LONGEST_LABEL or not KEY_POINTS.match(lines[0].text):
        return False
    points = sum(1 for line in lines[1:] if line.node.tag == "li")
    if not points and lines[0].level and len(lines) <= _MOST_PARAGRAPHS:
        return all(line.level or len(line.text) <= _LONGEST_POINT for line in lines[1:])
    return points >= 2 and points * 2 >= len(lines) - 1  # else it is a short text that opens with them


def key_points_above(page: Page) -> list[Line]:
    """Return the label "Key points" and its list where both stand unwrapped among the first lines of the text."""
    at = headline_index(page)
    paragraphs = 0
    for line in page.lines[at + 1 : at + _FIRST_LINES]:
        if line.role is not None:
            continue
        if paragraphs > 1:
            break
        if len(line.text) <= _LONGEST_LABEL and KEY_POINTS.match(line.text) and line.node.tag != "li":
            points = _list_below(page, line)
            around = line.node.row
            if points and (around is None or not is_key_points(page, around)):
                return [line, *points]
        paragraphs += line.node.tag != "li" and is_prose(line)
    return []


def _list_below(page: Page, line: Line) -> list[Line]:
    """The lines of the short list right below a line, or none."""
    first = page.lines[line.index + 1 : line.index + 2]
    for node in islice(first[0].node.ancestors(), 3) if first else ():
        if node.tag in ("ul", "ol") and node.start == line.index + 1:
            lines = page.lines[node.start : node.end] if node.end - node.start <= _MOST_POINTS else []
            return lines if len(lines) > 1 and all(each.role is None for each in lines) else []
    return []


def key_points_below(page: Page, scope: Node) -> list[Node]:
    """Return lists of key points below the text that say the same: pages show them in place of it, in a tab."""
    below = (node for node in page.nodes if node.start >= scope.end and is_key_points(page, node))
    found = list(islice(below, _MOST_LISTS))
    text = _long_words(page, scope) if found else set()
    return [node for node in found if _shares(_long_words(page, node), text)]


def _long_words(page: Page, node: Node) -> set[str]:
    return {word for line in page.lines[node.start : node.end] for word in _LONG_WORD.findall(line.text.lower())}


def _shares(words: set[str], text: set[str]) -> bool:
    return len(words & text) >= len(words) * _SHARED


def label_above_heading(lines: list[Line]) -> bool:
    """Whether lines open with a few words, as "Background", above a heading: the label of a box."""
    if len(lines) < 3 or lines[0].level is not None or lines[1].level is None:
        return False
    label = lines[0].text
    return len(label) <= _LONGEST_LABEL and not label.endswith(_SENTENCE_END) and lines[0].node is not lines[1].node


def is_linked_headline(page: Page, line: Line) -> bool:
    """Whether a line is a heading that leads to another page of the site; of one printed twice a half is the link."""
    if line.level is None or line.link_share < _LINKED:
        return False
    return leads_to_article(page, line, host_label(page.url))


class _Company:
    """What stands in a block besides its blocks with headings: single paragraphs and crossheads."""

    __slots__ = ("blocks", "crossheads", "headed", "levels", "paragraphs", "said")

    def __init__(self) -> None:
        self.blocks = 0  # with headings
        self.paragraphs = 0
        self.said = 0  # characters of single paragraphs
        self.headed = 0  # characters of blocks with headings
        self.crossheads = 0
        self.levels: set[int] = set()  # of crossheads

    def is_sections(self) -> bool:
        """Whether the blocks with headings are the text itself, or most of it."""
        if self.paragraphs < _FEWEST_PARAGRAPHS:
            return True
        return self.headed > self.said * 0.5 and self.crossheads < _FEWEST_CROSSHEADS


def interrupting_blocks(page: Page, nodes: list[Node]) -> set[Node]:
    """Return the blocks with a heading of their own that stand among the single paragraphs of a text.

    Siblings that hold one line each are the text; a sibling that opens with a heading and holds several lines is
    set apart from it, unless most of the text comes in such blocks (sections). Linear in the nodes.
    """
    headed = [node for node in nodes if node.parent is not None and _is_headed(page, node)]
    set_apart = set(headed)
    around = {node.parent: _Company() for node in headed}
    for node in nodes if headed else ():
        if (company := around.get(node.parent)) is None:
            continue
        level = page.lines[node.start].level
        if node.end - node.start > 1:
            company.headed += node.prose if level is not None else 0
            company.blocks += node in set_apart
        elif level is not None:
            company.crossheads += 1
            company.levels.add(level)
        elif node.prose:
            company.said += node.prose
            company.paragraphs += 1
    return {node for node in headed if _interrupts(page, node, around[node.parent])}


def _is_headed(page: Page, node: Node) -> bool:
    """Whether a block of several lines opens with a heading, or with a bold line above more than a paragraph."""
    if node.tag not in ("div", "section", "table") or not 2 <= node.end - node.start <= _MOST_LINES:
        return False
    first = _heading_of(page, node)
    if first.level is not None or _is_title(page, node, first):
        return True
    return node.end - node.start > 2 and len(first.text) <= _LONGEST_HEADING and first.is_bold


def _is_title(page: Page, node: Node, first: Line) -> bool:
    """Whether a short line in an element of its own stands above paragraphs or a list, and all of it is free."""
    lines = page.lines[node.start : node.end]
    if len(first.text) > _LONGEST_TITLE or first.text.endswith(_SENTENCE_END) or first.links or first.hints:
        return False
    if first.is_bold:  # as crossheads are
        return False
    if lines[1].node is first.node or not lines[1].node.within(node) or not _NOT_TITLED.isdisjoint(node.hints):
        return False
    return node.prose > 0 and all(line.role is None and line.level is None for line in lines)


def _heading_of(page: Page, node: Node) -> Line:
    lines = page.lines[node.start : node.start + 3]
    return lines[1] if label_above_heading(lines) else lines[0]


def _interrupts(page: Page, node: Node, company: _Company) -> bool:
    if company.is_sections():
        return False
    first = _heading_of(page, node)
    # Heading and one paragraph may be a wrapped crosshead, unless crossheads are of another level, or there are none
    # and the text goes on outside of the wrapper.
    titled = first.level is None and not first.is_bold  # less sure than a heading
    if (node.end - node.start == 2 or titled) and (
        first.level in company.levels or not ((company.levels and not titled) or _stands_alone(page, node, company))
    ):
        return False
    if first.link_share > 0.5 and (node.prose > _LONGEST_BLURB or not is_linked_headline(page, first)):
        return False
    return not _is_data_table(node)


def _stands_alone(page: Page, node: Node, company: _Company) -> bool:
    """Whether a block is the only one with a heading among single paragraphs of one kind, two of them below it."""
    if company.blocks > 1 or company.paragraphs < _MANY_PARAGRAPHS or page.lines[node.start + 1].level is not None:
        return False
    below = page.lines[node.end : node.end + _PARAGRAPHS_BELOW]
    return len(below) == _PARAGRAPHS_BELOW and all(
        line.role is None and line.node.tag == "p" and line.node.parent is node.parent for line in below
    )


def _is_data_table(node: Node) -> bool:
    """Whether a block is a table of figures, which belongs to the text: rows of several cells, and no sentence."""
    if node.prose:
        return False
    table = node.el if node.tag == "table" else node.el.find(".//table")
    return table is not None and any(len(row) > 1 for row in table.iter("tr"))
