"""Pull quotes: words of the text printed again, large, to catch the eye.

A block that is marked as a quote, or set apart by its own style, is a pull quote when the running text says the
same words elsewhere, when it is marked as a pull quote by name, marked as a quote with the speaker's name below, or
all that an <aside> holds. Any other blockquote that says something of its own is a quotation and stays in the body.
"""

from __future__ import annotations

from itertools import islice

from scrapers.parsers.hints import hints_of
from scrapers.parsers.lines import Line, Node
from scrapers.parsers.page import Page
from scrapers.parsers.text import squeeze

_MOST = 40
_LONGEST = 400
_LONGEST_NAME = 60
_LONGEST_UNMARKED = 200
_FEWEST_SPACES = 5
_QUOTES = " \"'“”„«»‘’‚‹›.…"
_SURE = hints_of("pullquote")


def read_pull_quotes(page: Page) -> list[str]:
    """Return the pull quotes and take their lines."""
    scope = page.scope
    if scope is None:
        return []
    marked = (node for node in page.nodes if node.role is None and _is_candidate(page, node, scope))
    candidates = list(islice(marked, _MOST))  # each is looked for in the whole text
    if not candidates:
        return [line.text for line in _take_unmarked(page, scope)]
    running = "\n".join(squeeze(line.text) for line in page.lines[scope.start : scope.end] if line.role is None)
    found: list[Line] = []
    for node in candidates:
        lines = [line for line in page.lines[node.start : node.end] if line.role is None]
        if not lines:
            continue
        said = squeeze(lines[0].text)
        # Its own line is one occurrence; a second one is the text it was pulled from.
        if len(said) > 12 and running.count(said) > 1 and not _says_more(lines, running):
            found.append(lines[0])
            page.take("pull_quotes", lines, "repeated in text")
        elif _is_named(node, lines):
            found.append(lines[0])
            page.take("pull_quotes", lines, "markup")
    found += _take_unmarked(page, scope)
    return [line.text for line in sorted(found, key=lambda line: line.index)]


def _take_unmarked(page: Page, scope: Node) -> list[Line]:
    """Take the lines that stand alone in a block, as no paragraph beside them does, and repeat words of the text."""
    free = [line for line in page.lines[scope.start : scope.end] if line.role is None]
    alone = [line for line in free if _is_alone(line)]
    running = "\n".join(line.text for line in free) if alone else ""
    quotes = [line for line in alone[:_MOST] if running.count(line.text.strip(_QUOTES)) > 1]
    if quotes:
        page.take("pull_quotes", quotes, "repeated in text")
    return quotes


def _is_alone(line: Line) -> bool:
    """Whether a short sentence is all that a <div> holds, in a paragraph of its own."""
    if line.node.tag != "p" or line.level is not None or line.links or len(line.text) > _LONGEST_UNMARKED:
        return False
    block = line.node.parent
    if block is None or block.tag != "div" or block.end - block.start > 1 or block.parent is None:
        return False
    return line.text.count(" ") >= _FEWEST_SPACES and block.parent.prose > len(line.text)


def _says_more(lines: list[Line], running: str) -> bool:
    """Whether below words of the text stands what the text does not say: then they are the heading of a box."""
    return any(len(line.text) > _LONGEST_NAME and running.count(squeeze(line.text)) < 2 for line in lines[1:])


def _is_named(node: Node, lines: list[Line]) -> bool:
    """Whether markup sets a quote apart: a <q> or an <aside> with nothing else, or the name of a pull quote."""
    if node.tag == "q" or (node.tag == "aside" and len(node.el) == 1 and node.el[0].tag == "blockquote"):
        return True
    if node.tag == "blockquote" or node.hints.isdisjoint(_SURE - {"box"}):
        return False
    return "pullquote" in _name(node) or _is_attributed(lines)


def _is_attributed(lines: list[Line]) -> bool:
    """Whether below one line of words stands who said them."""
    return len(lines) > 1 and all(len(line.text) <= _LONGEST_NAME and line.text[-1] not in ".!?:" for line in lines[1:])


def _name(node: Node) -> str:
    return squeeze(node.el.get("class"))


def _is_candidate(page: Page, node: Node, scope: Node) -> bool:
    if not (scope.start <= node.start < node.end <= scope.end) or node is scope or node.end - node.start > 3:
        return False
    if page.lines[node.start].level is not None or len(page.lines[node.start].text) > _LONGEST:
        return False
    if "pullquote" in node.hints or node.tag in ("blockquote", "aside", "q"):
        return True
    return is_styled(node)


def is_styled(node: Node) -> bool:
    """Whether a block is set apart by its own style: border, background, float or size."""
    style = node.el.get("style")
    if not style:
        return False
    style = style.lower()
    return any(word in style for word in ("border", "background", "float", "font-size"))


def lines_of(page: Page, node: Node) -> list[Line]:
    """Return the free lines of a node."""
    return [line for line in page.lines[node.start : node.end] if line.role is None]
