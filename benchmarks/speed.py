"""How long a page takes: every reader on every page in one run, against a bare lxml parse of the same page.

Counted is processor time, and of several rounds the fastest: what disturbs a measurement only ever makes it longer. The
readers take turns on each page, so that a busy machine slows them all down alike.
"""

from __future__ import annotations

import csv
import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.pages import Case
from benchmarks.readers import Reader, Record, bare_parse

LXML = "lxml"


@dataclass
class Measured:
    """What a run found out: seconds by reader and page, records by reader and page, pages that a reader failed on."""

    seconds: dict[str, list[float]]
    records: dict[str, list[Record]] = field(default_factory=dict)
    failed: dict[str, list[str]] = field(default_factory=dict)

    def total(self, name: str) -> float:
        """Return a reader's time for all pages as a ratio to the bare parse of them all."""
        return sum(self.seconds[name]) / sum(self.seconds[LXML])

    def slowest(self, name: str) -> float:
        """Return the largest ratio of a reader's time for a page to the bare parse of that page."""
        return max(mine / bare for mine, bare in zip(self.seconds[name], self.seconds[LXML], strict=True))

    def milliseconds(self, name: str) -> float:
        """Return a reader's mean time for a page."""
        return 1000 * sum(self.seconds[name]) / len(self.seconds[name])


def measure(cases: list[Case], readers: list[Reader], rounds: int, say: Callable[[str], None]) -> Measured:
    """Run all readers on all pages; a reader that raises on a page has found nothing there."""
    names = [LXML, *(reader.name for reader in readers)]
    found = Measured({name: [float("inf")] * len(cases) for name in names})
    for reader in readers:
        found.records[reader.name] = [{} for _ in cases]
        found.failed[reader.name] = []
        _attempt(reader, cases[0])  # imports and caches belong to no page
    gc.collect()
    gc.freeze()  # the pages held in memory are no burden of the readers
    for turn in range(rounds):
        for at, case in enumerate(cases):
            found.seconds[LXML][at] = min(found.seconds[LXML][at], _bare(case))
            for reader in readers:
                seconds, result, failed = _attempt(reader, case)
                found.seconds[reader.name][at] = min(found.seconds[reader.name][at], seconds)
                if turn == 0 and failed:
                    found.failed[reader.name].append(case.file)
                elif turn == 0:
                    found.records[reader.name][at] = reader.record(result)
        say(f"round {turn + 1} of {rounds} done")
    gc.unfreeze()
    return found


def write_times(found: Measured, cases: list[Case], path: Path) -> None:
    """Write the milliseconds of every reader on every page as CSV."""
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["file", "bytes", *found.seconds])
        for at, case in enumerate(cases):
            rows.writerow([case.file, len(case.body), *(f"{1000 * times[at]:.3f}" for times in found.seconds.values())])


def _bare(case: Case) -> float:
    begun = time.process_time()
    bare_parse(case)
    return time.process_time() - begun


def _attempt(reader: Reader, case: Case) -> tuple[float, Any, bool]:
    gc.collect(0)  # no reader pays for the one before it
    begun = time.process_time()
    try:
        result = reader.read(case)
    except Exception:  # noqa: BLE001 - another reader's fault on a page is a result of the measurement
        return time.process_time() - begun, None, True
    return time.process_time() - begun, result, False
