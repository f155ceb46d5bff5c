"""Finding the articles of some days in a list that prints no days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from schemas import Article
from scrapers.discovery.desk import Desk
from scrapers.discovery.site import MOST_PAGES, PageList
from scrapers.discovery.visits import GONE, Found, Page, Step, Visit
from scrapers.sources import ListedLink, read_listing


def _all(article: Article) -> bool:
    return True


class DateWalk:
    """Looks up days in a list that runs from new to old.

    Only the articles know their days. First the page where the range begins is searched: the first article of pages
    1, 2, 4, 8, … is read until one is old enough, then the gap is halved. A list of 3,000 pages takes about two
    dozen articles, where reading through would take thousands. From there page after page is read, until all
    articles of a page are older than the range, or a page brings nothing new. An article without a day is kept. A list
    that has no end is left and recorded.
    """

    def __init__(
        self,
        desk: Desk,
        pages: PageList,
        since: date,
        until: date,
        wanted: Callable[[Article], bool] = _all,
        may_be_gone: bool = True,
    ) -> None:
        self.desk, self.pages, self.since, self.until = desk, pages, since, until
        self.wanted, self.may_be_gone = wanted, may_be_gone
        self.newer = 0  # a page that may hold articles newer than the range, or the first
        self.older: int | None = None  # a page that begins inside the range or after it, or is not there
        self.met: set[str] = set()
        self.parsed: dict[str, Article] = {}

    def begin(self) -> Iterator[Step]:
        """Yield the first visit."""
        yield self._list(0, self._probe)

    def _list(self, number: int, read: Callable[[Page, int], Iterator[Step]]) -> Visit:
        return Visit(
            self.desk.at(self.pages.address(number)),
            read=lambda page: read(page, number),
            failed=lambda code: self._list_failed(code, number, read),
            may_be_gone=number > 0 or self.may_be_gone,
        )

    def _list_failed(self, code: str, number: int, read: Callable[[Page, int], Iterator[Step]]) -> Iterator[Step]:
        if read == self._probe and number > 0 and code in GONE:
            yield from self._narrow(number, too_new=False)

    def _entries(self, page: Page) -> list[ListedLink]:
        return list(read_listing(page.body, page.fetched_url, self.desk.links, page.charset).links)

    def _probe(self, page: Page, number: int) -> Iterator[Step]:
        entries = self._entries(page)
        if entries:
            yield from self._probe_entry(entries, 0, page.here, number)
        elif number > 0:
            yield from self._narrow(number, too_new=False)

    def _probe_entry(self, entries: list[ListedLink], at: int, found: Found, number: int) -> Iterator[Step]:
        """Ask the entries of a page one after the other until one knows its day."""
        if at == len(entries):
            yield from self._narrow(number, too_new=False)
            return
        known = self.parsed.get(self.desk.links.identity(entries[at].url))
        day = entries[at].date or (self.desk.day_of(known) if known else None)
        if day is not None:
            yield from self._narrow(number, too_new=day > self.until)
        elif known is not None:
            yield from self._probe_entry(entries, at + 1, found, number)
        else:
            yield Visit(
                entries[at].url,
                read=lambda page: self._probed(page, entries, at, found, number),
                found=found,
                failed=lambda code: self._probe_entry(entries, at + 1, found, number),
                listing=False,
                listed=entries[at],
            )

    def _probed(self, page: Page, entries: list[ListedLink], at: int, found: Found, number: int) -> Iterator[Step]:
        self.parsed[self.desk.links.identity(entries[at].url)] = self.desk.parse(page)
        yield from self._probe_entry(entries, at, found, number)

    def _narrow(self, number: int, *, too_new: bool) -> Iterator[Step]:
        if too_new:
            self.newer = number
        else:
            self.older = number
        if self.older is None and number == MOST_PAGES - 1:
            self.older = MOST_PAGES
        if self.older is None:
            yield self._list(min(max(1, number * 2), MOST_PAGES - 1), self._probe)
        elif self.older - self.newer > 1:
            yield self._list((self.newer + self.older) // 2, self._probe)
        else:
            yield self._list(self.newer, self._read)

    def _read(self, page: Page, number: int) -> Iterator[Step]:
        identity = self.desk.links.identity
        fresh = [link for link in self._entries(page) if identity(link.url) not in self.met]
        self.met.update(identity(link.url) for link in fresh)
        if fresh:
            yield from _PageOfDays(self, number, fresh, page).begin()

    def judge(self, article: Article) -> Iterator[Step]:
        """Yield the article if it is one of the days and wanted."""
        day = self.desk.day_of(article)
        if (day is None or self.since <= day <= self.until) and self.wanted(article):
            yield article

    def next_page(self, page: Page, number: int) -> Iterator[Step]:
        """Yield the visit to the page after this one, or the record of a list without end."""
        if number + 1 < MOST_PAGES:
            yield self._list(number + 1, self._read)
        else:
            yield self.desk.endless(page, MOST_PAGES)


class _PageOfDays:
    """The articles of one list page; when all have come, they decide whether the next page is read."""

    def __init__(self, walk: DateWalk, number: int, links: list[ListedLink], page: Page) -> None:
        self.walk, self.number, self.links, self.page = walk, number, links, page
        self.waiting = len(links)
        self.days: list[date | None] = []

    def begin(self) -> Iterator[Step]:
        for link in self.links:
            known = self.walk.parsed.pop(self.walk.desk.links.identity(link.url), None)
            if known is not None:
                yield from self._arrived(known)
            else:
                yield Visit(
                    link.url,
                    read=lambda page: self._arrived(self.walk.desk.parse(page)),
                    found=self.page.here,
                    failed=lambda code: self._arrived(None),
                    listing=False,
                    listed=link,
                )

    def _arrived(self, article: Article | None) -> Iterator[Step]:
        if article is not None:
            self.days.append(self.walk.desk.day_of(article))
            yield from self.walk.judge(article)
        self.waiting -= 1
        if self.waiting == 0 and not (self.days and all(day and day < self.walk.since for day in self.days)):
            yield from self.walk.next_page(self.page, self.number)
