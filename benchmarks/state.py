"""What the state of a large paper costs: opening it, looking addresses up, and drawing it anew from the runs.

The state is filled through the project's own code. What is measured runs in a process of its own, so that its memory
is that of the state and of nothing else.
"""

from __future__ import annotations

import hashlib
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.pages import ROOT
from pipelines.holdings import Holdings
from pipelines.known_pages import Answer, KnownPages, Place
from pipelines.known_records import KnownRecords
from pipelines.recall import open_state
from pipelines.state import State
from pipelines.state_file import STATE
from schemas import Article, Block

_RUN = "20200101T000000Z"
_BEGUN = datetime(2020, 1, 1, tzinfo=UTC)
_LOOK_UPS = 20_000
_BATCH = 10_000


def _url(number: int) -> str:
    return f"https://www.example.org/art/{number}/The+barges+come+back"


def _article(number: int) -> Article:
    url = _url(number)
    body = [Block(type="paragraph", text=f"Barge {number} came back on Friday, and the lock keeper counted it.")]
    return Article.build(identity=url, publication="paper", url=url, canonical_url=url, headline="Barges", body=body)


def fill(folder: Path, urls: int, say: Callable[[str], None]) -> None:
    """Make a state that knows so many addresses, and as many payloads."""
    state = State.open(folder / STATE)
    pages = KnownPages(state)
    for start in range(0, urls, _BATCH):
        with state.change():
            for number in range(start, min(start + _BATCH, urls)):
                digest = "sha256:" + hashlib.sha256(str(number).encode()).hexdigest()
                place = Place(_RUN, "archive/paper.warc.gz", f"urn:uuid:{digest[7:39]}", number * 9000)
                at = _BEGUN + timedelta(seconds=number)
                pages.note(Answer(_url(number), at, 200, place, digest, f'"{number}"', None), True, number)
        if not start % (_BATCH * 25):
            say(f"state: {start:,} addresses")
    state.close()


def write_run(folder: Path, articles: int) -> None:
    """Write the lines of a run, from which a state can be drawn."""
    run = folder / _RUN
    run.mkdir(parents=True)
    with (run / "articles.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(_article(number).to_json_line() + "\n" for number in range(articles))


def look_up(folder: Path, urls: int) -> dict[str, float]:
    """Open a state, look addresses up that it knows and that it does not, and return seconds and bytes."""
    begun = time.perf_counter()
    holdings = Holdings.open(folder, datetime.now(UTC))
    opened = time.perf_counter() - begun
    chosen = random.Random(1)
    times = []
    for _ in range(_LOOK_UPS):
        number = chosen.randrange(2 * urls)
        begun = time.perf_counter()
        page = holdings.pages.get(_url(number))
        times.append(time.perf_counter() - begun)
        if (page is not None) != (number < urls):
            raise SystemExit(f"the state is wrong about {_url(number)}")
    holdings.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    centiles = statistics.quantiles(times, n=100)
    return {"open": opened, "mean": statistics.mean(times), "p99": centiles[98], "peak": float(peak)}


def draw_anew(folder: Path, articles: int) -> float:
    """Return how many lines a second are taken into a new state."""
    begun = time.perf_counter()
    state = open_state(folder)
    seconds = time.perf_counter() - begun
    if KnownRecords(state).get(_article(articles - 1).id) is None:
        raise SystemExit("the state that was drawn anew does not know the last article")
    state.close()
    return articles / seconds


def state_rows(urls: int, say: Callable[[str], None], articles: int = 20_000) -> Iterator[list[str]]:
    """Yield the rows: a state a hundredth of the size beside the whole one, so that growth shows."""
    yield ["known addresses", "open, s", "look-up, ms", "99 of 100 under, ms", "peak memory, MB"]
    for size in (max(1, urls // 100), urls):
        with tempfile.TemporaryDirectory() as name:
            fill(Path(name), size, say)
            command = [sys.executable, "-m", "benchmarks.state", name, str(size)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        figures = (f"{found['open']:.3f}", f"{found['mean'] * 1e3:.4f}", f"{found['p99'] * 1e3:.4f}")
        yield [f"{size:,}", *figures, f"{found['peak'] / 1e6:.0f}"]
    with tempfile.TemporaryDirectory() as name:
        write_run(Path(name), articles)
        yield [f"drawn anew: {draw_anew(Path(name), articles):,.0f} lines a second", "", "", "", ""]


if __name__ == "__main__":
    print(json.dumps(look_up(Path(sys.argv[1]), int(sys.argv[2]))))
