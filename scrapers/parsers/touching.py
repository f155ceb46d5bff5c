"""Inline elements that touch in the source and that only style sheets set apart: "<a>Ana Po</a><a>Eva Lund</a>".

Elsewhere two elements that touch are one word ("<b>H</b><i>ello</i>"), so this is told of names, links and dates only.
"""

from __future__ import annotations

from lxml import etree

from scrapers.parsers.hints import hints_of_element
from scrapers.parsers.lines import Node

# What stands between two links to authors, without a space: "<a>Ana Po</a>and<a>Eva Lund</a>".
JOINTS = frozenset(("and", "und", "et", "y", "e", "og", "och", "en", "i", "ja", "&", "with", "mit", "avec"))
_SET_APART = frozenset(("byline", "date"))


def touches(before: str, el: etree._Element, closed: str, node: Node) -> bool:
    """Return whether an element begins a word of its own right behind the one that was just closed.

    `before` is the text in front of it, `closed` the tag of the element closed, `node` the block around both.
    """
    text = el.text
    if not before[-1:].isalnum() or not (text is None or text[:1].isalnum()):
        return False
    if el.tag == closed == "a" and text and text[0].isupper() and before[-1].islower():
        return True
    if not hints_of_element(el).isdisjoint(_SET_APART):
        return True
    around = (node.el, node.parent.el) if node.parent is not None else (node.el,)
    return any("byline" in hints_of_element(each) for each in around)
