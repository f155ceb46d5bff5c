"""Where the article is: the innermost block that holds nearly all of the page's running text."""

from __future__ import annotations

from scrapers.parsers.furniture import count_prose
from scrapers.parsers.lines import Node
from scrapers.parsers.page import Page

# Going one block deeper may lose up to this share of the running text (a stray teaser, a notice).
_SHARE = 0.82
_SHORTEST = 300


def find_scope(page: Page) -> Node | None:
    """Return the block of the article's text, or None for a page without any block. Linear in the page."""
    if not page.nodes:
        return None
    count_prose(page)
    best: dict[int, Node] = {}
    for node in page.nodes:
        if node.parent is not None and node.prose:
            rival = best.get(id(node.parent))
            if rival is None or node.prose > rival.prose:
                best[id(node.parent)] = node
    scope = page.nodes[0]
    while (child := best.get(id(scope))) is not None and child.prose >= scope.prose * _SHARE:
        if child.tag in ("p", "li", "td", "tr", "table", "ul", "ol", "blockquote") and child.end - child.start < 3:
            break
        scope = child
    return _own_article(page, _widen(scope))


def _own_article(page: Page, scope: Node) -> Node:
    """Of several <article> elements in the block, take the one under the headline: endless pages load the next."""
    headline = next((line for line in page.lines if line.role == "headline"), None)
    if headline is None or scope.tag == "article":
        return scope
    for node in headline.node.ancestors():
        if node is scope or node.parent is None:
            break
        if node.tag == "article" and node.prose > _SHORTEST and node.within(scope):
            return node
    return scope


def _widen(scope: Node) -> Node:
    """Go back up to an <article> or main body that adds no running text: its boxes and end notes belong to it."""
    widest = scope
    for node in scope.ancestors():
        if node.tag in ("body", "html", "main"):
            break
        if node.prose > scope.prose * 1.25:
            break
        if node.tag == "article" or "body" in node.hints:
            widest = node
    return widest
