"""Two questions put to the tree, with types that lxml's own answers lack."""

from __future__ import annotations

from lxml import etree

from scrapers.parsers.text import fold


def inner_text(el: etree._Element) -> str:
    """Return the folded text of an element and all below it."""
    return fold("".join(str(text) for text in el.itertext()))


def select(root: etree._Element, expression: str) -> list[etree._Element]:
    """Return the elements that an XPath selects; strings and numbers it may give are left out."""
    found = root.xpath(expression)
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []
