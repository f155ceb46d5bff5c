"""Where the crawler may not go: what robots.txt forbids, a site whose robots.txt fails, other people's sites."""

from __future__ import annotations

import asyncio
from typing import Any, Protocol
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from scrapers.failures import DOWNLOAD_ERRORS, OffSite, RobotsForbidden, RobotsUnreachable, explain
from scrapers.mirror import Mirror
from scrapers.pictures import PICTURE, is_public


class _Rules(Protocol):
    def allowed(self, url: str, user_agent: str | bytes) -> bool: ...


class RobotsMiddleware(RobotsTxtMiddleware):
    """Obeys robots.txt as RFC 9309 has it. Raises RobotsForbidden and RobotsUnreachable for the spider's errback.

    Scrapy's own differs in three points: a robots.txt that fails lets it crawl on (here: must not crawl), a 404
    page is read as rules (here: 4xx means that there are none), and the reason for a skip is only in the log.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._policies: dict[str, asyncio.Future[tuple[_Rules, Response] | str]] = {}

    async def process_request(self, request: Request, spider: Any = None) -> Response | None:  # type: ignore[override]
        """Let the request pass or raise. `spider` is what older Scrapy passes; it is not used.

        A request for robots.txt itself is answered with what was fetched already.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return None
        policy = await self._policy(request)
        if isinstance(policy, str):
            raise RobotsUnreachable(policy)
        rules, response = policy
        if urlsplit(request.url).path == "/robots.txt":
            return response.replace(request=request)
        agent = self._robotstxt_useragent or self._default_useragent
        if not rules.allowed(request.url, agent):
            self._stats.inc_value("robotstxt/forbidden")
            robots = f"{urlsplit(request.url).scheme}://{urlsplit(request.url).netloc}/robots.txt"
            name = agent if isinstance(agent, str) else agent.decode("ascii", "replace")
            raise RobotsForbidden(f"{robots} forbids this page to {name}")
        return None

    async def _policy(self, request: Request) -> tuple[_Rules, Response] | str:
        """Return the rules and robots.txt of the request's host, or why they cannot be had. Asked for once a run."""
        parts = urlsplit(request.url)
        if parts.netloc not in self._policies:
            address = f"{parts.scheme}://{parts.netloc}/robots.txt"
            self._policies[parts.netloc] = asyncio.ensure_future(self._fetch(address))
        # Shielded: the download that asked first may be given up while others wait for the same answer.
        return await asyncio.shield(self._policies[parts.netloc])

    async def _fetch(self, address: str) -> tuple[_Rules, Response] | str:
        request = Request(
            address, priority=self.DOWNLOAD_PRIORITY, meta={"dont_obey_robotstxt": True}, callback=NO_CALLBACK
        )
        self._stats.inc_value("robotstxt/request_count")
        try:
            response = await self.crawler.engine.download_async(request)
        except DOWNLOAD_ERRORS as error:
            return f"{address} cannot be had: {explain(error)[1]}"
        self._stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        if response.status >= 500:
            return f"{address} answers {response.status}"
        body = response.body if 200 <= response.status < 300 else b""
        rules: _Rules = self._parserimpl.from_crawler(self.crawler, body)
        return rules, response


class SameSiteMiddleware:
    """Refuses requests that leave the paper's site, but for pictures on public hosts. Raises OffSite."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SameSiteMiddleware:
        """Build it as Scrapy does."""
        return cls(crawler)

    def process_request(self, request: Request, spider: Any = None) -> Request | None:
        """Let the request pass, send it to the copy, or raise.

        Copies often redirect to the paper's own address, as the paper did: the copy is asked for that page then.
        robots.txt may lie elsewhere (RFC 9309, section 2.3.1.2).
        """
        spider = self.crawler.spider
        mirror: Mirror | None = getattr(spider, "mirror", None)
        hosts: tuple[str, ...] = getattr(spider, "hosts", ())
        parts = urlsplit(request.url)
        if mirror is None or request.meta.get("dont_obey_robotstxt"):
            return None
        ours = {mirror.netloc} if mirror.site else hosts
        if parts.netloc.lower() in ours:
            return None
        if mirror.site and parts.hostname in hosts:
            return request.replace(url=mirror.to_copy(request.url))
        if request.meta.get(PICTURE) and is_public(parts.hostname):
            return None  # papers keep their pictures on hosts of other names
        what = "asked for" if request.meta.get(PICTURE) else "redirected to"
        raise OffSite(f"{what} {request.url}, which is not the paper's site")
