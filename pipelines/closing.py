"""Seeing to it that the closing of a crawl comes to its end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_LOOK = 0.1  # seconds


async def see_to_closing(crawler: Crawler) -> None:
    """Wait until the spider closes, and let it close when its last record is done.

    Scrapy (2.19) waits for the records in hand, but looks whether they are done only when the work on a response
    ends. The last record in hand may have come from Spider.start(), without a response: then nobody looks.
    """
    assert crawler.engine is not None
    slot = crawler.engine.scraper.slot
    while slot is not None and (slot.closing is None or not slot.closing.called):
        if slot.closing is not None and slot.is_idle() and crawler.spider is not None:
            slot.closing.callback(crawler.spider)
            return
        await asyncio.sleep(_LOOK)
