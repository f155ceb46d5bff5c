"""indexes/index.cdxj: where in the WARC files each capture lies, sorted by the place of its URL."""

from __future__ import annotations

import heapq
import json
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed

from pipelines.archive import FOLDER
from pipelines.files import cannot_write, replacing
from pipelines.surt import surt
from schemas import OutputError

INDEX = "indexes/index.cdxj"

# Records that a reader can be shown. The article that rides along as a metadata record bears its page's URL and
# would be replayed in the page's place.
_SHOWN = frozenset({"response", "revisit", "resource"})
_HEAD = 1 << 16  # bytes of a record in which its HTTP head is looked for
_BLOCK = 1 << 18
_STATUS = re.compile(rb"HTTP/\S+[ \t]+(\d{3})")
_MEDIA_TYPE = re.compile(rb"(?im)^content-type[ \t]*:[ \t]*([^\s;,\"]+)")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z")


def write_index(run: Path) -> int:
    """Write the index of a run's WARC files and return how many captures it holds; 0 when there is no archive.

    A line is `SURT timestamp14 JSON`, in the order of its bytes (LC_ALL=C), as cdxj-indexer writes them: responses,
    revisits and resources; redirects and errors too. Memory does not grow with the run. Raises schemas.OutputError
    when the index cannot be written or a record cannot be read back; an earlier index is then as it was.
    """
    index = run / INDEX
    files = warc_files(run)
    if not files:
        return 0
    count = 0
    try:
        index.parent.mkdir(exist_ok=True)
        with SortedLines(index.parent) as lines:
            for path in files:
                for line in captures(path):
                    lines.add(line)
                    count += 1
            with replacing(index) as file:
                for line in lines:
                    file.write(line)
    except OSError as error:
        raise cannot_write(Path(error.filename or index), error) from error
    return count


def warc_files(run: Path) -> list[Path]:
    """Return the WARC files of a run that are closed, by name."""
    return sorted(path for path in (run / FOLDER).glob("*.warc.gz") if not path.name.startswith("."))


def captures(path: Path) -> Iterator[bytes]:
    """Yield the CDXJ line of every capture in a WARC file, line feed included, in the order of the file.

    Raises schemas.OutputError at the first record that cannot be read whole, and OSError.
    """
    with path.open("rb") as file:
        records = WARCIterator(file, no_record_parse=True, block_size=_BLOCK)
        at = 0
        try:
            for record in records:
                head = record.raw_stream.read(_HEAD)
                while record.raw_stream.read(_BLOCK):
                    pass
                at, length = records.get_record_offset(), records.get_record_length()
                if record.length is None or record.raw_stream.tell() != record.length:
                    raise _damaged(path, at, "it is cut short")
                if record.rec_type in _SHOWN:
                    yield _line(path, record.rec_headers, head, at, length)
                at += length
        except (ArchiveLoadFailed, zlib.error, EOFError, UnicodeDecodeError) as error:
            raise _damaged(path, at, " ".join(str(error).split())[:200]) from error


def _line(path: Path, headers: Any, head: bytes, offset: int, length: int) -> bytes:
    url, date = headers.get_header("WARC-Target-URI"), _DATE.fullmatch(headers.get_header("WARC-Date") or "")
    if not url or not date:
        raise _damaged(path, offset, "it has no WARC-Target-URI or no WARC-Date")
    http = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0] if head.startswith(b"HTTP/") else b""
    status, kind = _STATUS.match(http), _MEDIA_TYPE.search(http)
    mime = kind[1].decode("latin-1").lower() if kind else "unk"  # the CDX word for unknown
    if headers.get_header("WARC-Type") == "revisit":
        mime = "warc/revisit"
    elif not http:
        mime = (headers.get_header("Content-Type") or mime).partition(";")[0].strip()
    fields = {
        "url": url,
        "digest": headers.get_header("WARC-Payload-Digest") or "-",  # a 304 need not have one
        "mime": mime,
        "filename": path.name,
        "offset": str(offset),
        "length": str(length),
        "status": status[1].decode() if status else "-",
    }
    return f"{surt(url)} {''.join(date.groups())} {json.dumps(fields)}\n".encode()


def _damaged(path: Path, offset: int, what: str) -> OutputError:
    return OutputError(
        f"{path}: the record at byte {offset} cannot be read ({what}). Wanted whole records, each a gzip member of its "
        f"own; type warcio check {path} to see which are sound, and look after the disk."
    )


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
        self._stack = ExitStack()

    def __enter__(self) -> SortedLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def add(self, line: bytes) -> None:
        """Take a line that ends in a line feed."""
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
