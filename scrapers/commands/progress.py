"""The display of a crawl on a terminal: what has been got so far and which page came last."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler

_COUNTERS = (("articles", "articles"), ("issues", "issues"), ("rejected", "rejected"))


class CrawlProgress:
    """A live line or two at the foot of the terminal. Enter it before the crawler is made, so that the log is
    printed above it and not through it.
    """

    def __init__(self, console: Console) -> None:
        self._live = Live(self, console=console, refresh_per_second=8, transient=True)
        self._spinner = Spinner("dots")
        self._crawler: Crawler | None = None
        self._pages = 0
        self._url = ""

    def __enter__(self) -> CrawlProgress:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def watch(self, crawler: Crawler) -> None:
        """Follow a crawler that has not started yet."""
        self._crawler = crawler
        crawler.signals.connect(self._response, signal=signals.response_received)

    def _response(self, response: Any) -> None:
        self._pages += 1
        self._url = response.url

    def __rich__(self) -> Table:
        """Return the display as it is now; rich asks for it a few times a second."""
        counts = Text(f"{self._pages} pages")
        stats = getattr(self._crawler, "_stats", None)
        for name, label in _COUNTERS:
            counts.append(f"  {stats.get_value(f'broadsheet/{name}', 0) if stats else 0} {label}")
        grid = Table.grid(padding=(0, 1))
        grid.add_row(self._spinner, counts)
        grid.add_row("", Text(self._url, style="dim", overflow="ellipsis", no_wrap=True))
        return grid


class ReparseProgress:
    """The same for records that are made again: how many pages, what came of them, which one was last."""

    def __init__(self, console: Console) -> None:
        self._live = Live(self, console=console, refresh_per_second=8, transient=True)
        self._spinner = Spinner("dots")
        self._begun = time.monotonic()
        self._pages = self._damaged = 0
        self._url = ""

    def __enter__(self) -> ReparseProgress:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def show(self, url: str, result: Any) -> None:
        """Take the page that was read last and what has come of all so far."""
        self._url, self._pages, self._damaged = url, result.pages, result.damaged

    def __rich__(self) -> Table:
        """Return the display as it is now."""
        rate = self._pages / max(time.monotonic() - self._begun, 0.1)
        counts = Text(f"{self._pages} pages  {rate:.0f} a second")
        if self._damaged:
            counts.append(f"  {self._damaged} damaged records")
        grid = Table.grid(padding=(0, 1))
        grid.add_row(self._spinner, counts)
        grid.add_row("", Text(self._url, style="dim", overflow="ellipsis", no_wrap=True))
        return grid
