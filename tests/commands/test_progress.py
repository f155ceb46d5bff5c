"""The display of a running crawl."""

import io

from rich.console import Console
from scrapy import Spider, signals
from scrapy.http import Response
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler

from scrapers.commands.progress import CrawlProgress


def shown(progress):
    console = Console(width=100, file=io.StringIO())
    console.print(progress)
    return console.file.getvalue()


def test_it_counts_pages_and_records_and_shows_where_the_crawl_is():
    crawler = get_crawler(Spider)
    progress = CrawlProgress(Console(file=io.StringIO()))
    progress.watch(crawler)
    assert "0 pages  0 articles  0 issues  0 rejected" in shown(progress)
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.stats.set_value("broadsheet/articles", 3)
    crawler.stats.set_value("broadsheet/rejected", 1)
    for number in (1, 2):
        response = Response(f"https://echo.example/art/{number}")
        crawler.signals.send_catch_log(signals.response_received, response=response, request=None, spider=None)
    assert "2 pages  3 articles  0 issues  1 rejected" in shown(progress)
    assert "https://echo.example/art/2" in shown(progress)


def test_it_leaves_the_terminal_as_it_was():
    terminal = Console(file=io.StringIO(), force_terminal=True, width=80)
    with CrawlProgress(terminal):
        pass
    written = terminal.file.getvalue()
    assert written.count("\x1b[?25l") == written.count("\x1b[?25h")
