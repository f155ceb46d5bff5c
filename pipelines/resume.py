"""Resume: a crawl that was stopped goes on, and what it had got already is answered from its own archive.

Strategies keep what they have found out between one page and the next (which issue, how far down a list), so there is
no queue to be stored that would be enough. Instead the crawl is driven through its pages again from the beginning:
with the same answers it takes the same way, in a fraction of the time and without asking the site, and arrives where
it stood. Records that are written already are known to the next stage (pipelines/revise.py).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from pipelines.known_pages import KnownPage
from pipelines.preserve import FROM_ARCHIVE
from pipelines.read_back import Stored, read_back
from pipelines.write import Stopped, give_up_of, or_give_up, sessions_of
from schemas import OutputError
from schemas.exchange import ROBOTS, ROBOTS_KEPT_FOR, Preserved

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

    from pipelines.session import Session


class ResumeMiddleware:
    """Answers a request that this run has an answer to. Passes everything else on.

    Answers that say "try again" (RETRY_HTTP_CODES) or were cut off are asked for again: the site may have recovered. So
    is a robots.txt that is older than a day. When the state is torn the crawl stops. Counts "broadsheet/resumed".
    """

    def __init__(
        self,
        stats: StatsCollector,
        session: Callable[[], Session | None],
        give_up: Callable[[OutputError], object],
        passing: frozenset[int],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._stats = stats
        self._session = session
        self._give_up = give_up
        self._passing = passing
        self._now = now

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ResumeMiddleware:
        """Find the run's owner, and read RETRY_HTTP_CODES."""
        passing = frozenset(int(code) for code in crawler.settings.getlist("RETRY_HTTP_CODES"))
        return cls(crawler.stats, sessions_of(crawler), give_up_of(crawler), passing)

    def process_request(self, request: Request) -> Response | None:
        """Return the answer that the run's archive holds, or null."""
        session = self._session()
        if session is None or not session.goes_on or request.method != "GET":
            return None
        with or_give_up(self._give_up, Stopped("the state could not be read")):
            page = session.holdings.pages.get(request.url)
            if page is None or page.run != session.run.path.name or self._is_to_be_asked_again(request, page):
                return None
            stored = read_back(session.holdings.folder, page, session.holdings.pages)
        if stored is None:
            return None
        self._stats.inc_value("broadsheet/resumed")
        return as_response(request, page, stored)

    def _is_to_be_asked_again(self, request: Request, page: KnownPage) -> bool:
        """Tell whether the answer of before says nothing of today."""
        if request.meta.get(ROBOTS) and self._now() - page.fetched_at > ROBOTS_KEPT_FOR:
            return True
        return page.status == 0 or page.status in self._passing


def as_response(request: Request, page: KnownPage, stored: Stored) -> Response:
    """Return what the archive holds as the response to a request, and note in its meta where it was kept."""
    headers = Headers()
    for name, value in stored.headers:
        headers.appendlist(name, value)
    made = responsetypes.from_args(headers=headers, url=request.url, body=stored.body)
    request.meta["preserved"] = Preserved(page.fetched_at, page.digest, page.place.file, page.place.record_id)
    flags = [FROM_ARCHIVE]
    return made(request.url, stored.status, headers, stored.body, flags, request)
