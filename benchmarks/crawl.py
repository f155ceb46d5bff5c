"""How fast a whole crawl is: fetched, preserved, parsed, validated and written, against a spider that takes the title.

Both crawl the same pages from the same server, in turns; of several rounds
the fastest counts, and the one that computed least. The server is a process
of its own and shares the machine's cores with the crawl, as any server on loopback does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crawl_site import SIZE, write_site
from benchmarks.pages import ROOT, Case

_HOME = "https://bench.example"
Figures = dict[str, float]
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """What both crawls of pages in one content coding cost: seconds of "wall" and "cpu" for all pages."""

    coding: str
    pages: int
    bare: Figures
    ours: Figures

    def ratio(self, what: str) -> float:
        """Return the speed of our crawl, of which 1 is that of the bare one."""
        return self.bare[what] / self.ours[what]


def compare(cases: list[Case], pages: int, rounds: int, say: Callable[[str], None]) -> list[Compared]:
    """Return what crawls cost: of pages that are sent with gzip, and of pages that are sent as they are."""
    compared = []
    with tempfile.TemporaryDirectory() as folder, _site(cases, pages, Path(folder)) as (site, paths):
        for coding, prefix in (("gzip", "story"), ("plain", "plain")):
            urls = Path(folder, f"{prefix}.txt")
            urls.write_text("".join(f"{_HOME}{p.replace('story', prefix)}\n" for p in paths), encoding="utf-8")
            best: dict[str, Figures] = {}
            for number in range(rounds):
                for kind in ("bare", "ours"):
                    found = _crawl(kind, site, urls, Path(folder, f"{prefix}-{number}"))[0]
                    say(f"{coding}, {kind}: {json.dumps(found)}")
                    before = best.setdefault(kind, found)
                    best[kind] = {what: min(seconds, before[what]) for what, seconds in found.items()}
            compared.append(Compared(coding, pages, best["bare"], best["ours"]))
    return compared


def crawl_rows(compared: list[Compared]) -> Iterator[list[str]]:
    """Yield the rows of a table: a row a crawl and content coding, pages a second by wall clock and by processor."""
    yield ["crawl", "pages a second", "pages a second of processor", "to bare, wall", "to bare, processor"]
    for one in compared:
        for kind, cost in (("bare", one.bare), ("ours", one.ours)):
            speeds = [f"{one.pages / cost[what]:.0f}" for what in ("wall", "cpu")]
            ratios = [f"{one.bare[what] / cost[what]:.2f}" for what in ("wall", "cpu")]
            yield [f"{kind}, {one.coding}", *speeds, *ratios]


def memory_marks(cases: list[Case], pages: int) -> list[Mark]:
    """Return (records written, bytes that the crawl's own process held) every hundred records of a long crawl."""
    with tempfile.TemporaryDirectory() as folder, _site(cases, pages, Path(folder), size=0) as (site, paths):
        urls = Path(folder, "urls.txt")
        urls.write_text("".join(f"{_HOME}{path}\n" for path in paths), encoding="utf-8")
        return _crawl("ours", site, urls, Path(folder, "output"))[1]


@contextmanager
def _site(cases: list[Case], pages: int, folder: Path, size: int = SIZE) -> Iterator[tuple[str, list[str]]]:
    site = folder / "site"
    site.mkdir()
    paths = write_site(cases, pages, site, size)
    command = [sys.executable, "-m", "benchmarks.crawl_site", str(site)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}", paths
    finally:
        server.kill()
        server.communicate()


def _crawl(kind: str, site: str, urls: Path, output: Path) -> tuple[Figures, list[Mark]]:
    """Return what a crawl cost, and the memory that it held on the way."""
    command = [sys.executable, "-m", "benchmarks.crawl_one", kind, site, str(urls), str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\nended with {done.returncode}. It said:\n{done.stderr}")
    found = json.loads(done.stdout.splitlines()[-1])
    marks = [(number, held) for number, held in found.pop("marks")]
    return found, marks
