"""How fast records are made again: beside bare lxml's rate, by one process and by two, and memory over many records.

Pages are brought to one size with what makes real pages large, which is not their text: navigation, lists of links,
scripts. They lie in a WARC file as crawlers write it, one gzip member a record.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.growth import drift, memory_in_use
from benchmarks.pages import Case
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


def write_archive(path: Path, cases: list[Case], pages: int, revisits: int = 0) -> None:
    """Write a WARC of so many pages, each under its own URL, and of so many revisits of them under others."""
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True, warc_version="1.1")
        originals = []
        for number, case in enumerate(islice(cycle(cases), pages)):
            payload = io.BytesIO(of_size(case.body, PAGE_BYTES))
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

    Larger pages than PAGE_BYTES are left out, so that the figures are of pages of that size.
    """
    cases = [case for case in cases if len(case.body) <= PAGE_BYTES] or cases
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "pages.warc.gz")
        write_archive(archive, cases, pages)
        filled = [Case(case.file, case.url, of_size(case.body, PAGE_BYTES), None, {}) for case in cases]
        size = sum(len(case.body) for case in filled) / len(filled) / 1000
        bare = min(_bare_seconds(filled) for _ in range(rounds)) / len(filled)
        say(f"bare lxml: {1 / bare:.0f} pages a second")
        cpu, wall = {1: float("inf"), 2: float("inf")}, {1: float("inf"), 2: float("inf")}
        for _ in range(rounds):
            for workers in (1, 2):
                seconds, passed = _run(archive, workers, pages)
                cpu[workers], wall[workers] = min(cpu[workers], seconds), min(wall[workers], passed)
                say(f"{workers} process(es): {pages / passed:.0f} pages a second")
    yield [f"pages of {size:.0f} kB", "a second"]
    yield ["bare lxml parse, of processor time", f"{1 / bare:.0f}"]
    yield ["reparse with one process, of processor time", f"{pages / cpu[1]:.1f}"]
    yield ["reparse with two processes, of all their processor time", f"{pages / cpu[2]:.1f}"]
    yield ["reparse with one process", f"{pages / wall[1]:.1f}"]
    yield ["reparse with two processes", f"{pages / wall[2]:.1f}"]
    yield ["two processes to one", f"{wall[1] / wall[2]:.2f}"]
    # What other programs take from the machine does not count here.
    yield ["two processes to one, were both cores theirs alone", f"{2 * cpu[1] / cpu[2]:.2f}"]


def _run(archive: Path, workers: int, pages: int) -> tuple[float, float]:
    """Return the processor time of all processes and the wall time of one reparse."""
    begun_cpu, begun = time.process_time(), time.perf_counter()
    others = 0.0
    done = 0

    def seen(url: str, result: Result) -> None:
        nonlocal others, done
        done += 1
        if done == pages:
            others = sum(_processor_time(process.pid) for process in multiprocessing.active_children())

    reparse(archive, workers, seen)
    return time.process_time() - begun_cpu + others, time.perf_counter() - begun


def memory_marks(cases: list[Case], records: int, workers: int, say: Callable[[str], None]) -> list[tuple[int, int]]:
    """Return (records read, bytes held by all processes) at twenty places of a run over many records.

    Every record is parsed; most are revisits, so that a large run needs no large file.
    """
    marks: list[tuple[int, int]] = []
    done = 0
    every = max(records // 20, 1)

    def seen(url: str, result: Result) -> None:
        nonlocal done
        done += 1
        if done % every == 0:
            held = memory_in_use() + sum(_held_by(process.pid) for process in multiprocessing.active_children())
            marks.append((done, held))
            say(f"{done:,} records, {held / 1e6:.0f} MB")

    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "pages.warc.gz")
        originals = min(len(cases), records)
        write_archive(archive, cases, originals, records - originals)
        reparse(archive, workers, seen)
    return marks


def sentence_on_memory(marks: list[tuple[int, int]]) -> str:
    """Return what the marks say."""
    after = (
        f"{marks[1][1] / 1e6:.0f} MB after {marks[1][0]:,} records, {marks[-1][1] / 1e6:.0f} MB after {marks[-1][0]:,}"
    )
    return f"Memory of a reparse, all processes: {after}; from the first half to the second {drift(marks):+.1%}."


def _held_by(pid: int | None) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):  # it has ended, or the system has no /proc
        return 0


def _processor_time(pid: int | None) -> float:
    """Return the seconds that another process has computed so far (proc(5): fields 14 and 15 of its stat)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _bare_seconds(cases: list[Case]) -> float:
    begun = time.process_time()
    for case in cases:
        bare_parse(case)
    return time.process_time() - begun
