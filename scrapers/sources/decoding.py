"""The bytes of a list as text: which encoding it really is in, while it comes in piece by piece."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain

_DECLARATION = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decoded(pieces: Iterable[bytes], charset: str | None = None) -> Iterator[str]:
    """Yield the text of a document without the white space before it. `charset` is what the HTTP header says.

    A byte order mark wins, then UTF-8 where the first bytes beyond ASCII are UTF-8, since nothing else looks like it;
    then the header and the XML declaration (RFC 7303, section 3). A byte that is no UTF-8 in a document that declares
    nothing else is taken for windows-1252, as browsers take it.
    """
    rest = iter(pieces)
    first = next(rest, b"")
    encoding, skip = _encoding(first, charset)
    decoder = codecs.getincrementaldecoder(encoding)(errors=_STRAY if encoding == "utf-8" else "replace")
    begun = False
    for piece in chain((first[skip:],), rest, (None,)):
        text = decoder.decode(piece or b"", final=piece is None)
        if not begun:
            text = text.lstrip("\ufeff \t\r\n")
            begun = bool(text)
        if text:
            yield text


def _encoding(start: bytes, charset: str | None) -> tuple[str, int]:
    """Return the encoding of a document from its first piece, and how many bytes its mark takes."""
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name, len(mark)
    head = start[:4]
    if head in (b"<\0?\0", b"<\0r\0", b"<\0f\0", b"<\0u\0", b"\0<\0?", b"\0<\0r", b"\0<\0f", b"\0<\0u"):
        return ("utf-16-le" if head[1] == 0 else "utf-16-be"), 0
    if not start.isascii() and _is_utf8(start):
        return "utf-8", 0
    declared = _DECLARATION.search(start[:1024])
    for named in (charset, declared[1].decode("ascii") if declared else None):
        if named and (codec := _codec(named)):
            return codec, 0
    return "utf-8", 0


def _is_utf8(start: bytes) -> bool:
    try:
        # The piece may end within a character.
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True


def _codec(name: str) -> str | None:
    try:
        known = codecs.lookup(name).name
        b"a".decode(known)  # LookupError for codecs that make no text, such as hex
        codecs.getincrementaldecoder(known)
    except (LookupError, ValueError):
        return None
    # Of these, bytes without a mark say nothing about their order, and the ASCII that has been seen denies them.
    if known.startswith(("utf-16", "utf-32")):
        return None
    # WHATWG Encoding, section 4.2: what calls itself Latin-1 or ASCII is windows-1252. And UTF-8 that stumbles over
    # single bytes reads that too, with the UTF-8 that may follow all the same.
    return "utf-8" if known in ("iso8859-1", "ascii", "cp1252") else known


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that a decoder stumbles over as windows-1252."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_STRAY = "broadsheet.windows-1252"
codecs.register_error(_STRAY, _as_windows)
