"""Links: remembers every article that a list names, leaves alone what is not due, and notices what has moved."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from scrapy import Request

from pipelines.known_records import KnownRecord, Link
from pipelines.write import give_up_of, sessions_of
from schemas import Article, OutputError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.statscollectors import StatsCollector

    from pipelines.session import Session


class LinksMiddleware:
    """Reads request.meta["link"] of what a spider yields: {"id": of the record, "url", "found_on", "as_due": bool}.
    A spider adds "leads_to" when the link was answered: the paper's own URL of what came.

    A request "as_due" for an article that is held passes only when it is time to look again: an article that has
    stood unchanged for long is looked at rarely. When the state cannot be written the crawl stops. Counts
    "broadsheet/not_due" and "broadsheet/moved".
    """

    def __init__(
        self,
        stats: StatsCollector,
        session: Callable[[], Session | None],
        give_up: Callable[[OutputError], object],
        share: float,
        longest: timedelta,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._stats = stats
        self._session = session
        self._give_up = give_up
        self._share = share
        self._longest = longest
        self._now = now

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> LinksMiddleware:
        """Read RECHECK_SHARE and RECHECK_LONGEST_DAYS."""
        return cls(
            crawler.stats,
            sessions_of(crawler),
            give_up_of(crawler),
            crawler.settings.getfloat("RECHECK_SHARE", 0.5),
            timedelta(days=crawler.settings.getfloat("RECHECK_LONGEST_DAYS", 180)),
        )

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass on what the spider begins with."""
        async for result in start:
            if self._passes(result):
                yield result

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterable[Any]:
        """Pass on what came of a page."""
        for one in result:
            if self._passes(one, response):
                yield one
        self._notice_address(response)

    async def process_spider_output_async(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Pass on what came of a page that was read in a worker."""
        async for one in result:
            if self._passes(one, response):
                yield one
        self._notice_address(response)

    def _passes(self, result: Any, response: Response | None = None) -> bool:
        try:
            return self._judge(result, response)
        except OutputError as error:
            self._give_up(error)
            return False  # the crawl that goes on comes by this link again

    def _judge(self, result: Any, response: Response | None) -> bool:
        """Note what a result says of its link, and tell whether it is to be passed on. Raises OutputError."""
        session = self._session()
        if session is None:
            return True
        if isinstance(result, Article) and response is not None:
            self._notice_move(session, response, result)
        link = result.meta.get("link") if isinstance(result, Request) else None
        if link is None:
            return True
        now = self._now()
        session.holdings.records.note_links([Link(link["id"], link["url"], link["found_on"], now)])
        if not link["as_due"]:
            return True
        record, page = session.holdings.records.get(link["id"]), session.holdings.pages.get(result.url)
        if record is None or page is None or self._is_due(record, page.fetched_at, now):
            return True
        self._stats.inc_value("broadsheet/not_due")
        return False

    def _is_due(self, record: KnownRecord, looked_at: datetime, now: datetime) -> bool:
        """Tell whether it is time to look again: after a share of the time that the article had stood unchanged.

        So the looks at an article that stays as it is lie ever further apart, and an edit brings them close again. A
        clock that was set back makes everything due.
        """
        if record.changed_at is None or now < looked_at:
            return True
        return now - looked_at >= min(self._share * (looked_at - record.changed_at), self._longest)

    def _notice_address(self, response: Response) -> None:
        """Remember where a link leads that is redirected: its article is known by another address."""
        link = response.meta.get("link") if response.request else None
        session = self._session()
        if link is None or session is None or link.get("leads_to") in (None, link["url"]):
            return
        try:
            session.holdings.records.note_address(link["id"], link["leads_to"])
        except OutputError as error:
            self._give_up(error)

    def _notice_move(self, session: Session, response: Response, article: Article) -> None:
        link = response.meta.get("link") if response.request else None
        if link is None or link["id"] == article.id or session.holdings.records.get(link["id"]) is None:
            return
        session.holdings.records.note_gone(link["id"], self._now(), article.url)
        self._stats.inc_value("broadsheet/moved")
