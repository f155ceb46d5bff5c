"""Which payloads were captured before, so that the same one is kept once and referred to afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pipelines.warc import Original
from schemas.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that is in the archive: its record, payload digest, file (in the run folder) and place in the file.

    `end` is where the capture's last record ends: up to there the file is accounted for.
    """

    exchange: Exchange
    record_id: str
    payload_digest: str
    file: str
    offset: int
    end: int

    @property
    def has_payload(self) -> bool:
        """Whether the payload is one that later captures can refer to."""
        return is_payload(self.exchange)


def is_payload(exchange: Exchange) -> bool:
    """Tell whether an answer brought a payload of its own, and all of it."""
    return bool(exchange.body) and exchange.status != 304 and not exchange.truncated


class Captures(Protocol):
    """What the archive asks before it keeps an answer. `remember` is told of every answer that was kept."""

    def of_payload(self, payload_digest: str) -> Original | None:
        """Return the capture that holds this payload."""

    def of_url(self, url: str) -> Original | None:
        """Return the last capture of this URL."""

    def remember(self, kept: Kept) -> None:
        """Note an answer."""


class RunCaptures:
    """The captures of one run, in memory: about 400 bytes each."""

    def __init__(self) -> None:
        self._payloads: dict[bytes, Original] = {}
        self._urls: dict[str, Original] = {}

    def of_payload(self, payload_digest: str) -> Original | None:
        """Return the capture that holds this payload."""
        return self._payloads.get(_key(payload_digest))

    def of_url(self, url: str) -> Original | None:
        """Return the last capture of this URL."""
        return self._urls.get(url)

    def remember(self, kept: Kept) -> None:
        """Note an answer, if it has a payload."""
        if not kept.has_payload:
            return
        original = Original(kept.record_id, kept.exchange.url, kept.exchange.began, kept.payload_digest)
        self._payloads.setdefault(_key(original.payload_digest), original)
        self._urls[original.url] = original


def _key(payload_digest: str) -> bytes:
    return bytes.fromhex(payload_digest.removeprefix("sha256:"))
