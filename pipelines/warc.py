"""WARC 1.1 records (ISO 28500:2017) of what a crawl sent, received and made of it.

warcio writes them. Its own reading of HTTP headers is passed by: it would write them anew, and the block has to hold
the bytes that went over the wire.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Literal

import deflate
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from schemas.exchange import Exchange

VERSION = "WARC/1.1"
_PROFILES = "http://netpreserve.org/warc/1.1/revisit/"
CONTENT_TYPES = {
    "request": "application/http; msgtype=request",
    "response": "application/http; msgtype=response",
    "revisit": "application/http; msgtype=response",
    "warcinfo": "application/warc-fields",
}
_TRANSFER_ENCODING = re.compile(rb"(?im)^(?=transfer-encoding:)")

RecordType = Literal["warcinfo", "request", "response", "revisit", "metadata"]
# What a revisit says of an answer: the same payload as before, or a 304.
Revisit = Literal["identical-payload-digest", "server-not-modified"]


@dataclass(frozen=True, slots=True)
class Original:
    """The capture that a revisit refers to: its record, its URL, and when it began."""

    record_id: str
    url: str
    began: datetime
    payload_digest: str


@dataclass(frozen=True, slots=True)
class Labels:
    """What several records of one file share: the instant of the capture, and the file's warcinfo record."""

    date: datetime
    warcinfo_id: str | None = None


class _AsSent:
    """HTTP headers as warcio's writer takes them, which are bytes already and stay so."""

    def __init__(self, head: bytes) -> None:
        self.headers_buff = head

    def compute_headers_buffer(self, header_filter: object) -> None:
        """Leave the bytes as they are."""


def warcinfo(record_id: str, filename: str, date: datetime, fields: Mapping[str, str]) -> bytes:
    """Return the record that opens a file: what wrote it, for whom and by which rules. Empty fields are left out."""
    block = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in fields.items() if value)
    headers = {"WARC-Filename": filename}
    return _record("warcinfo", record_id, Labels(date), headers, b"", block.encode("utf-8"))


def request_record(record_id: str, exchange: Exchange, labels: Labels, answer_id: str | None) -> bytes:
    """Return the request as it was sent, tied to its answer's record, if one came."""
    headers = {"WARC-Target-URI": exchange.url, "WARC-IP-Address": exchange.ip}
    headers["WARC-Concurrent-To"] = _bracketed(answer_id) if answer_id else None
    return _record("request", record_id, labels, headers, b"", exchange.request)


def response_record(record_id: str, exchange: Exchange, labels: Labels, digest: str) -> bytes:
    """Return the answer: head as on the wire, body with its transfer coding off and that said in the head.

    `digest` is the payload's, from `payload_digest`.
    """
    return _record("response", record_id, labels, _about(exchange, digest), stored_head(exchange), exchange.body)


def revisit_record(
    record_id: str, exchange: Exchange, labels: Labels, kind: Revisit, original: Original | None, digest: str | None
) -> bytes:
    """Return the answer without its body, which an earlier record holds (section 6.7). The head is kept whole.

    `digest` is that of the payload, None when it is not known.
    """
    headers = {**_about(exchange, digest), "WARC-Profile": _PROFILES + kind}
    if original:
        headers["WARC-Refers-To"] = _bracketed(original.record_id)
        headers["WARC-Refers-To-Target-URI"] = original.url
        headers["WARC-Refers-To-Date"] = warc_date(original.began)
    return _record("revisit", record_id, labels, headers, stored_head(exchange), b"")


def metadata_record(
    record_id: str, url: str, labels: Labels, content_type: str, block: bytes, *, about: str, concurrent: bool = False
) -> bytes:
    """Return a record that describes another one (section 6.6): `about` is its id.

    `concurrent` says that both come from one capture; otherwise this one was made from the other afterwards.
    """
    relation = "WARC-Concurrent-To" if concurrent else "WARC-Refers-To"
    headers = {"WARC-Target-URI": url, relation: _bracketed(about), "Content-Type": content_type}
    return _record("metadata", record_id, labels, headers, b"", block)


def stored_head(exchange: Exchange) -> bytes:
    """Return a head as it is stored: as sent, but for the name of a transfer coding that was taken off.

    That field keeps its place and value behind "X-Archive-Orig-": under its own name it would make readers look for
    framing that is gone.
    """
    head = exchange.head or b""
    return _TRANSFER_ENCODING.sub(b"X-Archive-Orig-", head) if exchange.transfer_coding else head


def payload_digest(exchange: Exchange) -> str:
    """Return "sha256:<hex>" over the body as stored."""
    return _digest(exchange.body)


def warc_date(instant: datetime) -> str:
    """Return an instant as WARC-Date has it: UTC, microseconds (section 5.4).

    >>> warc_date(datetime(2016, 8, 23, 16, 18, tzinfo=UTC))
    '2016-08-23T16:18:00.000000Z'
    """
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def gzip_member(record: bytes, level: int) -> bytes:
    """Return a record compressed into one gzip member, as WARC wants for each record (annex D).

    libdeflate needs half of zlib's time for the same size, and leaves other threads to their work meanwhile.
    """
    return bytes(deflate.gzip_compress(record, level))


def _about(exchange: Exchange, digest: str | None) -> dict[str, str | None]:
    return {
        "WARC-Target-URI": exchange.url,
        "WARC-IP-Address": exchange.ip,
        "WARC-Truncated": exchange.truncated,
        "WARC-Payload-Digest": digest,
    }


def _record(
    kind: RecordType, record_id: str, labels: Labels, headers: Mapping[str, str | None], head: bytes, body: bytes
) -> bytes:
    """Return one record, not compressed. Mandatory headers first, then the given ones that have a value."""
    named = [("WARC-Type", kind), ("WARC-Record-ID", _bracketed(record_id)), ("WARC-Date", warc_date(labels.date))]
    if labels.warcinfo_id:
        named.append(("WARC-Warcinfo-ID", _bracketed(labels.warcinfo_id)))
    named += [(name, _one_line(value)) for name, value in headers.items() if value]
    named.append(("WARC-Block-Digest", _digest(head, body)))
    content_type = headers.get("Content-Type") or CONTENT_TYPES[kind]
    fields = StatusAndHeaders("", named, protocol=VERSION)
    record = ArcWarcRecord("warc", kind, fields, BytesIO(body), _AsSent(head), content_type, len(head) + len(body))
    record.payload_length = len(body)
    out = BytesIO()
    _Writer(out, gzip=False, warc_version=VERSION).write_record(record)
    return out.getvalue()


class _Writer(WARCWriter):  # type: ignore[misc]
    def ensure_digest(self, record: ArcWarcRecord, block: bool = True, payload: bool = True) -> None:
        """Add no digest: warcio's are SHA-1, and what has one here has it already."""


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return "sha256:" + digest.hexdigest()


def _bracketed(record_id: str) -> str:
    return f"<{record_id}>"


def _one_line(value: str) -> str:
    """Return a header's value with no line break in it: a value must not be able to write headers of its own."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", value).strip()
