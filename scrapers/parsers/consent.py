"""The text of a consent dialog: paragraphs and tables about cookies, often longer than the article above them.

Its names are those of whoever makes the dialog; what it talks about is the same in all languages.
"""

from __future__ import annotations

from itertools import islice

from scrapers.parsers.lines import Line, Node
from scrapers.parsers.page import Page

_WORD = "ookie"  # "Cookies" or "cookies"; most languages borrow the word
_SHORTEST = 70
_FEWEST = 3
_SHARE = 0.5
_SHARE_OF_NAMED = 0.2
_MOST_LINES = 6
_LEVELS = 30
_PAGE = frozenset(("html", "body", "main", "article"))


def mark_consent(page: Page) -> None:
    """Give the block that talks about cookies its role. A story about cookies says so in its title."""
    page.about_cookies = [line for line in page.lines if _WORD in line.text]
    said = [line for line in page.about_cookies if len(line.text) >= _SHORTEST]
    if len(said) < _FEWEST or _WORD in page.metadata.title:
        return
    for node, lines in _blocks(said):
        if node.role is None and sum(len(line.text) for line in lines) >= node.prose * _SHARE:
            node.role = "consent"
            for line in page.lines[node.start : node.end]:
                line.role = line.role or "furniture"


def is_dialog(page: Page, node: Node) -> bool:
    """Return whether a block that is named for a dialog is one: a few lines, or some of what it says is about cookies.

    "overlay" may name a wrapper of the whole page.
    """
    if node.end - node.start <= _MOST_LINES:
        return True
    said = sum(len(line.text) for line in page.about_cookies if node.start <= line.index < node.end)
    return said > node.prose * _SHARE_OF_NAMED


def _blocks(said: list[Line]) -> list[tuple[Node, list[Line]]]:
    """Return the blocks that hold several of the lines, with these lines, the outer ones first."""
    held: dict[Node, list[Line]] = {}
    for line in said:
        for node in islice(line.node.ancestors(), _LEVELS):
            if node.tag in _PAGE or node.parent is None:
                break
            held.setdefault(node, []).append(line)
    several = [(node, lines) for node, lines in held.items() if len(lines) >= _FEWEST]
    return sorted(several, key=lambda item: item[0].depth)
