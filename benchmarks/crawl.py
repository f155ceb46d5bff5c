"""How fast a whole crawl is: fetched, preserved, parsed, validated and written, against a spider that takes the title.

Both crawl the same pages from the same server, in turns; of several rounds the fastest counts. The server is a process
of its own and shares the machine's cores with the crawl, as any server on loopback does.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.crawl_site import write_site
from benchmarks.pages import ROOT, Case

_HOME = "https://bench.example"
Figures = dict[str, float]


def crawl_rows(cases: list[Case], pages: int, rounds: int, say: Callable[[str], None]) -> Iterator[list[str]]:
    """Yield the rows of a table: a row a crawl and content coding, pages a second by wall clock and by processor."""
    with tempfile.TemporaryDirectory() as folder, _site(cases, pages, Path(folder)) as (site, paths):
        yield ["crawl", "pages a second", "pages a second of processor", "to bare, wall", "to bare, processor"]
        for coding, prefix in (("gzip", "story"), ("plain", "plain")):
            urls = Path(folder, f"{prefix}.txt")
            urls.write_text("".join(f"{_HOME}{p.replace('story', prefix)}\n" for p in paths), encoding="utf-8")
            best: dict[str, Figures] = {}
            for number in range(rounds):
                for kind in ("bare", "ours"):
                    found = _crawl(kind, site, urls, Path(folder, f"{prefix}-{number}"))
                    say(f"{coding}, {kind}: {json.dumps(found)}")
                    if kind not in best or found["wall"] < best[kind]["wall"]:
                        best[kind] = found
            for kind in ("bare", "ours"):
                wall, cpu = (pages / best[kind][what] for what in ("wall", "cpu"))
                ratios = [f"{best['bare'][what] / best[kind][what]:.2f}" for what in ("wall", "cpu")]
                yield [f"{kind}, {coding}", f"{wall:.0f}", f"{cpu:.0f}", *ratios]


@contextmanager
def _site(cases: list[Case], pages: int, folder: Path) -> Iterator[tuple[str, list[str]]]:
    site = folder / "site"
    site.mkdir()
    paths = write_site(cases, pages, site)
    command = [sys.executable, "-m", "benchmarks.crawl_site", str(site)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}", paths
    finally:
        server.kill()
        server.communicate()


def _crawl(kind: str, site: str, urls: Path, output: Path) -> Figures:
    command = [sys.executable, "-m", "benchmarks.crawl_one", kind, site, str(urls), str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\nended with {done.returncode}. It said:\n{done.stderr}")
    return dict(json.loads(done.stdout.splitlines()[-1]))
