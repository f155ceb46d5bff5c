"""The display of a crawl or reparse on a terminal: what has been got so far and which page came last."""

from __future__ import annotations

import argparse
import time
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text
from scrapy import signals
from scrapy.crawler import Crawler

_COUNTERS = (("articles", "articles"), ("issues", "issues"), ("rejected", "rejected"))


def add_progress_option(parser: argparse.ArgumentParser, what: str) -> None:
    """Add --progress and --no-progress to a command; None when neither was typed."""
    parser.add_argument(
        "--progress",
        action=argparse.BooleanOptionalAction,
        default=None,
        help=f"show {what} (default: when standard error is a terminal)",
    )


class _Display(ABC):
    """A live line or two at the foot of the terminal: counts, and the address of the last page."""

    def __init__(self, console: Console) -> None:
        self._live = Live(self, console=console, refresh_per_second=8, transient=True)
        self._spinner = Spinner("dots")
        self._pages = 0
        self._url = ""

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    @abstractmethod
    def _counts(self) -> Text: ...

    def __rich__(self) -> Table:
        """Return the display as it is now; rich asks for it a few times a second."""
        grid = Table.grid(padding=(0, 1))
        grid.add_row(self._spinner, self._counts())
        grid.add_row("", Text(self._url, style="dim", overflow="ellipsis", no_wrap=True))
        return grid


class CrawlProgress(_Display):
    """Shows how far a crawl is. Enter it before the crawler is made, so that the log is printed above it and not
    through it.
    """

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._crawler: Crawler | None = None

    def watch(self, crawler: Crawler) -> None:
        """Follow a crawler that has not started yet."""
        self._crawler = crawler
        crawler.signals.connect(self._response, signal=signals.response_received)

    def _response(self, response: Any) -> None:
        self._pages += 1
        self._url = response.url

    def _counts(self) -> Text:
        counts = Text(f"{self._pages} pages")
        stats = getattr(self._crawler, "_stats", None)
        for name, label in _COUNTERS:
            counts.append(f"  {stats.get_value(f'broadsheet/{name}', 0) if stats else 0} {label}")
        return counts


class ReparseProgress(_Display):
    """Shows how far records are made again: how many pages, what came of them, which one was last."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._begun = time.monotonic()
        self._damaged = 0

    def show(self, url: str, result: Any) -> None:
        """Take the page that was read last and what has come of all so far."""
        self._url, self._pages, self._damaged = url, result.pages, result.damaged

    def _counts(self) -> Text:
        rate = self._pages / max(time.monotonic() - self._begun, 0.1)
        counts = Text(f"{self._pages} pages  {rate:.0f} a second")
        if self._damaged:
            counts.append(f"  {self._damaged} damaged records")
        return counts
