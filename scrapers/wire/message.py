"""Taking an HTTP/1 answer apart without changing a byte of it: interim answers, head, body, trailers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.exchange import status_of

# A line may end in LF alone (RFC 9112, section 2.2); the head ends with the first empty line.
_HEAD_END = re.compile(rb"\n\r?\n")
_SIZE = re.compile(rb"[0-9A-Fa-f]{1,16}")
_NUMBER = re.compile(rb"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Message:
    """An answer in its parts. `whole` is None for a body that ends only with the connection (RFC 9112, section 6.3).

    `chunked` says that the chunk framing was taken off the body; where it is broken, it is left on.
    """

    interim: bytes
    head: bytes | None
    body: bytes
    trailers: bytes
    chunked: bool
    whole: bool | None


def take_apart(raw: bytes, method: str) -> Message:
    """Return the parts of all that a server sent after one request. Never raises, whatever the bytes are.

    Bytes beyond the end of the message belong to nobody and are left out, as in every HTTP client.
    """
    start = 0
    while True:
        found = _HEAD_END.search(raw, start)
        if found is None:
            head = raw[start:] or None
            return Message(raw[:start], head, b"", b"", False, False)
        status = status_of(raw[start : found.end()])
        if status is None or not 100 <= status < 200:
            break
        start = found.end()
    interim, head, rest = raw[:start], raw[start : found.end()], raw[found.end() :]
    if status in (204, 304) or method == "HEAD":
        return Message(interim, head, b"", b"", False, True)
    fields = header_fields(head)
    codings = [value for name, value in fields if name == b"transfer-encoding"]
    if codings:
        return _coded(interim, head, rest, codings)
    length = _content_length([value for name, value in fields if name == b"content-length"])
    if length is None:
        return Message(interim, head, rest, b"", False, None)
    return Message(interim, head, rest[:length], b"", False, len(rest) >= length)


def header_fields(head: bytes) -> list[tuple[bytes, bytes]]:
    """Return the fields of a head: names in lower case, values stripped, folded lines joined (RFC 9112, section 5)."""
    fields: list[tuple[bytes, bytes]] = []
    for line in head.split(b"\n")[1:]:
        line = line.removesuffix(b"\r")
        if line[:1] in (b" ", b"\t") and fields:
            name, value = fields[-1]
            fields[-1] = (name, value + line)
        elif b":" in line:
            name, value = line.split(b":", 1)
            fields.append((name.lower(), value))
    return [(name, value.strip()) for name, value in fields]


def _coded(interim: bytes, head: bytes, rest: bytes, codings: list[bytes]) -> Message:
    if codings[0].lower() != b"chunked":
        return Message(interim, head, rest, b"", False, None)
    body, trailers, whole = dechunk(rest)
    if whole is None:
        return Message(interim, head, rest, b"", False, None)
    return Message(interim, head, body, trailers, True, whole)


def dechunk(raw: bytes) -> tuple[bytes, bytes, bool | None]:
    """Take the chunk framing off (RFC 9112, section 7.1): return body, trailer lines, and whether the end was there.

    None in place of the last says that the framing is broken, and the rest then means nothing.
    """
    parts: list[bytes] = []
    at = 0
    while True:
        end = raw.find(b"\n", at)
        if end < 0:
            return b"".join(parts), b"", False
        size_text = raw[at:end].partition(b";")[0].strip()
        if not _SIZE.fullmatch(size_text):
            return b"", b"", None
        at, size = end + 1, int(size_text, 16)
        if size == 0:
            return b"".join(parts), *_trailers(raw[at:])
        parts.append(raw[at : at + size])
        at += size
        rest = raw[at : at + 2]
        if rest[:1] == b"\n":
            at += 1
        elif rest == b"\r\n":
            at += 2
        elif rest in (b"", b"\r"):
            return b"".join(parts), b"", False
        else:
            return b"", b"", None


def _trailers(raw: bytes) -> tuple[bytes, bool]:
    """Return the field lines before the empty line that ends a chunked message, and whether that line came."""
    at = 0
    while (end := raw.find(b"\n", at)) >= 0:
        if not raw[at:end].strip(b"\r"):
            return raw[:at], True
        at = end + 1
    return raw, False


def _content_length(values: list[bytes]) -> int | None:
    """Return the length that Content-Length states, None when it states none or several (RFC 9112, section 6.3)."""
    stated = {part.strip() for value in values for part in value.split(b",")}
    if len({part.lstrip(b"0") for part in stated}) != 1:
        return None
    number = stated.pop()
    return int(number) if _NUMBER.fullmatch(number) else None
