"""Write: records go to the run folder, a line whole or not at all."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import CloseSpider, DropItem, IgnoreRequest, NotConfigured
from scrapy.utils.defer import deferred_from_coro
from scrapy.utils.misc import load_object

from pipelines.archive import Archive
from pipelines.closing import see_to_closing
from pipelines.origin import archive_settings, compression_level
from pipelines.package import Origin
from pipelines.session import Asked, Session
from schemas import Article, BroadsheetError, Issue, LockedError, OutputError, Publication, Rejection

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


class Stopped(IgnoreRequest):
    """A request that is not made any more. The crawl is stopping."""


class WritePipeline:
    """Owns the session, which is the run folder and the state. Writes records to it and returns them.

    May raise CloseSpider("disk") or ("locked") at open, before any request, and NotWritten for a record. All follow
    an OutputError or LockedError, whose message and exit code are then in the stats as "broadsheet/error" and
    "broadsheet/exit_code"; the crawl closes with reason "disk" or "locked". TypeError for anything that is no record.
    Also in the stats: "broadsheet/run_folder" (null when nothing was written and the folder is gone),
    "broadsheet/articles", "/issues" and "/rejected".
    """

    def __init__(
        self,
        stats: StatsCollector,
        begin: Callable[[datetime], Session],
        publication: Callable[[], Publication],
        stop: Callable[[str], object],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._stats = stats
        self._begin = begin
        self._publication = publication
        self._stop = stop
        self._now = now
        self._session: Session | None = None
        self._failed = False
        self._see_to_closing: Callable[[], Coroutine[None, None, None]] | None = None
        self._watch: asyncio.Future[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="write")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WritePipeline:
        """Read OUTPUT_DIR and CRAWL_LOG_LEVEL, and listen for the end of the crawl and its reason.

        Raises schemas.ArgumentError for a WARC_COMPRESSION that there is not.
        """
        compression_level(crawler.settings)

        def stop(reason: str) -> Deferred[None]:
            # Not awaited: closing waits for the record in hand, and would wait for itself.
            return deferred_from_coro(crawler.engine.close_spider_async(reason=reason))

        def begin(now: datetime) -> Session:
            # The spider knows its publication; it does not exist yet when pipelines are built.
            arguments = getattr(crawler.spider, "arguments", {})
            output = Path(crawler.settings.get("OUTPUT_DIR", "output"))
            asked = Asked(output, crawler.spider.publication.slug, arguments)  # type: ignore[union-attr]
            return Session.begin(
                asked, archive_settings(crawler), crawler.settings.get("CRAWL_LOG_LEVEL", "DEBUG"), now
            )

        pipeline = cls(crawler.stats, begin, lambda: crawler.spider.publication, stop)  # type: ignore[union-attr]
        # Not close_spider: a pipeline is told no reason there, and stages after this one still write their files.
        crawler.signals.connect(pipeline.spider_closed, signal=signals.spider_closed)
        crawler.signals.connect(pipeline.spider_opened, signal=signals.spider_opened)
        pipeline._see_to_closing = lambda: see_to_closing(crawler)
        return pipeline

    @classmethod
    def of(cls, crawler: Crawler) -> WritePipeline:
        """Return the pipeline of a crawler. Raises RuntimeError when the settings leave it out."""
        pipeline = crawler.get_item_pipeline(cls)
        if pipeline is None:
            raise RuntimeError("what works on the run needs pipelines.write.WritePipeline among the ITEM_PIPELINES")
        return pipeline

    def open_spider(self) -> None:
        """Lock the publication, and begin a run or go on with one that was stopped."""
        try:
            self._session = session = self._begin(self._now())
        except LockedError as error:
            self._fail(error)
            raise CloseSpider("locked") from error
        except OutputError as error:
            self._fail(error)
            raise CloseSpider("disk") from error
        self._stats.set_value("broadsheet/run_folder", str(session.run.path))
        for sentence in session.holdings.mended:
            logger.warning(sentence)
        if session.goes_on:
            logger.info("Going on with %s, which was stopped before its end", session.run.path)
            for model, name in _COUNTERS.items():
                if written := session.run.count(model):
                    self._stats.set_value(f"broadsheet/{name}", written)

    def spider_opened(self) -> None:
        """Begin to watch for the end of the crawl."""
        if self._see_to_closing is not None:
            self._watch = asyncio.ensure_future(self._see_to_closing())

    async def process_item(self, item: object) -> Article | Issue | Rejection:
        """Write one record; it is on the disk when this returns and when it is counted."""
        if not isinstance(item, Article | Issue | Rejection):
            raise TypeError(f"a spider yielded {type(item).__name__}; wanted Article, Issue or Rejection from schemas")
        if self._failed or self._session is None:
            raise NotWritten(f"not written, the disk refused an earlier record: {_name(item)}")
        try:
            # In a thread: what waits for the disk must not keep the crawl waiting.
            end = await asyncio.get_running_loop().run_in_executor(self._thread, self._session.add, item)
        except OutputError as error:
            self.give_up(error)
            raise NotWritten(f"not written: {_name(item)}") from error
        self._stats.inc_value(f"broadsheet/{_COUNTERS[type(item)]}")
        try:
            self._session.remember(item, end)
        except OutputError as error:  # the line stands; the next crawl takes it in
            self.give_up(error)
        return item

    @property
    def session(self) -> Session | None:
        """The run and the state, None before the run begins and after it ends."""
        return self._session

    @property
    def archive(self) -> Archive | None:
        """The archive of the run, None before it begins and after it ends. Not to be written once one has failed."""
        return self._session.run.archive if self._session is not None else None

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
        if self._session is None:
            return
        session, self._session = self._session, None
        kept = session.run.path.exists()
        try:
            if self._failed:
                kept = session.abandon()
            else:
                origin = self._origin() if reason in _OWN_END else None
                kept = session.end(self._stats.get_stats(), origin, is_done=reason == "finished")
        except OutputError as error:
            self._fail(error)
        if not kept:
            self._stats.set_value("broadsheet/run_folder", None)

    def _origin(self) -> Origin:
        paper = self._publication()
        return Origin(name=paper.name, home=paper.home, ended=self._now())

    def _fail(self, error: BroadsheetError) -> None:
        if self._failed:
            return
        self._failed = True
        self._stats.set_value("broadsheet/error", str(error))
        self._stats.set_value("broadsheet/exit_code", int(error.exit_code))
        logger.info("%s", error)  # the command prints it as its one message


def sessions_of(crawler: Crawler) -> Callable[[], Session | None]:
    """Return how a middleware gets at the session of a crawl, which is None before the run begins and after it ends.

    Raises NotConfigured for a crawl that writes nothing.
    """
    named = crawler.settings.getdict("ITEM_PIPELINES")
    if not any(load_object(name) is WritePipeline for name, order in named.items() if order is not None):
        raise NotConfigured
    return lambda: WritePipeline.of(crawler).session


def give_up_of(crawler: Crawler) -> Callable[[OutputError], object]:
    """Return how a middleware stops a crawl whose disk or state refuses something."""
    return lambda error: WritePipeline.of(crawler).give_up(error)


@contextmanager
def or_give_up(give_up: Callable[[OutputError], object], instead: Exception) -> Iterator[None]:
    """Stop the crawl when the state or the disk refuses something in the block, and raise what Scrapy takes quietly."""
    try:
        yield
    except OutputError as error:
        give_up(error)
        raise instead from error


def _name(item: Article | Issue | Rejection) -> str:
    return f"{type(item).__name__} {item.url}"
