"""Tables that are gone with the process: on the disk, so that they may grow without memory growing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from schemas import OutputError

Row = tuple[Any, ...]


class Scratch:
    """Tables in a temporary file of SQLite's own, which holds 2 MB of it in memory.

    Raises schemas.OutputError when the temporary folder cannot be written.
    """

    def __init__(self, tables: str) -> None:
        # An empty name is a file that nobody else sees and that goes with the connection (sqlite.org/inmemorydb.html).
        # Nothing in it outlives the process, so nothing waits for the disk.
        self._connection = sqlite3.connect("", isolation_level=None)
        with _refusing():
            self._connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {tables}")

    def put(self, statement: str, values: Row = ()) -> None:
        """Change something."""
        with _refusing():
            self._connection.execute(statement, values)

    def one(self, query: str, values: Row = ()) -> Row | None:
        """Return the first row of a query, or null."""
        with _refusing():
            row: Row | None = self._connection.execute(query, values).fetchone()
            return row

    def rows(self, query: str) -> Iterator[Row]:
        """Yield the rows of a query. Meanwhile only tables that it does not name may be changed."""
        cursor = self._connection.cursor()
        with _refusing():
            cursor.execute(query)
        while True:
            with _refusing():
                row = cursor.fetchone()
            if row is None:
                return
            yield row


class FirstPlaces:
    """Where each key was first met, as two numbers; a table in place of a dict that would grow with the archive."""

    def __init__(self) -> None:
        self._scratch = Scratch("CREATE TABLE places (key BLOB PRIMARY KEY, a INTEGER, b INTEGER) WITHOUT ROWID")

    def get(self, key: str) -> tuple[int, int] | None:
        """Return the place of a key, or null."""
        row = self._scratch.one("SELECT a, b FROM places WHERE key = ?", (short_digest(key),))
        return (row[0], row[1]) if row else None

    def note(self, key: str, place: tuple[int, int]) -> None:
        """Note a place, unless the key has one."""
        self._scratch.put("INSERT OR IGNORE INTO places VALUES (?, ?, ?)", (short_digest(key), *place))


def short_digest(text: str) -> bytes:
    """Return 16 bytes that stand for a text: two among 10^15 texts are alike once in a billion times."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(
            f"the temporary folder cannot be written: {error}. Free some space there, or type SQLITE_TMPDIR=DIR before "
            "the command to have tables that are gone with it elsewhere."
        ) from error
