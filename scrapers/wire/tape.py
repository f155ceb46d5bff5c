"""The bytes of one exchange, collected while they pass."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from schemas.exchange import Exchange, Truncation
from scrapers.wire.message import take_apart


class Tape:
    """Collects what is sent and received for one request, and gives it as an Exchange.

    A request that is written again, because a kept connection had died unnoticed, begins the tape anew. No more
    than `limit` bytes of an answer are collected (0: no limit); what goes beyond counts as cut off.
    """

    def __init__(self, url: str, now: Callable[[], datetime], limit: int = 0) -> None:
        self._url = url
        self._now = now
        self._limit = limit
        self._began: datetime | None = None
        self._ip: str | None = None
        self._sent: list[bytes] = []
        self._received: list[bytes] = []
        self._size = 0
        self._stopped = False
        self._overfull = False
        self._disconnected = False

    def begin(self, ip: str | None) -> None:
        """Note that a request is now being written, and to which address."""
        self._began, self._ip = self._now(), ip
        self._sent, self._received, self._size = [], [], 0
        self._disconnected = False

    def sent(self, data: bytes) -> None:
        """Note bytes of the request."""
        self._sent.append(data)

    def received(self, data: bytes) -> None:
        """Note bytes of the answer, in the order they came."""
        if self._stopped or self._overfull:
            return
        if self._limit and self._size + len(data) > self._limit:
            self._overfull = True
            data = data[: self._limit - self._size]
        self._size += len(data)
        self._received.append(data)

    def disconnected(self) -> None:
        """Note that the other side, or the network, has ended the connection."""
        self._disconnected = self._disconnected or not self._stopped

    def stop(self) -> None:
        """Take no more: what comes now on this connection belongs to no request."""
        self._stopped = True

    def exchange(self, reason: Truncation | None) -> Exchange | None:
        """Return the exchange, None when no request was ever written.

        `reason` says why the download did not end well, None that it did; it counts when the answer's own framing
        does not prove that it came whole.
        """
        if self._began is None:
            return None
        request = b"".join(self._sent)
        message = take_apart(b"".join(self._received), request.split(b" ", 1)[0].decode("ascii", "replace"))
        if self._overfull:
            reason = reason or "length"
        if reason == "unspecified" and self._disconnected:
            reason = "disconnect"
        whole = message.whole if message.whole is not None else reason is None
        truncated: Truncation | None = None if whole else reason or "disconnect"
        return Exchange(
            url=self._url,
            began=self._began,
            ip=self._ip,
            request=request,
            interim=message.interim,
            head=message.head,
            body=message.body,
            transfer_coding="chunked" if message.chunked else None,
            trailers=message.trailers,
            truncated=truncated if message.head is not None else None,
        )
