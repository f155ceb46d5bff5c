"""Bytes that are no page: pictures, documents, archives, answers that were compressed twice."""

from __future__ import annotations

# How the files begin that servers send as pages (WHATWG MIME Sniffing, §6); a broken transfer changes what follows.
_FILES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
# What holds one compressed text: lists are sent so (sitemaps.org), pages are not.
_COMPRESSED = ((b"\x1f\x8b", "a gzip file"), (b"\x28\xb5\x2f\xfd", "a Zstandard file"))
_BEFORE = b"\xef\xbb\xbf \t\r\n"  # may stand before a file: a byte order mark, white space
_LONGEST_BEGINNING = 1024
# "Binary data bytes" (ibid., §3): no text in an encoding of bytes holds them. A tenth of random bytes are such.
_BINARY = bytes(code for code in range(0x20) if code not in b"\t\n\f\r\x1b")
_SAMPLE = 2048
_SHARE = 0.05


def beginning(body: bytes) -> bytes:
    """Return the first bytes of a body, without what may stand before a page or a file."""
    return body[:_LONGEST_BEGINNING].lstrip(_BEFORE)


def what_file(body: bytes) -> str | None:
    """Return what file a body is that is neither page nor list ("a PDF"), told by how it begins, or None."""
    return _name_in(_FILES, beginning(body))


def _name_in(files: tuple[tuple[bytes, str], ...], start: bytes) -> str | None:
    return next((name for signature, name in files if start.startswith(signature)), None)


def what_bytes_are(body: bytes, encoding: str) -> str | None:
    """Return what a body is that is no text in the encoding it was read in ("a gzip file"), or None for a page."""
    if name := _name_in(_COMPRESSED, body) or what_file(body):
        return name
    if encoding.startswith(("utf-16", "utf-32")):
        return None
    sample = body[:_SAMPLE]
    return "binary data" if len(sample) - len(sample.translate(None, _BINARY)) > _SHARE * len(sample) else None
