"""Lines of CDXJ, one a capture: made alike while an archive is written and when it is read again, and sorted."""

from __future__ import annotations

import heapq
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO

from pipelines.surt import surt

HEAD = 1 << 16  # bytes of a record in which its HTTP head is looked for
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\S+[ \t]+(\d{3})")
_MEDIA_TYPE = re.compile(rb"(?im)^content-type[ \t]*:[ \t]*([^\s;,\"]+)")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z")


@dataclass(frozen=True, slots=True)
class Capture:
    """A record as the index shows it.

    `kind` is its WARC-Type, `date` its WARC-Date, `digest` its WARC-Payload-Digest, `start` the first HEAD bytes of
    its block; `content_type` is the record's own. It lies at byte `offset` of `file`, `length` bytes long.
    """

    kind: str
    url: str
    date: str
    digest: str | None
    start: bytes
    content_type: str
    file: str
    offset: int
    length: int

    def line(self) -> bytes:
        """Return "SURT timestamp14 JSON", line feed included. Raises ValueError without a URL or a WARC-Date."""
        date = _DATE.fullmatch(self.date)
        if not self.url or not date:
            raise ValueError("it has no WARC-Target-URI or no WARC-Date")
        http = _HEAD_END.split(self.start, maxsplit=1)[0] if self.start.startswith(b"HTTP/") else b""
        status, kind = _STATUS.match(http), _MEDIA_TYPE.search(http)
        mime = kind[1].decode("latin-1").lower() if kind else "unk"  # the CDX word for unknown
        if self.kind == "revisit":
            mime = "warc/revisit"
        elif not http:
            mime = (self.content_type or mime).partition(";")[0].strip()
        fields = {
            "url": self.url,
            "digest": self.digest or "-",  # a 304 need not have one
            "mime": mime,
            "filename": self.file,
            "offset": str(self.offset),
            "length": str(self.length),
            "status": status[1].decode() if status else "-",
        }
        return f"{surt(self.url)} {''.join(date.groups())} {json.dumps(fields)}\n".encode()


class SortedLines:
    """Takes lines in any order and yields them in that of their bytes; all beyond `limit` bytes wait on the disk.

    The files have no names in the folder, so that nothing stays behind whatever kills the process. Raises OSError.
    """

    def __init__(self, folder: Path, limit: int = 32 << 20) -> None:
        self._folder = folder
        self._limit = limit
        self._held: list[bytes] = []
        self._size = 0
        self._files: list[IO[bytes]] = []
        self.count = 0
        self._stack = ExitStack()

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what waits on the disk; a second call does nothing."""
        self._stack.close()

    def add(self, line: bytes) -> None:
        """Take a line that ends in a line feed."""
        self.count += 1
        self._held.append(line)
        self._size += len(line)
        if self._size >= self._limit:
            file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed with the stack
            self._stack.enter_context(file)
            self._held.sort()
            file.writelines(self._held)
            self._held, self._size = [], 0
            self._files.append(file)

    def __iter__(self) -> Iterator[bytes]:
        self._held.sort()
        for file in self._files:
            file.seek(0)
        return heapq.merge(*self._files, self._held)


@dataclass(frozen=True, slots=True)
class Noted:
    """Lines that were noted while WARC files were written: all of each of `files`, by name."""

    lines: SortedLines
    files: set[str] = field(default_factory=set)
