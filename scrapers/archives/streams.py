"""The compressed streams that a WARC file is made of, each with its offset: gzip members, zstd frames, or plain bytes.

A damaged stream says so and the next sound one is searched for, so that one bad spot costs one record.
"""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_BLOCK = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
# A skippable frame of this kind at the start holds the dictionary of all the others (IIPC, "Zstandard compression for
# WARC files", section 3); the other fifteen kinds mean nothing to us (RFC 8878, section 3.1.2).
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_LARGEST_DICTIONARY = 64 << 20
_PEEK = 1 << 12


class BrokenStreamError(Exception):
    """A stream that cannot be read on. The message says what was seen there."""


class Decoder(Protocol):
    """What zlib and zstd share."""

    @property
    def eof(self) -> bool:
        """Whether the stream has come to its end."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What was fed and belongs to the next stream."""
        ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return up to max_length bytes."""
        ...


class Stream(io.RawIOBase):
    """One compressed stream, read in flat memory. Raises BrokenStreamError where it is damaged or ends too early."""

    def __init__(self, file: BinaryIO, offset: int, decoder: Decoder) -> None:
        super().__init__()
        self._file, self._decoder = file, decoder
        self._next = offset  # of the byte of the file that is to be fed next
        self._waiting = b""  # fed and not yet taken: one call gives no more than was asked for

    @property
    def end(self) -> int:
        """Return the offset after the stream, once it has been read to its end."""
        return self._next - len(self._decoder.unused_data)

    def buffered(self, size: int) -> io.BufferedReader:
        """Return the stream with lines and a look ahead."""
        return io.BufferedReader(self, size)

    def readable(self) -> bool:
        """Return true: that is what it is for."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill a buffer as far as one step goes; 0 at the end of the stream."""
        while not self._decoder.eof:
            if not self._waiting and not _wants_no_input(self._decoder):
                self._file.seek(self._next)
                self._waiting = self._file.read(_BLOCK)
                self._next += len(self._waiting)
                if not self._waiting:
                    raise BrokenStreamError("the file ends inside this record")
            try:
                data = self._decoder.decompress(self._waiting, len(buffer))
            except (zlib.error, zstd.ZstdError) as error:
                raise BrokenStreamError(f"it cannot be unpacked ({error})") from error
            self._waiting = getattr(self._decoder, "unconsumed_tail", b"")
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0


def _wants_no_input(decoder: Decoder) -> bool:
    """Tell whether a zstd decoder still holds input of its own; zlib hands back what it did not take."""
    return not getattr(decoder, "needs_input", True)


class Container:
    """How a WARC file is compressed: the decoder of one stream, and how streams begin."""

    def __init__(self, magic: bytes, decoder: Callable[[], Decoder], start: int = 0) -> None:
        self.magic, self.decoder, self.start = magic, decoder, start

    def stream(self, file: BinaryIO, offset: int) -> Stream:
        """Return the stream that begins at an offset."""
        return Stream(file, offset, self.decoder())

    def next_start(self, file: BinaryIO, offset: int) -> int | None:
        """Return where the next stream with a WARC record begins, at `offset` or after it, or null.

        The magic number stands by chance in compressed data too, so what it begins must unpack to a record.
        """
        for found in find(file, self.magic, offset):
            try:
                with self.stream(file, found).buffered(_PEEK) as stream:
                    if stream.read(5) == b"WARC/":
                        return found
            except BrokenStreamError:
                continue
        return None


def container_of(file: BinaryIO) -> Container | None:
    """Return how a file is compressed, null for one that is not. Raises BrokenStreamError for a bad zstd dictionary."""
    file.seek(0)
    start = file.read(4)
    if start.startswith(_GZIP[:2]):
        return Container(_GZIP, lambda: zlib.decompressobj(wbits=31))
    if start == _ZSTD:
        return Container(_ZSTD, zstd.ZstdDecompressor)
    if start[1:] == _DICTIONARY[1:] and 0x50 <= start[0] <= 0x5F:
        return _zstd_with_dictionary(file, is_dictionary=start == _DICTIONARY)
    return None


def gzip_container() -> Container:
    """Return the container of gzip members, for a file that does not begin with one."""
    return Container(_GZIP, lambda: zlib.decompressobj(wbits=31))


def _zstd_with_dictionary(file: BinaryIO, *, is_dictionary: bool) -> Container:
    size = int.from_bytes(file.read(4), "little")
    if not is_dictionary:
        return Container(_ZSTD, zstd.ZstdDecompressor, start=8 + size)
    if size > _LARGEST_DICTIONARY:
        raise BrokenStreamError(f"its dictionary is said to have {size} bytes")
    data = file.read(size)
    try:
        if data.startswith(_ZSTD):
            data = zstd.ZstdDecompressor().decompress(data, _LARGEST_DICTIONARY)
        dictionary = zstd.ZstdDict(data)
    except (zstd.ZstdError, ValueError) as error:
        raise BrokenStreamError(f"its dictionary cannot be read ({error})") from error
    return Container(_ZSTD, lambda: zstd.ZstdDecompressor(zstd_dict=dictionary), start=8 + size)


def find(file: BinaryIO, needle: bytes, offset: int) -> Iterator[int]:
    """Yield the offsets of some bytes in a file, from an offset on, in flat memory.

    The caller may move the file between two of them.
    """
    overlap = len(needle) - 1
    while True:
        file.seek(offset)
        block = file.read(_BLOCK + overlap)
        at = block.find(needle)
        while at >= 0:
            yield offset + at
            at = block.find(needle, at + 1)
        if len(block) <= overlap or len(block) < _BLOCK:
            return
        offset += _BLOCK
