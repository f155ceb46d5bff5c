"""Finding articles in the lists that a site publishes for machines: sitemaps, indexes of sitemaps, feeds."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schemas import Article
from scrapers.discovery.desk import Desk
from scrapers.discovery.visits import Page, Step, Visit
from scrapers.parsers.url_dates import date_from_url
from scrapers.sources import ListedLink, ListedSitemap, read_feed_links, read_list, read_sitemap_lines

# An index may name indexes, against the protocol; a chain of them without end is a trap.
_DEEPEST = 3
# A list may give its days in another zone than the paper's, and an address the day before the paper came out.
_SLACK = timedelta(days=1)
# "sitemap-2016-08.xml", "/sitemap/2016/08/", "posts_201608.xml.gz", "/2016.xml": what the sitemap is about.
_PERIOD = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[-_/.]?(0[1-9]|1[0-2])(?!\d{3}))?(?:[-_/.]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)


@dataclass(frozen=True)
class Days:
    """The days that are wanted, both included; null means any."""

    since: date | None = None
    until: date | None = None

    def hold(self, article_day: date | None) -> bool:
        """Tell whether an article's own day is wanted; one without a day is."""
        return article_day is None or not self._beyond(article_day, article_day)

    def may_hold(self, link: ListedLink) -> bool:
        """Tell whether an article can be of the days, from what a list says of it.

        A day of publication settles it, and so does a day in the address. That of the last change settles it only
        when it lies before the range: what was changed later may have been published at any time.
        """
        day = link.date
        if day is None and (carried := date_from_url(link.url)):
            day = carried.day
        if day is not None:
            return not self._beyond(day - _SLACK, day + _SLACK)
        return link.modified is None or not self._before(link.modified + _SLACK)

    def may_be_in(self, sitemap: ListedSitemap) -> bool:
        """Tell whether a sitemap can list articles of the days, from its last change and the period in its name."""
        if sitemap.modified is not None and self._before(sitemap.modified + _SLACK):
            return False
        period = _period(sitemap.url)
        return period is None or not self._beyond(period[0] - _SLACK, period[1] + _SLACK)

    def _before(self, last: date) -> bool:
        return self.since is not None and last < self.since

    def _beyond(self, first: date, last: date) -> bool:
        return self._before(last) or (self.until is not None and first > self.until)


def _period(url: str) -> tuple[date, date] | None:
    """Return the first and last day of the year, month or day in a sitemap's address, where there is exactly one."""
    found = {match.groups() for match in _PERIOD.finditer(url.partition("//")[2].partition("/")[2])}
    if len(found) != 1:
        return None
    year, month, day = (int(part) if part else None for part in found.pop())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        return first, date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:  # 31 February: no period after all
        return None


class MachineLists:
    """Reads sitemaps and feeds, follows indexes, and visits the articles that can be of the wanted days.

    Every article is judged again by its own day, once it has been read. A list that cannot be read as one, or only in
    part, is recorded: what it would have named is not known.
    """

    def __init__(self, desk: Desk, days: Days) -> None:
        self.desk, self.days = desk, days

    def read(self, paths: Iterable[str]) -> Iterator[Step]:
        """Yield the visits to lists that the paper's spider names."""
        for path in paths:
            yield self._visit(self.desk.at(path), 0)

    def sitemaps_of_robots(self) -> Iterator[Step]:
        """Yield the visit to robots.txt, whose Sitemap lines are read then."""
        yield Visit(self.desk.at("/robots.txt"), read=self.read_robots, may_be_gone=True, data=True)

    def feeds_of(self, page: Page) -> Iterator[Step]:
        """Yield the visits to the feeds that a page links to in its head."""
        for url in read_feed_links(page.body, page.fetched_url, self.desk.links, page.charset):
            yield self._visit(url, 0, page, may_be_gone=True)

    def _visit(self, url: str, depth: int, page: Page | None = None, *, may_be_gone: bool = False) -> Visit:
        return Visit(
            url,
            read=lambda page: self.read_page(page, depth),
            found=page.here if page else None,
            key=url,
            may_be_gone=may_be_gone,
            data=True,
        )

    def read_robots(self, page: Page) -> Iterator[Step]:
        """Yield the visits to the sitemaps that a robots.txt names."""
        for address in read_sitemap_lines(page.body, page.fetched_url):
            if url := self.desk.links.resolve(address, page.fetched_url):
                yield self._visit(url, 0, page, may_be_gone=True)

    def read_page(self, page: Page, depth: int = 0) -> Iterator[Step]:
        """Yield the visits to what a list names; `depth` counts the indexes that led to it."""
        damage: list[str] = []
        here = page.here
        for found in read_list(page.body, page.fetched_url, self.desk.links, page.charset, damage.append):
            if isinstance(found, ListedLink):
                if self.days.may_hold(found):
                    yield self.desk.article(found, here, self._read_article)
            elif depth + 1 < _DEEPEST and self.days.may_be_in(found):
                url = self.desk.links.resolve(found.url, page.fetched_url)
                yield from [self._visit(url, depth + 1, page)] if url else []
        for sentence in damage:
            yield self.desk.damaged(page, sentence)

    def _read_article(self, page: Page) -> Iterator[Article]:
        article = self.desk.parse(page)
        if self.days.hold(self.desk.day_of(article)):
            yield article
