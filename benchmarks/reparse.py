"""How fast records are made again: beside bare lxml's rate, by one process and by two, and memory over many records.

Pages are brought to one size with what makes real pages large, which is not their text: navigation, lists of links,
scripts. They lie in a WARC file as crawlers write it, one gzip member a record.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.growth import drift
from benchmarks.pages import Case
from benchmarks.processes import memory_of_all, processor_seconds
from benchmarks.readers import bare_parse
from scrapers.archives.inputs import find_inputs
from scrapers.reparse.folders import Folders
from scrapers.reparse.reading import Job
from scrapers.reparse.run import Reparse, Result

PAGE_BYTES = 300_000
_LINKS = "".join(f'<li class="menu-item"><a href="/section/{n}">Section {n} of the paper</a></li>' for n in range(40))
# About a third of the filling is markup that a parser has to walk, two thirds are scripts.
_FILLING = (
    f'<nav class="menu"><ul>{_LINKS}</ul></nav>'
    f"<script>{'window.queue=window.queue||[];queue.push({slot:1,size:[300,250]});' * 100}</script>"
).encode()


def of_size(body: bytes, size: int) -> bytes:
    """Return a page filled up to about `size` bytes before its end; a larger one as it is."""
    times = max(0, (size - len(body)) // len(_FILLING))
    at = body.rfind(b"</body")
    return body[:at] + _FILLING * times + body[at:] if at >= 0 else body + _FILLING * times


def write_archive(path: Path, cases: list[Case], pages: int, revisits: int = 0, size: int = PAGE_BYTES) -> None:
    """Write a WARC of so many pages, each under its own URL, and of so many revisits of them under others.

    Pages smaller than `size` bytes are filled up to it.
    """
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True, warc_version="1.1")
        originals = []
        for number, case in enumerate(islice(cycle(cases), pages)):
            payload = io.BytesIO(of_size(case.body, size))
            url = f"https://pages.example/{number}"
            originals.append(writer.create_warc_record(url, "response", payload=payload, http_headers=head))
            writer.write_record(originals[-1])
        about = [one.rec_headers.get_header("WARC-Payload-Digest") for one in originals]
        for number in range(revisits):
            url = f"https://pages.example/again/{number}"
            first = f"https://pages.example/{number % pages}"
            date = "2024-01-01T00:00:00Z"
            writer.write_record(
                writer.create_revisit_record(url, about[number % pages], first, date, http_headers=head)
            )


def reparse(archive: Path, workers: int, seen: Callable[[str, Result], None] = lambda url, result: None) -> Result:
    """Make the records of an archive again, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as output:
        folders = Folders(Path(output), datetime.now(UTC), {}, log_level="ERROR")
        return Reparse(find_inputs([str(archive)]), Job(()), folders, workers, seen).run()


def speed_rows(cases: list[Case], pages: int, rounds: int, say: Callable[[str], None]) -> Iterator[list[str]]:
    """Yield the rows on speed: of several rounds the fastest, since what disturbs one only makes it longer.

    Larger pages than PAGE_BYTES are left out, so that the figures are of pages of that size; ten are the fewest.
    """
    pages = max(pages, 10)
    cases = [case for case in cases if len(case.body) <= PAGE_BYTES] or cases
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "pages.warc.gz")
        write_archive(archive, cases, pages)
        filled = [Case(case.file, case.url, of_size(case.body, PAGE_BYTES), None, {}) for case in cases]
        size = sum(len(case.body) for case in filled) / len(filled) / 1000
        bare = min(_bare_seconds(filled) for _ in range(rounds)) / len(filled)
        say(f"bare lxml: {1 / bare:.0f} pages a second")
        best = {workers: _Cost(float("inf"), float("inf"), float("inf")) for workers in (1, 2)}
        for _ in range(rounds):
            for workers in (1, 2):
                cost = _run(archive, workers, pages)
                best[workers] = best[workers].best(cost)
                say(f"{workers} process(es): {pages / cost.whole:.0f} pages a second, {1 / cost.wall:.0f} once begun")
    one, two = best[1], best[2]
    yield [f"pages of {size:.0f} kB", "a second"]
    yield ["bare lxml parse, of processor time", f"{1 / bare:.0f}"]
    yield ["reparse with one process, of processor time", f"{1 / one.cpu:.1f}"]
    yield ["reparse with two processes, of all their processor time", f"{1 / two.cpu:.1f}"]
    yield ["reparse with one process", f"{1 / one.wall:.1f}"]
    yield ["reparse with two processes, once they have begun", f"{1 / two.wall:.1f}"]
    yield ["two processes to one, once they have begun", f"{one.wall / two.wall:.2f}"]
    yield [
        f"two processes to one over {pages:,} pages, the start of the processes with them",
        f"{one.whole / two.whole:.2f}",
    ]
    # What other programs take from the machine does not count here.
    yield ["two processes to one, were both cores theirs alone", f"{2 * one.cpu / two.cpu:.2f}"]


@dataclass(frozen=True, slots=True)
class _Cost:
    """Seconds: of processor time and by the clock for a page, once processes have begun; by the clock for all of it."""

    cpu: float
    wall: float
    whole: float

    def best(self, other: _Cost) -> _Cost:
        return _Cost(min(self.cpu, other.cpu), min(self.wall, other.wall), min(self.whole, other.whole))


def _run(archive: Path, workers: int, pages: int) -> _Cost:
    """Return what one reparse cost. The processes have begun when they are through with the first tenth."""
    marks: list[tuple[float, float]] = []
    done = 0
    first = pages // 10

    def seen(url: str, result: Result) -> None:
        nonlocal done
        done += 1
        if done in (first, pages):
            marks.append((processor_seconds(), time.perf_counter()))

    begun = time.perf_counter()
    reparse(archive, workers, seen)
    whole = time.perf_counter() - begun
    (cpu, wall), (cpu_end, wall_end) = marks
    return _Cost((cpu_end - cpu) / (pages - first), (wall_end - wall) / (pages - first), whole)


def memory_marks(
    cases: list[Case], records: int, workers: int, size: int, say: Callable[[str], None]
) -> list[tuple[int, int]]:
    """Return (records read, bytes held by all processes) at twenty places of a run over many records.

    Every record is parsed; most are revisits, so that a large run needs no large file. Pages have `size` bytes or more.
    """
    marks: list[tuple[int, int]] = []
    done = 0
    every = max(records // 20, 1)

    def seen(url: str, result: Result) -> None:
        nonlocal done
        done += 1
        if done % every == 0:
            held = memory_of_all()
            marks.append((done, held))
            say(f"{done:,} records, {held / 1e6:.0f} MB")

    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "pages.warc.gz")
        originals = min(len(cases), records)
        write_archive(archive, cases, originals, records - originals, size)
        reparse(archive, workers, seen)
    return marks


def sentence_on_memory(marks: list[tuple[int, int]]) -> str:
    """Return what the marks say."""
    after = (
        f"{marks[1][1] / 1e6:.0f} MB after {marks[1][0]:,} records, {marks[-1][1] / 1e6:.0f} MB after {marks[-1][0]:,}"
    )
    return f"Memory of a reparse, all processes: {after}; from the first half to the second {drift(marks):+.1%}."


def _bare_seconds(cases: list[Case]) -> float:
    begun = time.process_time()
    for case in cases:
        bare_parse(case)
    return time.process_time() - begun
