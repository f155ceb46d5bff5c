"""The folder of one run: what lies in it, how it is begun and how it ends."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from socket import gethostname
from typing import Any

from pipelines.archive import Archive, ArchiveSettings
from pipelines.captures import Captures
from pipelines.crawl_log import CrawlLog
from pipelines.crawl_note import NOTE
from pipelines.files import cannot_write, sync_folder, write_whole
from pipelines.index import write_index
from pipelines.lines import LineFile, is_torn
from pipelines.package import PACKAGE, SCHEMAS, Origin, schema_in_run, write_package
from pipelines.plain import json_safe
from pipelines.torn import mend_archive
from schemas import Article, Issue, OutputError, Rejection
from schemas.json_schema import MODELS, schema_path

LINE_FILES: dict[type[Article | Issue | Rejection], str] = {
    Article: "articles.jsonl",
    Issue: "issues.jsonl",
    Rejection: "rejected.jsonl",
}
LOG = "crawl.log"
STATS = "stats.json"

_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


class RunFolder:
    """An open run: three files of lines, the archive and the log.

    Made by `create` or gone on with by `go_on`, ended by `finish` or `abandon`.
    """

    archive: Archive

    def __init__(self, path: Path, made: list[Path]) -> None:
        self.path = path
        self._made = made
        self._files: dict[type, LineFile] = {}
        self.log: CrawlLog | None = None

    @classmethod
    def create(
        cls,
        output: Path,
        slug: str,
        started: datetime,
        log_level: int | str = "DEBUG",
        archive: ArchiveSettings | None = None,
        captures: Captures | None = None,
    ) -> RunFolder:
        """Begin a run in output/<publication>/<YYYYMMDDTHHMMSSZ>/ and attach its log.

        When that second is taken by another run, the next free one names the folder, without waiting. Raises
        schemas.OutputError, with nothing left behind, when the folder cannot be made or written.
        """
        made: list[Path] = []
        run = cls(output, made)
        try:
            parent = make_folders(output / folder_name(slug), made)
            run.path = _claim(parent, started.astimezone(UTC), made)
        except OSError as error:
            run._remove()
            raise cannot_write(Path(error.filename or run.path), error) from error
        run._open(log_level, archive or ArchiveSettings(prefix=folder_name(slug), host=gethostname()), captures)
        return run

    @classmethod
    def go_on(
        cls, path: Path, archive: ArchiveSettings, captures: Captures | None = None, log_level: int | str = "DEBUG"
    ) -> RunFolder:
        """Open a run again that did not come to its end. Its torn ends are cut off; what is whole stays.

        Raises schemas.OutputError when it cannot be written.
        """
        run = cls(path, [])
        try:
            (path / PACKAGE).unlink(missing_ok=True)  # while it grows, the run is not finished
        except OSError as error:
            raise cannot_write(path / PACKAGE, error) from error
        run._open(log_level, archive, captures)
        return run

    def _open(self, log_level: int | str, archive: ArchiveSettings, captures: Captures | None) -> None:
        try:
            for model, name in LINE_FILES.items():
                self._files[model] = LineFile(self.path / name)
            self.archive = Archive(self.path, archive, captures)
            self.log = CrawlLog(self.path / LOG, log_level)
            for folder in self._made:
                sync_folder(folder.parent)
            sync_folder(self.path)
        except OSError as error:
            self._remove()
            raise cannot_write(Path(error.filename or self.path), error) from error
        except OutputError:
            self._remove()
            raise
        self.log.attach()

    def count(self, model: type[Article | Issue | Rejection]) -> int:
        """Return how many records of a kind are written. Raises OSError."""
        with (self.path / LINE_FILES[model]).open("rb") as file:
            return sum(1 for _ in file)

    def size(self, model: type[Article | Issue | Rejection]) -> tuple[str, int]:
        """Return the name of the file for a kind of record, and how many bytes of whole lines it has."""
        return LINE_FILES[model], self._files[model].size

    def add(self, record: Article | Issue | Rejection) -> None:
        """Bring a record to its file and to the disk, after all captures before it, which it may come from.

        An article or an issue goes into the archive first, beside its capture. Raises schemas.OutputError when
        anything of this cannot be written; the record is then not in its file.
        """
        line = record.to_json_line()
        if not isinstance(record, Rejection):
            self.archive.keep_record(record, line)
        self.archive.sync()
        self._files[type(record)].append(line)

    def lines_of(self, model: type[Article | Issue | Rejection]) -> LineFile:
        """Return the file of a kind of record, for those who write lines that were made elsewhere."""
        return self._files[model]

    def finish(self, stats: Mapping[str, Any], origin: Origin | None) -> bool:
        """End the run and say whether its folder still exists: one in which nothing was written is removed.

        `origin` is given for a run that came to its own end: then the archive is indexed, and datapackage.json is
        written last of all.
        Raises schemas.OutputError when a file cannot be written; the run is then unfinished, its lines whole.
        """
        self._close()
        self.archive.close()
        if self._is_empty():
            self._remove()
            return False
        try:
            self._write_schemas()
            text = json.dumps(json_safe(stats), ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
            write_whole(self.path / STATS, text.encode("utf-8") + b"\n")
        except OSError as error:
            raise cannot_write(Path(error.filename or self.path), error) from error
        if self.log is not None and self.log.failure is not None:
            raise self.log.failure
        if origin is not None:
            write_index(self.path, self.archive.noted)
            write_package(self.path, origin)
        return True

    def abandon(self) -> bool:
        """End a run that can no longer be written: lines stay, an empty folder goes. Returns whether one is left."""
        self._close()
        with contextlib.suppress(OutputError):  # what cannot be closed now is mended by the next crawl
            self.archive.close()
        if self._is_empty():
            self._remove()
            return False
        return True

    def _close(self) -> None:
        if self.log is not None:
            self.log.detach()
        for file in self._files.values():
            file.close()

    def _is_empty(self) -> bool:
        ours = {*LINE_FILES.values(), LOG, NOTE}
        others = [path for path in self.path.glob("*") if path.name not in ours]
        return not others and not any(file.size for file in self._files.values())

    def _remove(self) -> None:
        """Remove what this run made, folders only when they are empty. A refusal leaves them, harmless."""
        self._close()
        with contextlib.suppress(OSError):
            if self.path in self._made:
                for name in (*LINE_FILES.values(), LOG, NOTE):
                    (self.path / name).unlink(missing_ok=True)
            for folder in reversed(self._made):
                folder.rmdir()

    def _write_schemas(self) -> None:
        (self.path / SCHEMAS).mkdir(exist_ok=True)
        for name in MODELS:
            write_whole(self.path / schema_in_run(name), schema_path(name).read_bytes())


def folder_name(slug: str) -> str:
    """Return a publication's folder name: its slug, or for a slug that is no safe name, a safe one of its own."""
    if _PLAIN_NAME.fullmatch(slug):
        return slug
    digest = hashlib.sha256(slug.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return "-".join(filter(None, [re.sub(r"[^A-Za-z0-9]+", "-", slug)[:80].strip("-"), digest]))


def mend_unfinished(publication_folder: Path, but: Path | None = None) -> list[str]:
    """Cut torn lines and records from runs that were killed, and return a sentence for each file that was mended.

    Leaves alone finished runs, the run `but`, and files that another crawl is writing. Raises
    schemas.OutputError when a file cannot be mended.
    """
    said = []
    for run in sorted(publication_folder.iterdir()):
        if run == but or not run.is_dir() or (run / PACKAGE).exists():
            continue
        for path in (run / name for name in LINE_FILES.values()):
            try:
                torn = path.is_file() and is_torn(path)
            except OSError as error:
                raise cannot_write(path, error) from error
            if torn:
                with LineFile(path) as file:
                    said.append(f"{path} ended in a torn line, from a crawl that was killed: cut off {file.cut} bytes.")
        said += mend_archive(run)
    return said


def make_folders(path: Path, made: list[Path]) -> Path:
    """Make a folder and its parents, noting each that was not there before. Raises OSError."""
    missing = []
    at = path
    while not at.exists():
        missing.append(at)
        at = at.parent
    for folder in reversed(missing):
        with contextlib.suppress(FileExistsError):  # another crawl made it in this instant
            folder.mkdir()
            made.append(folder)
    return path


def _claim(parent: Path, started: datetime, made: list[Path]) -> Path:
    while True:
        path = parent / started.strftime("%Y%m%dT%H%M%SZ")
        try:
            path.mkdir()
        except FileExistsError:
            started += timedelta(seconds=1)
        else:
            made.append(path)
            return path
