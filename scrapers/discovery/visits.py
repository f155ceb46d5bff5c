"""The words in which strategies and spiders talk: a visit to be made, the page it brought, the steps that follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from schemas import Article, Capture, Issue, Rejection

# Answers that say "there is no such page here", which can be news worth having.
GONE = frozenset({"http_404", "http_410"})


@dataclass(frozen=True)
class Page:
    """A page as it came. `url` is the paper's own, `fetched_url` the copy's when one was asked."""

    url: str
    fetched_url: str
    body: bytes
    capture: Capture
    charset: str | None = None


@dataclass(frozen=True)
class Visit:
    """A page to be fetched, and who reads it.

    `key`: a visit whose key was seen before is dropped, so strategies that wait for an answer give none. `failed`
    is asked for further steps when the page cannot be had, with the code of the reason. `may_be_gone`: a 404 is an
    answer here and no gap. `listing`: not an article. `feed`: XML is welcome.
    """

    url: str
    read: Callable[[Page], Iterable[Step]]
    found_on: str | None = None
    key: str | None = None
    failed: Callable[[str], Iterable[Step]] | None = None
    may_be_gone: bool = False
    listing: bool = True
    feed: bool = False


Step = Visit | Article | Issue | Rejection
