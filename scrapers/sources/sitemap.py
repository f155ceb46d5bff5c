"""Sitemaps (sitemaps.org 0.9), sitemap indexes, Google's news sitemaps, and sitemaps that are bare lists of URLs."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from scrapers.markup import fold
from scrapers.sources.links import LinkPatterns
from scrapers.sources.list_dates import read_day, read_last_day
from scrapers.sources.listed import ListedLink, ListedSitemap
from scrapers.sources.streams import Data, Report, ignore
from scrapers.sources.url_list import read_url_list
from scrapers.sources.xml_records import Node, XmlRecords

_RECORDS = frozenset(("url", "sitemap"))
_ROOTS = frozenset(("urlset", "sitemapindex"))


def read_sitemap(
    data: Data, url: str, patterns: LinkPatterns, charset: str | None = None, report: Report = ignore
) -> Iterator[ListedLink | ListedSitemap]:
    """Yield the paper's articles and further sitemaps in a sitemap or an index, in its order.

    Memory does not grow with the sitemap, so what it lists twice comes twice. `date` and `headline` are those of
    a news sitemap (news:publication_date, news:title), `modified` is <lastmod>.
    """
    records = XmlRecords(data, _RECORDS, url, charset, report)
    for record in records:
        if records.root in _ROOTS and (found := _listed(record, url, patterns)):
            yield found


def read_bare_sitemap(
    data: Data, url: str, patterns: LinkPatterns, charset: str | None = None, report: Report = ignore
) -> Iterator[ListedLink]:
    """Yield the paper's articles in a sitemap that is a text with one URL a line."""
    for _, line in read_url_list(data, charset, report):
        target = patterns.resolve(line, url)
        if target and patterns.is_article(target):
            yield ListedLink(target)


def _listed(record: Node, url: str, patterns: LinkPatterns) -> ListedLink | ListedSitemap | None:
    address = record.value("loc")
    if not address:
        return None
    modified = read_last_day(record.value("lastmod"))
    if record.name == "sitemap":
        try:
            return ListedSitemap(urljoin(url, address), modified)
        except ValueError:  # "http://[" is no address
            return None
    target = patterns.resolve(address, url)
    if not target or not patterns.is_article(target):
        return None
    # Without the prefix, too: many forget to declare it.
    news = next((part for name in ("news:news", "news") for part in record.find(name)), None)
    published = read_day(news.value("news:publication_date", "publication_date")) if news else None
    headline = fold(news.value("news:title", "title") or "") if news else ""
    return ListedLink(target, headline=headline or None, date=published, modified=modified)
