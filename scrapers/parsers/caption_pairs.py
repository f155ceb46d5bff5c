"""Caption and credit of one line in two elements side by side, whatever they are called: names alone are the credit."""

from __future__ import annotations

from lxml import etree

from scrapers.parsers.caption_words import is_control
from scrapers.parsers.credit_words import common_words, reads_as_source
from scrapers.parsers.lines import Line
from scrapers.parsers.tree import inner_text

_DEEPEST = 4
_LONGEST_CREDIT = 80
_SHORTEST_CAPTION = 12
_INLINE = frozenset(("span", "small", "cite", "em", "i", "font"))
_BETWEEN = " |/–—-·•"


def split_pair(line: Line) -> tuple[str, str] | None:
    """Return caption and credit where a line is made of two elements, one of them a sentence and the other a name."""
    pair = _two_elements(line.node.el, line.text)
    if pair is None:
        return None
    first, second = pair
    if _may_be_credit(second) and _is_sentence(first):
        return first, second
    if _may_be_credit(first) and _is_sentence(second) and not second[0].islower() and common_words(second) > 1:
        return second, first
    return None


def _two_elements(el: etree._Element, text: str) -> tuple[str, str] | None:
    """The texts of the two elements that hold all of a line, but for a stroke between them."""
    for _ in range(_DEEPEST):
        if len(el) != 1 or (el.text or "").strip():
            break
        el = el[0]
    children = [child for child in el if isinstance(child.tag, str) and inner_text(child)]
    if len(children) != 2 or any(child.tag not in _INLINE for child in children):
        return None
    first, second = (inner_text(child).strip(_BETWEEN) for child in children)
    if not first or not second or not text.startswith(first) or not text.endswith(second):
        return None
    return None if text[len(first) : len(text) - len(second)].strip(_BETWEEN) else (first, second)


def _may_be_credit(text: str) -> bool:
    if len(text) > _LONGEST_CREDIT or text[-1] in ":!?" or is_control(text):
        return False
    return reads_as_source(text) or reads_as_source(text.partition("/")[2])  # "leader.example/Ada Lund"


def _is_sentence(text: str) -> bool:
    return (
        len(text) >= _SHORTEST_CAPTION and (common_words(text) > 0 or text[-1] in ".。") and not reads_as_source(text)
    )
