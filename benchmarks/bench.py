"""One table: how well and how fast pages are read, by this project and by the other readers that are installed.

    python -m benchmarks.bench [--pages DIR --cases CASES.jsonl] [--scorer SCORE.py] [--only PART ...]

Without --pages and --cases the project's own pages are read. The parts are `table` (fields and speed side by side),
`fields`, `speed` (either half of it), `growth`, `memory`, `imports`, `crawl` (whole crawls of pages of 300 kB),
`crawl-memory` (a crawl of 10,000 small pages), `state` (what is known of a million addresses), `reparse` and
`reparse-memory`; without --only all of them are run.
`--only reparse-memory --records 100000` is the long way to see memory stay flat, with `--page-bytes 0` a shorter one.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from benchmarks import crawl, growth, reparse
from benchmarks.pages import Bench, add_arguments, opened
from benchmarks.readers import Reader, ours, peers
from benchmarks.report import markdown_table, replace_marked
from benchmarks.speed import LXML, Measured, measure, write_times
from benchmarks.state import state_rows

PARTS = (
    *("table", "fields", "speed", "growth", "memory", "imports"),
    *("crawl", "crawl-memory", "state", "reparse", "reparse-memory"),
)


def say(message: str) -> None:
    """Tell the person who waits how far it is."""
    print(message, file=sys.stderr, flush=True)


def figures(bench: Bench, found: Measured, reader: Reader) -> dict[str, float]:
    """Return what the scorer says of a reader's records."""
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder, "predictions.jsonl")
        lines = [
            json.dumps({"file": case.file, "article": record}, ensure_ascii=False, default=str) + "\n"
            for case, record in zip(bench.cases, found.records[reader.name], strict=True)
        ]
        predictions.write_text("".join(lines), encoding="utf-8")
        return run_scorer(bench, predictions)


def run_scorer(bench: Bench, predictions: Path) -> dict[str, float]:
    """Return the figures that the scorer prints; ends with a message when it fails."""
    command = [sys.executable, str(bench.scorer), str(predictions), "--truth", str(bench.listing), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        wanted = "wanted: it prints one JSON object and ends with 0"
        raise SystemExit(f"{' '.join(command)}\nended with {done.returncode}; {wanted}. It said:\n{done.stderr}")
    return dict(json.loads(done.stdout))


def table(bench: Bench, readers: list[Reader], args: argparse.Namespace, parts: set[str]) -> Iterator[list[str]]:
    """Yield the rows of the table: a row a field, then the times."""
    rounds = args.rounds if parts & {"table", "speed"} else 1
    found = measure(bench.cases, readers, rounds, say)
    yield ["", *(reader.title for reader in readers)]
    if parts & {"table", "fields"}:
        columns = [figures(bench, found, reader) for reader in readers]
        for field in columns[0]:
            yield [field, *(f"{column[field]:.3f}" for column in columns)]
    yield ["pages it fails on", *(str(len(found.failed[reader.name])) for reader in readers)]
    if parts & {"table", "speed"}:
        yield ["ms a page", *(f"{found.milliseconds(reader.name):.1f}" for reader in readers)]
        yield ["times a bare lxml parse", *(f"{found.total(reader.name):.1f}" for reader in readers)]
        yield ["slowest page, times its own", *(f"{found.slowest(reader.name):.1f}" for reader in readers)]
        say(f"bare lxml parse: {found.milliseconds(LXML):.2f} ms a page")
    if args.times:
        write_times(found, bench.cases, args.times)


def growth_rows() -> Iterator[list[str]]:
    """Yield the rows on linear growth."""
    yield ["page", "seconds", "ratio"]
    for name, seconds, ratio in growth.longer_pages():
        yield [name, f"{seconds:.3f}", f"{ratio:.1f}"]
    yield ["", "", "to a tenth of it"]
    for name, seconds, ratio in growth.grown_shapes():
        say(f"{name}: {ratio:.1f}")
        yield [name, f"{seconds:.3f}", f"{ratio:.1f}"]


def sentence_on(marks: list[tuple[int, int]], what: str) -> str:
    """Say how much memory was held after how many pages or records, and by how much it grew."""
    start, end = marks[1][1] / 1e6, marks[-1][1] / 1e6
    after = f"{start:.0f} MB after {marks[1][0]:,} {what}, {end:.0f} MB after {marks[-1][0]:,}"
    return f"{after}; from the first half to the second {growth.drift(marks):+.1%}."


def other_parts(bench: Bench, args: argparse.Namespace, parts: set[str]) -> Iterator[str]:
    """Yield what the other parts found, each a table or a sentence."""
    if "growth" in parts:
        yield markdown_table(growth_rows())
    if "crawl" in parts:
        yield markdown_table(crawl.crawl_rows(crawl.compare(bench.cases, args.crawl_pages, args.rounds, say)))
    if "crawl-memory" in parts:
        yield f"Crawl: {sentence_on(crawl.memory_marks(bench.cases, args.crawl_memory_pages), 'records')}"
    if "state" in parts:
        yield markdown_table(state_rows(args.urls, say))
    if "memory" in parts:
        marks = growth.memory_over(bench.cases, args.memory_pages, say)
        yield f"Memory: {sentence_on(marks, 'pages')}"
    if "imports" in parts:
        full, bare = growth.import_seconds()
        yield f"Import of the parsers: {full - bare:.3f} s, besides {bare:.3f} s for Python itself (best of five)."
    if "reparse" in parts:
        yield markdown_table(reparse.speed_rows(bench.cases, args.reparse_pages, args.rounds, say))
    if "reparse-memory" in parts:
        marks = reparse.memory_marks(bench.cases, args.records, args.workers, args.page_bytes, say)
        yield reparse.sentence_on_memory(marks)


def arguments() -> argparse.ArgumentParser:
    """Return the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is read (default: %(default)s)")
    parser.add_argument("--alone", action="store_true", help="leave the other readers out")
    parser.add_argument("--memory-pages", type=int, default=10_000, metavar="N", help="default: %(default)s")
    parser.add_argument("--crawl-pages", type=int, default=400, metavar="N", help="default: %(default)s")
    parser.add_argument("--crawl-memory-pages", type=int, default=10_000, metavar="N", help="default: %(default)s")
    parser.add_argument("--urls", type=int, default=1_000_000, metavar="N", help="of the state (default: %(default)s)")
    parser.add_argument("--reparse-pages", type=int, default=1000, metavar="N", help="default: %(default)s")
    parser.add_argument("--records", type=int, default=4000, metavar="N", help="for its memory (default: %(default)s)")
    parser.add_argument("--page-bytes", type=int, default=reparse.PAGE_BYTES, metavar="N", help="there, at least")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="there (default: %(default)s)")
    parser.add_argument("--times", type=Path, metavar="FILE.csv", help="also write every time of every page")
    parser.add_argument(
        "--update", type=Path, metavar="FILE.md", help="also put the figures in a document's marked place"
    )
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = arguments()
    args = parser.parse_args(argv)
    parts = set(args.only)
    readers, missing = ([], []) if args.alone else peers()
    with opened(parser, args) as bench:
        found = []
        if parts & {"table", "fields", "speed"}:
            size = sum(len(case.body) for case in bench.cases) / len(bench.cases) / 1000
            pages = f"{len(bench.cases)} pages of {size:.0f} kB on average"
            found.append(f"{pages}.\n\n{markdown_table(table(bench, [ours(), *readers], args, parts))}")
            print(found[-1], flush=True)
        for text in other_parts(bench, args, parts):
            found.append(text)
            print(f"\n{text}", flush=True)
    if missing:
        say(f"Not installed and so not measured: {', '.join(missing)}. `make bench` installs them.")
    if args.update:
        replace_marked(args.update, "figures", "\n\n".join(found))
    return 0


if __name__ == "__main__":
    # The peers' complaints about single pages are not ours to print.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.exit(main())
