"""Text as a record holds it: NFC, white space folded, nothing invisible."""

from __future__ import annotations

import re
import unicodedata

# Control characters, soft hyphens, zero-width spaces and joins, word joiners, byte order marks, lone surrogates.
# ZWNJ and ZWJ (U+200C, U+200D) stay: Persian, Hindi and emoji need them.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def fold(text: str | None) -> str:
    """Return text in NFC with runs of white space folded to one space, invisible characters gone, ends stripped."""
    if not text:
        return ""
    # Nearly all text is printable once its white space is folded, and then needs no more than a look at its form.
    folded = " ".join(text.split())
    if not folded.isprintable():
        folded = " ".join(_INVISIBLE.sub("", folded).split())
    if folded.isascii() or unicodedata.is_normalized("NFC", folded):
        return folded
    return unicodedata.normalize("NFC", folded)
