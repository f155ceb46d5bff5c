"""Revise: only what is new or changed goes on to the writer, with its revision and what changed in it."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem

from pipelines.known_records import KnownRecord, KnownRecords, issue_hash, known_record
from pipelines.session import Session
from pipelines.write import WritePipeline, give_up_of, or_give_up
from schemas import Article, Issue, OutputError, Rejection

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

# More than there can be between this stage and the disk: CONCURRENT_ITEMS of each page that is being read.
_MOST_COMING = 1000


class Unchanged(DropItem):
    """A record that says what the last one of its article said. Counted, and no line is written."""


class RevisePipeline:
    """Returns each new Article and Issue, and each changed one with its revision; drops the others as Unchanged.

    An article is changed when its content_hash is another than that of the revision before. One whose page is the
    same to the byte is not, whatever a newer parser reads in it: `scrapy reparse` is for that. Nor is a capture from
    a web archive that is no newer than the revision held: they come from old to new, and a second search of the
    archive writes nothing. Rejections pass, but each only once a run. Counts "broadsheet/new", "broadsheet/revised"
    and "broadsheet/unchanged".
    """

    def __init__(
        self,
        stats: StatsCollector,
        known: Callable[[], KnownRecords],
        run: Callable[[], str],
        give_up: Callable[[OutputError], object],
    ) -> None:
        self._stats = stats
        self._give_up = give_up
        self._known = known
        self._run = run
        # What was handed on and may not be in the state yet: the next capture of an article can come before it is.
        self._coming: OrderedDict[str, KnownRecord] = OrderedDict()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RevisePipeline:
        """Find the session of the run."""

        def session() -> Session:
            found = WritePipeline.of(crawler).session
            if found is None:
                raise DropItem("the run has ended")
            return found

        return cls(
            crawler.stats,
            lambda: session().holdings.records,
            lambda: session().run.path.name,
            give_up_of(crawler),
        )

    def process_item(self, item: Article | Issue | Rejection) -> Article | Issue | Rejection:
        """Compare one record with the revision before. Raises Unchanged, and DropItem when the state is torn."""
        with or_give_up(self._give_up, DropItem(f"the state could not be read: {item.url}")):
            return self._compare(item)

    def _compare(self, item: Article | Issue | Rejection) -> Article | Issue | Rejection:
        if isinstance(item, Rejection):
            return self._once(item)
        before = self._before(item.id)
        if before is None:
            self._stats.inc_value("broadsheet/new")
            return self._hand_on(item)
        if before.run == self._run() and before.content_hash == _hash(item):
            # A crawl that goes on after it was stopped comes by again.
            raise _dropped(f"already written in this run: {item.url}")
        if _is_unchanged(item, before):
            self._stats.inc_value("broadsheet/unchanged")
            raise _dropped(f"unchanged since revision {before.revision}: {item.url}")
        self._stats.inc_value("broadsheet/revised")
        if isinstance(item, Issue):
            return item
        changed = [name for name, value in item.fingerprints().items() if before.fields.get(name) != value]
        return self._hand_on(item.model_copy(update={"revision": before.revision + 1, "changed": changed}))

    def _before(self, record_id: str) -> KnownRecord | None:
        known, coming = self._known().get(record_id), self._coming.get(record_id)
        return coming if coming is not None and (known is None or known.revision < coming.revision) else known

    def _hand_on(self, record: Article | Issue) -> Article | Issue:
        if isinstance(record, Article) and _is_from_archive(record):
            self._coming[record.id] = known_record(record, self._run())
            if len(self._coming) > _MOST_COMING:
                self._coming.popitem(last=False)
        return record

    def _once(self, rejection: Rejection) -> Rejection:
        if self._known().is_rejected(rejection, self._run()):
            raise _dropped(f"already rejected in this run: {rejection.url}")
        return rejection


def _is_unchanged(record: Article | Issue, before: KnownRecord) -> bool:
    digest = record.provenance.payload_digest
    if isinstance(record, Article) and _is_from_archive(record) and before.changed_at is not None:
        taken = datetime.fromisoformat(record.provenance.fetched_at or "")
        if taken <= before.changed_at:
            return True
    return before.content_hash == _hash(record) or (digest is not None and digest == before.digest)


def _is_from_archive(article: Article) -> bool:
    return article.provenance.source == "wayback" and article.provenance.fetched_at is not None


def _hash(record: Article | Issue) -> str:
    return record.content_hash if isinstance(record, Article) else issue_hash(record)


def _dropped(why: str) -> Unchanged:
    return Unchanged(why, log_level=logging.getLevelName(logging.DEBUG))
