"""Bytes that are no page: pictures, documents, archives, answers that were compressed twice."""

from __future__ import annotations

# How the files begin that servers send as pages (WHATWG MIME Sniffing, §6).
_SIGNATURES = (
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP file"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF87a", "a picture"),
    (b"GIF89a", "a picture"),
)
# "Binary data bytes" (ibid., §3): no text in an encoding of bytes holds them. A tenth of random bytes are such.
_BINARY = bytes(code for code in range(0x20) if code not in b"\t\n\f\r\x1b")
_SAMPLE = 2048
_SHARE = 0.05


def what_bytes_are(body: bytes, encoding: str) -> str | None:
    """Return what a body is that is no text in the encoding it was read in ("a gzip file"), or None for a page."""
    for signature, name in _SIGNATURES:
        if body.startswith(signature):
            return name
    if encoding.startswith(("utf-16", "utf-32")):
        return None
    sample = body[:_SAMPLE]
    return "binary data" if len(sample) - len(sample.translate(None, _BINARY)) > _SHARE * len(sample) else None
