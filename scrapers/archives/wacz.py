"""The WARC files of a WACZ package (WACZ 1.1.1, section 5.2), without its index and its list of pages."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_WARC = (".warc", ".warc.gz", ".warc.zst")
# APPNOTE.TXT, section 4.3.7: the local header is 30 bytes, then the name and the extra field.
_LOCAL_HEADER = 30


def archives_in(path: Path) -> list[str]:
    """Return the names of the WARC files in a package. Raises zipfile.BadZipFile when it has no readable directory."""
    with zipfile.ZipFile(path) as package:
        return sorted(name for name in package.namelist() if name.lower().endswith(_WARC))


@contextmanager
def opened(path: Path, name: str) -> Iterator[BinaryIO]:
    """Give a file of a package, seekable.

    A stored file, as WACZ wants it, is read where it lies: zipfile would refuse all of it for one bad byte, and the
    records have checksums of their own. Raises OSError, zipfile.BadZipFile, and NotImplementedError or RuntimeError
    for a packing or encryption that zipfile does not know.
    """
    with zipfile.ZipFile(path) as package:
        about = package.getinfo(name)
        if about.compress_type != zipfile.ZIP_STORED:
            with package.open(about) as file:
                yield file  # type: ignore[misc]
            return
    with path.open("rb") as file:
        file.seek(about.header_offset)
        header = file.read(_LOCAL_HEADER)
        if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
            raise zipfile.BadZipFile(f"{name} is not where the directory says")
        lengths = struct.unpack("<HH", header[26:30])
        start = about.header_offset + _LOCAL_HEADER + sum(lengths)
        yield io.BufferedReader(_Part(file, start, about.file_size))


class _Part(io.RawIOBase):
    """A stretch of a file as a file of its own."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._file, self._start, self._size, self._at = file, start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._start + self._at)
        data = self._file.read(max(0, min(len(buffer), self._size - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
