"""Any list that a site publishes for machines: what it is its first bytes say, not its address or content type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Literal

from scrapers.sources.feed import read_feed
from scrapers.sources.links import LinkPatterns
from scrapers.sources.listed import ListedLink, ListedSitemap
from scrapers.sources.sitemap import read_bare_sitemap, read_sitemap
from scrapers.sources.streams import Data, Report, ignore, once, pieces

_FEED = re.compile(rb"(?i)<(?:\w+:)?(?:rss|feed|rdf|channel)[\s>]")
_SITEMAP = re.compile(rb"(?i)<(?:\w+:)?(?:urlset|sitemapindex)[\s/>]")
_URL = re.compile(rb"(?i)(?:#[^\n]*\n\s*)*https?://")

Kind = Literal["feed", "sitemap", "urls"]


def kind_of(start: bytes) -> Kind | None:
    """Tell from its first bytes what a list is: a feed, a sitemap (or an index), a text of URLs, or none of them."""
    start = start[:16_384].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")  # so much of UTF-16 does here
    if start.startswith(b"{"):
        return "feed" if b"jsonfeed.org" in start or b'"items"' in start else None
    feed, sitemap = _FEED.search(start), _SITEMAP.search(start)
    if feed and not (sitemap and sitemap.start() < feed.start()):
        return "feed"
    if sitemap:
        return "sitemap"
    return "urls" if _URL.match(start) else None


def read_list(
    data: Data, url: str, patterns: LinkPatterns, charset: str | None = None, report: Report = ignore
) -> Iterator[ListedLink | ListedSitemap]:
    """Yield the paper's articles and further sitemaps in a feed, sitemap, index or text of URLs.

    `report` is told in a sentence when it is none of these, or damaged.
    """
    report = once(report)
    unpacked = pieces(data, report)
    first = next(unpacked, b"")
    whole = chain((first,), unpacked)
    kind = kind_of(first)
    if kind == "feed":
        yield from read_feed(whole, url, patterns, charset, report)
    elif kind == "sitemap":
        yield from read_sitemap(whole, url, patterns, charset, report)
    elif kind == "urls":
        yield from read_bare_sitemap(whole, url, patterns, charset, report)
    else:
        begins = first[:40].decode("utf-8", "replace").strip()
        report(f"it is no feed and no sitemap; it begins with {begins!r}" if begins else "it is empty")
