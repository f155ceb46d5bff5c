"""One WARC record, read from a stream that stands at its first byte."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO

from scrapers.archives.headers import read_head, split_headers
from scrapers.archives.model import LARGEST_BLOCK, Place, Record

FIRST_LINE = re.compile(rb"WARC/\d\.\d+\s*\r?\n")
_BUFFER = 1 << 16
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Wanted = Callable[[Record], bool]


class BrokenRecordError(Exception):
    """A record that cannot be read. The message says what was seen."""


class Block:
    """One record of a stream that stands at its first byte. Leaves the stream after the record's block."""

    def __init__(self, stream: BinaryIO | io.BufferedReader, place: Place, wanted: Wanted) -> None:
        self.stream, self.place, self.wanted = stream, place, wanted

    def read(self, first: bytes = b"") -> Record:
        """Return the record, whose first line may have been read. Raises BrokenRecordError and BrokenStreamError."""
        head = read_head(self.stream, first)
        if head is None or not FIRST_LINE.match(head):
            raise BrokenRecordError(f"wanted the head of a WARC record, found {(head or b'')[:40]!r}")
        _, pairs = split_headers(head, "utf-8")
        headers = {name.lower(): value for name, value in pairs}
        length = headers.get("content-length", "")
        if not length.isdecimal():
            raise BrokenRecordError(f"its Content-Length is {length!r}, no number")
        record = Record(
            place=self.place,
            type=headers.get("warc-type", "").lower(),
            record_id=_bare(headers.get("warc-record-id")),
            url=_bare(headers.get("warc-target-uri")),
            date=read_date(headers.get("warc-date")),
            headers=headers,
            block=None,
            length=int(length),
        )
        if record.length > LARGEST_BLOCK or not self.wanted(record):
            self._pass_over(record.length)
            return record
        block = self._read(record.length)
        return replace(record, block=block)

    def _read(self, length: int) -> bytes:
        block = self.stream.read(length)
        if len(block) < length:
            raise BrokenRecordError(f"it ends after {len(block)} of the {length} bytes of its block")
        return block

    def _pass_over(self, length: int) -> None:
        rest = length
        while rest:
            block = self.stream.read(min(rest, _BUFFER))
            if not block:
                raise BrokenRecordError(f"it ends after {length - rest} of the {length} bytes of its block")
            rest -= len(block)


def read_date(text: str | None) -> datetime | None:
    """Return a WARC-Date (ISO 28500:2017, section 5.4) as a UTC time; digits beyond microseconds are cut off.

    A bare day, which the standard allows, is its first second. Null for what is no date.
    """
    text = (text or "").strip()
    found = _DATE.fullmatch(text)
    try:
        if found is None:
            return datetime.fromisoformat(text).replace(tzinfo=UTC) if _DAY.fullmatch(text) else None
        zone = "+00:00" if found[3] in (None, "Z") else found[3]
        return datetime.fromisoformat(f"{found[1]}.{(found[2] or '0')[:6]:0<6}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _bare(value: str | None) -> str | None:
    """Return an id or address without the angle brackets (wget writes them around addresses too)."""
    if value is None:
        return None
    return value[1:-1] if value.startswith("<") and value.endswith(">") else value
