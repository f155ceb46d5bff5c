"""An archived response as a page: status, headers, and the body with transfer and content coding taken off."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from scrapers.archives.codings import take_off
from scrapers.archives.headers import Headers, split_headers, value_of
from scrapers.archives.model import Place, Record

_STATUS = re.compile(r"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Response:
    """One archived answer of a server.

    `payload` is the body as the record holds it, codings and all. `payload_digest` is the one that the record
    states, `record_id` and `place` the record's own. `date` is when the capture began, in UTC. `truncated` is the word
    of WARC-Truncated for why it is not whole.
    """

    url: str
    date: datetime | None
    status: int
    headers: Headers
    payload: bytes
    payload_digest: str | None
    record_id: str | None
    place: Place
    truncated: str | None = None

    def header(self, name: str) -> str | None:
        """Return the last value of a header."""
        return value_of(self.headers, name)

    @property
    def media_type(self) -> str:
        """Return the content type without its parameters, in lower case; empty where none was sent."""
        return (self.header("Content-Type") or "").partition(";")[0].strip().casefold()

    def is_page(self) -> bool:
        """Tell whether it is HTML: by its content type, or where none was sent by how it begins."""
        if kind := self.media_type:
            return kind in ("text/html", "application/xhtml+xml")
        return self.payload[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")

    def entity(self) -> bytes:
        """Return the payload without transfer coding: what a payload digest is of (ISO 28500:2017, section 5.9)."""
        coding = (self.header("Transfer-Encoding") or "").casefold()
        return dechunk(self.payload) if "chunked" in coding else self.payload

    def body(self) -> bytes:
        """Return the page as a browser shows it. Raises TooLargeError.

        A coding that the bytes are not in was taken off by whoever wrote the record, and its header left behind.
        """
        body = self.entity()
        for coding in reversed(
            [name.strip().casefold() for name in (self.header("Content-Encoding") or "").split(",")]
        ):
            body = take_off(coding, body)
        return body


def read_response(record: Record) -> Response | None:
    """Return the HTTP response of a response, revisit or resource record, or null when it holds none.

    A resource has no HTTP head and counts as an answer 200 with the record's own content type. A revisit may have a
    head and never has a payload.
    """
    if record.block is None or record.url is None:
        return None
    if record.type == "resource":
        headers: Headers = (("Content-Type", record.headers.get("content-type", "")),)
        return _response(record, record.url, 200, headers, record.block)
    head, payload = _split_block(record.block)
    first, headers = split_headers(head)
    found = _STATUS.match(first)
    if record.type not in ("response", "revisit") or found is None:
        return None
    return _response(record, record.url, int(found[1]), headers, payload)


def _response(record: Record, url: str, status: int, headers: Headers, payload: bytes) -> Response:
    return Response(
        url,
        record.date,
        status,
        headers,
        payload,
        payload_digest=record.headers.get("warc-payload-digest"),
        record_id=record.record_id,
        place=record.place,
        truncated=record.headers.get("warc-truncated"),
    )


def sha256_digest(response: Response) -> str:
    """Return "sha256:<hex>" of a payload: as the archive states it, or made here where it states another kind."""
    stated = (response.payload_digest or "").lower()
    if re.fullmatch(r"sha256:[0-9a-f]{64}", stated):
        return stated
    return "sha256:" + hashlib.sha256(response.entity()).hexdigest()


def broken_digest(record: Record) -> str | None:
    """Return a sentence when the record's block is not what its WARC-Block-Digest says, else null.

    Digests of unknown kinds are passed over. Written in base 32 by custom, in base 16 by some (section 5.8).
    """
    stated = record.headers.get("warc-block-digest", "")
    name, _, value = stated.partition(":")
    if record.block is None or name.lower() not in ("sha1", "sha256", "sha512", "md5"):
        return None
    made = hashlib.new(name.lower(), record.block)
    if value.strip().lower() in (made.hexdigest(), _base32(made.digest())):
        return None
    return f"its block is not what its digest {stated} was made of"


def _base32(digest: bytes) -> str:
    return base64.b32encode(digest).decode("ascii").lower()


def _split_block(block: bytes) -> tuple[bytes, bytes]:
    """Part head and body: the blank line belongs to the head. Servers that end lines in a bare LF are out there."""
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := block.find(mark)) >= 0]
    end = min(ends, default=len(block))
    return block[:end], block[end:]


def dechunk(data: bytes) -> bytes:
    """Return a chunked body in one piece (RFC 9112, section 7.1); one that is not chunked as it is.

    One that is cut short or broken on the way gives what came before.
    """
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(data, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(data[found.end() : found.end() + size])
        at = found.end() + size
    return b"".join(parts) if parts else data
