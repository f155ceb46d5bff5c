"""The file of a state: its tables, whether it is one of ours and sound, and what becomes of one that is not."""

from __future__ import annotations

import sqlite3
import time
from functools import cache
from pathlib import Path
from typing import NoReturn

from pipelines.files import cannot_write
from schemas import OutputError

STATE = "state.sqlite"
VERSION = 2

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
_SINCE_2 = """
-- The last answer of each robots.txt that can be gone by: no failure of the site. In `pages` a failure is the last.
CREATE TABLE robots (
    url TEXT PRIMARY KEY, fetched_at TEXT NOT NULL, status INTEGER NOT NULL, moved_to TEXT, digest TEXT NOT NULL,
    run TEXT NOT NULL, file TEXT NOT NULL, record_id TEXT NOT NULL, "offset" INTEGER NOT NULL
) WITHOUT ROWID;
"""
_FROM_1_TO_2 = """
INSERT INTO robots SELECT url, fetched_at, status, moved_to, digest, run, file, record_id, "offset" FROM pages
WHERE url LIKE '%/robots.txt' AND status BETWEEN 200 AND 499 AND status != 429;
"""
# Seconds for which a state is searched for damage when it is opened: enough for half a gigabyte. What is not found
# then is met when it is needed, and ends the command.
_SEARCH = 1.0


class DamagedStateError(OutputError):
    """The file is no state.sqlite, or it is torn. The next command draws the state anew from the runs.

    `finding` is what was found, in a sentence, without what to do.
    """

    def __init__(self, path: Path, what: str) -> None:
        self.finding = f"{path} {what}."
        super().__init__(
            f"{self.finding} Type the same command again: it draws the state anew from the runs, and goes on."
        )


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make a connection to a state ready, its tables too where there are none.

    Raises DamagedStateError for a file that is torn or another program's, schemas.OutputError.
    """
    connection.row_factory = sqlite3.Row
    try:
        [version] = connection.execute("PRAGMA user_version").fetchone()
        tables = _tables_of(connection)
        if version == 0 and not tables:
            _begin(connection, _TABLES + _SINCE_2)
        elif version == 1 and tables == _tables_made_by(_TABLES):
            _begin(connection, _SINCE_2 + _FROM_1_TO_2)
        elif version != VERSION or tables != _tables_made_by(_TABLES + _SINCE_2):
            raise DamagedStateError(path, "is no state of this program: its tables are others")
        else:
            _search_for_damage(connection)
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16000")  # 16 MB, however large the state grows
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:  # its header promises what it has not
            raise DamagedStateError(path, f"is damaged: {error}") from error
        raise_for(path, error)


def raise_for(path: Path, error: sqlite3.DatabaseError) -> NoReturn:
    """Raise what an error of SQLite means: DamagedStateError, schemas.OutputError, or the error for a fault of ours."""
    code = getattr(error, "sqlite_errorcode", None)  # none: the text in a row cannot be decoded
    if code == sqlite3.SQLITE_ERROR:
        raise error
    if isinstance(error, sqlite3.OperationalError) and code is not None:
        raise OutputError(
            f"{path} cannot be written: {error}. Free some space and let this user write there, or write elsewhere "
            "with -s OUTPUT_DIR=DIR. It can be deleted: the next crawl draws it anew from the runs."
        ) from error
    if type(error) in (sqlite3.DatabaseError, sqlite3.OperationalError):
        raise DamagedStateError(path, f"is damaged: {error}") from error
    raise error


def put_aside(path: Path) -> Path:
    """Give a state that is no use another name, and return that. Raises schemas.OutputError."""
    number = 1
    while (aside := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    try:
        path.rename(aside)
        for suffix in ("-wal", "-shm"):  # they belong to the damaged file and would be played into the new one
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error
    return aside


def copy(path: Path, target: sqlite3.Connection) -> None:
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


def _begin(connection: sqlite3.Connection, statements: str) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(f"BEGIN; {statements} PRAGMA user_version = {VERSION}; COMMIT;")


def _tables_of(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return the names and definitions of all tables and indexes."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return frozenset((name, sql) for name, sql in found)


@cache
def _tables_made_by(statements: str) -> frozenset[tuple[str, str]]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(statements)
        return _tables_of(connection)
    finally:
        connection.close()


def _search_for_damage(connection: sqlite3.Connection) -> None:
    end = time.monotonic() + _SEARCH
    connection.set_progress_handler(lambda: time.monotonic() > end, 1000)
    try:
        [found] = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(" ".join(found.split()))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
    finally:
        connection.set_progress_handler(None, 0)
