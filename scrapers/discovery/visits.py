"""The words in which strategies and spiders talk: a visit to be made, the page it brought, the steps that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from schemas import Article, Capture, Issue, Rejection
from scrapers.sources import ListedLink

# Answers that say "there is no such page here", which can be news worth having.
GONE = frozenset({"http_404", "http_410", "not_in_archive"})


@dataclass(frozen=True)
class Found:
    """Where and when a link was found: the paper's own URL of the list, and the time at which it was fetched."""

    on: str
    at: datetime | None = None


@dataclass(frozen=True)
class Page:
    """A page as it came. `url` is the paper's own, `fetched_url` the copy's when one was asked.

    `article` is what stands on it, where somebody has read it already.
    """

    url: str
    fetched_url: str
    body: bytes
    capture: Capture
    charset: str | None = None
    article: Article | None = None

    @property
    def here(self) -> Found:
        """The page as the place where its links were found."""
        return Found(self.url, self.capture.fetched_at)


@dataclass(frozen=True)
class Visit:
    """A page to be fetched, and who reads it.

    `key`: a visit whose key was seen before is dropped, so strategies that wait for an answer give none. `failed`
    is asked for further steps when the page cannot be had, with the code of the reason. `may_be_gone`: a 404 is an
    answer here and no gap. `listing`: not an article. `data`: made for machines (a feed, a sitemap, robots.txt), so
    that any kind of text is welcome. `ask` is the address to fetch where that is neither the paper's nor its copy's,
    but an archive's. `has_spare`: another address is tried if this one fails, so its failure is no gap. `found` is the
    list that led here, `listed` what it said of the article.
    """

    url: str
    read: Callable[[Page], Iterable[Step]]
    found: Found | None = None
    key: str | None = None
    failed: Callable[[str], Iterable[Step]] | None = None
    may_be_gone: bool = False
    listing: bool = True
    data: bool = False
    ask: str | None = None
    has_spare: bool = False
    listed: ListedLink | None = None


Step = Visit | Article | Issue | Rejection
