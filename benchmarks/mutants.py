"""Mutants: pages spoilt by seed and number, what is wrong with parsing one, the smallest with the same fault."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from benchmarks.extract import read_page
from benchmarks.mutate import lying_header, mutate
from benchmarks.pages import own_cases
from benchmarks.promises import broken_promises
from schemas import Article, Capture
from scrapers.parsers import parse_article

# Processor time that a mutant may take: fifty times what a page takes on a usual machine, and a start.
SECONDS = 1.0
SECONDS_PER_BYTE = 5e-6
_SHRINK_SECONDS = 20
_FETCHED = datetime(2024, 5, 20, 9, 0, tzinfo=UTC)
_URLS = (
    "https://www.example.org/news/2024/05/19/story-1",
    "http://example.com/?id=1",
    "https://xn--n8j6de9axgc.example/%E8%A8%98%E4%BA%8B",
    "http://[::1]:8000/a",
)


@dataclass(frozen=True)
class Mutant:
    """A spoilt page as the parser gets it, and how it came about."""

    number: int
    body: bytes
    url: str
    content_type: str | None
    source: str
    ways: list[str]


@dataclass(frozen=True)
class Fault:
    """What a mutant did: `kind` is the same for mutants with the same fault."""

    kind: str
    detail: str


def corpus(folder: Path | None) -> list[tuple[str, bytes]]:
    """Return the pages to spoil, by name: the project's own, and those of a folder."""
    pages = [(case.file, case.body) for case in own_cases()]
    if folder is not None:
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        pages += [(path.relative_to(folder).as_posix(), read_page(path)) for path in files]
    return pages


def make(pages: list[tuple[str, bytes]], seed: int, number: int) -> Mutant:
    """Return a mutant: the same for the same pages, seed and number."""
    rng = Random(f"{seed}:{number}")
    (name, page), (_, other) = rng.choice(pages), rng.choice(pages)
    body, ways = mutate(rng, page, other)
    return Mutant(number, body, rng.choice(_URLS), lying_header(rng), name, ways)


def fault_of(body: bytes, url: str, content_type: str | None) -> Fault | None:
    """Parse a page and return what is wrong with that, if anything."""
    allowed = SECONDS + SECONDS_PER_BYTE * len(body)
    try:
        article, seconds = _timed(body, url, content_type)
        if seconds > allowed:
            # The first date in an unknown language loads all of dateparser's: the process pays that once, not the page.
            seconds = _timed(body, url, content_type)[1]
        broken = next(broken_promises(article), None)
    except Exception as error:  # noqa: BLE001 - whatever is raised is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = next(
            (f for f in reversed(traceback.extract_tb(error.__traceback__)) if "scrapers" in f.filename), frame
        )
        kind = f"{type(error).__name__} in {Path(where.filename).name}:{where.name}"
        return Fault(kind, traceback.format_exc())
    if broken:
        return Fault(f"promise: {broken.partition(' in ')[0][:100]}", broken)
    if seconds > allowed:
        return Fault("too slow", f"{seconds:.2f} s for {len(body):,} bytes")
    return None


def _timed(body: bytes, url: str, content_type: str | None) -> tuple[Article, float]:
    begun = time.process_time()
    article = parse_article(body, url, Capture(fetched_at=_FETCHED, content_type=content_type))
    return article, time.process_time() - begun


def shrink(mutant: Mutant, kind: str, seconds: float = _SHRINK_SECONDS) -> bytes:
    """Return a smaller page with the same kind of fault, as far as a time allows: pieces are left out, ever finer."""
    body, pieces, until = mutant.body, 2, time.monotonic() + seconds
    while pieces <= len(body) and time.monotonic() < until:
        size = -(-len(body) // pieces)
        for start in range(0, len(body), size):
            shorter = body[:start] + body[start + size :]
            found = fault_of(shorter, mutant.url, mutant.content_type)
            if found and found.kind == kind:
                body, pieces = shorter, max(pieces - 1, 2)
                break
            if time.monotonic() > until:
                return body
        else:
            if size == 1:
                break
            pieces = min(pieces * 2, len(body))
    return body
