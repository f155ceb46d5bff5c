"""Boxes that no name tells: blocks that interrupt a text with a heading of their own.

A block with a heading between single paragraphs is set apart from them. Where a whole text comes in such blocks they
are its sections, unless it has crossheads between its single paragraphs too: then what is wrapped is no section.
"""

from __future__ import annotations

from scrapers.parsers.lines import Line, Node, is_prose
from scrapers.parsers.page import Page
from scrapers.parsers.rivers import leads_to_article
from scrapers.parsers.site_name import host_label

_LEVELS, _FILM = 4, 8
_LONGEST_HEADING = 90
_LONGEST_LABEL = 40
_LONGEST_TITLE = 60
_NOT_TITLED = frozenset(("pullquote", "caption", "byline", "date", "credit"))
_MANY_PARAGRAPHS, _PARAGRAPHS_BELOW = 4, 2
_LINKED = 0.5
_LONGEST_BLURB = 400
_MOST_LINES = 60
_BOLD = 0  # as a level: a bold line that stands for a heading
_FEWEST_PARAGRAPHS = 3
_FEWEST_CROSSHEADS = 2
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")


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
    """What stands in a block besides its blocks with headings: paragraphs, single or wrapped, and crossheads."""

    __slots__ = ("blocks", "crossheads", "headed", "levels", "paragraphs", "said", "wrapped", "wrapped_levels")

    def __init__(self) -> None:
        self.blocks = 0  # with headings
        self.paragraphs = 0
        self.said = 0  # characters of paragraphs
        self.headed: dict[int, int] = {}  # characters of blocks with headings, by level
        self.crossheads = 0
        self.levels: set[int] = set()  # of crossheads
        self.wrapped = 0  # paragraphs that share a wrapper with others, without a heading above them
        self.wrapped_levels: set[int] = set()  # of crossheads that stand within wrappers

    def add_paragraph(self, size: int) -> None:
        """Count a paragraph."""
        self.said += size
        self.paragraphs += 1

    def add_crosshead(self, level: int) -> None:
        """Count a crosshead."""
        self.crossheads += 1
        self.levels.add(level)

    def add_wrapper(self, lines: list[Line]) -> None:
        """Count what stands in a wrapper of several paragraphs, as page systems make between advertisements."""
        for line in lines:
            if line.role is not None:
                continue
            if line.level is not None:
                self.add_crosshead(line.level)
                self.wrapped_levels.add(line.level)
            elif line.is_bold:
                self.wrapped_levels.add(_BOLD)
            elif is_prose(line):
                self.add_paragraph(len(line.text))
                self.wrapped += 1

    def is_wrapped(self) -> bool:
        """Whether most paragraphs of the text come in wrappers of several."""
        return 2 * self.wrapped > self.paragraphs

    def is_sections(self) -> bool:
        """Whether the blocks with headings are the text itself, or most of it."""
        if self.paragraphs < _FEWEST_PARAGRAPHS:
            return True
        text = self.wrapped_levels if self.is_wrapped() else ()
        headed = sum(size for level, size in self.headed.items() if level not in text)
        return headed > self.said * 0.5 and self.crossheads < _FEWEST_CROSSHEADS


def interrupting_blocks(page: Page, nodes: list[Node]) -> set[Node]:
    """Return the blocks with a heading of their own that stand among the paragraphs of a text.

    Siblings that hold one line each, or paragraphs without a heading above them, are the text; a sibling that opens
    with a heading and holds several lines is set apart from it, unless most of the text comes in such blocks
    (sections), or crossheads of that level stand within the others. Linear in the nodes.
    """
    headed = [node for node in nodes if node.parent is not None and _is_headed(page, node)]
    set_apart = set(headed)
    around = {node.parent: _Company() for node in headed}
    for node in nodes if headed else ():
        if (company := around.get(node.parent)) is None:
            continue
        level = page.lines[node.start].level
        if node.end - node.start > 1:
            company.blocks += node in set_apart
            if level is not None:
                company.headed[level] = company.headed.get(level, 0) + node.prose
            elif node.prose and node not in set_apart:
                company.add_wrapper(page.lines[node.start : min(node.end, node.start + _MOST_LINES)])
        elif level is not None:
            company.add_crosshead(level)
        elif node.prose:
            company.add_paragraph(node.prose)
    return {node for node in headed if _interrupts(page, node, around[node.parent])}


def _is_headed(page: Page, node: Node) -> bool:
    """Whether a block of several lines opens with a heading, or with a bold line above more than a paragraph."""
    if node.tag not in ("div", "section", "table") or not 2 <= node.end - node.start <= _MOST_LINES:
        return False
    first = _heading_of(page, node)
    # The title of a film heads no block: the paragraphs below it go on.
    if first.role is not None or any(each.tag == "figure" for each in first.node.close_blocks(_LEVELS, _FILM)):
        return False
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
    if company.is_wrapped() and _is_wrapper(page, node, first, company):
        return False
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


def _is_wrapper(page: Page, node: Node, first: Line, company: _Company) -> bool:
    """Whether a block is one of the wrappers that a text comes in, and only happens to open with a crosshead, `first`.

    A box has no other heading, and its own is of another level than the crossheads. Where the text has none to compare
    with, a box holds a list.
    """
    if (_BOLD if first.level is None and first.is_bold else first.level) in company.wrapped_levels:
        return True
    below = [line for line in page.lines[node.start : node.end] if line is not first]
    if any(line.level or line.is_bold for line in below):
        return True
    return not company.levels and not any(line.node.tag == "li" for line in below)


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
