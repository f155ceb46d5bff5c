"""Revise: only what is new or changed goes on to the writer, with its revision and what changed in it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem

from pipelines.known_records import KnownRecord, KnownRecords, issue_hash
from pipelines.session import Session
from pipelines.write import WritePipeline
from schemas import Article, Issue, Rejection

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector


class Unchanged(DropItem):
    """A record that says what the last one of its article said. Counted, and no line is written."""


class RevisePipeline:
    """Returns each new Article and Issue, and each changed one with its revision; drops the others as Unchanged.

    An article is changed when its content_hash is another than that of the revision before. One whose page is the
    same to the byte is not, whatever a newer parser reads in it: `scrapy reparse` is for that. Rejections pass,
    but each only once a run. Counts "broadsheet/new", "broadsheet/revised" and "broadsheet/unchanged".
    """

    def __init__(self, stats: StatsCollector, known: Callable[[], KnownRecords], run: Callable[[], str]) -> None:
        self._stats = stats
        self._known = known
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RevisePipeline:
        """Find the session of the run."""

        def session() -> Session:
            found = WritePipeline.of(crawler).session
            if found is None:
                raise DropItem("the run has ended")
            return found

        return cls(crawler.stats, lambda: session().holdings.records, lambda: session().run.path.name)

    def process_item(self, item: Article | Issue | Rejection) -> Article | Issue | Rejection:
        """Compare one record with the revision before. Raises Unchanged."""
        if isinstance(item, Rejection):
            return self._once(item)
        before = self._known().get(item.id)
        if before is None:
            self._stats.inc_value("broadsheet/new")
            return item
        if before.run == self._run() and before.content_hash == _hash(item):
            # A crawl that goes on after it was stopped comes by again.
            raise _dropped(f"already written in this run: {item.url}")
        if _is_unchanged(item, before):
            self._stats.inc_value("broadsheet/unchanged")
            raise _dropped(f"unchanged since revision {before.revision}: {item.url}")
        self._stats.inc_value("broadsheet/revised")
        if isinstance(item, Issue):
            return item
        prints = item.fingerprints()
        return item.model_copy(
            update={
                "revision": before.revision + 1,
                "changed": [name for name, value in prints.items() if before.fields.get(name) != value],
            }
        )

    def _once(self, rejection: Rejection) -> Rejection:
        if self._known().is_rejected(rejection, self._run()):
            raise _dropped(f"already rejected in this run: {rejection.url}")
        return rejection


def _is_unchanged(record: Article | Issue, before: KnownRecord) -> bool:
    digest = record.provenance.payload_digest
    return before.content_hash == _hash(record) or (digest is not None and digest == before.digest)


def _hash(record: Article | Issue) -> str:
    return record.content_hash if isinstance(record, Article) else issue_hash(record)


def _dropped(why: str) -> Unchanged:
    return Unchanged(why, log_level=logging.getLevelName(logging.DEBUG))
