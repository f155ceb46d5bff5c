"""What markup says of the lines around a picture: caption or none, and whose picture it is.

Some markup makes furniture of captions: a <footer> of the figure, an overlay in which it opens, a button that it
is. Such lines are taken back when the figure or the caption itself is inside.
"""

from __future__ import annotations

import re

from scrapers.parsers.byline_words import opening
from scrapers.parsers.credit_words import common_words
from scrapers.parsers.credits import is_credit_line
from scrapers.parsers.cues import cue_of_line
from scrapers.parsers.lines import Line, Node, Picture
from scrapers.parsers.page import Page

MARKS = frozenset(("caption", "credit"))
PLAYER = re.compile(r"video|player|audio|podcast|youtube", re.I)
# How far up from a picture or a line its block is looked for.
LEVELS = 7
# A block round a picture and its caption has few lines; one with more holds other things too.
MOST_LINES = 9
# How far up furniture is followed; further than any page wraps its pictures.
_FAR = 16
_NOTICES = frozenset(("ad", "notice"))  # how the page earns, what it asks of who reads it
_REGAINED = frozenset(("footer", "consent", "tools", "hidden", "ad", "embed"))


def is_open(line: Line) -> bool:
    """Return whether a line may be a caption: it is no field's yet, or furniture only by the markup around it."""
    if line.role is None:
        return True
    if cue_of_line(line) in _NOTICES:
        return False
    if line.role != "furniture" or "hidden" in line.hints:  # a label for screen readers
        return False
    if line.node.role is not None:
        return regained(line.node)
    # A line that only reads as furniture, a notice of rights or a link, is a caption where markup says so.
    if is_marked(line):
        return _in_picture_block(line.node)
    return is_credit_line(line.text) and (_in_picture_block(line.node) or _is_beside_picture(line.node))


def _in_picture_block(node: Node) -> bool:
    return any(
        around.tag in ("figure", "figcaption") or "picture" in around.hints
        for around in node.close_blocks(LEVELS, MOST_LINES)
    )


def _is_beside_picture(node: Node) -> bool:
    """Whether a block of a few lines around a node holds a picture: "© A B" in it is no notice of rights."""
    return any(next(around.el.iter("img", "picture"), None) is not None for around in node.close_blocks(LEVELS, 3))


def regained(node: Node) -> bool:
    """Return whether a node counts as furniture for no other reason than the overlay, footer or button of a picture."""
    top: Node | None = None
    figure = marked = picture = beside = False
    for depth, around in enumerate(node.ancestors()):
        if depth == _FAR:
            break
        small = around.end - around.start <= MOST_LINES
        if around.role is not None:
            top = around
            figure = figure or around.tag in ("figure", "figcaption")
            marked = marked or not around.hints.isdisjoint(MARKS)
            picture = picture or (small and "picture" in around.hints)
        elif top is None or depth >= LEVELS:
            break
        beside = beside or (small and depth < LEVELS and (around.tag == "figure" or "picture" in around.hints))
    if top is None or top.role is None:
        return False
    if top.role == "related":  # slides of a gallery, as against a row of teasers
        return figure and not top.hints.isdisjoint(("gallery", "picture"))
    if top.role == "hidden":
        return figure and top.tag == "figcaption"
    if top.role == "button":
        return figure or (marked and picture)
    captioned = beside and (marked or top.tag == "footer" or next(top.el.iter("figcaption"), None) is not None)
    return top.role in _REGAINED and (figure or picture or captioned)


def holds_credit(page: Page, node: Node) -> bool:
    """Return whether an embedded block, as of a product, credits its picture in a line of its own."""
    if node.role != "embed" or node.end - node.start > MOST_LINES:
        return False
    return any(is_marked(line) and is_credit_line(line.text) for line in page.lines[node.start : node.end])


def product_name(page: Page, node: Node, credit: Line) -> Line | None:
    """Return the line right below the credit of an embedded product's picture: what the picture shows."""
    if node.role != "embed" or credit.index + 1 >= len(page.lines):
        return None
    line = page.lines[credit.index + 1]
    is_name = line.link_share < 0.5 and 3 < len(line.text) <= 120 and any(ch.isalpha() for ch in line.text)
    return line if line.node.role == "embed" and is_name else None


def is_marked(line: Line) -> bool:
    """Return whether markup calls a line a caption or credit."""
    if not line.hints.isdisjoint(MARKS):
        return True
    node: Node | None = line.node
    for depth in range(4):  # asked of every line near the text
        if node is None:
            break
        if node.tag == "figcaption" or (depth < 2 and not node.hints.isdisjoint(MARKS)):
            return node.end - node.start <= MOST_LINES
        node = node.parent
    return False


def is_named_credit(line: Line) -> bool:
    """Return whether markup calls a line a credit, and nothing around it within the figure a caption."""
    hints = line.hints
    for node in line.node.close_blocks(LEVELS, MOST_LINES):
        if node.tag == "figcaption":
            return False
        if node.tag == "figure":
            break
        hints |= node.hints
    return "credit" in hints and "caption" not in hints


def is_author_card(page: Page, picture: Picture) -> bool:
    """Return whether a picture's small block is a byline's: "By A B" or an <address> beside a portrait."""
    for node in picture.node.close_blocks(4, 4):
        if any(line.role == "headline" for line in page.lines[node.start : node.end]):
            return False  # the head of the article
        if any(opens_as_author(line, node) for line in page.lines[node.start : min(node.start + 2, node.end)]):
            return True
    return False


def opens_as_author(line: Line, block: Node) -> bool:
    """Return whether a line in a picture's block names the article's author: "By A B", an <address>."""
    if "credit" in line.hints | line.node.hints:
        return False
    if any(node.tag == "address" for node in line.node.ancestors() if node.depth > block.depth):
        return True
    by = opening(line.text) if len(line.text) < 100 else None
    return by is not None and by[1][:1].isupper() and not common_words(by[1][:40].partition(",")[0])


def is_teaser(page: Page, picture: Picture) -> bool:
    """Return whether a picture stands in a small block that names itself a teaser and holds a link as a line."""
    for node in picture.node.close_blocks(LEVELS, MOST_LINES):
        if "teaser" in node.hints and any(line.link_share > 0.8 for line in page.lines[node.start : node.end]):
            return True
    return False


def is_figures(line: Line) -> bool:
    """Return whether a line stands in a figure that is no player: its picture is only not in the page's bytes."""
    figure = False
    for node in line.node.close_blocks(LEVELS, MOST_LINES):
        figure = figure or node.tag in ("figure", "figcaption")
        if PLAYER.search(node.name) or "tools" in node.hints:
            return False
    return figure
