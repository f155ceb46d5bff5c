"""One process at work on one publication: its folder locked, its state up to date, its run open."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.archive import ArchiveSettings
from pipelines.crawl_note import CrawlNote, unfinished_run
from pipelines.files import cannot_write
from pipelines.held_captures import HeldCaptures
from pipelines.holdings import Holdings
from pipelines.lock import LOCK
from pipelines.package import Origin
from pipelines.run import RunFolder, folder_name, make_folders
from pipelines.state_file import STATE
from schemas import Article, Issue, OutputError, Rejection


@dataclass(frozen=True)
class Asked:
    """What a crawl is asked for: where to, which publication, and the arguments as typed."""

    output: Path
    slug: str
    arguments: Mapping[str, str]


class Session:
    """The run of a crawl and what the state knows. Made by `begin`, ended by `end`.

    `goes_on` says that the run was begun by an earlier crawl with the same arguments, which did not come to its end.
    """

    def __init__(self, holdings: Holdings, run: RunFolder, note: CrawlNote, goes_on: bool, made: list[Path]) -> None:
        self.holdings = holdings
        self.run = run
        self.goes_on = goes_on
        self._note = note
        self._made = made

    @classmethod
    def begin(cls, asked: Asked, archive: ArchiveSettings, log_level: str, now: datetime) -> Session:
        """Lock the publication, mend what killed crawls left, and go on with one of them or begin a run.

        Raises schemas.LockedError when another process crawls the publication, schemas.OutputError when something
        cannot be written.
        """
        made: list[Path] = []
        try:
            folder = make_folders(asked.output / folder_name(asked.slug), made)
        except OSError as error:
            raise cannot_write(Path(error.filename or asked.output), error) from error
        holdings = Holdings.open(folder, now)
        try:
            found = unfinished_run(folder, asked.arguments)
            if found:
                path, note = found
                captures = HeldCaptures(holdings.pages, path.name)
                return cls(holdings, RunFolder.go_on(path, archive, captures, log_level), note, True, made)
            note = CrawlNote(dict(asked.arguments), now.astimezone(UTC).isoformat(timespec="seconds"))
            run = RunFolder.create(asked.output, asked.slug, now, log_level, archive)
            run.archive.captures = HeldCaptures(holdings.pages, run.path.name)
            try:
                note.write(run.path)
            except BaseException:
                run.abandon()  # nobody would go on with it
                raise
        except BaseException:
            holdings.close()
            raise
        return cls(holdings, run, note, False, made)

    def add(self, record: Article | Issue | Rejection) -> int:
        """Bring a record to the disk and return where its line ends, for `remember`. One call at a time.

        Raises schemas.OutputError; the record is then not in its file.
        """
        self.run.add(record)
        return self.run.size(type(record))[1]

    def remember(self, record: Article | Issue | Rejection, end: int) -> None:
        """Let the state know of a record that is on the disk, in the order of the lines. Raises schemas.OutputError.

        Not the length of the file: that has lines by now which the state does not know.
        """
        self.holdings.records.note(record, self.run.path.name, self.run.size(type(record))[0], end)

    def end(self, stats: Mapping[str, Any], origin: Origin | None, is_done: bool) -> bool:
        """End the run and say whether its folder still exists: one in which nothing was written is removed.

        `origin` is given for a run that came to its own end, or to a limit that the user set; `is_done` only for
        the first. Raises schemas.OutputError; the run is then unfinished.
        """
        try:
            if is_done and origin is not None:
                self._note.end(self.run.path, origin.ended)
            kept = self.run.finish(stats, origin)
        finally:
            self.holdings.close()
        if not kept:
            self._leave_nothing()
        return kept

    def abandon(self) -> bool:
        """End a run that can no longer be written. Returns whether its folder is left."""
        try:
            kept = self.run.abandon()
        finally:
            with contextlib.suppress(OutputError):  # the next crawl brings the state up to date
                self.holdings.close()
        if not kept:
            self._leave_nothing()
        return kept

    def _leave_nothing(self) -> None:
        """Remove the folders that this session made, now that they hold nothing. A refusal leaves them, harmless."""
        if self.holdings.folder in self._made:
            with contextlib.suppress(OSError):
                for name in (STATE, LOCK):
                    (self.holdings.folder / name).unlink(missing_ok=True)
                for folder in reversed(self._made):
                    folder.rmdir()
