"""Lists of key points: by their heading, above the text, beside it, or below it in place of it."""

from __future__ import annotations

import re
from itertools import islice

from scrapers.parsers.header import headline_index
from scrapers.parsers.lines import Line, Node, is_prose
from scrapers.parsers.page import Page

KEY_POINTS = re.compile(
    r"key (?:points|takeaways|facts)|at a glance|in (?:brief|short)\b|summary|highlights|tl;?dr"
    r"|auf einen blick|das wichtigste"
    r"|in kürze|darum geht.?s|worum geht.?s|kurz erklärt|kort fortalt|kort sagt|kortversjonen|det viktigste|i korthet"
    r"|l.essentiel|en bref|ce qu.il faut (?:retenir|savoir)|claves|lo más|en resumen|in breve|in sintesi|punti chiave"
    r"|samenvatting|in het kort|w skrócie|v kostce|stručně|главное|коротко|özet|ringkasan"
    r"|ポイント|この記事の|요약|要点",
    re.IGNORECASE,
)
_LONGEST_LABEL = 40
_LONGEST_POINT, _MOST_PARAGRAPHS = 160, 6
_LONG_WORD = re.compile(r"\w{5,}")
_SHARED = 0.6
_MOST_LISTS = 4
_FIRST_LINES = 25
_MOST_POINTS = 12


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
