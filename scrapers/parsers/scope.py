"""Where the article is: the innermost block that holds nearly all of the page's running text.

Beside a short article a page may print much else: then it is the block that holds the headline and most of the text.
"""

from __future__ import annotations

from itertools import islice, takewhile

from scrapers.parsers.furniture import count_prose
from scrapers.parsers.lines import Line, Node, is_prose
from scrapers.parsers.page import Page

# Going one block deeper may lose up to this share of the running text (a stray teaser, a notice).
_SHARE = 0.82
_SHORTEST = 300
# Of the text below the headline, how much the headline's own block holds where what is beside it is no text of it.
_MOST = 0.6
_PARAGRAPHS = 3


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
    scope = _widen(scope)
    headline = next((line for line in page.lines if line.role == "headline"), None)
    return scope if headline is None or scope.tag == "article" else _around_headline(page, scope, headline)


def _around_headline(page: Page, scope: Node, headline: Line) -> Node:
    """Of several blocks in the scope, take the headline's: endless pages load the next article, columns hold news."""
    if not headline.node.within(scope):
        return scope
    around = list(takewhile(lambda node: node is not scope, headline.node.ancestors()))
    for node in around:
        if node.tag == "article" and node.prose > _SHORTEST:
            return node
    for node in reversed(around):
        if node.prose < _MOST * scope.prose or not _tells(page, node, headline):
            break
        scope = node
    return _widen(scope)


def _tells(page: Page, node: Node, headline: Line) -> bool:
    """Whether several paragraphs stand below the headline in a block."""
    below = page.lines[headline.index + 1 : node.end]
    return (
        len(list(islice((line for line in below if line.role is None and is_prose(line)), _PARAGRAPHS))) == _PARAGRAPHS
    )


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
