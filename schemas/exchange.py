"""One request and what came back, as it went over the wire, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

# The words of WARC 1.1 (ISO 28500:2017, section 5.13) for why a body was not got whole.
Truncation = Literal["length", "time", "disconnect", "unspecified"]
# The field of a warcinfo record that says where a copy of the site was crawled in the site's stead.
COPY_FIELD = "copy-of-site-at"

# A request with this in its meta asks what a site allows. It may be answered by the last robots.txt that could be had.
ROBOTS = "robots"
# So long a robots.txt serves before it is asked for again (RFC 9309, section 2.4).
ROBOTS_KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Exchange:
    """An HTTP exchange in its wire form.

    `began` is the instant the request was written, in UTC. `request` is request line, headers and body as sent.
    `interim` holds the heads of 1xx answers that came before the answer. `head` is the answer's status line and
    headers with the blank line, byte for byte, or as much of it as came; None when nothing came. `body` has the
    content coding as sent; the transfer coding is taken off, and `transfer_coding` then names it ("chunked");
    `trailers` are the field lines after the last chunk. `truncated` says why the answer is not whole; None: it is.
    """

    url: str
    began: datetime
    ip: str | None
    request: bytes
    interim: bytes = b""
    head: bytes | None = None
    body: bytes = b""
    transfer_coding: str | None = None
    trailers: bytes = b""
    truncated: Truncation | None = None

    @property
    def status(self) -> int | None:
        """Status code of the answer, None when its status line cannot be read."""
        return status_of(self.head) if self.head is not None else None

    @property
    def method(self) -> str:
        """Method of the request, as sent."""
        return self.request.split(b" ", 1)[0].decode("ascii", "replace")


@dataclass(frozen=True, slots=True)
class Preserved:
    """Where an answer is kept: what an article's provenance says of its bytes.

    `payload_digest` is "sha256:<hex>" over the body as stored (transfer coding off, content coding on), `warc_file` a
    path relative to the run folder, `warc_record_id` "urn:uuid:…".
    """

    began: datetime
    payload_digest: str
    warc_file: str
    warc_record_id: str


def status_of(head: bytes) -> int | None:
    """Return the status code in a head's first line, None when there is none (RFC 9112, section 4).

    >>> status_of(b"HTTP/1.1 301\\r\\nLocation: /\\r\\n\\r\\n")
    301
    """
    parts = head.partition(b"\n")[0].strip().split(b" ", 2)
    code = parts[1] if len(parts) > 1 else b""
    return int(code) if len(code) == 3 and code.isdigit() else None
