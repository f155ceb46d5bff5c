"""What an archive gives: records, where they stand, and the places where it is damaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

# No page of a newspaper is larger; pictures and films may be, and are passed over.
LARGEST_BLOCK = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record begins: a file, named as it was given, and the byte in it.

    `offset` counts the bytes of the file as it lies on the disk, so a record's own gzip member begins there. In a
    file that is one single compressed stream every record has the offset of the stream.
    """

    file: str
    offset: int

    def __str__(self) -> str:
        return f"{self.file}, byte {self.offset}"


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that could not be read and was passed over. `what` is a sentence without its subject's place."""

    place: Place
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader should know of a file that is read all the same, and what to type about it."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


@dataclass(frozen=True, slots=True)
class Record:
    """One WARC record (ISO 28500:2017, section 4). `headers` has lower-case names and the last value of each.

    `block` is null when it was larger than LARGEST_BLOCK or was not asked for; `length` is its size in bytes.
    `record_id` and `url` come without angle brackets.
    """

    place: Place
    type: str
    record_id: str | None
    url: str | None
    date: datetime | None
    headers: Mapping[str, str]
    block: bytes | None
    length: int


Found = Record | Damage | Notice
