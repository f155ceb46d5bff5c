"""The bytes of a list, piece by piece: whole or in chunks, gzip taken off, never more than a bound.

A sitemap may hold 50 MB (sitemaps.org) and come as .gz, so readers see one small piece at a time. What is damaged is
read as far as it goes, and reported.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

Data = bytes | Iterable[bytes]
Report = Callable[[str], None]

# The sitemap protocol allows 52,428,800 bytes unpacked; a fifth more for those who do not count.
MOST_BYTES = 64 * 1024 * 1024
_PIECE = 64 * 1024
_STEP = 512
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib: a gzip header and a window of 32 KiB


def ignore(damage: str) -> None:
    """Take no notice of damage: the report of a caller who does not ask."""


def once(report: Report) -> Report:
    """Return a report that passes on the first damage alone: what follows from it is no news."""
    told: list[str] = []

    def tell(damage: str) -> None:
        if not told:
            told.append(damage)
            report(damage)

    return tell


def pieces(data: Data, report: Report = ignore, most: int = MOST_BYTES) -> Iterator[bytes]:
    """Yield the bytes of a list in pieces of at most 64 KiB, unpacked when they are gzip, in all `most` bytes.

    Whether they are gzip the bytes themselves say (RFC 1952, section 2.3.1): servers call .gz files anything. What
    goes wrong ends the list and is reported in a sentence.
    """
    left = most
    for piece in _unpacked(_cut(data), report):
        if len(piece) > left:
            yield piece[:left]
            report(f"it is longer than {most:,} bytes; what comes after them was not read")
            return
        left -= len(piece)
        yield piece


def _cut(data: Data) -> Iterator[bytes]:
    for chunk in (data,) if isinstance(data, bytes) else data:
        for start in range(0, len(chunk), _PIECE):
            yield chunk[start : start + _PIECE]


def _unpacked(packed: Iterator[bytes], report: Report) -> Iterator[bytes]:
    first = b""
    while len(first) < len(_GZIP) and (more := next(packed, b"")):
        first += more
    if not first.startswith(_GZIP):
        if first:
            yield first
        yield from packed
        return
    member = zlib.decompressobj(_GZIP_WINDOW)
    waiting = first
    try:
        while waiting or (waiting := next(packed, b"")):
            # Bounded step by step: a kilobyte of gzip can hold a megabyte. And in small steps, since what a step has
            # unpacked before it meets damage is lost.
            if out := member.decompress(waiting[:_STEP], _PIECE):
                yield out
            waiting = member.unconsumed_tail + waiting[_STEP:]
            if member.eof:
                waiting = member.unused_data + waiting or next(packed, b"")
                if not waiting.startswith(_GZIP):  # RFC 1952 allows many members; padding after them is none
                    return
                member = zlib.decompressobj(_GZIP_WINDOW)
    except zlib.error as error:
        report(f"its gzip is damaged ({error}); what comes after the damage was not read")
        return
    report("its gzip is cut short; what is missing was not read")
