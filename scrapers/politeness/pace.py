"""How fast each host is asked: pauses that it asks for, and gaps that grow when it says that it is too much."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from scrapers.failures import AskedToWait, CrawlEnded
from scrapers.politeness.retry_after import read_retry_after

logger = logging.getLogger(__name__)

# Answers that say "too much" (RFC 6585, section 4) or "not now" (RFC 9110, section 15.6.4).
_TOO_MUCH = frozenset((429, 503))
# After one of them the gap doubles, and with every good answer it shrinks by a tenth: seven answers halve it.
_GROWTH, _SHRINKING = 2.0, 0.9
# So many refusals one after the other, each after a longer pause, and the host is not asked any more. A retried request
# stands behind all others, so without this a long crawl would ask for every page once before it gave up.
_MOST_ROUNDS = 10
# How often those who wait look whether the crawl is over.
_TICK = 0.5


@dataclass(frozen=True)
class Limits:
    """In seconds: the pause after a refusal that names none, the longest gap, the longest pause to be waited for."""

    pause: float = 5.0
    longest_gap: float = 60.0
    longest_wait: float = 600.0


class HostPace:
    """When a host may be asked next. Times are seconds of any clock that only goes forward."""

    def __init__(self, limits: Limits, least: float = 0.0) -> None:
        self._limits = limits
        self.least = least  # the gap that is always kept
        self.gap = least
        self.paused_until = 0.0
        self.closed: str | None = None  # why it is not asked until then, where that is too long to wait
        self._next = 0.0
        self.rounds = 0  # refusals in a row, those not counted that were under way when a pause began
        self._refusals = 0

    def take_turn(self, now: float) -> float:
        """Return when a request may be sent, and keep the ones after it a gap away."""
        turn = max(now, self._next, self.paused_until)
        self._next = turn + self.gap
        return turn

    def refused(self, now: float, seconds: float | None) -> float:
        """Note that the host said it was too much, and return how long it is left alone: as asked, or ever longer."""
        limits = self._limits
        pause = min(limits.pause * _GROWTH**self._refusals, limits.longest_gap) if seconds is None else seconds
        pause = min(pause, limits.longest_wait)
        self._refusals = min(self._refusals + 1, 16)
        self.rounds += now >= self.paused_until
        self.paused_until = max(self.paused_until, now + pause)
        self.gap = min(max(self.gap * _GROWTH, limits.pause / 4, self.least), limits.longest_gap)
        return pause

    def answered(self) -> None:
        """Note a good answer."""
        self._refusals = self.rounds = 0
        shrunk = self.gap * _SHRINKING
        self.gap = shrunk if shrunk > max(self.least, 0.1) else self.least


class PaceMiddleware:
    """Holds a request back until its host may be asked. Raises AskedToWait where that would take too long.

    It comes on top of DOWNLOAD_DELAY and AutoThrottle, which know latencies and nothing of refusals. A request that
    is waiting when the crawl closes is given up with CrawlEnded.
    """

    def __init__(
        self,
        limits: Limits,
        closing: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._limits = limits
        self._closing = closing
        self._clock = clock
        self._sleep = sleep
        self._paces: dict[str, HostPace] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Read REFUSED_PAUSE, RETRY_AFTER_MAX and AUTOTHROTTLE_MAX_DELAY from the settings."""
        settings = crawler.settings
        limits = Limits(
            settings.getfloat("REFUSED_PAUSE", Limits.pause),
            settings.getfloat("AUTOTHROTTLE_MAX_DELAY", Limits.longest_gap),
            settings.getfloat("RETRY_AFTER_MAX", Limits.longest_wait),
        )
        return cls(limits, lambda: _is_closing(crawler))

    def at_least(self, host: str, seconds: float) -> None:
        """Keep a gap between requests to a host, as its robots.txt asks, up to the longest gap."""
        pace = self._pace(host)
        pace.least = min(seconds, self._limits.longest_gap)
        pace.gap = max(pace.gap, pace.least)

    def _pace(self, host: str) -> HostPace:
        return self._paces.setdefault(host, HostPace(self._limits))

    async def process_request(self, request: Request, spider: Any = None) -> None:
        """Wait for the request's turn. `spider` is what older Scrapy passes; it is not used."""
        pace = self._pace(urlsplit(request.url).hostname or "")
        if pace.closed and self._clock() < pace.paused_until:
            raise AskedToWait(pace.closed)
        turn = pace.take_turn(self._clock())
        # The pause may grow while this one waits, so it is asked again and again.
        while (left := max(turn, pace.paused_until) - self._clock()) > 0:
            if self._closing():
                raise CrawlEnded("the crawl ended while this request waited for its turn")
            await self._sleep(min(left, _TICK))

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Response:
        """Learn from the answer, and pass it on."""
        host = urlsplit(request.url).hostname or ""
        pace = self._pace(host)
        if response.status not in _TOO_MUCH:
            if response.status < 400:
                pace.answered()
            return response
        seconds = read_retry_after(_header(response, "Retry-After"), _header(response, "Date"), datetime.now(UTC))
        if seconds is not None and seconds > self._limits.longest_wait:
            most = f"which is more than RETRY_AFTER_MAX ({self._limits.longest_wait:.0f})"
            why = f"{host} answered {response.status} and asks to be left alone for {seconds:.0f} seconds, {most}"
            self._close(pace, seconds, why)
        pause = pace.refused(self._clock(), seconds)
        if pace.rounds >= _MOST_ROUNDS:
            why = f"{host} answered {response.status} {pace.rounds} times in a row, however long it was left alone"
            self._close(pace, self._limits.longest_wait, why)
        logger.info("%s answered %d: it is left alone for %.0f seconds", host, response.status, pause)
        return response

    def _close(self, pace: HostPace, seconds: float, why: str) -> NoReturn:
        pace.paused_until, pace.closed = self._clock() + seconds, why
        raise AskedToWait(why)


def _is_closing(crawler: Crawler) -> bool:
    engine = crawler.engine
    slot = engine._slot if engine else None
    return engine is None or slot is None or slot.closing is not None


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value is not None else None
