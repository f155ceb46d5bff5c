"""Where records go that are made again: a run folder for each known paper, and one for all others together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.newest import Line, NewestCapture
from pipelines.package import Origin
from pipelines.revisions import Captured, Revisions
from pipelines.run import RunFolder
from schemas import Article, Issue, Rejection
from scrapers.reparse.papers import SpiderClass
from scrapers.reparse.reading import Made

# The folder for the pages of papers that have no spider: an archive of the open web holds thousands of them.
OTHERS = "other_papers"


class Folder:
    """One run folder that is being filled. Raises schemas.OutputError when it cannot be written."""

    def __init__(self, run: RunFolder) -> None:
        self.run = run
        self.counts: Counter[str] = Counter()
        self._rejected = run.lines_of(Rejection)
        self._articles = Revisions(run.lines_of(Article), self.reject)
        self._issues = NewestCapture(run.lines_of(Issue), self.reject)
        self._own_pages: set[str] = set()  # number and day of issues that have a page of their own
        self._stand_ins: dict[str, Made] = {}

    def add(self, made: Made) -> None:
        """Take a record."""
        if made.kind == "rejection":
            self._rejected.append(made.line, flush=False)
            self.counts["rejected"] += 1
        elif made.kind == "article":
            self._articles.add(Captured(made.line, made.id, made.content, made.captured, made.crawl, told=made.told))
        elif made.stands_in:
            before = self._stand_ins.get(made.issue)
            if before is None or made.captured > before.captured:
                self._stand_ins[made.issue] = made
        else:
            self._own_pages.add(made.issue)
            self._issues.add(_line(made))

    def reject(self, rejection: Rejection) -> None:
        """Write a rejection."""
        self._rejected.append(rejection.to_json_line(), flush=False)
        self.counts["rejected"] += 1
        for reason in rejection.reasons:
            self.counts[f"rejected/{reason.code}"] += 1

    def settle(self) -> None:
        """Bring everything to its final state and to the disk: articles as their revisions, issues as the newest."""
        for issue, made in self._stand_ins.items():
            if issue not in self._own_pages:
                self._issues.add(_line(made))
        self._stand_ins = {}
        self.counts["articles"] = self._articles.settle()
        self._issues.settle()
        self.counts["issues"] = len(self._issues)
        self.counts["repeated"] = self._articles.repeated + self._issues.repeated
        self._rejected.flush()


def _line(made: Made) -> Line:
    return Line(made.line, made.id, made.content, made.captured)


@dataclass
class Folders:
    """The run folders below `output`, each made when its first record comes."""

    output: Path
    started: datetime
    spiders: Mapping[str, SpiderClass]
    others: str = OTHERS
    log_level: str = "DEBUG"
    open: dict[str, Folder] = field(default_factory=dict)

    def add(self, made: Made, counts: Mapping[str, int]) -> None:
        """Take a record and the counters of its page."""
        slug = made.paper or self.others
        if slug not in self.open:
            self.open[slug] = Folder(RunFolder.create(self.output, slug, self.started, self.log_level))
        folder = self.open[slug]
        folder.add(made)
        for name, count in counts.items():
            folder.counts[name.removeprefix("broadsheet/")] += count

    def finish(self, common: Mapping[str, Any], sources: list[str], now: datetime, *, whole: bool) -> list[Path]:
        """End all runs and return the folders that are left. Without `whole` they stay marked as unfinished."""
        kept = []
        for slug, folder in self.open.items():
            folder.settle()
            stats = {f"broadsheet/{name}": count for name, count in folder.counts.items()}
            origin = self._origin(slug, sources, now) if whole else None
            if folder.run.finish({**common, **stats}, origin):
                kept.append(folder.run.path)
        return kept

    def abandon(self) -> None:
        """End all runs as they are, after the disk has refused something."""
        for folder in self.open.values():
            folder.run.abandon()

    def total(self, name: str) -> int:
        """Return a counter over all folders."""
        return sum(folder.counts[name] for folder in self.open.values())

    def _origin(self, slug: str, sources: list[str], now: datetime) -> Origin:
        spider = self.spiders.get(slug)
        name = spider.publication.name if spider else slug.replace("_", " ").capitalize()
        home = spider.publication.home if spider else ""
        return Origin(name=name, home=home, ended=now, read_from=tuple(sources))
