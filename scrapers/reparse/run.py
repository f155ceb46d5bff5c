"""Records made again from archives: what is read, by how many processes, and what came of it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pipelines.scratch import FirstPlaces
from scrapers.archives.inputs import Input
from scrapers.archives.model import Damage, Notice
from scrapers.archives.reader import Archived, ArchiveReader, Skipped
from scrapers.reparse.folders import Folders
from scrapers.reparse.reading import Job, Reading, make_reader
from scrapers.workers import Crew, Fault

logger = logging.getLogger(__name__)

# Beyond so many, damage is counted and in the log of the run, and no longer told one by one.
TOLD = 20
_KEPT = 1000


@dataclass
class Result:
    """What came of a run. `passed_over` counts pages and responses that gave no record, by reason."""

    pages: int = 0
    articles: int = 0
    issues: int = 0
    rejected: int = 0
    repeated: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    damage: list[str] = field(default_factory=list)
    damaged: int = 0
    faults: int = 0
    folders: list[Path] = field(default_factory=list)
    stopped: bool = False


class Reparse:
    """One run over some inputs. `seen` is told of every page when it has been read.

    Made before threads are started, it has its processes at once (see Crew).
    """

    def __init__(
        self,
        inputs: list[Input],
        job: Job,
        folders: Folders,
        workers: int = 1,
        seen: Callable[[str, Result], None] = lambda url, result: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._inputs, self._folders = inputs, folders
        self._crew: Crew[Archived, Reading] = Crew(partial(make_reader, job), workers)
        self._seen, self._now = seen, now
        self.result = Result()

    def run(self) -> Result:
        """Read everything and write what comes of it. Raises schemas.OutputError when that cannot be written.

        Ctrl-C ends the run: what was read is written, and the folders stay marked as unfinished.
        """
        result = self.result
        try:
            for archived, reading in self._crew.map(self._pages()):
                self._take(archived, reading)
        except KeyboardInterrupt:
            result.stopped = True
        except BaseException:
            self._folders.abandon()
            raise
        stats = {
            "broadsheet/read_from": [one.name for one in self._inputs],
            "broadsheet/fetched": result.pages,
            "broadsheet/damaged": result.damaged,
            "broadsheet/damage": result.damage,
            **{f"broadsheet/passed_over/{reason}": count for reason, count in result.passed_over.items()},
        }
        names = [one.name for one in self._inputs]
        result.folders = self._folders.finish(stats, names, self._now(), whole=not result.stopped)
        for name in ("articles", "issues", "rejected", "repeated"):
            setattr(result, name, self._folders.total(name))
        return result

    def _pages(self) -> Iterator[Archived]:
        """Yield the pages, and tell and count what is none."""
        for event in ArchiveReader(self._inputs, FirstPlaces()).read():
            if isinstance(event, Archived):
                yield event
            elif isinstance(event, Skipped):
                self.result.passed_over[event.kind] += 1
            elif isinstance(event, Notice):
                logger.warning("%s", event)
            else:
                self._damaged(event)

    def _damaged(self, damage: Damage) -> None:
        result = self.result
        result.damaged += 1
        if len(result.damage) < _KEPT:
            result.damage.append(str(damage))
        logger.log(logging.WARNING if result.damaged <= TOLD else logging.INFO, "%s", damage)

    def _take(self, archived: Archived, reading: Reading | Fault) -> None:
        result, url = self.result, archived.response.url
        if isinstance(reading, Fault):
            result.faults += 1
            logger.error("%s (%s) could not be read: %s", url, archived.response.place, reading.message)
        else:
            result.pages += 1
            if reading.passed_over:
                result.passed_over[reading.passed_over] += 1
            for at, made in enumerate(reading.made):
                self._folders.add(made, reading.counts if at == 0 else {})
        self._seen(url, result)
