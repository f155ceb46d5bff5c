"""Resume: a crawl that was stopped goes on, and what it had got already is answered from its own archive.

Strategies keep what they have found out between one page and the next (which issue, how far down a list), so there is
no queue to be stored that would be enough. Instead the crawl is driven through its pages again from the beginning:
with the same answers it takes the same way, in a fraction of the time and without asking the site, and arrives where
it stood. Records that are written already are known to the next stage (pipelines/revise.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from pipelines.known_pages import KnownPage
from pipelines.preserve import FROM_ARCHIVE
from pipelines.read_back import Stored, read_back
from pipelines.write import sessions_of
from schemas.exchange import Preserved

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

    from pipelines.session import Session


class ResumeMiddleware:
    """Answers a request that this run has an answer to. Passes everything else on.

    Answers that say "try again" (RETRY_HTTP_CODES) are asked for again: the site may have recovered. Counts
    "broadsheet/resumed".
    """

    def __init__(self, stats: StatsCollector, session: Callable[[], Session | None], passing: frozenset[int]) -> None:
        self._stats = stats
        self._session = session
        self._passing = passing

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ResumeMiddleware:
        """Find the run's owner, and read RETRY_HTTP_CODES."""
        passing = frozenset(int(code) for code in crawler.settings.getlist("RETRY_HTTP_CODES"))
        return cls(crawler.stats, sessions_of(crawler), passing)

    def process_request(self, request: Request) -> Response | None:
        """Return the answer that the run's archive holds, or null."""
        session = self._session()
        if session is None or not session.goes_on or request.method != "GET":
            return None
        page = session.holdings.pages.get(request.url)
        if page is None or page.run != session.run.path.name or page.status in self._passing:
            return None
        stored = read_back(session.holdings.folder, page, session.holdings.pages)
        if stored is None:
            return None
        self._stats.inc_value("broadsheet/resumed")
        return as_response(request, page, stored)


def as_response(request: Request, page: KnownPage, stored: Stored) -> Response:
    """Return what the archive holds as the response to a request, and note in its meta where it was kept."""
    headers = Headers()
    for name, value in stored.headers:
        headers.appendlist(name, value)
    made = responsetypes.from_args(headers=headers, url=request.url, body=stored.body)
    request.meta["preserved"] = Preserved(page.fetched_at, page.digest, page.place.file, page.place.record_id)
    flags = [FROM_ARCHIVE]
    return made(request.url, stored.status, headers, stored.body, flags, request)
