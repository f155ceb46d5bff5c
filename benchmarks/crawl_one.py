"""One crawl of the site for measuring, in a process of its own: prints what it cost as one line of JSON.

python -m benchmarks.crawl_one bare|ours SITE URLS OUTPUT
"""

from __future__ import annotations

import itertools
import json
import logging
import re
import resource
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings

from benchmarks.growth import memory_in_use
from schemas import Publication
from scrapers.discovery import SiteMap
from scrapers.parsers import Rules
from scrapers.sources import LinkPatterns
from scrapers.spiders.newspaper import NewspaperSpider

_HOME = "https://bench.example"
# Both crawls ask as fast as the site answers: what is measured is the work, not the manners.
_FAST = {"DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "LOG_LEVEL": "ERROR"}


# Records between two looks at the memory.
_EVERY = 100


class BareSpider(Spider):
    """What Scrapy's tutorial does: ask, and take the title."""

    name = "bare"
    urls: list[str]

    async def start(self) -> AsyncIterator[Any]:
        """Yield the requests."""
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """Yield the title."""
        yield {"url": response.url, "title": response.css("title::text").get()}


class OurSpider(NewspaperSpider):
    """A paper without rules."""

    name = "bench"
    publication = Publication("bench", "The Bench", ("bench.example",), _HOME, "UTC", "en")
    links = LinkPatterns(home=_HOME, hosts=("bench.example",), article=(re.compile(r"^/(?:story|plain)/\d+/$"),))
    site_map: ClassVar[SiteMap] = SiteMap()
    rules: ClassVar[Rules] = Rules(publication)


def main(kind: str, site: str, urls: Path, output: str) -> None:
    """Crawl and print seconds of wall and processor, from the first request on, what was got, and memory on the way."""
    settings = Settings()
    if kind == "ours":
        settings.setmodule("scrapers.settings", priority="project")
        ours = {"OUTPUT_DIR": output, "AUTOTHROTTLE_ENABLED": False, "PICTURES": "none", "MIN_ARTICLE_WORDS": 1}
        settings.setdict({**_FAST, **ours}, priority="cmdline")
    else:
        settings.setdict({**_FAST, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False}, priority="cmdline")
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(OurSpider if kind == "ours" else BareSpider)
    began: list[float] = []
    crawler.signals.connect(lambda: began.extend((time.monotonic(), _cpu())), signal=signals.spider_opened, weak=False)
    marks: list[tuple[int, int]] = [(0, memory_in_use())]
    done = itertools.count(1)

    def mark() -> None:
        if (number := next(done)) % _EVERY == 0:
            marks.append((number, memory_in_use()))

    crawler.signals.connect(mark, signal=signals.item_scraped, weak=False)
    if kind == "ours":
        process.crawl(crawler, urls=str(urls), site=site)
    else:
        BareSpider.urls = [site + line.removeprefix(_HOME) for line in urls.read_text("utf-8").split()]
        process.crawl(crawler)
    process.start()
    stats = crawler.stats.get_stats()
    got = stats.get("broadsheet/articles") if kind == "ours" else stats.get("item_scraped_count")
    figures = {"wall": time.monotonic() - began[0], "cpu": _cpu() - began[1], "got": got or 0}
    print(json.dumps({**figures, "rejected": stats.get("broadsheet/rejected", 0), "marks": marks}))


def _cpu() -> float:
    """Return the processor time of this process and of the workers that it has waited for, in seconds."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    logging.captureWarnings(True)
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4])
