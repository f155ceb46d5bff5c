"""How fast crawls of the project's own pages were when that was last settled, and whether they still are.

python -m benchmarks.baseline            ends with 1 when a ratio to the bare crawl fell by more than 5 %
python -m benchmarks.baseline --settle   writes benchmarks/baseline.json anew, on a machine with nothing else to do
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.crawl import Compared, compare, crawl_rows
from benchmarks.pages import own_cases
from benchmarks.report import markdown_table

BASELINE = Path(__file__).with_name("baseline.json")
# A ratio may fall by so much before it is an alarm.
TOLERANCE = 0.05
# The bare crawl has one thread. Where the clock says so much more than its processor time, others had the processor.
_BUSY = 1.1
_NAMES = {"wall": "by the clock", "cpu": "by processor time"}


def write_baseline(compared: list[Compared], path: Path = BASELINE) -> None:
    """Settle the ratios that later crawls are held to; those by the clock are null when the machine was busy."""
    ratios = {
        one.coding: {
            "wall": None if _is_busy(one) else round(one.ratio("wall"), 3),
            "cpu": round(one.ratio("cpu"), 3),
        }
        for one in compared
    }
    path.write_text(json.dumps({"cores": os.cpu_count(), "to bare": ratios}, indent=2) + "\n", encoding="utf-8")


def judge(compared: list[Compared], path: Path = BASELINE) -> Iterator[tuple[bool, str]]:
    """Yield for every ratio whether it fell by more than TOLERANCE, and a sentence on it.

    Ratios by the clock are judged only on a machine with the cores that the baseline has, and with nothing else to do.
    """
    baseline: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    cores = baseline["cores"]
    for one in compared:
        for what, name in _NAMES.items():
            before, now = baseline["to bare"][one.coding][what], one.ratio(what)
            said = f"{one.coding}, {name}: {now:.2f} of the bare crawl"
            if before is None:
                yield False, f"{said}; not judged, since none was settled: the machine was busy with other work"
                continue
            said += f", {before:.2f} when settled ({now / before - 1:+.0%})"
            if what == "wall" and cores != os.cpu_count():
                yield False, f"{said}; not judged, since {cores} cores were there then and {os.cpu_count()} are now"
            elif what == "wall" and _is_busy(one):
                yield False, f"{said}; not judged, since the machine was busy with other work"
            else:
                yield now < before * (1 - TOLERANCE), said


def _is_busy(one: Compared) -> bool:
    return one.bare["wall"] > one.bare["cpu"] * _BUSY


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; return 1 when crawls have become slower."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--settle", action="store_true", help="write baseline.json anew")
    parser.add_argument("--rounds", type=int, default=3, help="the best counts (default: %(default)s)")
    parser.add_argument("--crawl-pages", type=int, default=400, metavar="N", help="default: %(default)s")
    args = parser.parse_args(argv)
    compared = compare(own_cases(), args.crawl_pages, args.rounds, lambda said: print(said, file=sys.stderr))
    print(markdown_table(crawl_rows(compared)))
    if args.settle:
        write_baseline(compared)
        return 0
    judged = list(judge(compared))
    for fell, sentence in judged:
        print(f"{'SLOWER  ' if fell else 'held    '}{sentence}")
    return int(any(fell for fell, _ in judged))


if __name__ == "__main__":
    sys.exit(main())
