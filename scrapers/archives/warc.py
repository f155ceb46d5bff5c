"""Records of a WARC file in the order they stand in: gzip by member, zstd by frame, or plain; WARC 0.17 to 1.1.

A record that is damaged is reported with its offset, the next sound one is searched for, and reading goes on there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from scrapers.archives.model import Damage, Found, Notice, Place, Record
from scrapers.archives.record import FIRST_LINE, Block, BrokenRecordError, Wanted
from scrapers.archives.streams import BrokenStreamError, Container, container_of, find, gzip_container

_BUFFER = 1 << 16
_LINE = 1 << 12


def read_warc(file: BinaryIO, name: str, wanted: Wanted = lambda record: True) -> Iterator[Found]:
    """Yield the records of a WARC file and the damage met between them. `name` is what places call the file.

    `wanted` is asked with the record's headers alone (block null) whether its block is to be read. The file must be
    seekable. Memory is bounded by LARGEST_BLOCK, whatever the size of the file or of its records.
    """
    try:
        container = container_of(file)
    except BrokenStreamError as broken:
        yield Damage(Place(name, 0), f"nothing of it can be read: {broken}")
        return
    file.seek(0)
    if container is None and not file.read(_LINE).lstrip().startswith(b"WARC/"):
        found = gzip_container().next_start(file, 0)
        if found is not None:
            yield Damage(Place(name, 0), f"{found} bytes passed over that belong to no record")
            yield from search_warc(file, name, wanted)
            return
    if container is None:
        yield from _Plain(file, name, wanted).records()
    else:
        yield from _Compressed(file, name, wanted, container).records()


def search_warc(file: BinaryIO, name: str, wanted: Wanted = lambda record: True) -> Iterator[Found]:
    """Yield the records of all gzip members in a file that is damaged or of another kind, such as a cut WACZ."""
    yield from _Compressed(file, name, wanted, gzip_container()).records(search=True)


def read_record_at(file: BinaryIO, name: str, offset: int) -> Record:
    """Return the record at an offset. Raises BrokenRecordError when there is none that can be read."""
    try:
        container = container_of(file)
        if container is None:
            file.seek(offset)
            return Block(file, Place(name, offset), lambda record: True).read()
        with container.stream(file, offset).buffered(_BUFFER) as stream:
            return Block(stream, Place(name, offset), lambda record: True).read()
    except BrokenStreamError as broken:
        raise BrokenRecordError(str(broken)) from broken


class _Compressed:
    """A file of gzip members or zstd frames, as a rule one for each record."""

    def __init__(self, file: BinaryIO, name: str, wanted: Wanted, container: Container) -> None:
        self.file, self.name, self.wanted, self.container = file, name, wanted, container
        self.told = False

    def records(self, *, search: bool = False) -> Iterator[Found]:
        offset: int | None = self.container.start
        if search:
            offset = self.container.next_start(self.file, 0)
        while offset is not None and not self._at_end(offset):
            raw = self.container.stream(self.file, offset)
            try:
                with raw.buffered(_BUFFER) as stream:
                    yield from self._of_stream(stream, offset)
                end = raw.end
            except BrokenStreamError as broken:
                yield Damage(Place(self.name, offset), f"record passed over: {broken}")
                offset = self.container.next_start(self.file, offset + 1)
                continue
            # A WARC file goes on where its member ends; what is searched may hold anything in between.
            offset = self.container.next_start(self.file, end) if search and not self._begins(end) else end

    def _at_end(self, offset: int) -> bool:
        """Zeros after the last record, from a disk that lost power or a tape, are no damage worth a word."""
        self.file.seek(offset)
        while block := self.file.read(_BUFFER):
            if block.strip(b"\0"):
                return False
        return True

    def _begins(self, offset: int) -> bool:
        self.file.seek(offset)
        return self.file.read(len(self.container.magic)) == self.container.magic

    def _of_stream(self, stream: io.BufferedReader, offset: int) -> Iterator[Found]:
        """Yield the records of one stream: one, as it should be, or all of them.

        A record is given out when its stream has come to a good end, where the checksum stands, or to the next one.
        """
        place = Place(self.name, offset)
        held: Record | None = None
        first = b""
        while first or _skip_blank(stream):
            try:
                if held is not None:
                    first = first or stream.readline(_LINE)
                    if not FIRST_LINE.match(first):
                        raise BrokenRecordError("it is longer or shorter than its Content-Length says")
                    yield from self._together()
                    yield held
                held = None
                held = Block(stream, place, self.wanted).read(first)
                first = b""
            except BrokenRecordError as broken:
                held = None
                yield Damage(place, f"record passed over: {broken}")
                first = _next_head(stream)
                if not first:
                    return
        if held is not None:
            yield held

    def _together(self) -> Iterator[Notice]:
        if not self.told:
            self.told = True
            yield Notice(
                self.name,
                "its records are compressed together, so none can be found without unpacking all before it; "
                f"type warcio recompress {self.name} NEW.warc.gz to give each its own place",
            )


class _Plain:
    """A file without compression."""

    def __init__(self, file: BinaryIO, name: str, wanted: Wanted) -> None:
        self.file, self.name, self.wanted = file, name, wanted

    def records(self) -> Iterator[Found]:
        offset = 0
        while True:
            self.file.seek(offset)
            if not _skip_blank(self.file):
                return
            offset = self.file.tell()
            try:
                record = Block(self.file, Place(self.name, offset), self.wanted).read()
                self._check_end()
            except BrokenRecordError as broken:
                yield Damage(Place(self.name, offset), f"record passed over: {broken}")
                found = self._next_start(offset + 1)
                if found is None:
                    return
                offset = found
                continue
            yield record
            offset = self.file.tell()

    def _check_end(self) -> None:
        """Raise BrokenRecordError when neither a record's end nor another record follows: then the length was a lie."""
        end = self.file.tell()
        if self.file.read(4) == b"\r\n\r\n":
            return
        self.file.seek(end)
        if _skip_blank(self.file) and not self._begins(self.file.tell()):
            raise BrokenRecordError("it is longer or shorter than its Content-Length says")

    def _next_start(self, offset: int) -> int | None:
        for found in find(self.file, b"\nWARC/", offset):
            if self._begins(found + 1):
                return found + 1
        return None

    def _begins(self, offset: int) -> bool:
        """Tell whether a record begins at an offset, and leave the file there."""
        self.file.seek(offset)
        line = self.file.readline(_LINE)
        self.file.seek(offset)
        return FIRST_LINE.match(line) is not None


def _skip_blank(stream: BinaryIO | io.BufferedReader) -> bool:
    """Move past line ends; return whether anything follows."""
    while True:
        ahead = _peek(stream)
        if not ahead:
            return False
        blank = len(ahead) - len(ahead.lstrip(b"\r\n"))
        if blank:
            stream.read(blank)
        if blank < len(ahead):
            return True


def _next_head(stream: io.BufferedReader) -> bytes:
    """Move to the next line that begins a record and return it; empty when there is none."""
    while line := stream.readline(_BUFFER):
        if FIRST_LINE.match(line):
            return line
    return b""


def _peek(stream: BinaryIO | io.BufferedReader) -> bytes:
    """Return at least one of the next bytes without moving on, none at the end."""
    if isinstance(stream, io.BufferedReader):
        return stream.peek(1)
    here = stream.tell()
    ahead = stream.read(16)
    stream.seek(here)
    return ahead
