"""The last robots.txt that could be had serves while the site gives none (RFC 9309, sections 2.3.1.4 and 2.4)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest

from pipelines.known_pages import KnownPage, KnownPages, is_failure
from pipelines.read_back import read_back
from pipelines.resume import as_response
from pipelines.write import Stopped, give_up_of, or_give_up, sessions_of
from schemas import OutputError
from schemas.exchange import ROBOTS

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.statscollectors import StatsCollector

    from pipelines.session import Session

logger = logging.getLogger(__name__)

# As many redirects as RFC 9309, section 2.3.1.2, asks to be followed.
_MOST_REDIRECTS = 5
# What says nothing of the site: it was decided here.
_OUR_OWN = (IgnoreRequest, DownloadCancelledError)


class RobotsCopyMiddleware:
    """Gives the archived robots.txt in place of one that fails, to requests with schemas.exchange.ROBOTS in their meta.

    A copy serves for `longest` after the site gave it or said that it is the same, where the site fails (5xx), is asked
    too much (429) or does not answer. A robots.txt that was not there is a copy, too. Other answers, and those for
    which there is no copy, pass. When the state is torn the crawl stops. Counts "broadsheet/robots_copies".
    """

    def __init__(
        self,
        stats: StatsCollector,
        session: Callable[[], Session | None],
        give_up: Callable[[OutputError], object],
        longest: timedelta,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._stats = stats
        self._session = session
        self._give_up = give_up
        self._longest = longest
        self._now = now

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsCopyMiddleware:
        """Find the run's owner, and read ROBOTS_COPY_DAYS."""
        longest = timedelta(days=crawler.settings.getfloat("ROBOTS_COPY_DAYS", 30))
        return cls(crawler.stats, sessions_of(crawler), give_up_of(crawler), longest)

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the copy for an answer that is none, after the last try."""
        if not is_failure(response.status):
            return response
        return self._copy(request, f"answers {response.status}") or response

    def process_exception(self, request: Request, exception: Exception) -> Response | None:
        """Return the copy where no answer came, after the last try."""
        if isinstance(exception, _OUR_OWN):
            return None
        return self._copy(request, f"cannot be had ({exception or type(exception).__name__})")

    def _copy(self, request: Request, why: str) -> Response | None:
        session = self._session()
        if session is None or not request.meta.get(ROBOTS):
            return None
        with or_give_up(self._give_up, Stopped("the state could not be read")):
            pages = session.holdings.pages
            page = _last_good(pages, request.url, self._now() - self._longest)
            stored = read_back(session.holdings.folder, page, pages) if page else None
        if page is None or stored is None:
            return None
        logger.warning("%s %s; the copy of %s is obeyed", request.url, why, page.fetched_at.isoformat())
        self._stats.inc_value("broadsheet/robots_copies")
        return as_response(request, page, stored)


def _last_good(pages: KnownPages, url: str, since: datetime) -> KnownPage | None:
    """Return the last answer that an address led to and that can be gone by, all on the way no older than `since`."""
    for _ in range(_MOST_REDIRECTS + 1):
        page = pages.robots(url) or pages.get(url)  # a robots.txt may lead to a page of any name
        if page is None or is_failure(page.status) or page.fetched_at < since:
            return None
        if page.moved_to is None:
            return page
        url = urljoin(url, page.moved_to)
    return None
