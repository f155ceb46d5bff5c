"""state.sqlite: what a publication's crawls have seen, for the next one.

It is an index, drawn from the runs beside it and never the only place where anything stands. A line or record that a
crawl wrote before it was killed is taken in when the next one starts (pipelines/recall.py), and a state that is damaged
or lost is drawn anew from the runs.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipelines.files import cannot_write
from schemas import OutputError

STATE = "state.sqlite"
VERSION = 1

Values = Sequence[object] | Mapping[str, object]

_TABLES = """
-- Every address that was asked for, with its last answer. `run`, `file`, `record_id` and `offset` lead to the last one
-- that was no 304; `asked_in` is the run of the last answer, a 304 or not.
CREATE TABLE pages (
    url TEXT PRIMARY KEY, first_at TEXT NOT NULL, fetched_at TEXT NOT NULL, status INTEGER NOT NULL, moved_to TEXT,
    etag TEXT, last_modified TEXT, digest TEXT NOT NULL, asked_in TEXT NOT NULL, run TEXT NOT NULL, file TEXT NOT NULL,
    record_id TEXT NOT NULL, "offset" INTEGER NOT NULL
) WITHOUT ROWID;
-- Every payload that an archive holds, so that the same bytes are not kept twice.
CREATE TABLE payloads (
    digest TEXT PRIMARY KEY, url TEXT NOT NULL, fetched_at TEXT NOT NULL, run TEXT NOT NULL, file TEXT NOT NULL,
    record_id TEXT NOT NULL, "offset" INTEGER NOT NULL
) WITHOUT ROWID;
-- Every article and issue that was written: its newest revision, and a fingerprint of each editorial field.
CREATE TABLE records (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, url TEXT NOT NULL, revision INTEGER NOT NULL, content_hash TEXT NOT NULL,
    fields TEXT NOT NULL, digest TEXT, parser TEXT, run TEXT NOT NULL, first_at TEXT, changed_at TEXT, gone_at TEXT,
    moved_to TEXT
) WITHOUT ROWID;
CREATE INDEX records_url ON records (url);
-- Every page that gave no record, until it gives one.
CREATE TABLE rejections (
    url TEXT PRIMARY KEY, stage TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, at TEXT, run TEXT NOT NULL
) WITHOUT ROWID;
-- Every article that a list of the paper has named: where and when it was found first, and when last.
CREATE TABLE links (
    id TEXT PRIMARY KEY, url TEXT NOT NULL, found_on TEXT, found_at TEXT NOT NULL, seen_at TEXT NOT NULL
) WITHOUT ROWID;
-- How many bytes of each file of each run the tables above know of.
CREATE TABLE taken_in (
    run TEXT NOT NULL, file TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (run, file)
) WITHOUT ROWID;
"""


class State:
    """An open state.sqlite. Changes are visible to readers at once, and on the disk at the latest with `close`.

    Uses a write-ahead log (sqlite.org/wal.html) without a sync for each change: a process that is killed loses
    nothing, a power cut at worst the newest changes, and those are taken in again from the runs. May be used from any
    thread: captures are noted in the one that writes them.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.RLock()
        self._failure: OutputError | None = None

    @classmethod
    def open(cls, path: Path) -> State:
        """Open or make the state. Raises schemas.OutputError when it cannot be written, DamagedStateError when torn."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
        except OSError as error:
            raise cannot_write(path, error) from error
        except sqlite3.OperationalError as error:
            raise _refused(path, error) from error
        try:
            _prepare(connection, path)
        except sqlite3.OperationalError as error:
            connection.close()
            raise _refused(path, error) from error
        except sqlite3.DatabaseError as error:
            connection.close()
            raise DamagedStateError(f"{path} is damaged: {error}.") from error
        return cls(connection, path)

    @classmethod
    def copy_of(cls, path: Path, *, blank: bool = False) -> State:
        """Return a private copy of a state as it is now, gone with `close`; an empty one if `blank` or there is none.

        Takes no lock, and writes nothing beside the state: a crawl that is at work is not disturbed. The copy is a
        temporary file of SQLite's own, not memory. Raises schemas.OutputError when the state cannot be read or the
        copy not be written, DamagedStateError when the state is torn.
        """
        connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        try:
            if path.exists() and not blank:
                _copy(path, connection)
            _prepare(connection, path)
        except (sqlite3.OperationalError, OSError) as error:
            connection.close()
            raise OutputError(
                f"{path} cannot be read: {error}. Let this user read it, and see that the temporary folder has room "
                "for a copy of it (SQLITE_TMPDIR names another one)."
            ) from error
        except sqlite3.DatabaseError as error:
            connection.close()
            raise DamagedStateError(f"{path} is damaged: {error}.") from error
        except BaseException:
            connection.close()
            raise
        return cls(connection, path)

    def one(self, query: str, values: Values = ()) -> sqlite3.Row | None:
        """Return the first row of a query, or null."""
        with self._lock:
            row: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
            return row

    def all(self, query: str, values: Values = ()) -> list[sqlite3.Row]:
        """Return all rows of a query."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Make several changes as one: all of them stand, or none. Inside another change it is a part of that one.

        Raises schemas.OutputError when the disk refuses, and from then on always.
        """
        with self._lock:
            if self._failure is not None:
                raise self._failure
            if self._connection.in_transaction:
                yield self._connection
                return
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                if not isinstance(error, sqlite3.OperationalError):
                    raise
                # No change may follow one that is missing: the next crawl takes in what comes after the last.
                self._failure = _refused(self.path, error)
                raise self._failure from error

    def taken_in(self, run: str, file: str) -> int:
        """Return how many bytes of a run's file the state knows of."""
        row = self.one("SELECT size FROM taken_in WHERE run = ? AND file = ?", (run, file))
        return int(row["size"]) if row else 0

    def take_in(self, run: str, file: str, size: int) -> None:
        """Note that so many bytes of a run's file are known, as a part of the change that made them so."""
        with self.change() as tables:
            tables.execute("INSERT OR REPLACE INTO taken_in VALUES (?, ?, ?)", (run, file, size))

    def close(self) -> None:
        """Bring all changes into the one file and close it; a second call does nothing."""
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.ProgrammingError:  # closed before
            return
        except sqlite3.OperationalError as error:
            # The log beside it still holds the changes, and the next to open the state finds them there.
            self._connection.close()
            raise _refused(self.path, error) from error
        self._connection.close()


class DamagedStateError(OutputError):
    """The file is no state.sqlite, or it is torn. Raised by State.open; answered by drawing it anew from the runs."""


def _copy(path: Path, target: sqlite3.Connection) -> None:
    """Copy a state as it stands at this instant, with what its write-ahead log holds. Raises sqlite3.DatabaseError.

    A reader of a log makes files beside it and leaves them there. So a state without a log, which nobody is writing,
    is read as one that does not change (sqlite.org/wal.html, "Read-Only Databases"), and read again if it did.
    """
    log, address = path.with_name(path.name + "-wal"), path.absolute().as_uri()
    if not log.exists():
        before = path.stat()
        _back_up(address + "?immutable=1", target)
        after = path.stat()
        if not log.exists() and (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size):
            return
    _back_up(address + "?mode=ro", target)


def _back_up(address: str, target: sqlite3.Connection) -> None:
    source = sqlite3.connect(address, uri=True, timeout=10)
    try:
        source.backup(target)
    finally:
        source.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -16000")  # 16 MB, however large the state grows
    [version] = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
    elif version != VERSION:
        raise DamagedStateError(f"{path} is of version {version}; this program writes version {VERSION}.")
    else:
        connection.execute("SELECT count(*) FROM taken_in").fetchone()  # a torn file says so here at the latest


def _refused(path: Path, error: sqlite3.OperationalError) -> OutputError:
    return OutputError(
        f"{path} cannot be written: {error}. Free some space and let this user write there, or write elsewhere with "
        "-s OUTPUT_DIR=DIR. It can be deleted: the next crawl draws it anew from the runs."
    )
