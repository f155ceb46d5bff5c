"""Preserve: every exchange with a site is in the archive before anybody reads the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.utils.misc import load_object

from pipelines.archive import Archive
from pipelines.write import WritePipeline
from schemas import OutputError
from schemas.exchange import Exchange

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.statscollectors import StatsCollector


# A response with this flag was read back from an archive; its request's meta says where it is kept.
FROM_ARCHIVE = "from_archive"


class NotPreserved(IgnoreRequest):
    """An answer that could not be kept, and so is given to nobody. The crawl is stopping."""


class PreserveMiddleware:
    """Writes what request.meta["exchange"] holds to the run's archive, and returns the response or error unchanged.

    It stands nearest to the downloader, so that pages, robots.txt, redirects, errors and every try of a retried
    request pass it, as they came. It takes "exchange" out of the request's meta and puts schemas.exchange.Preserved
    in as "preserved", or removes it when no answer was kept: Scrapy copies the meta into retries and redirects.

    Raises NotPreserved when the disk refuses, and closes the crawl with reason "disk" (exit code 7). Counts in the
    stats: "broadsheet/exchanges" kept, "broadsheet/exchanges_truncated" among them.
    """

    def __init__(
        self,
        stats: StatsCollector,
        archive: Callable[[], Archive | None],
        give_up: Callable[[OutputError], object],
    ) -> None:
        self._stats = stats
        self._archive = archive
        self._give_up = give_up
        # Digests and compression leave the other core to the crawl. One thread: records stay in order.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="preserve")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PreserveMiddleware:
        """Find the owner of the run folder, and end the thread with the spider.

        Raises NotConfigured without WritePipeline among the ITEM_PIPELINES: then there is no folder to keep
        anything in, and no article is written either.
        """
        if not any(load_object(path) is WritePipeline for path in crawler.settings.getdict("ITEM_PIPELINES")):
            raise NotConfigured("pipelines.write.WritePipeline is not among the ITEM_PIPELINES, so there is no archive")

        def writer() -> WritePipeline:
            pipeline = crawler.get_item_pipeline(WritePipeline)
            assert pipeline is not None
            return pipeline

        middleware = cls(crawler.stats, lambda: writer().archive, lambda error: writer().give_up(error))
        crawler.signals.connect(middleware.spider_closed, signal=signals.spider_closed)
        return middleware

    async def process_response(self, request: Request, response: Response) -> Response:
        """Keep the exchange of an answer. One that comes out of the archive is there already."""
        if FROM_ARCHIVE in response.flags:
            return response
        await self._keep(request)
        return response

    async def process_exception(self, request: Request, exception: Exception) -> None:
        """Keep what there was of an exchange that failed."""
        await self._keep(request)

    def spider_closed(self) -> None:
        """End the thread."""
        self._thread.shutdown()

    async def _keep(self, request: Request) -> None:
        exchange: Exchange | None = request.meta.pop("exchange", None)
        request.meta.pop("preserved", None)
        if exchange is None:  # nothing went over a wire: a cached answer, a host that is not there
            return
        archive = self._archive()
        if archive is None:
            raise NotPreserved(f"not kept, the run has ended: {request.url}")
        try:
            kept = await asyncio.get_running_loop().run_in_executor(self._thread, archive.keep, exchange)
        except OutputError as error:
            self._give_up(error)
            raise NotPreserved(f"not kept: {request.url}") from error
        self._stats.inc_value("broadsheet/exchanges")
        if exchange.truncated:
            self._stats.inc_value("broadsheet/exchanges_truncated")
        if kept is not None:
            request.meta["preserved"] = kept
