"""What all newspaper spiders share: arguments, requests to the site or a copy of it, records of what failed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from schemas import ArgumentError, Article, Capture, Issue, Publication, Reason, Rejection
from schemas.picture import FetchedPicture, MissingPicture
from scrapers.answers import capture_of, headers_of, is_readable, no_capture, page_of, rejection_of
from scrapers.archive import archive_search
from scrapers.archives.lookup import Lookup, copy_in, replayable
from scrapers.discovery import ArchiveSearch, Desk, Page, SiteMap, Step, Visit, first_steps
from scrapers.discovery.issues import expected_day
from scrapers.discovery.visits import GONE
from scrapers.failures import DOWNLOAD_ERRORS, CrawlEnded, explain, is_site_wide
from scrapers.mirror import Mirror
from scrapers.parsers import Rules, parse_article
from scrapers.parsing import Parsing
from scrapers.patience import Patience
from scrapers.pictures import fetch_picture
from scrapers.replay import open_lookup, replay_settings
from scrapers.requests import meta_of
from scrapers.selection import Selection, read_selection
from scrapers.sources import LinkPatterns
from scrapers.walls import BLOCK_PAGE, CONSENT_WALL, why_walled
from scrapers.workers import Fault

# How wrong the expected day of a number can be, years after the last issue whose day is known.
_AHEAD = timedelta(days=180)
# The page came, and its reader failed: nothing that the site did.
PARSER_FAILED = "parser_failed"


class NewspaperSpider(Spider):
    """Base of the spiders. A subclass declares its paper's facts and has no code unless the paper is odd.

    Yields Article and Issue records, and a Rejection for every page that could not be had. Counts under
    "broadsheet/" in the stats: fetched (pages answered), gone (404 where that is an answer), failed,
    failed/<code>, spared (failed, but another address is tried), left_out (another publication's pages), repeated.
    """

    publication: ClassVar[Publication]
    links: ClassVar[LinkPatterns]
    site_map: ClassVar[SiteMap]
    rules: ClassVar[Rules | None] = None  # the general parser needs none

    def __init__(self, name: str | None = None, *, selection: Selection | None = None, **arguments: str) -> None:
        """Take a checked selection or read the arguments. Raises ArgumentError before anything is fetched."""
        super().__init__(name)
        self.selection = selection or self.read_arguments(arguments)
        self.arguments = dict(self.selection.typed)  # by these a stopped run is found again
        self.mirror = Mirror.at(self.links.home, self.selection.site)
        self.hosts = self.links.hosts
        self.desk = Desk(self.publication, self.links_for(self.mirror), self.site_map, self.read_page)
        self.parsing = Parsing(self.page_rules(), workers=0)
        self.seen: set[str] = set()
        self.handed_over: set[str] = set()
        self.patience = Patience()
        self.trouble: tuple[str, str] | None = None  # code and sentence of what went wrong first
        self.blocked = False  # what went wrong first speaks for the whole site
        self.lookup: Lookup | None = None  # what an archive on this machine answers, when one is crawled
        self.search: ArchiveSearch | None = None  # what is looked for in a web archive, when one is asked

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Build it as Scrapy does. A crawl of an archive takes settings of its own: scrapers/archive.py, replay.py."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.parsing = Parsing(cls.page_rules(), crawler.settings.getint("PARSE_WORKERS"))
        crawler.signals.connect(spider.parsing.close, signal=signals.spider_closed)
        if spider.selection.source == "warc":
            replay_settings(crawler.settings)
            spider.lookup = open_lookup(spider.selection.archive)
        if spider.selection.source == "wayback":
            spider.search = archive_search(spider.selection, crawler.settings)
            spider.hosts = (urlsplit(spider.search.archive.address).netloc,)
        return spider

    @classmethod
    def links_for(cls, mirror: Mirror) -> LinkPatterns:
        """Return the paper's link patterns for pages that come from a mirror."""
        fields = {name: getattr(cls.links, name) for name in cls.links.__dataclass_fields__}
        return LinkPatterns(**{**fields, "localise": mirror.to_paper})

    @classmethod
    def read_arguments(cls, arguments: Mapping[str, str], today: date | None = None) -> Selection:
        """Check spider arguments. Raises ArgumentError; reads the urls= file, and fetches and writes nothing."""
        mirror = Mirror.at(cls.links.home, arguments.get("site"))
        links = cls.links_for(mirror)

        def is_ours(url: str) -> bool:
            ours = links.resolve(url, "")
            return ours is not None and not links.is_excluded(ours)

        today = today or datetime.now(ZoneInfo(cls.publication.timezone)).date()
        selection = read_selection(arguments, today, is_ours, cls.site_map.sections)
        cls._check_issue_is_out(selection, today)
        if selection.source == "warc" and selection.site is None:
            copy = copy_in(replayable(selection.archive), cls.publication.slug)
            selection = replace(selection, site=copy)
        return selection

    @classmethod
    def _check_issue_is_out(cls, selection: Selection, today: date) -> None:
        """Raise ArgumentError for an issue number of the far future: no page is worth asking for it."""
        expected = expected_day(cls.publication, selection.last) if selection.kind == "issues" else None
        if expected and expected > today + _AHEAD:
            raise ArgumentError(
                f"issue {selection.last} of {cls.publication.name} would come out about {expected:%B %Y}; "
                "type the number of an issue that is out, or none for the newest: "
                f"scrapy crawl {cls.name}"
            )

    async def start(self) -> AsyncIterator[Any]:
        """Yield the first requests."""
        for result in self._carry_out(first_steps(self.selection, self.desk, self.search)):
            yield result

    def read_page(self, page: Page) -> Article:
        """Return the article on a page, read by the paper's rules, here if no other process has read it."""
        return page.article or parse_article(page.body, page.url, page.capture, self.page_rules())

    @classmethod
    def page_rules(cls) -> Rules:
        """Return the paper's rules; one that needs none is still known by name."""
        return cls.rules or Rules(publication=cls.publication)

    async def fetch_picture(self, url: str, maxsize: int) -> FetchedPicture | MissingPicture:
        """Return a picture, from the copy of the site if one is crawled, or why it could not be had."""
        return await fetch_picture(self.crawler, url, maxsize)

    def _carry_out(self, steps: Iterable[Step]) -> Iterator[Request | Article | Issue | Rejection]:
        """Turn visits into requests, each article and issue once; records pass through."""
        for step in steps:
            if not isinstance(step, Visit):
                yield from self._hand_over(step)
            elif step.key is not None and step.key in self.seen:
                self._count("repeated")
            else:
                if step.key is not None:
                    self.seen.add(step.key)
                yield self._request(step)

    def _hand_over(self, record: Article | Issue | Rejection) -> Iterator[Article | Issue | Rejection]:
        """Yield a record, but an article or issue only once: the same one can be reached by two addresses."""
        key = "" if isinstance(record, Rejection) else record.id
        if self.search is not None and isinstance(record, Article):
            key += record.content_hash  # of an archive's captures each content is wanted once
        if not key or key not in self.handed_over:
            self.handed_over.add(key)
            yield record
        else:
            self._count("repeated")

    def _request(self, visit: Visit) -> Request:
        return Request(
            visit.ask or self.mirror.to_copy(visit.url),
            callback=self._answered,
            errback=self._failed,
            cb_kwargs={"visit": visit},
            meta=meta_of(visit, self.selection),
            # Listings first, so that what there is to do is known early; then the articles in the order listed.
            priority=10 if visit.listing else 0,
        )

    async def _answered(self, response: Response, visit: Visit) -> AsyncIterator[Request | Article | Issue | Rejection]:
        page = page_of(response, visit, self.desk.links, self.mirror)
        if "link" in response.meta:
            response.meta["link"]["leads_to"] = page.url
        results = self._passed_over(response, visit, page)
        if results is None:
            self._count("fetched")
            self.patience.answered()
            results = await self._read(visit, page)
        for result in results:
            yield result

    def _passed_over(
        self, response: Response, visit: Visit, page: Page
    ) -> Iterator[Request | Article | Issue | Rejection] | None:
        """Return what follows from an answer that is not read, None for one that is."""
        links = self.desk.links
        if links.is_excluded(page.url):
            self._count("left_out")
            return self._carry_out(visit.failed("left_out") if visit.failed else ())
        if not is_readable(response, visit.data):
            kind = page.capture.content_type or "no content type"
            return self._lost(visit, page.capture, "not_html", f"the page is no HTML ({kind})")
        if wall := why_walled(response.status, headers_of(response), response.body):
            return self._lost(visit, page.capture, *wall)
        if visit.key is not None and self._met_under_another_address(visit.key, links.identity(page.url)):
            self._count("repeated")
            return iter(())
        return None

    async def _read(self, visit: Visit, page: Page) -> Iterator[Request | Article | Issue | Rejection]:
        """Return what comes of a page. Of one that should be an article, the article is read in another process."""
        if not visit.listing:
            read = await self.parsing.parse(page.body, page.url, page.capture)
            if isinstance(read, Fault):
                return self._lost(visit, page.capture, PARSER_FAILED, f"the parser failed: {read.message}")
            page = replace(page, article=read)
        return self._carry_out(visit.read(page))

    def _met_under_another_address(self, key: str, now: str) -> bool:
        """Tell whether a redirect has led to something that was visited before; remember it if not."""
        if now == key or now not in self.seen:
            self.seen.add(now)
            return False
        return True

    def _failed(self, failure: Failure) -> Iterator[Request | Article | Issue | Rejection]:
        error = failure.value
        if not isinstance(error, DOWNLOAD_ERRORS):
            failure.raiseException()  # a fault of ours: Scrapy logs it in full and counts it
        if isinstance(error, CrawlEnded):
            return  # it was never sent: the next start of the crawl asks for it
        visit: Visit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined]
        code, message = explain(error)
        answer = error.response if isinstance(error, HttpError) else None
        capture = capture_of(answer, visit, self.mirror) if answer is not None else no_capture(visit)
        wall = why_walled(answer.status, headers_of(answer), answer.body) if answer is not None else None
        yield from self._lost(visit, capture, code, f"{message}: {wall[1]}" if wall else message)

    def _lost(
        self, visit: Visit, capture: Capture, code: str, message: str
    ) -> Iterator[Request | Article | Issue | Rejection]:
        """Record a page that could not be had and ask its visit what to do now."""
        if self.trouble is None:
            self.trouble = (code, f"{visit.ask or self.mirror.to_copy(visit.url)}: {message}")
            self.blocked = visit.listing or is_site_wide(code)
        if visit.may_be_gone and code in GONE:
            self._count("gone")
        elif visit.has_spare:
            self._count("spared")
        else:
            self._count("failed")
            self._count(f"failed/{code}")
            stage: Literal["parse", "fetch"] = "parse" if code == PARSER_FAILED else "fetch"
            yield rejection_of(visit, self.publication.slug, stage, Reason(code=code, message=message), capture)
        yield from self._carry_out(visit.failed(code) if visit.failed else ())
        # What an archive holds of a wall says nothing of the archive.
        archived = self.lookup is not None or (self.search is not None and code in (BLOCK_PAGE, CONSENT_WALL))
        if not archived and code != PARSER_FAILED and (reason := self.patience.failed(code)):
            if reason == "refused":
                self.trouble, self.blocked = (code, f"{visit.ask or self.mirror.to_copy(visit.url)}: {message}"), True
            raise CloseSpider(reason)

    def _count(self, name: str) -> None:
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value(f"broadsheet/{name}")
