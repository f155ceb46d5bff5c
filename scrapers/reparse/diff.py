"""What a better parser changes: the articles of two runs compared, field by field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.scratch import Scratch, short_digest
from schemas import ArgumentError

# Not compared: what every run has its own of, and what follows from the body.
_LEFT_OUT = frozenset({"schema_version", "id", "revision", "content_hash", "changed", "provenance", "text"})
EXAMPLES = 3
# File 0 is the old one. A row for each line.
_TABLES = """
CREATE TABLE files (number INTEGER PRIMARY KEY, path TEXT);
CREATE TABLE articles (file INTEGER, start INTEGER, id BLOB, captured TEXT);
CREATE INDEX by_id ON articles (id);
"""
_PAIRS = """
SELECT before, path, start FROM (
    SELECT old.start AS before, new.file AS file, new.start AS start, row_number() OVER (
        PARTITION BY id
        ORDER BY old.captured = new.captured DESC, old.captured DESC, new.captured DESC, old.start DESC, new.start DESC
    ) AS rank
    FROM articles AS old JOIN articles AS new USING (id) WHERE old.file = 0 AND new.file > 0
) JOIN files ON number = file WHERE rank = 1 ORDER BY file, start
"""
_ALONE = """
SELECT path, min(start) FROM articles JOIN files ON number = file
WHERE id NOT IN (SELECT id FROM articles WHERE {others}) GROUP BY id ORDER BY file, min(start)
"""
_ADDED, _GONE = _ALONE.format(others="file = 0"), _ALONE.format(others="file > 0")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Example:
    """One change: where, and the two values, cut to what differs. Null stands for nothing there."""

    url: str
    old: str | None
    new: str | None


@dataclass
class Difference:
    """What differs between two runs. `fields` counts articles; examples are kept for each field."""

    compared: int = 0
    changed: int = 0
    added: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values, the most changed field first."""
        return {
            "compared": self.compared,
            "changed": self.changed,
            "added": self.added,
            "gone": self.gone,
            "fields": [
                {
                    "field": name,
                    "articles": count,
                    "examples": [{"url": e.url, "old": e.old, "new": e.new} for e in self.examples[name]],
                }
                for name, count in self.fields.most_common()
            ],
        }


def compare(old: Path, new: Iterable[Path]) -> Difference:
    """Compare the articles of a file of JSON Lines with those of others, by id. Order is of no account.

    Of an article with several revisions one is compared: the newest that both have of the same capture, else the
    newest of each. Memory does not grow with the articles. Raises schemas.ArgumentError when a line is no article,
    schemas.OutputError when the temporary folder is full.
    """
    found = Difference()
    scratch = Scratch(_TABLES)
    for number, path in enumerate([old, *new]):
        scratch.put("INSERT INTO files VALUES (?, ?)", (number, str(path)))
        for at, record in _articles(path):
            origin = record.get("provenance") or {}
            row = (number, at, short_digest(record["id"]), origin.get("fetched_at") or "")
            scratch.put("INSERT INTO articles VALUES (?, ?, ?, ?)", row)
    for before, *after in scratch.rows(_PAIRS):
        _compare(_article(str(old), before), _article(*after), found)
    found.added = [_article(*row)["url"] for row in scratch.rows(_ADDED)]
    found.gone = [_article(*row)["url"] for row in scratch.rows(_GONE)]
    return found


def _article(path: str, start: int) -> dict[str, Any]:
    with Path(path).open("rb") as lines:
        lines.seek(start)
        record: dict[str, Any] = json.loads(lines.readline())
        return record


def _articles(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each article with the byte at which its line begins."""
    with path.open("rb") as lines:
        at = 0
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                record["id"], record["url"]
            except (ValueError, KeyError, TypeError) as error:
                raise ArgumentError(
                    f"line {number} of {path} is no article ({error!r}); type --diff with the folder of a run"
                ) from error
            yield at, record
            at += len(line)


def _compare(old: dict[str, Any], new: dict[str, Any], found: Difference) -> None:
    found.compared += 1
    changes: dict[str, Example] = {}
    for name in dict.fromkeys([*old, *new]):
        if name not in _LEFT_OUT and old.get(name) != new.get(name):
            for path, before, after in _changes(name, old.get(name), new.get(name)):
                changes.setdefault(path, Example(new["url"], *_shown(before, after)))
    found.changed += bool(changes)
    for path, example in changes.items():
        found.fields[path] += 1
        kept = found.examples.setdefault(path, [])
        if len(kept) < EXAMPLES:
            kept.append(example)


def _changes(path: str, old: Any, new: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield the parts that differ. In lists of the same length each item is compared with its own, as items move
    little; else what has come and what has gone.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*old, *new]):
            if old.get(key) != new.get(key):
                yield from _changes(f"{path}.{key}", old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list):
        if len(old) == len(new):
            for before, after in zip(old, new, strict=True):
                if before != after:
                    yield from _changes(f"{path}[]", before, after)
            return
        gone = [item for item in old if item not in new]
        come = [item for item in new if item not in old]
        yield path, gone[0] if gone else None, come[0] if come else None
    else:
        yield path, old, new


def _shown(old: Any, new: Any) -> tuple[str | None, str | None]:
    """Return two values as text, cut around the first place where they differ."""
    before, after = _text(old), _text(new)
    if before is None or after is None:
        return before and _cut(before, 0), after and _cut(after, 0)
    same = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    return _cut(before, same), _cut(after, same)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict):
        for key in ("text", "caption", "name", "heading", "code", "url"):
            if isinstance(value.get(key), str):
                return str(value[key])
    return json.dumps(value, ensure_ascii=False)


def _cut(text: str, around: int) -> str:
    start = max(0, around - _LONGEST // 3)
    end = start + _LONGEST
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
