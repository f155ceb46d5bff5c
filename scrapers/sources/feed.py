"""Feeds: RSS 0.90 to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from urllib.parse import urljoin

from lxml import etree

from scrapers.markup import fold
from scrapers.sources.decoding import decoded
from scrapers.sources.json_lists import json_items
from scrapers.sources.links import LinkPatterns
from scrapers.sources.list_dates import read_day
from scrapers.sources.listed import ListedLink
from scrapers.sources.streams import Data, Report, ignore, once, pieces
from scrapers.sources.xml_records import Node, XmlRecords

_RECORDS = frozenset(("item", "entry"))
_ROOTS = frozenset(("rss", "feed", "rdf:rdf", "rdf", "channel"))
_HTML = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_LONGEST_TEXT = 4000


def read_feed(
    data: Data, url: str, patterns: LinkPatterns, charset: str | None = None, report: Report = ignore
) -> Iterator[ListedLink]:
    """Yield the paper's articles in a feed, in its order, each once. Anything that is no feed gives none.

    `url` is where it was fetched. A link is the first of these that leads to an article of the paper: the address
    before a feed service put its own in the place (feedburner:origLink), <link> (RSS; RFC 4287, section 4.2.7), the
    guid or id, rdf:about. The date is that of publication, `modified` the one of the last change.
    """
    report = once(report)
    packed = pieces(data, report)
    first = next(packed, b"")
    whole = chain((first,), packed)
    listed = _from_json(whole, url, charset, report) if is_json(first) else _from_xml(whole, url, charset, report)
    met: set[str] = set()
    for addresses, link in listed:
        targets = (patterns.resolve(address, url) for address in addresses)
        target = next((target for target in targets if target and patterns.is_article(target)), None)
        if target and (key := patterns.identity(target)) not in met:
            met.add(key)
            yield replace(link, url=target)


def is_json(start: bytes) -> bool:
    """Tell whether a document's first bytes begin a JSON object."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _from_xml(
    packed: Iterable[bytes], url: str, charset: str | None, report: Report
) -> Iterator[tuple[Iterable[str], ListedLink]]:
    records = XmlRecords(packed, _RECORDS, url, charset, report)
    for item in records:
        if records.root in _ROOTS:
            yield (
                _addresses(item),
                ListedLink(
                    "",
                    _first_text(item, "title", "dc:title"),
                    _first_text(item, "description", "summary", "dc:description"),
                    _first_day(item, "pubdate", "published", "issued", "dc:date", "dcterms:issued", "created", "date"),
                    _section(item),
                    _first_day(item, "updated", "modified", "dcterms:modified"),
                ),
            )


def _addresses(item: Node) -> Iterator[str]:
    """Yield what may be the item's address, the best first."""
    yield from _absolute(item.find("feedburner:origlink"))
    links = [link for link in item.find("link") if link.attributes.get("rel", "alternate") == "alternate"]
    # Atom may have an alternate for each media type; the page is HTML.
    links.sort(key=lambda link: "html" not in link.attributes.get("type", "html"))
    yield from _absolute(links)
    yield from _absolute(guid for guid in item.find("guid") if guid.attributes.get("ispermalink") != "false")
    yield from _absolute(item.find("id"))
    if about := item.attributes.get("rdf:about"):
        yield about


def _absolute(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        address = node.attributes.get("href") or node.text
        # An id may be "tag:" or a number, which is no address and would make one of the feed's own.
        if address and (node.name not in ("guid", "id") or address.startswith(("http://", "https://"))):
            try:
                yield urljoin(node.base, address)
            except ValueError:  # "http://[" is no address
                continue


def _first_text(item: Node, *names: str) -> str | None:
    return next((text for name in names for node in item.find(name) if (text := _text(node.all_text()))), None)


def _first_day(item: Node, *names: str) -> date | None:
    return next((day for name in names for node in item.find(name) if (day := read_day(node.text))), None)


def _section(item: Node) -> str | None:
    """Return the item's category where it has one alone; of several none is known to be the section."""
    names = [
        _text(node.attributes.get("label") or node.text or node.attributes.get("term"))
        for node in item.find("category")
    ]
    return names[0] if len(names) == 1 else None


def _from_json(
    packed: Iterable[bytes], url: str, charset: str | None, report: Report
) -> Iterator[tuple[Iterable[str], ListedLink]]:
    for item in json_items("".join(decoded(packed, charset)), report):
        strings = {name: value for name, value in item.items() if isinstance(value, str)}
        yield (
            [strings[name] for name in ("url", "id", "external_url") if strings.get(name, "").strip()],
            ListedLink(
                "",
                _text(strings.get("title")),
                _text(strings.get("summary")),
                read_day(strings.get("date_published")),
                None,
                read_day(strings.get("date_modified")),
            ),
        )


def _text(markup: str | None) -> str | None:
    """Return a text of a feed without its markup; of a whole article in it the beginning."""
    if not markup:
        return None
    markup = markup[:_LONGEST_TEXT]
    if _HTML.search(markup):
        tree = etree.fromstring(f"<p>{markup}</p>", etree.HTMLParser(remove_comments=True, remove_pis=True))
        markup = "".join(str(part) for part in tree.itertext())
    return fold(markup) or None
