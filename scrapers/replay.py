"""A crawl of an archive in place of the network: -a source=warc:PATH."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

from schemas.exchange import Preserved
from scrapers.archives.codings import TooLargeError
from scrapers.archives.lookup import Lookup, replayable
from scrapers.archives.response import Response as Archived
from scrapers.archives.response import sha256_digest
from scrapers.failures import NotInArchive

logger = logging.getLogger(__name__)

_HANDLER = "scrapers.replay.ReplayHandler"
# The body is handed on without its codings, whatever the head says of them.
_CODINGS = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def replay_settings(settings: BaseSettings) -> None:
    """Make a crawl one of an archive: nothing can reach the network, nobody is waited for, nothing is kept again.

    robots.txt is not asked: what the archive holds was fetched under the rules of its day. `-s` on the command line
    still overrides.
    """
    middlewares = {
        **settings.getdict("DOWNLOADER_MIDDLEWARES"),
        "pipelines.preserve.PreserveMiddleware": None,
        "scrapers.politeness.PaceMiddleware": None,
    }
    chosen = {
        "DOWNLOAD_HANDLERS": {"http": _HANDLER, "https": _HANDLER, "ftp": None, "s3": None, "file": None, "data": None},
        "DOWNLOADER_MIDDLEWARES": middlewares,
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
        "RETRY_ENABLED": False,
    }
    for name, value in chosen.items():
        settings.set(name, value, priority="spider")


class ReplayHandler(BaseDownloadHandler):
    """Answers requests from the spider's `lookup`.

    Leaves schemas.exchange.Preserved in request.meta["preserved"], as if the answer had been fetched and kept now, and
    what got it in request.meta["got_by"]. Raises NotInArchive; ResponseDataLossError for an answer that was cut short
    when it was captured; DownloadCancelledError for one that is too large.
    """

    lazy = True

    async def download_request(self, request: Request) -> Response:
        """Answer one request."""
        lookup: Lookup = self.crawler.spider.lookup  # type: ignore[union-attr]
        archived = lookup.find(request.url)
        if archived is None:
            raise NotInArchive("the archive has no capture of this address")
        if archived.truncated:
            raise ResponseDataLossError(f"captured in part only: {archived.truncated}")
        try:
            body = archived.body()
        except TooLargeError as error:
            raise DownloadCancelledError(str(error)) from error
        request.meta["preserved"] = _preserved(archived)
        request.meta["got_by"] = lookup.got_by(archived)
        headers = Headers()
        for name, value in archived.headers:
            if name.lower() not in _CODINGS:
                headers.appendlist(name, value.encode("latin-1", "replace"))
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(url=request.url, status=archived.status, headers=headers, body=body, request=request)


def _preserved(archived: Archived) -> Preserved:
    date = archived.date or datetime.now(UTC)
    return Preserved(date, sha256_digest(archived), archived.place.file, archived.record_id or "")


def open_lookup(path: str) -> Lookup:
    """Return what the archive at a path answers. Raises schemas.ArgumentError when it can answer nothing."""
    lookup = Lookup(replayable(path))
    logger.info("%s: %d addresses", path, len(lookup))
    for damage in lookup.damage:
        logger.warning("%s", damage)
    return lookup
