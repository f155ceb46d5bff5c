"""RSS 2.0 and Atom feeds: the newest articles."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime

from lxml import etree

from scrapers.sources.links import LinkPatterns
from scrapers.sources.listing import ListedLink
from scrapers.sources.tokens import fold

_ATOM = "{http://www.w3.org/2005/Atom}"


def read_feed(body: bytes, url: str, patterns: LinkPatterns) -> tuple[ListedLink, ...]:
    """Return the paper's articles in a feed, in its order. Anything that is no feed gives none.

    RSS 2.0: <item> with <link>, <title>, <description>, <pubDate> (RFC 822). Atom (RFC 4287): <entry> with
    <link href>, <title>, <summary>, <published>.
    """
    # No entities, no network: a feed is data from outside.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        tree = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return ()
    if tree is None:
        return ()
    found: dict[str, ListedLink] = {}
    for item in tree.iter("item", f"{_ATOM}entry"):
        target = patterns.resolve(_link(item), url)
        if target and patterns.is_article(target):
            listed = ListedLink(target, _text(item, "title"), _text(item, "description", "summary"), _day(item))
            found.setdefault(patterns.identity(target), listed)
    return tuple(found.values())


def _link(item: etree._Element) -> str:
    for link in item.iterfind(f"{_ATOM}link"):
        if link.get("rel", "alternate") == "alternate":
            return link.get("href", "")
    return (item.findtext("link") or "").strip()


def _text(item: etree._Element, *names: str) -> str | None:
    for name in names:
        if text := item.findtext(name) or item.findtext(_ATOM + name):
            tree = etree.fromstring(f"<p>{text}</p>", etree.HTMLParser())
            return fold("".join(str(part) for part in tree.itertext())) or None
    return None


def _day(item: etree._Element) -> date | None:
    try:
        if text := item.findtext("pubDate"):
            return parsedate_to_datetime(text.strip()).date()
        if text := item.findtext(f"{_ATOM}published"):
            return datetime.fromisoformat(text.strip()).date()
    except ValueError:  # a day that cannot be read is not known
        return None
    return None
