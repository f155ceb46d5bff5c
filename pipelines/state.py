"""state.sqlite: what a publication's crawls have seen, for the next one.

It is an index, drawn from the runs beside it and never the only place where anything stands. A line or record that a
crawl wrote before it was killed is taken in when the next one starts (pipelines/recall.py), and a state that is damaged
or lost is drawn anew from the runs.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from pipelines import state_file
from pipelines.files import cannot_write
from pipelines.state_file import DamagedStateError
from schemas import OutputError

Values = Sequence[object] | Mapping[str, object]


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
        if path.is_dir():
            raise DamagedStateError(path, "is a folder, and no file")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
        except OSError as error:
            raise cannot_write(path, error) from error
        except sqlite3.DatabaseError as error:
            state_file.raise_for(path, error)
        try:
            state_file.prepare(connection, path)
        except BaseException:
            connection.close()
            raise
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
            if path.is_dir() and not blank:
                raise DamagedStateError(path, "is a folder, and no file")
            if path.exists() and not blank:
                state_file.copy(path, connection)
            state_file.prepare(connection, path)
        except (sqlite3.OperationalError, OSError) as error:
            connection.close()
            raise OutputError(
                f"{path} cannot be read: {error}. Let this user read it, and see that the temporary folder has room "
                "for a copy of it (SQLITE_TMPDIR names another one)."
            ) from error
        except sqlite3.DatabaseError as error:
            connection.close()
            state_file.raise_for(path, error)
        except BaseException:
            connection.close()
            raise
        return cls(connection, path)

    def one(self, query: str, values: Values = ()) -> sqlite3.Row | None:
        """Return the first row of a query, or null. Raises DamagedStateError, schemas.OutputError."""
        with self._lock, self.reading():
            row: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
            return row

    def all(self, query: str, values: Values = ()) -> list[sqlite3.Row]:
        """Return all rows of a query. Raises DamagedStateError, schemas.OutputError."""
        with self._lock, self.reading():
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Take for damage what SQLite finds amiss in the block, and a value there that cannot have been written."""
        if isinstance(self._failure, DamagedStateError):
            raise self._failure
        try:
            yield
        except (sqlite3.DatabaseError, ValueError) as error:
            self._raise_for(error)

    @property
    def is_damaged(self) -> bool:
        """Tell whether the state was found to be torn. It must be put aside, and cannot be used any more."""
        return isinstance(self._failure, DamagedStateError)

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Make several changes as one: all of them stand, or none. Inside another change it is a part of that one.

        Raises schemas.OutputError when the disk refuses, DamagedStateError when the state is torn, and from then on
        always.
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
                with suppress(sqlite3.DatabaseError):  # what cannot be taken back is not used any more
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                if not isinstance(error, sqlite3.DatabaseError):
                    raise
                self._raise_for(error)

    def _raise_for(self, error: sqlite3.DatabaseError | ValueError) -> NoReturn:
        """Raise what an error means. No change may follow one that is missing: the next crawl takes in the rest."""
        try:
            if isinstance(error, ValueError):
                raise DamagedStateError(self.path, f"is damaged: it holds what nobody wrote ({error})") from error
            state_file.raise_for(self.path, error)
        except OutputError as failure:
            self._failure = failure
            raise

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
            if not self.is_damaged:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.ProgrammingError:  # closed before
            return
        except sqlite3.DatabaseError as error:
            # The log beside it still holds the changes, and the next to open the state finds them there.
            self._connection.close()
            self._raise_for(error)
        self._connection.close()
