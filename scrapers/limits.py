"""Limits that end a crawl cleanly: what is in hand is finished and written, nothing new is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.asyncio import CallLaterResult, call_later
from scrapy.utils.defer import _schedule_coro

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


@dataclass(frozen=True)
class Limits:
    """The most a crawl may take, 0 for no limit: seconds, pages that were answered, bytes of bodies as received."""

    seconds: float = 0
    pages: int = 0
    size: int = 0


class LimitsExtension:
    """Closes the crawl at the first limit it reaches.

    The reasons are Scrapy's, closespider_timeout and closespider_pagecount, and closespider_bytes. Scrapy's own
    extension counts robots.txt and pictures as pages and knows no bytes. Raises NotConfigured without a limit.
    """

    def __init__(self, crawler: Crawler, limits: Limits) -> None:
        if limits == Limits():
            raise NotConfigured
        self._crawler = crawler
        self._limits = limits
        self._pages = 0
        self._size = 0
        self._timer: CallLaterResult | None = None
        self._closing = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LimitsExtension:
        """Read MAX_TIME (seconds), MAX_PAGES and MAX_BYTES, and listen to the crawl."""
        settings = crawler.settings
        limits = Limits(settings.getfloat("MAX_TIME"), settings.getint("MAX_PAGES"), settings.getint("MAX_BYTES"))
        extension = cls(crawler, limits)
        crawler.signals.connect(extension.opened, signal=signals.spider_opened)
        crawler.signals.connect(extension.closed, signal=signals.spider_closed)
        if limits.pages:
            crawler.signals.connect(extension.answered, signal=signals.response_received)
        if limits.size:
            crawler.signals.connect(extension.received, signal=signals.bytes_received)
        return extension

    def opened(self) -> None:
        """Set the clock."""
        if self._limits.seconds:
            self._timer = call_later(self._limits.seconds, self._close, "closespider_timeout")

    def closed(self) -> None:
        """Stop the clock."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def answered(self, request: Request) -> None:
        """Count a page. robots.txt and pictures are asked for without a callback."""
        self._pages += request.callback is not NO_CALLBACK
        if self._pages >= self._limits.pages:
            self._close("closespider_pagecount")

    def received(self, data: bytes) -> None:
        """Count bytes of whatever is coming."""
        self._size += len(data)
        if self._size >= self._limits.size:
            self._close("closespider_bytes")

    def _close(self, reason: str, *_: Any) -> None:
        if not self._closing and self._crawler.engine is not None:
            self._closing = True
            _schedule_coro(self._crawler.engine.close_spider_async(reason=reason))
