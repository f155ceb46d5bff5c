"""What the state knows of articles and issues: which revision was written last, and what the lists have named."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pipelines.state import State
from schemas import Article, Issue, Rejection
from schemas.record import content_hash


@dataclass(frozen=True, slots=True)
class KnownRecord:
    """The newest revision of an article or issue. `fields` are the fingerprints of an article's editorial fields.

    `digest` is of the payload that it was read from, by the parser version `parser`; `changed_at` is when the
    newest revision was fetched.
    """

    id: str
    url: str
    revision: int
    content_hash: str
    fields: dict[str, Any] = field(hash=False)
    digest: str | None
    parser: str | None
    run: str
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Link:
    """An article that a list has named: the id of its record, its address, and the list."""

    id: str
    url: str
    found_on: str | None
    found_at: datetime


# Answers that say that there is no such page any more.
GONE = frozenset({"http_404", "http_410"})

_NOTE = """
INSERT INTO records (id, kind, url, revision, content_hash, fields, digest, parser, run, first_at, changed_at)
VALUES (:id, :kind, :url, :revision, :content_hash, :fields, :digest, :parser, :run, :at, :at)
ON CONFLICT (id) DO UPDATE SET
    url = excluded.url, revision = excluded.revision, content_hash = excluded.content_hash, fields = excluded.fields,
    digest = excluded.digest, parser = excluded.parser, run = excluded.run, changed_at = excluded.changed_at,
    gone_at = NULL, moved_to = NULL
WHERE excluded.revision >= revision
"""


class KnownRecords:
    """Looks up and notes records. A record is noted when its line is on the disk, with the length of the file then."""

    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, record_id: str) -> KnownRecord | None:
        """Return what is known of an article or issue, or null when none was written."""
        with self._state.reading():
            row = self._state.one("SELECT * FROM records WHERE id = ?", (record_id,))
            if row is None:
                return None
            return KnownRecord(
                row["id"],
                row["url"],
                row["revision"],
                row["content_hash"],
                json.loads(row["fields"]),
                row["digest"],
                row["parser"],
                row["run"],
                _time(row["changed_at"]),
            )

    def is_rejected(self, rejection: Rejection, run: str) -> bool:
        """Tell whether a page was rejected in this run already, for the same first reason."""
        row = self._state.one("SELECT stage, code, run FROM rejections WHERE url = ?", (rejection.url,))
        return row is not None and tuple(row) == (rejection.stage, rejection.reasons[0].code, run)

    def note(self, record: Article | Issue | Rejection, run: str, file: str, size: int) -> None:
        """Take in a record whose line ends at byte `size` of a run's file."""
        with self._state.change():
            self.note_line(record, run)
            self._state.take_in(run, file, size)

    def note_line(self, record: Article | Issue | Rejection, run: str) -> None:
        """Take in a record of a run, as a part of a change in which the length of its file is taken in too."""
        with self._state.change() as tables:
            if isinstance(record, Rejection):
                first = record.reasons[0]
                tables.execute(
                    "INSERT OR REPLACE INTO rejections VALUES (?, ?, ?, ?, ?, ?)",
                    (record.url, record.stage, first.code, first.message, record.provenance.fetched_at, run),
                )
                if first.code in GONE:
                    tables.execute(
                        "UPDATE records SET gone_at = coalesce(gone_at, ?) WHERE url = ?",
                        (record.provenance.fetched_at, record.url),
                    )
            else:
                tables.execute(_NOTE, {**_values(record), "run": run})
                tables.execute("DELETE FROM rejections WHERE url = ?", (record.url,))

    def note_links(self, links: list[Link]) -> None:
        """Take in what a list names. Where and when a link was found first stays."""
        rows = [(link.id, link.url, link.found_on, *[link.found_at.isoformat()] * 2) for link in links]
        with self._state.change() as tables:
            tables.executemany(
                "INSERT INTO links VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
                rows,
            )

    def note_address(self, link_id: str, url: str) -> None:
        """Take in where a link leads: the address, after redirects, at which its article was found."""
        with self._state.change() as tables:
            tables.execute("UPDATE links SET url = ? WHERE id = ? AND url != ?", (url, link_id, url))

    def note_gone(self, record_id: str, at: datetime, moved_to: str | None) -> None:
        """Take in that an article is no longer where it was: it has vanished, or moved to another address."""
        with self._state.change() as tables:
            tables.execute(
                "UPDATE records SET gone_at = coalesce(gone_at, ?), moved_to = ? WHERE id = ?",
                (at.isoformat(), moved_to, record_id),
            )


def issue_hash(issue: Issue) -> str:
    """Return "sha256:<hex>" over what an issue's page says, without how it was fetched."""
    return content_hash(issue.model_dump(mode="json", exclude={"provenance"}))


def known_record(article: Article, run: str) -> KnownRecord:
    """Return what will be known of an article once its line is written."""
    at, origin = _time(article.provenance.fetched_at), article.provenance
    return KnownRecord(
        article.id,
        article.url,
        article.revision,
        article.content_hash,
        article.fingerprints(),
        origin.payload_digest,
        origin.parser_version,
        run,
        at,
    )


def _values(record: Article | Issue) -> dict[str, object]:
    article = record if isinstance(record, Article) else None
    return {
        "id": record.id,
        "kind": "article" if article else "issue",
        "url": record.url,
        "revision": article.revision if article else 1,
        "content_hash": article.content_hash if article else issue_hash(record),  # type: ignore[arg-type]
        "fields": json.dumps(article.fingerprints() if article else _contents(record)),  # type: ignore[arg-type]
        "digest": record.provenance.payload_digest,
        "parser": record.provenance.parser_version,
        "at": record.provenance.fetched_at,
    }


def _contents(issue: Issue) -> dict[str, Any]:
    """Return what `pipelines.gaps` asks of an issue: its number, its day, and every article that it lists."""
    listed = [article.url for section in issue.sections for article in section.articles]
    return {"number": issue.number, "date": issue.date, "listed": listed}


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
