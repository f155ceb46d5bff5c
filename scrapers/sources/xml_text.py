"""The bytes of an XML list as text that an XML parser can read, whatever is wrong with it.

Feeds carry HTML's entities without declaring them, bare ampersands in addresses and control
characters. XML allows none of it (XML 1.0, sections 2.2 and 4.1), and readers are expected to cope.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from scrapers.sources.decoding import decoded

# XML 1.0, section 2.2: no other control characters, no surrogates, no U+FFFE and U+FFFF.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z_][\w.-]{0,31};)?")
_XML_OWN = frozenset(("&lt;", "&gt;", "&amp;", "&quot;", "&apos;"))
_MARKUP = frozenset("<>&\"'")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_LONGEST_REFERENCE = 36


def xml_text(pieces: Iterable[bytes], charset: str | None = None) -> Iterator[str]:
    """Yield the text of an XML document, mended. `charset` is what the HTTP header says."""
    yield from _mended(decoded(pieces, charset))


def _mended(texts: Iterable[str]) -> Iterator[str]:
    """Yield text without what is no XML; references of HTML are resolved, others dropped, bare "&" escaped.

    No reference but XML's own five ever reaches the parser: so no document can make it open a file or unfold one
    entity into a billion.
    """
    rest = ""
    verbatim = False  # in a CDATA section, where "&" is a letter like any
    for text in texts:
        rest += _NOT_XML.sub("", text)
        while rest:
            mark = _CDATA_END if verbatim else _CDATA
            at = rest.find(mark)
            end = at + len(mark) if at >= 0 else len(rest) - _held_back(rest, mark, verbatim)
            if end > 0:
                yield rest[:end] if verbatim else _REFERENCE.sub(_reference, rest[:end])
            rest = rest[end:]
            if at < 0:
                break
            verbatim = not verbatim
    if rest:
        yield rest if verbatim else _REFERENCE.sub(_reference, rest)


def _held_back(text: str, mark: str, verbatim: bool) -> int:
    """Return how many last characters may be the beginning of a mark or a reference that the next piece ends."""
    longest = next((n for n in range(min(len(mark) - 1, len(text)), 0, -1) if text.endswith(mark[:n])), 0)
    if not verbatim and (at := text.rfind("&", max(0, len(text) - _LONGEST_REFERENCE))) >= 0 and ";" not in text[at:]:
        return max(longest, len(text) - at)
    return longest


def _reference(found: re.Match[str]) -> str:
    reference = found[0]
    if reference == "&":
        return "&amp;"
    if reference in _XML_OWN:
        return reference
    text = _NOT_XML.sub("", html.unescape(reference))
    if text in _MARKUP:
        return f"&#{ord(text)};"
    return "" if text in (reference, "\ufffd") else text
