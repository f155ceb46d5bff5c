"""Walking through lists of articles to their end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scrapers.discovery.desk import Desk
from scrapers.discovery.site import MOST_PAGES, PageList
from scrapers.discovery.visits import GONE, Page, Step, Visit
from scrapers.sources import read_listing

# A list page that fails may hide good ones behind it; so many in a row, and the list is given up.
_PATIENCE = 2


class ListWalk:
    """Reads every page of some lists, one list after the other.

    Entries move from page to page while a list grows, and pages hold more than they were asked for. So the walk
    goes on until a page brings nothing that it has not met; a list that has no end is left and recorded. A list that
    is not there is no gap as long as another one is.
    """

    def __init__(self, desk: Desk, lists: Sequence[PageList], name: str) -> None:
        self.desk, self.lists, self.name = desk, lists, name
        self.met: set[str] = set()
        self.asked: set[str] = set()
        self.answered = False

    def begin(self, which: int = 0) -> Iterator[Step]:
        """Yield the visit to the first page of a list, or nothing after the last list."""
        if which < len(self.lists):
            yield from self._ask(which, 0, self.desk.at(self.lists[which].address(0, self.name)), 0)

    def _ask(self, which: int, number: int, url: str, misses: int) -> Iterator[Step]:
        if url in self.asked:
            yield from self.begin(which + 1)
            return
        self.asked.add(url)
        others = which + 1 < len(self.lists) or self.answered
        yield Visit(
            url,
            read=lambda page: self._read(page, which, number),
            failed=lambda code: self._failed(code, which, number, misses),
            may_be_gone=number > 0 or others,
        )

    def _read(self, page: Page, which: int, number: int) -> Iterator[Step]:
        listing = read_listing(page.body, page.fetched_url, self.desk.links, page.charset)
        fresh = [link for link in listing.links if self.desk.links.identity(link.url) not in self.met]
        self.met.update(self.desk.links.identity(link.url) for link in fresh)
        self.answered = self.answered or bool(fresh)
        for link in fresh:
            yield self.desk.article(link, page.here)
        if not fresh:
            yield from self.begin(which + 1)
            return
        if number + 1 >= MOST_PAGES:
            yield self.desk.endless(page, MOST_PAGES)
            yield from self.begin(which + 1)
            return
        # The page's own link onwards wins: an address of the old site may be answered by the new one.
        yield from self._ask(which, number + 1, listing.next_url or self._address(which, number + 1), 0)

    def _failed(self, code: str, which: int, number: int, misses: int) -> Iterator[Step]:
        if code in GONE or number == 0 or misses + 1 >= _PATIENCE:
            yield from self.begin(which + 1)
        else:
            yield from self._ask(which, number + 1, self._address(which, number + 1), misses + 1)

    def _address(self, which: int, number: int) -> str:
        return self.desk.at(self.lists[which].address(number, self.name))
