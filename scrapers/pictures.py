"""Fetching a picture of an article: through all the manners that pages are fetched with, from hosts of its own."""

from __future__ import annotations

import ipaddress
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from schemas.exchange import Preserved
from schemas.picture import FetchedPicture, MissingPicture
from scrapers.failures import DOWNLOAD_ERRORS, explain, explain_status

# In a request's meta: a picture may come from another host than the paper's.
PICTURE = "broadsheet_picture"


async def fetch_picture(crawler: Crawler, url: str, maxsize: int) -> FetchedPicture | MissingPicture:
    """Return a picture of at most so many bytes, or why it could not be had; raises for faults of ours alone.

    robots.txt, delays, tries and preservation are those of pages: the request takes their way.
    """
    assert crawler.engine is not None
    meta: dict[str, Any] = {PICTURE: True, "download_maxsize": maxsize}
    try:
        request = Request(url, headers={"Accept": "image/*,*/*;q=0.5"}, meta=meta, callback=NO_CALLBACK)
        response = await crawler.engine.download_async(request)
    except DOWNLOAD_ERRORS as error:
        return MissingPicture(*explain(error))
    except ValueError as error:  # Scrapy refuses what it cannot read as a URL
        return MissingPicture("bad_url", f"the address cannot be read ({error})")
    if response.status != 200:
        return MissingPicture(*explain_status(response.status))
    kept: Preserved | None = response.meta.get("preserved")
    kind = response.headers.get("Content-Type")
    return FetchedPicture(
        response.body, kind.decode("latin-1") if kind else None, kept.warc_record_id if kept else None
    )


def is_public(host: str | None) -> bool:
    """Tell whether a host that a page names can be asked, and may: a page must not send us into our own network."""
    if not host or host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        # A name. With an empty or too long label (RFC 1035, section 2.3.4) Twisted's resolver would never answer.
        return all(0 < len(label) < 64 for label in host.removesuffix(".").split("."))
