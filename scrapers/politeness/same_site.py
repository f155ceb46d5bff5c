"""Requests stay on the paper's site, or on the copy or archive that is asked in its place."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from scrapers.failures import OffSite
from scrapers.mirror import Mirror
from scrapers.pictures import PICTURE, is_public


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
