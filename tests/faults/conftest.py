"""Whole crawls of sites that do everything wrong: the real settings and pipelines, and the exit code at the end."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings

from schemas import ExitCode
from scrapers.commands.outcome import ending_of, judge
from scrapers.discovery import PageList, SiteMap
from scrapers.spiders.newspaper import NewspaperSpider
from tests.spiders.harbour_lantern import HarbourLanternSpider

LINE = "<p>The harbour board said on Monday that the old lantern will be lit again before the winter comes.</p>"
# A text that is printed twice is read once.
LINES = "".join(
    LINE.replace("Monday", day) for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sunday")
)


class ListedLanternSpider(HarbourLanternSpider):
    """The Harbour Lantern with a section list, and nothing for machines."""

    site_map: ClassVar[SiteMap] = SiteMap(sections={"news": (PageList("/news/{page}", dated=True),)})


def answer(body: bytes | str, status: str = "200 OK", **headers: str) -> bytes:
    """Return an answer whose headers are as they should be; `headers` come on top, underscores for hyphens."""
    data = body.encode() if isinstance(body, str) else body
    lines = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + data


def story(headline: str = "The lantern is lit", day: str = "20 August 2019") -> bytes:
    """Return an article's page as an answer."""
    return answer(f"<!DOCTYPE html><html><body><article><h1>{headline}</h1><p>{day}</p>{LINES}</article></body></html>")


def links(names: list[str], onwards: str = "") -> bytes:
    """Return a page that links to articles, and to the next page of the list."""
    entries = "".join(f'<li><a href="/story/{name}">The story of {name} and the lantern</a></li>' for name in names)
    following = f'<a rel="next" href="{onwards}">Next page</a>' if onwards else ""
    return answer(f"<!DOCTYPE html><html><body><ul>{entries}</ul>{following}</body></html>")


@dataclass
class Ended:
    """How a crawl ended, and what it left on the disk."""

    code: ExitCode
    message: str
    reason: str
    stats: Mapping[str, Any]
    output: Path

    def lines(self, name: str) -> list[dict[str, Any]]:
        found = sorted(self.output.glob(f"harbour_lantern/2*/{name}"))
        return [json.loads(line) for path in found for line in path.read_text("utf-8").splitlines()]

    @property
    def stories(self) -> list[str]:
        return sorted(line["url"].rpartition("/")[2] for line in self.lines("articles.jsonl"))

    @property
    def codes(self) -> list[str]:
        return sorted(line["reasons"][0]["code"] for line in self.lines("rejected.jsonl"))


@pytest.fixture
def crawl(loop: asyncio.AbstractEventLoop, tmp_path: Path) -> Callable[..., Ended]:
    """Give a function that crawls a site into a run folder and judges the end as the command does."""

    def run(
        base: str | None,
        settings: Mapping[str, object] | None = None,
        /,
        spider: type[NewspaperSpider] = ListedLanternSpider,
        **arguments: str,
    ) -> Ended:
        chosen = Settings()
        chosen.setmodule("scrapers.settings", priority="project")
        output = tmp_path / "output"
        pace = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "AUTOTHROTTLE_MAX_DELAY": 0.01}
        quick = {**pace, "REFUSED_PAUSE": 0.001, "DOWNLOAD_TIMEOUT": 1}
        local = {"OUTPUT_DIR": str(output), "MEMUSAGE_ENABLED": False, "PICTURES": "none", "CONCURRENT_REQUESTS": 1}
        chosen.setdict({**quick, **local, "RETRY_TIMES": 1, **(settings or {})}, priority="cmdline")
        runner = AsyncCrawlerRunner(chosen)
        crawler = runner.create_crawler(spider)
        if base is not None:
            arguments.setdefault("site", base)
        loop.run_until_complete(runner.crawl(crawler, **arguments))
        end = ending_of(crawler)
        outcome = judge(end)
        return Ended(outcome.code, outcome.message, end.reason, end.stats, output)

    return run


@pytest.fixture
def named(tmp_path: Path) -> Callable[..., str]:
    """Give a function that writes a file for urls=."""

    def write(*names: str) -> str:
        path = tmp_path / "urls.txt"
        path.write_text("".join(f"https://harbourlantern.example/story/{name}\n" for name in names))
        return str(path)

    return write
