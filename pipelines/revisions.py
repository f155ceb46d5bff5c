"""Revisions: of several captures of one article, each that says something new, numbered in the order of capture."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, BinaryIO

from pipelines.lines import LineFile
from pipelines.newest import UNSAVED, gave_way
from pipelines.scratch import Scratch, short_digest
from schemas import Article, Reason, Rejection

_TABLES = """
CREATE TABLE captures (
    start INTEGER PRIMARY KEY, -- where its line begins
    id BLOB, captured TEXT, content BLOB, crawl TEXT, told INTEGER
);
-- What stands in the place of a line: the line that begins at `source`, as this revision; null for none.
CREATE TABLE places (start INTEGER PRIMARY KEY, source INTEGER, revision INTEGER, changed TEXT);
-- Lines that are in no place any more; `same` when another says the same.
CREATE TABLE given_up (start INTEGER PRIMARY KEY, same INTEGER);
"""
_SEVERAL = """
SELECT id, start, captured, content, crawl, told FROM captures
WHERE id IN (SELECT id FROM captures GROUP BY id HAVING count(*) > 1) ORDER BY id, captured, start
"""


@dataclass(frozen=True, slots=True)
class Captured:
    """An article as its line of JSON. `content` tells what it says, `captured` is ISO 8601 in UTC, empty if unknown.

    `crawl` names the crawl of ours that captured it, empty for captures of others; `told` says that this crawl made a
    record of it.
    """

    text: str
    id: str
    content: str
    captured: str
    crawl: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    captured: str
    content: bytes
    crawl: str
    told: bool


class Revisions:
    """Writes the articles of one file as crawls at the times of the captures would have.

    A capture that says something else than the one before it is the next revision, with the fields that `changed`; one
    that says the same is counted as "repeated". The first keeps the revision that its crawl gave it. Of captures
    that cannot be put in order one is kept, and those with other words are rejected as "conflicting_copy": captures of
    one instant or without a time, of which the first is kept, and captures of one crawl of ours, which keeps one record
    of an article.

    The order is known only at the end. So lines are written as they come, and `settle` puts the file in order: the
    revisions of an article stand from old to new, in the places of its captures. Memory does not grow with the
    lines. Raises schemas.OutputError.
    """

    def __init__(self, file: LineFile, reject: Callable[[Rejection], None]) -> None:
        self._file, self._reject = file, reject
        self._scratch = Scratch(_TABLES)
        self._unsaved = 0
        self.repeated = 0

    def add(self, line: Captured) -> None:
        """Write a line."""
        start = self._file.size
        self._unsaved += 1
        self._file.append(line.text, flush=self._unsaved % UNSAVED == 0)
        self._scratch.put(
            "INSERT INTO captures VALUES (?, ?, ?, ?, ?, ?)",
            (start, short_digest(line.id), line.captured, short_digest(line.content), line.crawl, line.told),
        )

    def settle(self) -> int:
        """Put the lines in order, bring the file to the disk, and return how many lines there are. Nothing follows."""
        self._file.flush()
        with self._file.path.open("rb") as lines:
            for group in self._several():
                kept, given_up = _sort_out(group)
                self._place(group, kept, lines)
                for line, same in given_up:
                    self._scratch.put("INSERT INTO given_up VALUES (?, ?)", (line.start, same))
            if self._count("places"):
                self._file.rewrite(lambda start, text: self._settled(start, text, lines))
        return self._count("captures") - self._count("given_up")

    def _several(self) -> Iterator[list[_Line]]:
        for _, rows in groupby(self._scratch.rows(_SEVERAL), key=lambda row: row[0]):
            yield [_Line(start, at, content, crawl, bool(told)) for _, start, at, content, crawl, told in rows]

    def _place(self, group: list[_Line], kept: list[_Line], lines: BinaryIO) -> None:
        """Give the lines that are kept the places of their article, the first places first."""
        revision, before = 0, dict[str, str]()
        sources: list[Any] = []
        for line in kept:
            record = json.loads(_line_at(lines, line.start))
            fields = Article.model_validate(record).fingerprints() if len(kept) > 1 else {}
            changed = [name for name, value in fields.items() if before.get(name) != value] if before else None
            # Where captures between are missing here, the numbers are those of the crawl all the same.
            revision = max(revision + 1, record["revision"])
            sources.append((line.start, revision, json.dumps(record["changed"] if changed is None else changed)))
            before = fields
        places = sorted(line.start for line in group)
        sources += [(None, None, None)] * (len(places) - len(sources))
        for place, source in zip(places, sources, strict=True):
            self._scratch.put("INSERT INTO places VALUES (?, ?, ?, ?)", (place, *source))

    def _settled(self, start: int, text: str, lines: BinaryIO) -> str | None:
        """Return what stands in the place of a line, and see to it that nothing is lost that has none."""
        if given_up := self._scratch.one("SELECT same FROM given_up WHERE start = ?", (start,)):
            if given_up[0]:
                self.repeated += 1
            else:
                message = "another capture of the same time or crawl, with other words, was kept"
                self._reject(gave_way(text, Reason(code="conflicting_copy", field="id", message=message)))
        place = self._scratch.one("SELECT source, revision, changed FROM places WHERE start = ?", (start,))
        if place is None:
            return text
        source, revision, changed = place
        if source is None:
            return None
        record = json.loads(_line_at(lines, source))
        record["revision"], record["changed"] = revision, json.loads(changed)
        return json.dumps(record, ensure_ascii=False, allow_nan=False)

    def _count(self, table: str) -> int:
        row = self._scratch.one(f"SELECT count(*) FROM {table}")
        assert row is not None
        return int(row[0])


def _sort_out(group: list[_Line]) -> tuple[list[_Line], list[tuple[_Line, bool]]]:
    """Part the captures of an article, given from old to new, into revisions and others, with whether each of those
    says the same as the one that it gives way to.
    """
    kept: list[_Line] = []
    given_up: list[tuple[_Line, bool]] = []
    of_crawls: dict[str, _Line] = {}
    dated = [line for line in group if line.captured]
    undated = [line for line in group if not line.captured]
    for line in sorted(dated, key=lambda line: not line.told):
        if line.crawl:
            of_crawls.setdefault(line.crawl, line)
    for line in dated or undated[:1]:
        own = of_crawls.get(line.crawl, line)
        if own is not line:
            given_up.append((line, own.content == line.content))
        elif kept and line.content == kept[-1].content:
            given_up.append((line, True))
        elif kept and line.captured == kept[-1].captured:
            given_up.append((line, False))
        else:
            kept.append(line)
    said = {line.content for line in kept}
    given_up += [(line, line.content in said) for line in undated if line not in kept]
    return kept, given_up


def _line_at(lines: BinaryIO, start: int) -> bytes:
    lines.seek(start)
    return lines.readline()
