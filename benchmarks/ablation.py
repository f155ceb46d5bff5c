"""What each heuristic is worth: it is switched off, the pages are read again, and the figures are compared.

    python -m benchmarks.ablation [--pages DIR --cases CASES.jsonl] [--scorer SCORE.py] [--match REGEX] [--workers 2]

The parser knows nothing of this. A heuristic is a function of the parsers that answers a question and may say no: one
that returns a bool, a list, a tuple or something that can be None. Switched off it always says no: False, [], () or
None. To these come the words that hint at something in markup (`hint:box`) and the phrases that give a line away
(`cue:related`), a kind at a time. So what is added to the parser is measured here without a word about it.

A first run notes on which pages a heuristic says anything but no; only those are read again. Printed are, for each, the
pages whose record changes, and what would be lost of each field in points of a hundred, most first; a minus is a gain.
At the end stand those that change no figure: they earn their place on other pages, or not at all.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from typing import Any

from benchmarks.bench import run_scorer
from benchmarks.pages import Bench, add_arguments, opened
from benchmarks.report import markdown_table, replace_marked
from benchmarks.switches import Function, Switch, forget, replaced, switches
from scrapers.parsers import article


@dataclass(frozen=True)
class Worth:
    """What is lost without a heuristic: points of a hundred by field, and on how many pages the record changes."""

    name: str
    spoke: int
    changed: int
    lost: dict[str, float]
    failed: str = ""

    @property
    def total(self) -> float:
        """All fields together; a parser that breaks without it loses everything."""
        return 1000.0 if self.failed else sum(self.lost.values())


def read(bench: Bench, at: int) -> dict[str, Any]:
    """Return the record of a page."""
    case = bench.cases[at]
    return dict(article.parse_article(case.body, case.url, case.capture).model_dump(mode="json"))


def first_run(bench: Bench, found: list[Switch]) -> tuple[list[dict[str, Any]], dict[str, set[int]]]:
    """Return all records, and on which pages each heuristic said anything but no."""
    spoke: dict[str, set[int]] = defaultdict(set)
    page = 0
    by_function: dict[int, list[Switch]] = defaultdict(list)
    for switch in found:
        by_function[id(switch.original)].append(switch)

    def watched(group: list[Switch]) -> Function:
        original = group[0].original

        @wraps(original)
        def run(*args: Any, **kwargs: Any) -> Any:
            result = original(*args, **kwargs)
            for switch in group:
                if switch.spoke(result):
                    spoke[switch.name].add(page)
            return result

        return run

    records = [read(bench, at) for at in range(len(bench.cases))]
    with ExitStack() as stack:
        for group in by_function.values():
            stack.enter_context(replaced(group[0].original, watched(group)))
        for page in range(len(bench.cases)):
            forget()
            read(bench, page)
    return records, spoke


def score(bench: Bench, records: list[dict[str, Any]]) -> dict[str, float]:
    """Return the scorer's figures for records in the order of the cases."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder, "predictions.jsonl")
        with predictions.open("w", encoding="utf-8") as out:
            for case, record in zip(bench.cases, records, strict=True):
                out.write(json.dumps({"file": case.file, "article": record}, ensure_ascii=False) + "\n")
        return run_scorer(bench, predictions)


def worth(
    bench: Bench, records: list[dict[str, Any]], base: dict[str, float], pages: dict[str, set[int]], switch: Switch
) -> Worth:
    """Return what is lost without a heuristic."""
    mine, changed = list(records), 0
    spoke = pages.get(switch.name, set())
    with replaced(switch.original, switch.off):
        for at in sorted(spoke):
            try:
                mine[at] = read(bench, at)
            except Exception as error:  # noqa: BLE001 - a parser that cannot do without it is a result
                return Worth(switch.name, len(spoke), 0, {}, type(error).__name__)
            changed += _editorial(mine[at]) != _editorial(records[at])
    figures = score(bench, mine) if changed else base
    lost = {name: round(100 * (base[name] - value), 2) for name, value in figures.items()}
    return Worth(switch.name, len(spoke), changed, lost)


def _editorial(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in ("provenance", "warnings", "content_hash")}


def measure(bench: Bench, found: list[Switch], workers: int) -> tuple[dict[str, float], list[Worth]]:
    """Return the figures with everything switched on, and what each heuristic is worth, most first."""
    records, spoke = first_run(bench, found)
    base = score(bench, records)
    global _task
    _task = partial(worth, bench, records, base, spoke)  # forked workers have it without sending pages about
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        results = []
        for each in pool.imap_unordered(_by_name, [switch.name for switch in found], chunksize=1):
            results.append(each)
            print(f"{len(results)} of {len(found)}: {each.name}", file=sys.stderr, flush=True)
    return base, sorted(results, key=lambda each: (-each.total, each.name))


_task: Callable[[Switch], Worth]


def _by_name(name: str) -> Worth:
    return _task(next(switch for switch in switches() if switch.name == name))


def report(base: dict[str, float], results: list[Worth]) -> str:
    """Return the table of what changes a figure, and the names of what does not."""
    rows = [
        ["without", "pages changed", *base, "together"],
        ["(with everything)", "", *(f"{v:.3f}" for v in base.values()), ""],
    ]
    for each in results:
        if each.failed:
            rows.append([each.name, each.failed, *("" for _ in base), "all"])
        elif any(each.lost.values()):
            points = (f"{each.lost[name]:.1f}" if abs(each.lost[name]) >= 0.05 else "" for name in base)
            rows.append([each.name, str(each.changed), *points, f"{each.total:.1f}"])
    silent = sorted(each.name for each in results if not each.changed and not each.failed)
    idle = sorted(each.name for each in results if each.changed and not any(each.lost.values()))
    return "\n\n".join(
        (
            markdown_table(rows),
            f"Changes records, but no figure ({len(idle)}): {', '.join(idle) or 'none'}.",
            f"Changes no record of these pages ({len(silent)}): {', '.join(silent) or 'none'}.",
        )
    )


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--match", default="", metavar="REGEX", help="only heuristics whose name it is found in")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="default: %(default)s")
    parser.add_argument("--list", action="store_true", help="print the names and do nothing else")
    parser.add_argument(
        "--update", type=Path, metavar="FILE.md", help="also put the result in a document's marked place"
    )
    args = parser.parse_args(argv)
    found = [switch for switch in switches() if re.search(args.match, switch.name)]
    if args.list or not found:
        print("\n".join(switch.name for switch in found) or f"no heuristic is called like {args.match}; see --list")
        return 0 if found else 2
    with opened(parser, args) as bench:
        text = report(*measure(bench, found, args.workers))
    print(text)
    if args.update:
        replace_marked(args.update, "ablation", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
