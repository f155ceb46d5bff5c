"""One archived page to the lines that a run keeps of it. Runs in a worker process; knows no other page."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal
from urllib.parse import quote

from w3lib.encoding import http_content_type_encoding

from pipelines.sense import Limits
from pipelines.validate import ValidatePipeline
from schemas import Article, Capture, Issue, Publication, Rejection
from scrapers.archives.codings import TooLargeError
from scrapers.archives.reader import Archived
from scrapers.archives.response import sha256_digest
from scrapers.discovery import Page
from scrapers.garbage import settle_garbage
from scrapers.parsers import parse_article
from scrapers.reparse.papers import Paper, Papers, SpiderClass, address_of, unknown_publication
from scrapers.reparse.told import add_pictures, add_revision, circumstances
from scrapers.sources.wayback import read_capture_url

# A page of an unknown paper with one of these is no article; of a known one its address says that it is.
_NO_ARTICLE = frozenset({"not_an_article", "no_body"})

Kind = Literal["article", "issue", "rejection"]


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is told: the papers, the choice of pages, and how little may be an article."""

    spiders: tuple[SpiderClass, ...]
    publication: str | None = None
    site: str | None = None
    since: date | None = None
    until: date | None = None
    min_words: int = Limits.min_words


@dataclass(frozen=True, slots=True)
class Made:
    """A record as the line that is written. `content` is what tells two captures of one record apart.

    `paper` is the slug of a known paper, null for a page of any other. `crawl` names the crawl of ours that captured an
    article, and `told` says that it made a record of it. `issue` is an issue's number and day;
    `stands_in` says that it was read from the page that shows the newest, to be kept only where the issue has no
    page of its own.
    """

    kind: Kind
    paper: str | None
    line: str
    id: str = ""
    content: str = ""
    captured: str = ""
    crawl: str = ""
    told: bool = False
    issue: str = ""
    stands_in: bool = False


@dataclass(slots=True)
class Reading:
    """What came of one page: records, counters for the stats, and why there is no record when there is none."""

    made: list[Made] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    passed_over: str | None = None


class PageReader:
    """Reads archived pages by the rules of their papers, as the crawl of those papers does."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._papers = Papers(job.spiders, job.publication, job.site)
        self._publication: Publication | None = None
        self._stats = _Counts()
        self._validate = ValidatePipeline(
            self._stats,  # type: ignore[arg-type]
            self._current,
            Limits(min_words=job.min_words),
            unique=False,
        )

    def read(self, archived: Archived) -> Reading:
        """Return what comes of a page. Raises nothing on a page, however broken."""
        self._stats.counts = Counter()
        reading = Reading(counts=self._stats.counts)
        reading.passed_over = self._read(archived, reading.made)
        return reading

    def _read(self, archived: Archived, made: list[Made]) -> str | None:
        """Add the records of a page, or return why it has none."""
        url, day = address_of(archived)
        paper = self._papers.paper_of(url, archived.told.made_by)
        if not self._in_days(day.date() if day else None):
            return "out_of_range"
        if paper is not None and self._job.publication not in (None, paper.publication.slug):
            return "other_publication"
        try:
            body = archived.response.body()
        except TooLargeError:
            return "too_large"
        if paper is None:
            return self._unknown(archived, url, body, made)
        return self._known(archived, paper, url, body, made)

    def _in_days(self, day: date | None) -> bool:
        since, until = self._job.since, self._job.until
        if since is None and until is None:
            return True
        return day is not None and (since is None or since <= day) and (until is None or day <= until)

    def _unknown(self, archived: Archived, url: str, body: bytes, made: list[Made]) -> str | None:
        article = parse_article(body, url, capture_of(archived, None))
        if self._job.publication not in (None, article.publication):
            return "other_publication"
        if any(warning.code in _NO_ARTICLE for warning in article.warnings):
            return "no_article"
        self._publication = unknown_publication(article.publication, article.publication_name, url)
        made.append(self._judged(article, None, archived))
        return None

    def _known(self, archived: Archived, paper: Paper, url: str, body: bytes, made: list[Made]) -> str | None:
        links = paper.desk.links
        ours = links.resolve(url, url)
        if ours is None or links.is_excluded(ours):
            return "left_out"
        self._publication = paper.publication
        slug, capture = paper.publication.slug, capture_of(archived, paper)
        newest = paper.desk.site.newest
        if links.is_issue(ours) or (newest is not None and ours == paper.desk.at(newest)):
            charset = http_content_type_encoding(archived.response.header("Content-Type"))
            page = Page(ours, url, body, capture, charset)
            return None if self._issue(paper, page, archived, made) else "no_issue"
        if not links.is_article(ours):
            return "no_article"
        made.append(self._judged(paper.desk.parse(Page(ours, url, body, capture)), slug, archived))
        return None

    def _issue(self, paper: Paper, page: Page, archived: Archived, made: list[Made]) -> bool:
        """Add the issue on a page, read as the crawl reads it; return whether there is one."""
        found = paper.desk.read_issue(page)
        is_own = paper.desk.links.is_issue(page.url)
        if not is_own and (found.number is None or not found.sections):
            return False  # a site without issue pages: this one shows something else
        steps = paper.desk.take_issue(page, found, found.own_url or page.url)
        issue = next(step for step in steps if isinstance(step, Issue))
        judged = self._judged(issue, paper.publication.slug, archived)
        made.append(replace(judged, issue=f"{found.number} {found.date}", stands_in=not is_own and not found.own_url))
        return True

    def _judged(self, record: Article | Issue, slug: str | None, archived: Archived) -> Made:
        judged = self._validate.process_item(record)
        captured = judged.provenance.fetched_at or ""
        if isinstance(judged, Rejection):
            return Made("rejection", slug, judged.to_json_line(), captured=captured)
        if isinstance(judged, Article):
            told = archived.told
            is_told = bool(told.record) and add_revision(judged, told.record)
            if told.record:
                add_pictures(judged, told.record)
            # A crawl takes an article from its site once; from a web archive it takes several captures.
            crawl = told.crawl if told.is_ours and not read_capture_url(archived.response.url) else ""
            line = judged.to_json_line()
            return Made("article", slug, line, judged.id, judged.content_hash, captured, crawl, is_told)
        content = hashlib.sha256(judged.model_dump_json(exclude={"provenance"}).encode("utf-8")).hexdigest()
        return Made("issue", slug, judged.to_json_line(), judged.id, content, captured)

    def _current(self) -> Publication:
        assert self._publication is not None
        return self._publication


def make_reader(job: Job) -> Callable[[Archived], Reading]:
    """Return the function that a worker calls with every page. Settles garbage collection for the whole process."""
    settle_garbage()
    return PageReader(job).read


def capture_of(archived: Archived, paper: Paper | None) -> Capture:
    """Return the circumstances of a capture, as the crawl that made it told them.

    What only the crawl knew (`source`, `source_url`, `discovered_from`) is taken from the record that it left in the
    archive beside the page.
    """
    response, told = archived.response, circumstances(archived.told.record)
    url, day = address_of(archived)
    # A web archive puts this before the names of the headers that the paper sent.
    original = "X-Archive-Orig-" if url != response.url else ""
    is_file = archived.origin == "file"
    elsewhere = response.url if url != response.url or (paper and paper.mirror.site) else None
    if is_file:
        elsewhere = "file:" + quote(response.place.file)
    return Capture(
        fetched_at=day,
        status=response.status,
        content_type=response.header("Content-Type"),
        etag=response.header(original + "ETag"),
        last_modified=response.header(original + "Last-Modified"),
        payload_digest=sha256_digest(response),
        warc_file=None if is_file else response.place.file,
        warc_record_id=response.record_id,
        source=told["source"] or ("crawl" if archived.told.is_ours else archived.origin),
        source_url=told["source_url"] or elsewhere,
        discovered_from=told["discovered_from"],
    )


class _Counts:
    """Takes the counters of one page, in the way of Scrapy's stats."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def inc_value(self, key: str, count: int = 1, start: int = 0, spider: Any = None) -> None:
        """Add to a counter."""
        self.counts[key] += count
