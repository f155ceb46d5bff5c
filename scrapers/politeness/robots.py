"""robots.txt, obeyed as RFC 9309 has it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from schemas.exchange import ROBOTS, ROBOTS_KEPT_FOR
from scrapers.failures import DOWNLOAD_ERRORS, CrawlEnded, RobotsForbidden, RobotsUnreachable, explain
from scrapers.politeness.pace import PaceMiddleware

# RFC 9309, section 2.5: at least so much has to be read, and no site needs more.
_MOST_BYTES = 500 * 1024
# Section 2.4: no longer than this, unless it cannot be had any more.
_KEPT_FOR = ROBOTS_KEPT_FOR.total_seconds()


class _Rules(Protocol):
    def allowed(self, url: str, user_agent: str | bytes) -> bool: ...

    def crawl_delay(self, user_agent: str | bytes) -> float | None: ...


@dataclass(frozen=True)
class _Policy:
    """What a host allows: its rules and the answer they were in, or the reason why they cannot be had.

    `asked_at` is when it was asked last, `given_at` when it gave these rules.
    """

    asked_at: float
    given_at: float = 0.0
    rules: _Rules | None = None
    response: Response | None = None
    refusal: str = ""


class RobotsMiddleware(RobotsTxtMiddleware):
    """Lets a request pass, or raises RobotsForbidden or RobotsUnreachable for the spider's errback.

    Scrapy's own differs: a robots.txt that fails lets it crawl on (here: must not crawl), a 404 page is read as rules
    (here: 4xx means that there are none), it is kept for ever (here: for a day, and for ROBOTS_COPY_DAYS while it
    cannot be had; from one crawl to the next by pipelines/robots_copy.py), all of it is read however long, and the
    reason for a skip is only in the log. A Crawl-delay, which is no part of RFC 9309, slows the crawl down.
    """

    def __init__(self, crawler: Crawler, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(crawler)
        self._clock = clock
        self._longest = crawler.settings.getfloat("ROBOTS_COPY_DAYS", 30) * _KEPT_FOR
        self._policies: dict[str, asyncio.Future[_Policy]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy does."""
        return cls(crawler)

    async def process_request(self, request: Request, spider: Any = None) -> Response | None:  # type: ignore[override]
        """Let the request pass or raise. `spider` is what older Scrapy passes; it is not used.

        A request for robots.txt itself is answered with what was fetched already.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return None
        policy = await self._policy(request)
        if policy.rules is None or policy.response is None:
            raise RobotsUnreachable(policy.refusal)
        parts = urlsplit(request.url)
        if parts.path == "/robots.txt":
            if "preserved" in policy.response.meta:
                request.meta["preserved"] = policy.response.meta["preserved"]
            return policy.response.replace(request=request)
        if not policy.rules.allowed(request.url, self._agent):
            self._stats.inc_value("robotstxt/forbidden")
            raise RobotsForbidden(f"{parts.scheme}://{parts.netloc}/robots.txt forbids this page to {self._agent}")
        return None

    @property
    def _agent(self) -> str:
        return self._robotstxt_useragent or self._default_useragent

    async def _policy(self, request: Request) -> _Policy:
        """Return the policy of the request's host, asked for once a day."""
        parts = urlsplit(request.url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        known = self._policies.get(address)
        if known is None or (known.done() and self._clock() - known.result().asked_at > _KEPT_FOR):
            known = asyncio.ensure_future(self._fetch(address, known.result() if known else None))
            self._policies[address] = known
        # Shielded: the download that asked first may be given up while others wait for the same answer.
        return await asyncio.shield(known)

    async def _fetch(self, address: str, before: _Policy | None) -> _Policy:
        policy = await self._ask(address)
        if policy.refusal and before and before.rules and policy.asked_at - before.given_at <= self._longest:
            # Section 2.4: while it is unreachable the copy may be used for longer.
            return replace(before, asked_at=policy.asked_at)
        if policy.rules is not None and (delay := policy.rules.crawl_delay(self._agent)):
            pace = self.crawler.get_downloader_middleware(PaceMiddleware)
            if pace is not None:
                pace.at_least(urlsplit(address).hostname or "", delay)
        return policy

    async def _ask(self, address: str) -> _Policy:
        request = Request(
            address,
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True, ROBOTS: True},
            callback=NO_CALLBACK,
        )
        self._stats.inc_value("robotstxt/request_count")
        body = b""
        try:
            response = await self.crawler.engine.download_async(request)
        except CrawlEnded:
            raise  # nothing is known of the site, so its pages are not to be recorded as refused
        except DOWNLOAD_ERRORS as error:
            code, message = explain(error)
            if code != "redirect_loop" or type(error) is not IgnoreRequest:  # nor an answer that could not be kept
                return _Policy(self._clock(), refusal=f"{address} cannot be had: {message}")
            # Section 2.3.1.2: after five redirects it may be taken as not there.
            response = Response(address, status=404, request=request)
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        # A site that is asked too much (429) has not said that it has no rules, so it is left alone as if it failed.
        if response.status >= 500 or response.status == 429:
            return _Policy(self._clock(), refusal=f"{address} answers {response.status}")
        if 200 <= response.status < 300:
            body = response.body
        if len(body) > _MOST_BYTES:  # only whole lines: half a rule would be another rule
            body = body[:_MOST_BYTES].rpartition(b"\n")[0]
        now = self._clock()
        return _Policy(now, now, self._parserimpl.from_crawler(self.crawler, body), response)
