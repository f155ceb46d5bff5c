"""A crawl of a web archive: its address, and a politeness of its own."""

from __future__ import annotations

import re

from scrapy.settings import BaseSettings

from schemas import ArgumentError
from scrapers.discovery import ArchiveSearch
from scrapers.selection import Selection
from scrapers.sources.wayback import Archive


def archive_search(selection: Selection, settings: BaseSettings) -> ArchiveSearch:
    """Return what to look for in the archive, and make a crawl as slow as the archive asks.

    Sets DOWNLOAD_DELAY and CONCURRENT_REQUESTS, which `-s` on the command line still overrides. Raises ArgumentError
    for a WAYBACK_ setting that cannot be used.
    """
    address = str(settings["WAYBACK_URL"]).rstrip("/")
    if not re.fullmatch(r"https?://[^/\s?#]+(?:/[^\s?#]*)?", address):
        raise ArgumentError(
            f"WAYBACK_URL is {address!r}, wanted the address of a web archive; type -s WAYBACK_URL=https://web.archive.org"
        )
    delay = _number(settings, "WAYBACK_DELAY", 0)
    settings.set("DOWNLOAD_DELAY", delay, priority="spider")
    settings.set("AUTOTHROTTLE_START_DELAY", delay, priority="spider")
    settings.set("CONCURRENT_REQUESTS", 1, priority="spider")
    return ArchiveSearch(
        Archive(address),
        since=selection.since,
        until=selection.until,
        urls=selection.urls,
        page_size=int(_number(settings, "WAYBACK_PAGE_SIZE", 1)),
        most=int(_number(settings, "WAYBACK_CAPTURES", 1)),
    )


def _number(settings: BaseSettings, name: str, least: int) -> float:
    try:
        value = float(settings[name])
    except (TypeError, ValueError):
        value = -1
    if not least <= value < float("inf"):
        raise ArgumentError(
            f"{name} is {settings[name]!r}, wanted a number from {least} on; type -s {name}={least or 4}"
        )
    return value
