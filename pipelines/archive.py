"""The WARC files of one run: what is written to them, when it is on the disk, and when the next file is begun."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipelines import warc
from pipelines.captures import Captures, Kept, RunCaptures
from pipelines.cdxj import Noted, SortedLines
from pipelines.exchange_records import exchange_records
from pipelines.files import cannot_write, flush_to_disk, sync_folder
from schemas import Article, Issue, OutputError
from schemas.exchange import Exchange, Preserved

FOLDER = "archive"
# A file has this at the end of its name until it is closed. Tools that look for *.warc.gz leave it alone.
OPEN = ".open"
ROLL_OVER = 1_000_000_000


def new_record_id() -> str:
    """Return a WARC-Record-ID, without its brackets."""
    return f"urn:uuid:{uuid.uuid4()}"


@dataclass(frozen=True)
class ArchiveSettings:
    """How an archive is written. `info` goes into each file's warcinfo; `roll_over` is in bytes, compressed.

    `level` is of compression, from 0 to 12. `now` and `new_id` are passed in so that records can be compared byte for
    byte.
    """

    prefix: str
    host: str
    info: Mapping[str, str] = field(default_factory=dict)
    roll_over: int = ROLL_OVER
    level: int = 6
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    new_id: Callable[[], str] = new_record_id


class Archive:
    """Appends records to archive/<prefix>-<YYYYMMDDhhmmss>-<serial>-<host>.warc.gz of a run folder.

    A record is whole in the file when a method returns, and on the disk after `sync`. Nothing is made before the
    first record. May be called from any thread. Raises schemas.OutputError when the disk refuses; the file is then
    cut back to its last whole record, and every later call raises the same error.
    """

    def __init__(self, run: Path, settings: ArchiveSettings, captures: Captures | None = None) -> None:
        self.folder = run / FOLDER
        self._settings = settings
        self.captures = captures or RunCaptures()
        self._lock = threading.RLock()
        self._failure: OutputError | None = None
        self._fd = -1
        self._path = self.folder
        self._size = 0
        self._synced = 0
        self._serial = len(list(self.folder.glob("*.warc.gz")))  # a run that is gone on with has some
        self._warcinfo_id = ""
        # What the index will say of the files written here, which then need not be read for it.
        self.noted = Noted(SortedLines(self.folder))

    def keep(self, exchange: Exchange) -> Preserved | None:
        """Write an exchange's request and answer; return where the answer is, None when none came."""
        digest = warc.payload_digest(exchange)
        with self._lock:
            self._open_file()
            labels = warc.Labels(exchange.began, self._warcinfo_id)
            made = exchange_records(exchange, digest, labels, self.captures, self._settings.new_id)
            offset = self._size
            ends = self._append(made.records)
            if made.answer is None:
                return None
            with self._guarded():
                self.noted.lines.add(made.answer.line(exchange, self._path.name, offset, ends[0] - offset))
            file, record_id = f"{FOLDER}/{self._path.name}", made.answer.record_id
            self.captures.remember(Kept(exchange, record_id, digest, file, offset, self._size))
            return Preserved(exchange.began, digest, file, record_id)

    def keep_record(self, record: Article | Issue, line: str) -> None:
        """Write a record that was made from a capture of this run, as its line of JSON has it; others are left out.

        A crawl of an archive captures nothing itself, and then there is no file here.
        """
        origin = record.provenance
        if origin.warc_record_id is None or origin.fetched_at is None or not self._serial:
            return
        with self._lock:
            self._open_file()
            # What was got from another archive was fetched, in the record's words, when that archive captured it.
            own = origin.source == "crawl"
            date = datetime.fromisoformat(origin.fetched_at) if own else self._settings.now()
            labels = warc.Labels(date, self._warcinfo_id)
            block = line.encode("utf-8")
            # Not the page's URL: tools that index every record would replay the record in the page's place.
            url = f"urn:broadsheet:{type(record).__name__.lower()}:{record.url}"
            record_id, about = self._settings.new_id(), origin.warc_record_id
            self._append([warc.metadata_record(record_id, url, labels, "application/json", block, about=about)])

    def sync(self) -> None:
        """Return when all that was written before this call is on the disk. Records can be written meanwhile."""
        with self._lock, self._guarded():
            if self._fd < 0 or self._synced >= self._size:
                return
            path, size = self._path, self._size
            fd = os.dup(self._fd)  # the file may be full and closed before this one is done with it
        try:
            with self._guarded():
                flush_to_disk(fd)
        finally:
            os.close(fd)
        with self._lock:
            if self._path == path:
                self._synced = max(self._synced, size)

    def close(self) -> None:
        """Give the open file its name; a second call does nothing. After a failure this is tried all the same."""
        with self._lock:
            failure, self._failure = self._failure, None
            try:
                self._close_file()
            finally:
                self._failure = failure or self._failure

    def _append(self, records: list[bytes]) -> list[int]:
        """Write records and return where each ends."""
        ends = []
        with self._guarded():
            for record in records:
                self._write(warc.gzip_member(record, self._settings.level))
                ends.append(self._size)
        return ends

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._fd, rest) :]
        self._size += len(data)

    def _open_file(self) -> None:
        """Make sure that a file is open and has room: a full one is closed and the next begun."""
        with self._guarded():
            if self._fd >= 0 and self._size >= self._settings.roll_over:
                self._close_file()
            if self._fd >= 0:
                return
            if not self.folder.exists():
                self.folder.mkdir()
                sync_folder(self.folder.parent)
            date = self._settings.now()
            stamp = date.astimezone(UTC).strftime("%Y%m%d%H%M%S")
            host = _name_part(self._settings.host) or "localhost"
            name = f"{_name_part(self._settings.prefix)}-{stamp}-{self._serial:05d}-{host}.warc.gz"
            self._serial += 1
            self._path = self.folder / name
            self.noted.files.add(name)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
            self._fd = os.open(self.folder / (name + OPEN), flags, 0o644)
            self._size = self._synced = 0
            with contextlib.suppress(OSError):  # some network file systems have no locks
                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            sync_folder(self.folder)
            self._warcinfo_id = self._settings.new_id()
            self._append([warc.warcinfo(self._warcinfo_id, name, date, self._settings.info)])

    def _close_file(self) -> None:
        if self._fd < 0:
            return
        with self._guarded():
            try:
                flush_to_disk(self._fd)
            finally:
                os.close(self._fd)
                self._fd = -1
            opened = self._path.with_name(self._path.name + OPEN)
            if self._size:
                opened.rename(self._path)
                sync_folder(self.folder)
            else:  # the disk refused the very first record
                opened.unlink()
                with contextlib.suppress(OSError):  # it holds other files
                    self.folder.rmdir()

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        """Cut the file back to its whole records when the disk refuses, and remember the refusal."""
        if self._failure is not None:
            raise self._failure
        whole = self._size
        try:
            yield
        except BaseException as error:
            if self._fd >= 0 and not isinstance(error, OutputError):
                with contextlib.suppress(OSError):  # what is torn stays until the next crawl cuts it
                    os.ftruncate(self._fd, whole)
                self._size = whole
            if not isinstance(error, OSError):
                raise
            self._failure = cannot_write(Path(error.filename or self._path), error)
            raise self._failure from error


def _name_part(text: str) -> str:
    """Return a text as it may stand in a file name between hyphens."""
    return re.sub(r"[^A-Za-z0-9_.]+", "_", text).strip("._")[:60]
