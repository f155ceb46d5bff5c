"""What the elements of an article say of themselves in microdata (itemprop), the older sister of JSON-LD.

An item's properties stand inside the element that opens it (itemscope), so only that element is looked through, and
only when the headline or the text stands in one.
"""

from __future__ import annotations

from lxml import etree

from scrapers.parsers.header import headline_index
from scrapers.parsers.page import Page
from scrapers.parsers.text import fold
from scrapers.parsers.tree import inner_text, select

_MOST = 5


def microdata_values(page: Page, name: str) -> list[str]:
    """Return the values of a property ("author", "datePublished") of the item that holds the headline or the text."""
    item = _item(page)
    if item is None:
        return []
    found = select(item, f'.//*[contains(@itemprop, "{name}")][not(ancestor::aside)]')
    named = [el for el in found if name in (el.get("itemprop") or "").split()]  # it may have several: "author creator"
    return [value for el in page.out_of_cards(named[:_MOST]) if (value := _value(el))]


def _item(page: Page) -> etree._Element | None:
    at = headline_index(page)
    starts = [page.lines[at].node] if 0 <= at < len(page.lines) else []
    if page.scope is not None:
        starts.append(page.scope)
    for start in starts:
        widest = None
        for node in start.ancestors():
            if node.el.get("itemscope") is not None and "WebPage" not in (node.el.get("itemtype") or ""):
                widest = node.el
        if widest is not None:
            return widest
    return None


def _value(el: etree._Element) -> str:
    named = select(el, './/*[@itemprop="name"]')[:1] if el.get("itemscope") is not None else []
    el = named[0] if named else el
    return fold(el.get("content") or el.get("datetime")) or inner_text(el)[:200]
