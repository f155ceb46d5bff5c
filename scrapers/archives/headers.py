"""Header lines of WARC and HTTP, read as leniently as they are written in the wild."""

from __future__ import annotations

from typing import Protocol

LARGEST_HEAD = 1 << 18
_LONGEST_LINE = 1 << 16

Headers = tuple[tuple[str, str], ...]


class Lines(Protocol):
    """What the head of a record is read from."""

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line with its end."""
        ...


def read_head(lines: Lines, first: bytes = b"") -> bytes | None:
    """Return a head up to and with its blank line; null when it has none within LARGEST_HEAD bytes.

    `first` is its first line where that has been read already.
    """
    parts = [first] if first else []
    size = len(first)
    while size < LARGEST_HEAD:
        line = lines.readline(_LONGEST_LINE)
        if not line:
            return None
        parts.append(line)
        size += len(line)
        if line in (b"\r\n", b"\n"):
            return b"".join(parts)
    return None


def split_headers(head: bytes, encoding: str = "latin-1") -> tuple[str, Headers]:
    """Return the first line and the headers of a head, names as written, repeats kept, folded lines joined.

    RFC 9110, section 5.5: field values are ASCII, and where they are not, each byte is kept (latin-1). WARC headers
    are UTF-8 (ISO 28500:2017, section 4).
    """
    # Not splitlines: to it a form feed and the latin-1 byte 0x85 end a line as well.
    first, *lines = head.decode(encoding, "replace").replace("\r\n", "\n").split("\n")
    headers: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and headers:
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {line.strip()}".strip())
            continue
        name, colon, value = line.partition(":")
        if colon and name.strip():
            headers.append((name.strip(), value.strip()))
    return first.strip(), tuple(headers)


def value_of(headers: Headers, name: str) -> str | None:
    """Return the last value of a header, which is the one that browsers and Scrapy go by."""
    wanted = name.lower()
    return next((value for key, value in reversed(headers) if key.lower() == wanted), None)
