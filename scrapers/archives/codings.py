"""Content codings taken off (gzip, deflate, br, zstd), and never more than the largest page."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from functools import partial
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LARGEST_PAGE = 32 * 1024 * 1024
_STEP = 1 << 20
_PIECE = 1 << 12
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"

# What came out, and whether that is all of it.
_Unpacked = tuple[bytes, bool]


class TooLargeError(Exception):
    """A page that would be larger than LARGEST_PAGE once unpacked."""

    def __init__(self) -> None:
        super().__init__(f"the page has more than {LARGEST_PAGE} bytes once unpacked")


class CutShortError(Exception):
    """A packed file that is damaged, or ends before its end."""


class _Decoder(Protocol):
    """What zlib and zstd share."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


def take_off(coding: str, data: bytes) -> bytes:
    """Return a body without a content coding (RFC 9110, section 8.4.1); when it is damaged, what came before that.

    A body that is not in the coding, or in one of another name, is returned as it is. Raises TooLargeError.
    """
    unpack = _CODINGS.get(coding)
    return (unpack(data)[0] or data) if unpack else data


def unpack_file(data: bytes, *, is_brotli: bool = False) -> bytes:
    """Return what is in a file that gzip, zstd or brotli has packed, and any other file as it is.

    The first two are told by how they begin; brotli has no mark of its own. Raises TooLargeError, and CutShortError
    when the file cannot be unpacked to its end.
    """
    if data.startswith(_GZIP):
        coding = "gzip"
    elif data.startswith(_ZSTD):
        coding = "zstd"
    elif is_brotli:
        coding = "br"
    else:
        return data
    unpacked, whole = _CODINGS[coding](data)
    if not whole:
        raise CutShortError(f"it cannot be unpacked to its end; {len(unpacked)} bytes came before that")
    return unpacked


def _members(begin: Callable[[], _Decoder], magic: bytes, data: bytes) -> _Unpacked:
    """Members and frames stand one after the other and mean their contents in one piece (RFC 1952, section 2.2; RFC
    8878, section 3.1). What follows them and is none is passed over. Linear, however many there are.
    """
    parts: list[bytes] = []
    size = at = 0
    whole = False
    while data.startswith(magic, at):
        part, whole, at = _unpack(begin(), data, at, LARGEST_PAGE - size)
        parts.append(part)
        size += len(part)
        if not whole:
            break
    return b"".join(parts), whole


def _unpack(decoder: _Decoder, data: bytes, at: int, most: int) -> tuple[bytes, bool, int]:
    """Feed a decoder from a place on to its end, or to the first fault; return also where it ended.

    In pieces, since a decoder hands back a copy of what is behind its end.
    """
    parts: list[bytes] = []
    piece = b""
    try:
        while not decoder.eof:
            part = decoder.decompress(piece, _STEP)
            piece = getattr(decoder, "unconsumed_tail", b"")  # zlib hands back what it did not take
            if part:
                parts.append(part)
                most -= len(part)
                if most < 0:
                    raise TooLargeError
            elif not piece and not decoder.eof:
                if at >= len(data):
                    break
                piece = data[at : at + _PIECE]
                at += len(piece)
    except (zlib.error, zstd.ZstdError):
        return b"".join(parts), False, at
    return b"".join(parts), decoder.eof, at - len(decoder.unused_data)


def _deflate(data: bytes) -> _Unpacked:
    """RFC 9110, section 8.4.1.2: the zlib format; some servers send the bare stream."""
    body, whole, _ = _unpack(zlib.decompressobj(), data, 0, LARGEST_PAGE)
    if not body:
        body, whole, _ = _unpack(zlib.decompressobj(wbits=-15), data, 0, LARGEST_PAGE)
    return body, whole


def _brotli(data: bytes) -> _Unpacked:
    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        part = decoder.process(data, output_buffer_limit=_STEP)
        while part or not decoder.can_accept_more_data():
            parts.append(part)
            size += len(part)
            if size > LARGEST_PAGE:
                raise TooLargeError
            part = b"" if decoder.is_finished() else decoder.process(b"", output_buffer_limit=_STEP)
    except brotli.error:
        return b"".join(parts), False
    return b"".join(parts), decoder.is_finished()


_gzip = partial(_members, partial(zlib.decompressobj, wbits=31), _GZIP)
_CODINGS: dict[str, Callable[[bytes], _Unpacked]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": partial(_members, zstd.ZstdDecompressor, _ZSTD),
}
