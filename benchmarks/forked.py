"""A real crawl in a process of its own that starts at once: everything is imported before it is forked."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.misc import load_object

from benchmarks.processes import descendants
from scrapers.commands.outcome import ending_of, judge

_LOOK = 0.002


class ForkedCrawl:
    """A crawl that runs in another process."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._code: int | None = None

    def wait(self) -> int:
        """Return the crawl's exit code when it has ended; a negative one is the signal that ended it."""
        if self._code is None:
            self._code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self._code

    def kill_after(self, seconds: float) -> bool:
        """Kill the crawl so many seconds from now; return False when it has ended before."""
        return self._send_after(seconds, signal.SIGKILL) and self.wait() != 0

    def force_after(self, seconds: float, between: float) -> bool:
        """Press Ctrl-C so many seconds from now and once more a while later; False when it has ended before both."""
        both = self._send_after(seconds, signal.SIGINT) and self._send_after(between, signal.SIGINT)
        self.wait()
        return both

    def kill_reader_after(self, seconds: float) -> bool:
        """Kill the process that reads the crawl's pages, so many seconds after it began; False when there was none."""
        while not (readers := list(descendants(self._pid))):
            if self._has_ended():
                return False
            time.sleep(_LOOK)
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self._has_ended():
            time.sleep(_LOOK)
        with suppress(ProcessLookupError):
            os.kill([*readers, *descendants(self._pid)][-1], signal.SIGKILL)  # one that reads, if any
        self.wait()
        return True

    def _send_after(self, seconds: float, number: signal.Signals) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._has_ended():
                return False
            time.sleep(_LOOK)
        os.kill(self._pid, number)  # not waited for yet, so its number is nobody else's
        return True

    def _has_ended(self) -> bool:
        if self._code is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code is not None


@contextmanager
def crawl_in_fork(
    name: str, arguments: dict[str, str], output: Path, before: Callable[[], None] | None = None
) -> Iterator[ForkedCrawl]:
    """Crawl with the project's settings, but without pauses. `before` is called in the new process."""
    settings = _settings(output)
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            if before is not None:
                before()
            code = _crawl(name, arguments, settings)
        finally:
            os._exit(code)
    crawl = ForkedCrawl(pid)
    try:
        yield crawl
    finally:
        crawl.wait()


def _settings(output: Path) -> Settings:
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    quick: dict[str, Any] = {
        "OUTPUT_DIR": str(output),
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "LOG_LEVEL": "CRITICAL",
        "MEMUSAGE_ENABLED": False,
    }
    settings.setdict(quick, priority="cmdline")
    for group in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS"):
        for path in [*settings.getdict(f"{group}_BASE"), *settings.getdict(group)]:
            load_object(path)
    for path in [*settings.getdict("ITEM_PIPELINES"), *settings.getdict("DOWNLOAD_HANDLERS").values()]:
        load_object(path)
    return settings


def _crawl(name: str, arguments: dict[str, str], settings: Settings) -> int:
    spider = get_spider_loader(settings).load(name)
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    process.crawl(crawler, **arguments)
    process.start()
    return int(judge(ending_of(crawler)).code)
