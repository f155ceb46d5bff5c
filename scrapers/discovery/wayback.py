"""Finding a paper's articles in a web archive: the index of captures, and of each article the captures worth having."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

from schemas import Article
from scrapers.discovery.desk import Desk
from scrapers.discovery.visits import Found, Page, Step, Visit
from scrapers.sources.wayback import Archive, Snapshot, choose, rank, read_capture_index

# An index answers in part when its servers are busy: so often it is asked for the same page.
_TRIES = 3
# So many captures of an article are tried in place of those that turn out to be none.
_SPARES = 3


@dataclass(frozen=True)
class ArchiveSearch:
    """What to look for in an archive. `since` and `until` are days of capture, `urls` single pages instead of all.

    `page_size` is the number of captures in a page of the index, `most` that of captures to be read of one article.
    """

    archive: Archive
    since: date | None = None
    until: date | None = None
    urls: tuple[str, ...] = ()
    page_size: int = 10_000
    most: int = 1


def archive_steps(desk: Desk, search: ArchiveSearch) -> Iterator[Step]:
    """Yield the first visits of a search: to the index, once for each of the paper's hosts or for each URL."""
    path = urlsplit(desk.links.home).path.rstrip("/")
    hosts = dict.fromkeys(host.removeprefix("www.") for host in desk.links.hosts)  # the index knows no "www."
    for what in search.urls or [f"{host}{path}/" for host in hosts]:
        yield from _IndexWalk(desk, search, what).begin()


class _IndexWalk:
    """Reads one list of the index, page after page, and hands the captures of each article on together.

    The index is sorted by URL, so an article's captures stand in a row, and no more of them are kept than that.
    """

    def __init__(self, desk: Desk, search: ArchiveSearch, what: str) -> None:
        self.desk, self.search, self.what = desk, search, what
        self.keys: set[str] = set()
        self.article: str | None = None  # the identity whose captures are being put together
        self.snapshots: list[Snapshot] = []

    def begin(self) -> Iterator[Step]:
        """Yield the visit to the first page."""
        yield self._ask(None, 1)

    def _ask(self, key: str | None, tries: int) -> Visit:
        search = self.search
        ask = search.archive.exact_url if search.urls else search.archive.index_url
        url = ask(self.what, search.since, search.until, search.page_size, key)
        return Visit(
            url,
            ask=url,
            read=lambda page: self._read(page, key, tries),
            failed=lambda code: self._flush(None),
            data=True,
        )

    def _read(self, page: Page, key: str | None, tries: int) -> Iterator[Step]:
        damage: list[str] = []
        index = read_capture_index(page.body, damage.append)
        if index.resume_key is None and len(index.snapshots) >= self.search.page_size:
            damage.append("it ends at the number of captures that was asked for, and names no key to go on with")
        if damage and tries < _TRIES:
            yield self._ask(key, tries + 1)
            return
        yield from self._take(index.snapshots, page.here)
        if index.resume_key in self.keys:
            damage.append("its key to the next page leads back to one that was read")
        if damage:
            yield self.desk.damaged(page, damage[0])
        if index.resume_key is not None and index.resume_key not in self.keys:
            self.keys.add(index.resume_key)
            yield self._ask(index.resume_key, 1)
        else:
            yield from self._flush(page.here)

    def _take(self, snapshots: Sequence[Snapshot], here: Found) -> Iterator[Step]:
        for key, group in groupby(snapshots, self._identity):
            if key != self.article:
                yield from self._flush(here)
                self.article = key
            self.snapshots += group

    def _identity(self, snapshot: Snapshot) -> str | None:
        url = self.desk.links.resolve(snapshot.original, self.desk.links.home)
        wanted = url is not None and (bool(self.search.urls) or self.desk.links.is_article(url))
        return self.desk.links.identity(url) if url and wanted else None

    def _flush(self, here: Found | None) -> Iterator[Step]:
        if self.article is not None and (ranked := rank(self.snapshots)):
            yield from _ArticleCaptures(self.desk, self.search, self.article, ranked, here).begin()
        self.article, self.snapshots = None, []


class _ArticleCaptures:
    """The captures of one article: the chosen ones from old to new, others only while none of those is an article.

    Yields an article for each chosen capture: all have the same id, and the revisions after the first are those
    whose content_hash differs from the one before.
    """

    def __init__(
        self, desk: Desk, search: ArchiveSearch, key: str, ranked: list[Snapshot], found: Found | None
    ) -> None:
        self.desk, self.archive, self.key, self.found = desk, search.archive, key, found
        self.chosen = choose(ranked, search.most)
        self.spares = [each for each in ranked if each not in self.chosen][:_SPARES]
        self.got = False
        self.poor: Article | None = None  # a page that is no article, to be recorded if nothing better comes

    def begin(self) -> Iterator[Step]:
        """Yield the visit to the first capture; an article that was met under another address is dropped whole."""
        yield self._visit(self.chosen.pop(0), self.key)

    def _visit(self, snapshot: Snapshot, key: str | None = None) -> Visit:
        return Visit(
            self.desk.links.resolve(snapshot.original, self.desk.links.home) or snapshot.original,
            ask=self.archive.capture_url(snapshot),
            read=self._read,
            failed=lambda code: self._next(),
            found=self.found,
            key=key,
            listing=False,
            has_spare=self.got or bool(self.chosen or self.spares),
        )

    def _read(self, page: Page) -> Iterator[Step]:
        article = self.desk.parse(page)
        if any(warning.code == "not_an_article" for warning in article.warnings):
            self.poor = article
        else:
            self.got = True
            yield article
        yield from self._next()

    def _next(self) -> Iterator[Step]:
        if self.chosen:
            yield self._visit(self.chosen.pop(0))
        elif not self.got and self.spares:
            yield self._visit(self.spares.pop(0))
        elif not self.got and self.poor is not None:
            yield self.poor
