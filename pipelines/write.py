"""Write: records go to the run folder, a line whole or not at all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import CloseSpider, DropItem
from scrapy.utils.defer import deferred_from_coro

from pipelines.archive import Archive, ArchiveSettings
from pipelines.closing import see_to_closing
from pipelines.origin import archive_settings
from pipelines.package import Origin
from pipelines.run import RunFolder, mend_unfinished
from schemas import Article, Issue, OutputError, Publication, Rejection

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector
    from twisted.internet.defer import Deferred

logger = logging.getLogger(__name__)

_COUNTERS: dict[type, str] = {Article: "articles", Issue: "issues", Rejection: "rejected"}
# How a crawl closes that came to its own end: out of pages, or at a limit that the user set.
_OWN_END = frozenset(
    {"finished", "closespider_itemcount", "closespider_pagecount", "closespider_timeout", "closespider_bytes"}
)


class NotWritten(DropItem):
    """A record that came after the disk refused one. Counted by Scrapy under this name; the run is stopping."""


class WritePipeline:
    """Owns the run folder. Writes Article, Issue and Rejection records to it and returns them.

    May raise CloseSpider("disk") at open, before any request, and NotWritten for a record. Both follow an
    OutputError, whose message is then in the stats as "broadsheet/error"; the crawl closes with reason "disk"
    (exit code 7). TypeError for anything that is no record. Also in the stats: "broadsheet/run_folder" (null
    when nothing was written and the folder is gone), "broadsheet/articles", "/issues" and "/rejected".
    """

    def __init__(
        self,
        output: Path,
        stats: StatsCollector,
        publication: Callable[[], Publication],
        stop: Callable[[str], object],
        log_level: str = "DEBUG",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        archive: Callable[[], ArchiveSettings | None] = lambda: None,
    ) -> None:
        self._output = output
        self._stats = stats
        self._publication = publication
        self._stop = stop
        self._log_level = log_level
        self._now = now
        self._archive_settings = archive
        self._run: RunFolder | None = None
        self._failed = False
        self._see_to_closing: Callable[[], Coroutine[None, None, None]] | None = None
        self._watch: asyncio.Future[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="write")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WritePipeline:
        """Read OUTPUT_DIR and CRAWL_LOG_LEVEL, and listen for the end of the crawl and its reason."""

        def stop(reason: str) -> Deferred[None]:
            # Not awaited: closing waits for the record in hand, and would wait for itself.
            return deferred_from_coro(crawler.engine.close_spider_async(reason=reason))

        pipeline = cls(
            Path(crawler.settings.get("OUTPUT_DIR", "output")),
            crawler.stats,
            # The spider knows its publication; it does not exist yet when pipelines are built.
            lambda: crawler.spider.publication,  # type: ignore[union-attr]
            stop,
            crawler.settings.get("CRAWL_LOG_LEVEL", "DEBUG"),
            archive=lambda: archive_settings(crawler),
        )
        # Not close_spider: a pipeline is told no reason there, and stages after this one still write their files.
        crawler.signals.connect(pipeline.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(pipeline.spider_opened, signal=signals.spider_opened)
        pipeline._see_to_closing = lambda: see_to_closing(crawler)
        return pipeline

    def open_spider(self) -> None:
        """Make the run folder, and mend what killed crawls of the same paper left."""
        try:
            self._run = RunFolder.create(
                self._output, self._publication().slug, self._now(), self._log_level, self._archive_settings()
            )
        except OutputError as error:
            self._fail(error)
            raise CloseSpider("disk") from error
        self._stats.set_value("broadsheet/run_folder", str(self._run.path))
        try:
            for sentence in mend_unfinished(self._run.path.parent, but=self._run.path):
                logger.warning(sentence)
        except OutputError as error:
            # An older run that cannot be mended is no reason not to make this one.
            logger.warning("An older run was left as it is: %s", error)

    def spider_opened(self) -> None:
        """Begin to watch for the end of the crawl."""
        if self._see_to_closing is not None:
            self._watch = asyncio.ensure_future(self._see_to_closing())

    async def process_item(self, item: object) -> Article | Issue | Rejection:
        """Write one record; it is on the disk when this returns and when it is counted."""
        if not isinstance(item, Article | Issue | Rejection):
            raise TypeError(f"a spider yielded {type(item).__name__}; wanted Article, Issue or Rejection from schemas")
        if self._failed or self._run is None:
            raise NotWritten(f"not written, the disk refused an earlier record: {_name(item)}")
        try:
            # In a thread: what waits for the disk must not keep the crawl waiting.
            await asyncio.get_running_loop().run_in_executor(self._thread, self._run.add, item)
        except OutputError as error:
            self.give_up(error)
            raise NotWritten(f"not written: {_name(item)}") from error
        self._stats.inc_value(f"broadsheet/{_COUNTERS[type(item)]}")
        return item

    @property
    def archive(self) -> Archive | None:
        """The archive of the run, None before it begins and after it ends. Not to be written once one has failed."""
        return self._run.archive if self._run is not None else None

    def give_up(self, error: OutputError) -> None:
        """Write nothing more, and close the crawl with reason "disk": the disk has refused something."""
        first = not self._failed
        self._fail(error)
        if first:
            self._stop("disk")

    def spider_closed(self, reason: str) -> None:
        """End the run: statistics, schemas, and datapackage.json when the crawl came to its own end."""
        self._thread.shutdown()
        if self._watch is not None:
            self._watch.cancel()
        if self._run is None:
            return
        run, self._run = self._run, None
        kept = run.path.exists()
        try:
            if self._failed:
                kept = run.abandon()
            else:
                kept = run.finish(self._stats.get_stats(), self._origin() if reason in _OWN_END else None)
        except OutputError as error:
            self._fail(error)
        if not kept:
            self._stats.set_value("broadsheet/run_folder", None)

    def _origin(self) -> Origin:
        paper = self._publication()
        return Origin(name=paper.name, home=paper.home, ended=self._now())

    def _fail(self, error: OutputError) -> None:
        if self._failed:
            return
        self._failed = True
        self._stats.set_value("broadsheet/error", str(error))
        logger.info("%s", error)  # the command prints it as its one message


def _name(item: Article | Issue | Rejection) -> str:
    return f"{type(item).__name__} {item.url}"
