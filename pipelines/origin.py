"""What an archive says of its own making, read from the settings of the crawl."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from socket import gethostname
from typing import TYPE_CHECKING

from pipelines.archive import ROLL_OVER, ArchiveSettings
from schemas import ArgumentError
from schemas.exchange import COPY_FIELD

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

_SPECIFICATION = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"


def archive_settings(crawler: Crawler) -> ArchiveSettings:
    """Return how the crawl's archive is written: WARC_ROLL_OVER, WARC_COMPRESSION, and the fields of its warcinfo.

    The fields are those that WARC 1.1 names (section 6.2, and DCMI's isPartOf).
    """
    settings = crawler.settings
    paper = crawler.spider.publication  # type: ignore[union-attr]
    mirror = getattr(crawler.spider, "mirror", None)
    host = gethostname()
    info = {
        "software": f"{_named('broadsheet')} {_named('scrapy')} {_named('warcio')}",
        "format": "WARC File Format 1.1",
        "conformsTo": _SPECIFICATION,
        # The words of the Internet Archive's crawler, which tools know.
        "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "hostname": host,
        "operator": settings.get("OPERATOR") or "",
        "http-header-user-agent": settings.get("USER_AGENT") or "",
        "isPartOf": paper.slug,
        "description": f"{paper.name}, {paper.home}",
        COPY_FIELD: (mirror.site if mirror else None) or "",
    }
    return ArchiveSettings(
        prefix=paper.slug,
        host=host,
        info=info,
        roll_over=settings.getint("WARC_ROLL_OVER", ROLL_OVER),
        level=compression_level(settings),
    )


def compression_level(settings: BaseSettings) -> int:
    """Return WARC_COMPRESSION. Raises schemas.ArgumentError for what is no level of libdeflate's."""
    value = settings.get("WARC_COMPRESSION", ArchiveSettings.level)
    if not re.fullmatch(r"[0-9]|1[0-2]", str(value)):
        raise ArgumentError(f"WARC_COMPRESSION is {value!r}, wanted 0 to 12; type -s WARC_COMPRESSION=6")
    return int(value)


def _named(package: str) -> str:
    try:
        return f"{package}/{version(package)}"
    except PackageNotFoundError:  # run from a folder that was never installed
        return package
