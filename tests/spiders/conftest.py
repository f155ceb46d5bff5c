"""Real crawls of small sites on loopback, many in one process: one event loop, one reactor, one crawl at a time."""

import asyncio
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings

from schemas import Article, Issue, Rejection
from scrapers.spiders.newspaper import NewspaperSpider
from scrapers.spiders.socialist_worker import SocialistWorkerSpider
from tests.servers import serving

Answer = tuple[int, Mapping[str, str], bytes]
HOME = "https://socialistworker.co.uk"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def html(body: str, status: int = 200) -> Answer:
    return status, HTML, f"<!DOCTYPE html><html><head><title>A page</title></head><body>{body}</body></html>".encode()


def story(headline: str, issue: int = 2518) -> Answer:
    paragraph = "<p>The council voted on Tuesday to keep the library in Mill Street open for good.</p>"
    return html(
        f'<h1 itemprop="headline">{headline}</h1><div>Issue No. {issue}</div>'
        f'<div itemprop="articleBody">{paragraph * 5}</div>'
        '<div class="article_view_published">Tue 23 Aug 2016, 16:18 BST</div>'
    )


def moved(to: str) -> Answer:
    return 301, {"Location": to, **HTML}, b""


@dataclass
class Site:
    """A site as a table from path and query to answers, or to functions that give them; all else is 404.

    `asked` has every request in order.
    """

    pages: dict[str, Answer | Callable[[], Answer]]
    base: str = ""
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def count(self, path: str) -> int:
        return self.asked.count(path)


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one segment, or each answer waits 40 ms for an acknowledgement

        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.add(self.headers.get("User-Agent", ""))
            page = site.pages.get(self.path, html("<h1>Not found</h1>", 404))
            status, headers, body = page() if callable(page) else page
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value.replace("{base}", site.base))
            body = body.replace(b"{base}", site.base.encode())
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def serve() -> Iterator[Callable[..., Site]]:
    """Give a function that serves pages until the test is over."""
    with ExitStack() as stack:

        def start(pages: Mapping[str, Answer | Callable[[], Answer]]) -> Site:
            site = Site(dict(pages))
            place = stack.enter_context(serving(ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))))
            site.base = f"http://{place}"
            return site

        yield start


@dataclass
class Harvest:
    """What a crawl brought."""

    spider: NewspaperSpider
    stats: Mapping[str, object]
    articles: list[Article]
    issues: list[Issue]
    rejections: list[Rejection]

    @property
    def codes(self) -> list[str]:
        return [rejection.reasons[0].code for rejection in self.rejections]

    @property
    def headlines(self) -> list[str]:
        return sorted(article.url.rsplit("/", 2)[-1] for article in self.articles)


@pytest.fixture
def crawl(loop: asyncio.AbstractEventLoop) -> Callable[..., Harvest]:
    """Give a function that crawls a site with the real spider, settings and middlewares, but no pipelines."""

    def run(
        site: Site | str | None,
        settings: Mapping[str, object] | None = None,
        /,
        spider: type[NewspaperSpider] = SocialistWorkerSpider,
        **arguments: str,
    ) -> Harvest:
        chosen = Settings()
        chosen.setmodule("scrapers.settings", priority="project")
        quick = {
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "RETRY_TIMES": 0,
            "REFUSED_PAUSE": 0,
            "ITEM_PIPELINES": {},
        }
        chosen.setdict({**quick, "MEMUSAGE_ENABLED": False, **(settings or {})}, priority="cmdline")
        runner = AsyncCrawlerRunner(chosen)
        crawler = runner.create_crawler(spider)
        items: list[object] = []

        def keep(item: object, spider: Spider) -> None:
            items.append(item)

        crawler.signals.connect(keep, signal=signals.item_scraped)
        if site is not None:
            arguments.setdefault("site", site.base if isinstance(site, Site) else site)
        loop.run_until_complete(runner.crawl(crawler, **arguments))
        assert isinstance(crawler.spider, NewspaperSpider)
        return Harvest(
            crawler.spider,
            crawler.stats.get_stats(),
            [item for item in items if isinstance(item, Article)],
            [item for item in items if isinstance(item, Issue)],
            [item for item in items if isinstance(item, Rejection)],
        )

    return run


@pytest.fixture
def free_port() -> Iterator[int]:
    """Give a port on which nothing answers: bound, so that nobody else takes it, and not listening."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def urls(tmp_path):
    def write(*paths):
        path = tmp_path / "urls.txt"
        path.write_text("# to be read\n\n" + "".join(f"{HOME}{p}\n" if p.startswith("/") else f"{p}\n" for p in paths))
        return str(path)

    return write
