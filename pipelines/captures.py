"""Which payloads were captured before, so that the same one is kept once and referred to afterwards."""

from __future__ import annotations

from typing import Protocol

from pipelines.warc import Original


class Captures(Protocol):
    """What the archive asks before it keeps an answer. `remember` is told of every answer whose body was kept."""

    def of_payload(self, payload_digest: str) -> Original | None:
        """Return the capture that holds this payload."""

    def of_url(self, url: str) -> Original | None:
        """Return the last capture of this URL."""

    def remember(self, original: Original) -> None:
        """Note a capture."""


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

    def remember(self, original: Original) -> None:
        """Note a capture."""
        self._payloads.setdefault(_key(original.payload_digest), original)
        self._urls[original.url] = original


def _key(payload_digest: str) -> bytes:
    return bytes.fromhex(payload_digest.removeprefix("sha256:"))
