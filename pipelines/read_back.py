"""Reading answers back from the archive, as they came."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from pipelines.held_captures import answer_from
from pipelines.known_pages import Answer, KnownPage, KnownPages, Place

logger = logging.getLogger(__name__)

_DAMAGE = (OSError, ArchiveLoadFailed, EOFError, ValueError, zlib.error)


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer from the archive: its headers in order, its body with the content coding as sent."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def read_back(folder: Path, page: KnownPage, pages: KnownPages) -> Stored | None:
    """Return the last answer of an address that was no 304, or null when the archive no longer has it.

    `folder` is the publication's. The body of a revisit is that of the record it refers to.
    """
    found = _record(folder, page.place)
    if found is None:
        return None
    kind, status, headers, body = found
    if kind == "revisit":
        original = pages.payload(page.digest)
        found = _record(folder, original.place) if original else None
        if found is None:
            return None
        body = found[3]
    return Stored(status, headers, body)


def answers_in(path: Path, name: Path, start: int) -> Iterator[tuple[Answer, bool, int]]:
    """Yield the answers of a file from an offset on, whether each has a payload of its own, and where it ends.

    `name` is the file's path in the publication's folder. Stops with a warning where the file is damaged. Raises
    OSError.
    """
    run, file = name.parts[0], name.relative_to(name.parts[0]).as_posix()
    with path.open("rb") as stream:
        stream.seek(start)
        records = ArchiveIterator(stream)
        try:
            for record in records:
                if record.rec_type in ("response", "revisit"):
                    has_body = bool(record.raw_stream.read(1))  # before the offset, which reads to the record's end
                    offset = records.get_record_offset()
                    answer = _answer(record, Place(run, file, _id(record), offset))
                    yield answer, has_body and record.rec_type == "response" and answer.status > 0, offset
        except (ArchiveLoadFailed, EOFError, ValueError, zlib.error) as error:
            logger.warning("%s is damaged after byte %d (%s); what follows is not known.", path, start, error)


def _answer(record: ArcWarcRecord, place: Place) -> Answer:
    head, http = record.rec_headers, record.http_headers
    truncated = head.get_header("WARC-Truncated") is not None
    status = int(http.get_statuscode()) if not truncated else 0
    began = datetime.fromisoformat(head.get_header("WARC-Date"))
    digest = head.get_header("WARC-Payload-Digest") or ""
    url = head.get_header("WARC-Target-URI")
    return answer_from(url, began, status, place, digest, http.get_header)


def _id(record: ArcWarcRecord) -> str:
    return str(record.rec_headers.get_header("WARC-Record-ID")).strip("<>")


def _record(folder: Path, place: Place) -> tuple[str, int, list[tuple[str, str]], bytes] | None:
    path = folder / place.run / place.file
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            record = next(iter(ArchiveIterator(file)), None)
            if record is None or _id(record) != place.record_id:
                return None
            status = int(record.http_headers.get_statuscode())
            return record.rec_type, status, list(record.http_headers.headers), record.raw_stream.read()
    except _DAMAGE:
        # A run that was moved away or damaged: the page is fetched again, which mends it.
        return None
