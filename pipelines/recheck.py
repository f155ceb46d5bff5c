"""Recheck: a page that is known is asked for with "only if it has changed" (RFC 9110, section 13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.read_back import read_back
from pipelines.resume import as_response
from pipelines.write import Stopped, give_up_of, or_give_up, sessions_of
from schemas import OutputError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.statscollectors import StatsCollector

    from pipelines.session import Session

_CONDITIONS = ("If-None-Match", "If-Modified-Since")


class RecheckMiddleware:
    """Adds conditions to requests for known pages, and gives the archived page in place of a 304.

    So whoever asked reads the page as ever, and what is read from it is found to be unchanged later on. When the
    archive no longer has the page, it is asked for without conditions; when the state is torn the crawl stops. Counts
    "broadsheet/not_modified".
    """

    def __init__(
        self, stats: StatsCollector, session: Callable[[], Session | None], give_up: Callable[[OutputError], object]
    ) -> None:
        self._stats = stats
        self._session = session
        self._give_up = give_up

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RecheckMiddleware:
        """Find the run's owner."""
        return cls(crawler.stats, sessions_of(crawler), give_up_of(crawler))

    def process_request(self, request: Request) -> None:
        """Set the conditions of this address. Redirects and retries come with those of another: they are taken off."""
        for name in _CONDITIONS:
            request.headers.pop(name, None)
        session = self._session()
        if session is None or request.method != "GET" or request.meta.get("unconditional"):
            return
        with or_give_up(self._give_up, Stopped("the state could not be read")):
            page = session.holdings.pages.get(request.url)
        if page is None or page.status != 200 or page.run == session.run.path.name:
            return  # not of this run: the file that holds the page is still being written
        if page.etag:
            request.headers["If-None-Match"] = page.etag
        if page.last_modified:
            request.headers["If-Modified-Since"] = page.last_modified

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Put the archived page in place of a 304, or ask again without conditions."""
        session = self._session()
        if response.status != 304 or session is None or request.meta.get("unconditional"):
            return response
        with or_give_up(self._give_up, Stopped("the state could not be read")):
            page = session.holdings.pages.get(request.url)
            stored = read_back(session.holdings.folder, page, session.holdings.pages) if page else None
        if page is None or stored is None:
            return request.replace(meta={**request.meta, "unconditional": True}, dont_filter=True)
        self._stats.inc_value("broadsheet/not_modified")
        kept = request.meta.get("preserved")
        made = as_response(request, page, stored)
        if kept is not None:  # the revisit record of the 304, which leads to the page's own
            request.meta["preserved"] = replace(kept, payload_digest=page.digest)
        return made
