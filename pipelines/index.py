"""indexes/index.cdxj: where in the WARC files each capture lies, sorted by the place of its URL."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed

from pipelines.archive import FOLDER
from pipelines.cdxj import HEAD, Capture, Noted, SortedLines
from pipelines.files import cannot_write, replacing
from schemas import OutputError

INDEX = "indexes/index.cdxj"

# Records that a reader can be shown. The article that rides along as a metadata record bears its page's URL and
# would be replayed in the page's place.
_SHOWN = frozenset({"response", "revisit", "resource"})
_BLOCK = 1 << 18


def write_index(run: Path, noted: Noted | None = None) -> int:
    """Write the index of a run's WARC files and return how many captures it holds; 0 when there is no archive.

    A line is `SURT timestamp14 JSON`, in the order of its bytes (LC_ALL=C), as cdxj-indexer writes them: responses,
    revisits and resources; redirects and errors too. Files that are not in `noted`, such as those of a crawl that was
    killed, are read; the lines are the same. Memory does not grow with the run. Raises schemas.OutputError when the
    index cannot be written or a record cannot be read back; an earlier index is then as it was.
    """
    index = run / INDEX
    files = warc_files(run)
    if not files:
        return 0
    try:
        index.parent.mkdir(exist_ok=True)
        noted = noted or Noted(SortedLines(index.parent))
        with noted.lines as lines:
            for path in files:
                if path.name not in noted.files:
                    for line in captures(path):
                        lines.add(line)
            with replacing(index) as file:
                for line in lines:
                    file.write(line)
    except OSError as error:
        raise cannot_write(Path(error.filename or index), error) from error
    return lines.count


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
                start = _start(record.raw_stream)
                while record.raw_stream.read(_BLOCK):
                    pass
                at, length = records.get_record_offset(), records.get_record_length()
                if record.length is None or record.raw_stream.tell() != record.length:
                    raise _damaged(path, at, "it is cut short")
                if record.rec_type in _SHOWN:
                    yield _capture(path, record.rec_headers, start, at, length).line()
                at += length
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
            raise _damaged(path, at, " ".join(str(error).split())[:200]) from error


def _start(stream: Any) -> bytes:
    """Return the first bytes of a block, of which a stream gives any number at a time."""
    start = b""
    while len(start) < HEAD and (part := stream.read(HEAD - len(start))):
        start += part
    return start


def _capture(path: Path, headers: Any, start: bytes, offset: int, length: int) -> Capture:
    url, date, digest, kind, content_type = (
        headers.get_header(name) or ""
        for name in ("WARC-Target-URI", "WARC-Date", "WARC-Payload-Digest", "WARC-Type", "Content-Type")
    )
    return Capture(kind, url, date, digest, start, content_type, path.name, offset, length)


def _damaged(path: Path, offset: int, what: str) -> OutputError:
    return OutputError(
        f"{path}: the record at byte {offset} cannot be read ({what}). Wanted whole records, each a gzip member of its "
        f"own; type warcio check {path} to see which are sound, and look after the disk."
    )
