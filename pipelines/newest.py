"""Newest: of several captures of one issue, which has no revisions, a run keeps the newest."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.lines import LineFile
from pipelines.scratch import short_digest
from schemas import Provenance, Reason, Rejection

# Lines that are written and not yet on the disk: they can be made again from the archive.
UNSAVED = 256


@dataclass(frozen=True, slots=True)
class Line:
    """A record as its line of JSON. `content` tells two captures of one record apart, `captured` is ISO 8601 in UTC."""

    text: str
    id: str
    content: str
    captured: str


class NewestCapture:
    """Writes the lines of one file so that each id is in it once, from its newest capture.

    Which capture is the newest is known only at the end. So a line is written when it comes, and `settle` takes out
    those for which a newer one has come since. Of two captures of the same second the first one stays. What gives
    way and has other words is rejected as "older_capture"; what says the same is counted as "repeated".

    Memory: about 200 bytes for each id. Raises schemas.OutputError.
    """

    def __init__(self, file: LineFile, reject: Callable[[Rejection], None]) -> None:
        self._file, self._reject = file, reject
        self._kept: dict[bytes, tuple[str, bytes, int]] = {}  # id -> captured, content, where the line begins
        self._outdated: dict[int, bool] = {}  # where a line begins -> whether the newer one says the same
        self._unsaved = 0
        self.repeated = 0

    def __len__(self) -> int:
        """Return how many lines there will be."""
        return len(self._kept)

    def add(self, line: Line) -> None:
        """Write a line, unless a newer capture of the same record is there already."""
        key, content = short_digest(line.id), short_digest(line.content)
        before = self._kept.get(key)
        if before is not None and line.captured <= before[0]:
            self._give_way(line.text, same=content == before[1])
            return
        if before is not None:
            self._outdated[before[2]] = content == before[1]
        self._kept[key] = (line.captured, content, self._file.size)
        self._unsaved += 1
        self._file.append(line.text, flush=self._unsaved % UNSAVED == 0)

    def settle(self) -> None:
        """Take out the lines that a newer capture has made outdated, and bring the file to the disk."""
        self._file.flush()
        if self._outdated:
            self._file.rewrite(self._settled)
            self._outdated = {}

    def _settled(self, start: int, text: str) -> str | None:
        same = self._outdated.get(start)
        if same is None:
            return text
        self._give_way(text, same=same)
        return None

    def _give_way(self, text: str, *, same: bool) -> None:
        if same:
            self.repeated += 1
        else:
            message = "a newer capture, with other words, was kept"
            self._reject(gave_way(text, Reason(code="older_capture", field="id", message=message)))


def gave_way(text: str, reason: Reason) -> Rejection:
    """Return the rejection of a record, given as its line, that gave way to another capture with other words."""
    record = json.loads(text)
    return Rejection(
        publication=record["publication"],
        url=record["url"],
        stage="validate",
        reasons=[reason],
        record=record,
        provenance=Provenance.model_validate(record["provenance"]),
    )
