"""The captures of all runs of a publication, as its state knows them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException, parse_headers
from io import BytesIO

from pipelines.captures import Kept
from pipelines.known_pages import Answer, KnownPages, Place
from pipelines.warc import Original


class HeldCaptures:
    """Answers the archive of one run out of the state, and notes there what the archive keeps."""

    def __init__(self, pages: KnownPages, run: str) -> None:
        self._pages = pages
        self._run = run

    def of_payload(self, payload_digest: str) -> Original | None:
        """Return the capture that holds this payload."""
        held = self._pages.payload(payload_digest)
        return Original(held.place.record_id, held.url, held.fetched_at, held.digest) if held else None

    def of_url(self, url: str) -> Original | None:
        """Return the last capture of this URL that has a payload: its own record, or the one it refers to."""
        page = self._pages.get(url)
        return self.of_payload(page.digest) if page and page.digest else None

    def remember(self, kept: Kept) -> None:
        """Note an answer."""
        exchange = kept.exchange
        if exchange.status is None:  # something that is no HTTP
            return
        place = Place(self._run, kept.file, kept.record_id, kept.offset)
        fields = _fields(exchange.head or b"")
        # What came cut off is no page to go by: it is asked for again.
        status = 0 if exchange.truncated else exchange.status
        answer = answer_from(exchange.url, exchange.began, status, place, kept.payload_digest, fields)
        self._pages.note(answer, kept.has_payload, end=kept.end)


def answer_from(
    url: str, began: datetime, status: int, place: Place, digest: str, field: Callable[[str], str | None]
) -> Answer:
    """Return what an answer has to tell the state. `field` gives the value of a header."""
    return Answer(
        url=url,
        fetched_at=began,
        status=status,
        place=place,
        digest=digest,
        etag=field("ETag"),
        last_modified=field("Last-Modified"),
        moved_to=field("Location") if 300 <= status < 400 else None,
    )


def _fields(head: bytes) -> Callable[[str], str | None]:
    """Return a look-up of a head's fields; a head that cannot be read has none."""
    try:
        return parse_headers(BytesIO(head.partition(b"\n")[2])).get
    except HTTPException:
        return lambda name: None
