"""WARC files that are read more than once: where each payload lies, and how to get a record again."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from scrapers.archives.model import Record
from scrapers.archives.record import BrokenRecordError
from scrapers.archives.response import Response, read_response
from scrapers.archives.wacz import opened
from scrapers.archives.warc import read_record_at

Spot = tuple[int, int]  # number of the volume, offset of the record in it


@dataclass(frozen=True, slots=True)
class Volume:
    """A WARC file: one of its own, or `member` of a WACZ."""

    path: Path
    name: str
    member: str | None = None

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Give the file, seekable. Raises OSError and what wacz.opened raises."""
        if self.member is None:
            with self.path.open("rb") as file:
                yield file
        else:
            with opened(self.path, self.member) as file:
                yield file


class Places(Protocol):
    """Where the payloads are: by digest, and by record id."""

    def get(self, key: str) -> Spot | None:
        """Return the place of a key, or null."""
        ...

    def note(self, key: str, place: Spot) -> None:
        """Note a place, unless the key has one."""
        ...


class PlacesInMemory:
    """Places in a dict: about 150 bytes for each key."""

    def __init__(self) -> None:
        self._places: dict[str, Spot] = {}

    def get(self, key: str) -> Spot | None:
        """Return the place of a key, or null."""
        return self._places.get(key)

    def note(self, key: str, place: Spot) -> None:
        """Note a place, unless the key has one."""
        self._places.setdefault(key, place)


class Volumes:
    """The WARC files of some inputs, and where in them the payloads are that revisits may refer to."""

    def __init__(self, payloads: Places | None = None) -> None:
        self._volumes: list[Volume] = []
        self._payloads = payloads or PlacesInMemory()

    def add(self, volume: Volume) -> int:
        """Take a volume in and return its number."""
        self._volumes.append(volume)
        return len(self._volumes) - 1

    def remember(self, record: Record, number: int) -> None:
        """Note where the payload of a response is: the first record with it counts."""
        for key in (record.headers.get("warc-payload-digest"), record.record_id):
            if key:
                self._payloads.note(key, (number, record.place.offset))

    def record_at(self, spot: Spot) -> Record:
        """Return a record again. Raises BrokenRecordError when it cannot be read any more."""
        volume = self._volumes[spot[0]]
        try:
            with volume.opened() as file:
                return read_record_at(file, volume.name, spot[1])
        except (OSError, zipfile.BadZipFile) as error:
            raise BrokenRecordError(str(error)) from error

    def revisited(self, record: Record) -> Response | None:
        """Return the response of a revisit with the payload of its original, null when that is not in the inputs.

        Its own headers win, where it has any (ISO 28500:2017, section 6.7.2).
        """
        own = read_response(record)
        digest = record.headers.get("warc-payload-digest")
        refers_to = record.headers.get("warc-refers-to", "").strip("<>")
        spot = next((spot for key in (digest, refers_to) if key and (spot := self._payloads.get(key))), None)
        if spot is None:
            return None
        try:
            original = read_response(self.record_at(spot))
        except BrokenRecordError:
            return None
        if original is None or (digest and original.payload_digest and original.payload_digest != digest):
            return None
        return replace(
            original,
            url=record.url or original.url,
            date=record.date,
            headers=own.headers if own else original.headers,
            record_id=record.record_id,
            place=record.place,
        )
