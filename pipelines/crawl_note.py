"""crawl.json: what a run was asked for, and whether it came to its end. By this a stopped crawl is found again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from pipelines.files import cannot_write, write_whole
from pipelines.package import PACKAGE

NOTE = "crawl.json"
RUNS = "[0-9]*T[0-9]*Z"


@dataclass(frozen=True)
class CrawlNote:
    """The arguments of a crawl as typed, and when it began and ended (ISO 8601). Ended is null: it is gone on with."""

    arguments: Mapping[str, str]
    started: str
    ended: str | None = None

    def write(self, run: Path) -> None:
        """Write the note into a run's folder, whole or not at all. Raises schemas.OutputError."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True)
        try:
            write_whole(run / NOTE, text.encode("utf-8", "surrogatepass") + b"\n")
        except OSError as error:
            raise cannot_write(run / NOTE, error) from error

    def end(self, run: Path, at: datetime) -> None:
        """Note that the crawl came to its end. Raises schemas.OutputError."""
        replace(self, ended=at.isoformat(timespec="seconds")).write(run)

    @classmethod
    def read(cls, run: Path) -> CrawlNote | None:
        """Return a run's note, or null when there is none that can be read."""
        try:
            found = json.loads((run / NOTE).read_bytes().decode("utf-8", "surrogatepass"))
            return cls(dict(found["arguments"]), str(found["started"]), found["ended"])
        except (OSError, ValueError, KeyError, TypeError):
            return None


def unfinished_run(folder: Path, arguments: Mapping[str, str]) -> tuple[Path, CrawlNote] | None:
    """Return the newest run of a publication that was begun with the same arguments and did not come to its end."""
    for run in sorted(folder.glob(RUNS), reverse=True):
        note = CrawlNote.read(run)
        if note is None or note.arguments != dict(arguments):
            continue
        if note.ended is None or not (run / PACKAGE).exists():  # stopped while it was being packed
            return run, note
    return None
