"""Furniture: what stands on a page and is no part of the article.

Markup hints (class names, nav, footer) and cue phrases ("Most read", "Share this") each propose a block; a
block is believed to be furniture unless it holds too much of the page's running text, for class names lie
("newsletter" on the body of a page that has one). Lines of furniture get the role "furniture".
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, islice

from scrapers.parsers.consent import is_dialog, mark_consent
from scrapers.parsers.cues import CUED_BLOCKS, appeal_words, cue_of_line
from scrapers.parsers.elements import is_unfolded
from scrapers.parsers.furniture_blocks import (
    is_byline,
    is_link_list,
    is_list_of_appeals,
    is_list_of_channels,
    kind_by_content,
    opens_byline,
)
from scrapers.parsers.furniture_headings import mark_orphaned_headings, mark_unwrapped_lists
from scrapers.parsers.furniture_lines import is_furniture_line
from scrapers.parsers.lines import Node, is_prose
from scrapers.parsers.page import Page
from scrapers.parsers.rivers import mark_rivers
from scrapers.parsers.slides import mark_slides
from scrapers.parsers.titles import find_headings
from scrapers.parsers.told_bios import mark_told_bios

_TAGS = frozenset(("nav", "menu", "footer", "button", "legend", "noframes"))
_HINTS = frozenset(
    ("nav", "share", "comment", "related", "appeal", "ad", "bio", "footer", "consent", "tags", "tools", "embed")
)
_BODY_HINTS = frozenset(("body", "standfirst", "headline", "caption", "credit"))
_BODY = frozenset(("body",))
_BYLINE_HINTS = frozenset(("byline", "date"))
_LONGEST_CUE = 70
_LONGEST_CUED_BLOCK = 2500
_SOME_SENTENCES = 300
_MOST_SLIDE_LINES = 60


def count_prose(page: Page) -> int:
    """Sum the characters of free running text below every node; return the whole page's. Linear in the page."""
    for node in page.nodes:
        node.prose = 0
    for line in page.lines:
        if line.role is None and is_prose(line):
            line.node.prose += len(line.text)
    for node in reversed(page.nodes):
        if node.parent is not None:
            node.parent.prose += node.prose
    return page.nodes[0].prose if page.nodes else 0


def prose_by_name(page: Page) -> dict[str, int]:
    """Sum the running text of all nodes that bear the same class: what one name holds on the whole page.

    Where every section of a story is a block of one class, the class names no furniture and no box.
    """
    held: dict[str, int] = {}
    for node in page.nodes:
        if node.prose and (name := node.name) and (node.parent is None or node.parent.name != name):
            held[name] = held.get(name, 0) + node.prose
    return held


def mark_furniture(page: Page) -> None:
    """Give the lines of furniture their role."""
    total = max(count_prose(page), 1)
    page.first_level_headings = find_headings(page)
    mark_rivers(page)
    mark_consent(page)
    mark_slides(page)
    mark_told_bios(page)
    page.prose_by_name = prose_by_name(page)
    at = 0
    nodes = page.nodes
    while at < len(nodes):
        node = nodes[at]
        at += 1
        if node.start == node.end:
            continue
        if (kind := _proposed(page, node)) and _believable(page, node, kind, total):
            for line in page.lines[node.start : node.end]:
                line.role = line.role or "furniture"
            node.role = kind
            while at < len(nodes) and nodes[at].depth > node.depth:
                nodes[at].role = kind
                at += 1
    for node in page.pictured:  # outer blocks come before those in them
        node.role = node.parent.role if node.parent is not None else None
    for line in page.lines:
        if line.role is None and is_furniture_line(page, line):
            line.role = "furniture"
    mark_unwrapped_lists(page)
    mark_orphaned_headings(page)


def _proposed(page: Page, node: Node) -> str | None:
    if node.tag in _TAGS:
        return node.tag
    hints = node.hints
    if "hidden" in hints:
        return None if node.prose and is_unfolded(node.el) else "hidden"
    if "gate" in hints and _asks(page, node):
        return "appeal"  # the same names stand on the text behind the gate
    if hints and not hints.isdisjoint(_HINTS) and _may_be_furniture(node):
        return _kind_by_name(page, node)
    if (node.tag in ("ul", "ol") or _is_bare_list(page, node)) and (listed := _kind_of_list(page, node)):
        return listed if listed != "byline" else None
    if node.tag in ("html", "body", "main", "article") or ("body" in hints and node.prose):
        return None
    if "body" not in hints and (kind := kind_by_content(page, node)):
        return kind
    return _kind_by_cue(page, node)


def _kind_by_name(page: Page, node: Node) -> str | None:
    """Return what the names of a block say it is, unless they stand on a byline or on pictures of the article."""
    named = min(node.hints & _HINTS)
    # "article-info affiliate": the byline of a page that advertises is none of its advertisements.
    may_be_byline = named == "bio" or (named in ("ad", "comment") and not node.hints.isdisjoint(_BYLINE_HINTS))
    if (may_be_byline and is_byline(page, node)) or (named == "related" and _shows_pictures(page, node)):
        return None
    return named


def _kind_of_list(page: Page, node: Node) -> str | None:
    """Return what a list is by its items: furniture of a kind, "byline", or None for any other."""
    if is_link_list(page, node):
        named = is_byline(page, node) and ("byline" in node.hints or opens_byline(page, node))
        return "byline" if named else "related"
    if is_list_of_appeals(page, node):
        return "appeal"
    if is_list_of_channels(page, node):
        return "share"
    # Bread crumbs may end in the page's title.
    return "nav" if not node.prose and node.end - node.start > 1 and _holds_headline(page, node) else None


def _kind_by_cue(page: Page, node: Node) -> str | None:
    """Return what the first line of a block announces: "Most read", "Comments", "Subscribe"."""
    if node.end - node.start < 2:
        return None
    first = page.lines[node.start]
    if first.level is None and len(first.text) > _LONGEST_CUE:
        # A sentence opens running text; one that asks for something, over a list of what, opens an appeal.
        return "appeal" if node.prose <= len(first.text) and cue_of_line(first) == "appeal" else None
    cue = cue_of_line(first)
    if cue not in CUED_BLOCKS:
        return None
    if cue == "comment" and is_byline(page, node) and _stands_in_byline(first.node):
        return None  # "Comment", above who wrote it
    # "Latest", above a paragraph that leads nowhere, is a crosshead of a live report.
    if cue == "related" and node.prose and not any(line.links for line in page.lines[node.start + 1 : node.end]):
        return None
    return cue


def _stands_in_byline(node: Node) -> bool:
    return any("byline" in around.hints for around in node.close_blocks(6, 8))


def _is_bare_list(page: Page, node: Node) -> bool:
    """Whether a block is the list that its items lack: "<div><li>…</li><li>…</li></div>"."""
    first = page.lines[node.start].node
    if first.tag != "li" or first.parent is not node:
        return False
    last = page.lines[node.end - 1].node
    return last.tag == "li" and last.parent is node


def _may_be_furniture(node: Node) -> bool:
    """Whether no name of a block says that it is the article's.

    "article-body-related": some page systems name all that stands in the body after it. What holds no running text
    is no body.
    """
    told = node.hints & _BODY_HINTS
    return not told or (not node.prose and told == _BODY)


def _shows_pictures(page: Page, node: Node) -> bool:
    """Whether a small block holds a figure and leads nowhere: a carousel of pictures, as against one of stories."""
    if node.end - node.start > _MOST_SLIDE_LINES:
        return False
    figure = next(chain(node.el.iter("figure"), islice(node.el.iterancestors("figure"), 1)), None)
    if figure is None:
        return False
    return not any(link.get("href", "#")[:1] != "#" for link in node.el.iter("a"))


def _asks(page: Page, node: Node, others: int = 1) -> bool:
    """Whether a small block asks for money or an address, and hardly says anything else: at most `others` lines."""
    lines = page.lines[node.start : min(node.end, node.start + 20)]
    prose = [line for line in lines if is_prose(line)]
    # A wrapper may hold the gate and what it guards: then the blocks inside are asked one by one.
    if (
        node.prose > sum(len(line.text) for line in prose)
        or sum(not appeal_words(line.text) for line in prose) > others
    ):
        return False
    text = " ".join(line.text for line in lines)
    return len(text) < 1500 and appeal_words(text) > 0


def _believable(page: Page, node: Node, kind: str, total: int) -> bool:
    # What one name holds on the whole page tells whether names lie; what a list or heading says is of this block.
    named = not node.hints.isdisjoint(_HINTS)
    share = (max(node.prose, page.prose_by_name.get(node.name, 0)) if named else node.prose) / total
    if kind in ("nav", "menu", "button", "legend", "noframes"):
        return share < 0.3
    if node.parent is None or node.tag in ("html", "body", "main"):
        return False
    if (
        "comment" not in node.hints
        and _holds_headline(page, node)
        and not (kind in ("hidden", "related") and node.start > _first(page))
    ):
        return False
    if kind == "comment" and ("comment" in node.hints or page.lines[node.start].text[0].isdecimal()):
        return share < 0.9  # discussions, of "27 comments", are longer than short articles
    if kind == "consent":
        # Lists of cookies are longer than articles too.
        return "consent" in node.hints and (share < 0.5 or is_dialog(page, node))
    if node.tag == "article":
        return share < 0.2
    if node.prose >= _SOME_SENTENCES and _is_misnamed(page, node, kind):
        return False
    if kind == "appeal" and node.prose < _LONGEST_CUED_BLOCK and _asks(page, node, others=0):
        return True  # all that some pages print
    return share < 0.35 or (node.prose < _LONGEST_CUED_BLOCK and share < 0.5 and kind in ("footer", "related"))


def _is_misnamed(page: Page, node: Node, kind: str) -> bool:
    """Whether sentences stand where no names of this kind have any."""
    if kind == "tags":
        return True  # sentences are no key words
    # "section--ads" has a place for one; advertisements lead somewhere.
    return kind == "ad" and not any(line.links for line in page.lines[node.start : node.end])


def _holds_headline(page: Page, node: Node) -> bool:
    at = bisect_left(page.first_level_headings, node.start)
    return at < len(page.first_level_headings) and page.first_level_headings[at] < node.end


def _first(page: Page) -> int:
    """Where the first of several first-level headings stands: hidden and related ones below it are of other pages."""
    return page.first_level_headings[0]
