"""Rivers of teasers: blocks of one kind in a row, each a headline that is a link and a sentence or two about it.

No name is needed to know them, so this holds where class names say nothing. The links must lead to other pages of
the same site: lists of products or of books link to shops, and the entries of a live ticker to themselves. Their
sentences would pass for running text, and a page with more teasers than text for an index.
"""

from __future__ import annotations

from scrapers.parsers.lines import Line, Node
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import host_label

_FEWEST = 3
_MOST_LINES = 7
_LINES_OF_HEAD = 2
_NEARLY_ALL = 0.6
_TITLE = 0.8  # of a line's characters are links
_SHORTEST_TITLE = 12
_BLURB = range(25, 500)  # characters that are no links
_MOST_OF_PAGE = 0.6
_STORY = 400  # characters of running text that are a short story


def mark_rivers(page: Page) -> None:
    """Give the lines of rivers of teasers their role, unless the page says hardly anything else. Linear."""
    rivers: dict[Node | tuple[str, str], set[Node]] = {}
    site = host_label(page.url)
    before = None
    for line in page.lines:
        # Most lines of a page are links in menus: what is asked of them is asked in the order of its price.
        if line.link < _SHORTEST_TITLE or line.link < _TITLE * len(line.text) or line.level == 1:
            continue
        block = line.node
        while block.parent is not None and (block.end - block.start == 1 or _is_linked_head(page, block)):
            block = block.parent
        if block is before or block.end - block.start > _MOST_LINES:
            continue
        before = block
        if (teaser := _teaser(page, block, line, site)) is not None and teaser.parent is not None:
            rivers.setdefault(teaser.parent, set()).add(teaser)
            if teaser.name:  # of one kind, though some stand in wrappers of their own
                rivers.setdefault((teaser.tag, teaser.name), set()).add(teaser)
    teasers = {teaser for kind, group in rivers.items() if _is_river(kind, group) for teaser in group}
    if not teasers:
        return
    said = page.nodes[0].prose
    held = sum(teaser.prose for teaser in teasers)
    if held > said * _MOST_OF_PAGE and said - held < _STORY:
        return
    for teaser in teasers:
        teaser.role = "related"
        for line in page.lines[teaser.start : teaser.end]:
            line.role = line.role or "furniture"


def _is_linked_head(page: Page, block: Node) -> bool:
    """Whether a block is only the section and the headline of a teaser, both links: the rest stands around it."""
    if block.end - block.start != _LINES_OF_HEAD or block.level == 1:
        return False
    return all(each.link >= _TITLE * len(each.text) for each in page.lines[block.start : block.end])


def _is_river(kind: Node | tuple[str, str], group: set[Node]) -> bool:
    """Whether teasers are many, or are two, as the stories before and after, and nearly all that their block holds."""
    if len(group) >= _FEWEST:
        return True
    held = sum(teaser.end - teaser.start for teaser in group)
    return len(group) > 1 and isinstance(kind, Node) and held >= _NEARLY_ALL * (kind.end - kind.start)


def _teaser(page: Page, block: Node, line: Line, site: str) -> Node | None:
    """Return the block that a linked line and a few sentences make up, with the wrappers that hold nothing else."""
    lines = page.lines[block.start : block.end]
    if sum(len(each.text) - each.link for each in lines) not in _BLURB or any(each.level == 1 for each in lines):
        return None
    if not leads_to_article(page, line, site):
        return None
    while (around := block.parent) is not None and around.end - around.start == block.end - block.start:
        block = around
    return block


def leads_to_article(page: Page, line: Line, site: str) -> bool:
    """Return whether a line leads to an article of the same site; `site` is its label, as host_label gives it.

    A teaser of the page itself leads to its bare URL, the entries of a live ticker to places within it.
    """
    url = page.absolute(line.links[0][0]) if line.links else None
    if url is None or (url != page.url and url.startswith(page.url)):
        return False
    return url.split("/", 3)[2] in page.url.split("/", 3)[2:3] or host_label(url) == site
