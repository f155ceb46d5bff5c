"""What the state knows of addresses: when each was asked for, what it answered, and where the archive has it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from pipelines.state import State


@dataclass(frozen=True, slots=True)
class Place:
    """Where a response or revisit record stands: the run's folder name, the file in it, the record and its offset."""

    run: str
    file: str
    record_id: str
    offset: int


@dataclass(frozen=True, slots=True)
class KnownPage:
    """The last answer of an address. `digest` and `place` are of the last one that was no 304.

    Where `place` is a revisit record, the body stands where `KnownPages.payload(digest)` says. `run` is the one
    that asked last, `fetched_at` when that was.
    """

    url: str
    fetched_at: datetime
    status: int
    etag: str | None
    last_modified: str | None
    digest: str
    moved_to: str | None
    run: str
    place: Place


@dataclass(frozen=True, slots=True)
class Payload:
    """A payload that the archive holds: what a revisit record refers to (WARC 1.1, section 6.7)."""

    digest: str
    url: str
    fetched_at: datetime
    place: Place


@dataclass(frozen=True, slots=True)
class Answer:
    """What one answer that is in the archive has to tell. `status` is 0 for one that was cut off."""

    url: str
    fetched_at: datetime
    status: int
    place: Place
    digest: str
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None


# The answer that comes last is the last one, whatever the clock says.
_NOTE = """
INSERT INTO pages VALUES (:url, :at, :at, :status, :moved_to, :etag, :last_modified, :digest, :run, :run, :file,
                          :record_id, :offset)
ON CONFLICT (url) DO UPDATE SET
    fetched_at = :at, status = :status, moved_to = :moved_to, etag = :etag, last_modified = :last_modified,
    digest = :digest, asked_in = :run, run = :run, file = :file, record_id = :record_id, "offset" = :offset
"""
# A 304 may bring new validators, and otherwise leaves what is known (RFC 9110, section 15.4.5).
_NOTE_UNCHANGED = """
UPDATE pages SET fetched_at = :at, asked_in = :run, etag = coalesce(:etag, etag),
    last_modified = coalesce(:last_modified, last_modified)
WHERE url = :url
"""


_ROBOTS = "SELECT *, NULL AS etag, NULL AS last_modified, run AS asked_in FROM robots WHERE url = ?"
_NOTE_ROBOTS = """
INSERT OR REPLACE INTO robots VALUES (:url, :at, :status, :moved_to, :digest, :run, :file, :record_id, :offset)
"""
_NOTE_ROBOTS_UNCHANGED = "UPDATE robots SET fetched_at = :at WHERE url = :url"


def is_failure(status: int) -> bool:
    """Tell whether a status says nothing of an address but that the site failed or was asked too much.

    0 is that of an answer that was cut off.
    """
    return status in (0, 429) or status >= 500


class KnownPages:
    """Looks up and notes addresses. One look-up is one search in a B-tree, whatever their number."""

    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, url: str) -> KnownPage | None:
        """Return what is known of an address, or null when it was never asked for."""
        with self._state.reading():
            row = self._state.one("SELECT * FROM pages WHERE url = ?", (url,))
            return _page(row) if row else None

    def robots(self, url: str) -> KnownPage | None:
        """Return the last answer of a robots.txt that can be gone by: anything but a failure of the site."""
        with self._state.reading():
            row = self._state.one(_ROBOTS, (url,))
            return _page(row) if row else None

    def payload(self, digest: str) -> Payload | None:
        """Return the record that holds a payload already, or null."""
        with self._state.reading():
            row = self._state.one("SELECT * FROM payloads WHERE digest = ?", (digest,))
            if row is None:
                return None
            return Payload(row["digest"], row["url"], datetime.fromisoformat(row["fetched_at"]), _place(row))

    def note(self, answer: Answer, has_payload: bool, end: int) -> None:
        """Take in an answer whose capture ends at byte `end` of its file.

        The first record with a payload is the one that later revisits refer to.
        """
        place = answer.place
        values = {
            "url": answer.url,
            "at": answer.fetched_at.isoformat(),
            "status": answer.status,
            "moved_to": answer.moved_to,
            "etag": answer.etag,
            "last_modified": answer.last_modified,
            "digest": answer.digest,
            "run": place.run,
            "file": place.file,
            "record_id": place.record_id,
            "offset": place.offset,
        }
        with self._state.change() as tables:
            tables.execute(_NOTE_UNCHANGED if answer.status == 304 else _NOTE, values)
            if _is_robots(answer.url) and not is_failure(answer.status):
                tables.execute(_NOTE_ROBOTS_UNCHANGED if answer.status == 304 else _NOTE_ROBOTS, values)
            if has_payload:
                tables.execute(
                    "INSERT OR IGNORE INTO payloads VALUES (:digest, :url, :at, :run, :file, :record_id, :offset)",
                    values,
                )
            self._state.take_in(place.run, place.file, end)


def _is_robots(url: str) -> bool:
    return url.endswith("/robots.txt") and urlsplit(url).path == "/robots.txt"


def _page(row: sqlite3.Row) -> KnownPage:
    return KnownPage(
        url=row["url"],
        fetched_at=datetime.fromisoformat(row["fetched_at"]),
        status=row["status"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        digest=row["digest"],
        moved_to=row["moved_to"],
        run=row["asked_in"],
        place=_place(row),
    )


def _place(row: sqlite3.Row) -> Place:
    return Place(row["run"], row["file"], row["record_id"], row["offset"])
