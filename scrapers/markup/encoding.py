"""Bytes to a tree: which encoding a page really is in, whatever header, BOM, meta and XML declaration say.

Order: a byte order mark (WHATWG Encoding §6), then UTF-8 if the bytes are valid UTF-8 beyond ASCII (no other
encoding produces that by chance), then what is declared (XML declaration, meta, header), then a guess from the
content by Beautiful Soup, then windows-1252, which reads anything.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MARKS = tuple(bom for bom, _ in _BOMS)
# Since 2.14 libxml2 notes every sequence of bytes that is no UTF-8, wherever in a page but in its doctype. To look at
# what it noted costs nothing; to read the bytes for it beforehand costs a tenth of the parse.
_NOTES_BAD_BYTES = etree.LIBXML_VERSION >= (2, 14)
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML_DECLARATION = re.compile(
    rb"""^\s{0,64}<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_END_TAGS = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_TAG = re.compile(rb"<[^>]{0,2000}>")
_HEAD_BYTES = 16_384
_BEGINNING = 32_768  # nearly every page in another encoding shows it here, and is not parsed in vain
_PIECE = 8192

# WHATWG Encoding §4.2: what pages call latin-1 or ASCII is windows-1252, and so on.
_NO_CHARSETS = frozenset(
    "idna punycode undefined unicode_escape unicode-escape raw_unicode_escape raw-unicode-escape utf-7 mbcs oem"
    " charmap palmos".split()
)
_MANY_BEYOND_ASCII = 0.15
_AS_BROWSERS_READ = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "ks_c-5601": "cp949",
    "big5": "big5hkscs",
}


def read_tree(body: bytes, content_type: str | None) -> tuple[etree._Element, str]:
    """Parse a page; return its root element and the encoding it was read in. Never raises on a page."""
    if _NOTES_BAD_BYTES and _opens_as_utf8(body, content_type):
        root, faultless = parse_checked(_without_nul(body))
        if faultless or _is_utf8(body):
            return root, "utf-8"
    encoding, data = to_utf8(body, content_type)
    return parse_utf8(data), encoding


def parse_utf8(data: bytes) -> etree._Element:
    """Parse UTF-8 bytes with lxml alone; an empty page gives an empty root."""
    return parse_checked(data)[0]


def parse_checked(data: bytes) -> tuple[etree._Element, bool]:
    """Parse UTF-8 bytes; return the root, and whether the parser found no fault at all with them."""
    root, faultless = _parsed(data)
    if root is not None and root.getnext() is not None:
        # What stands behind the end tag of <html> became a page of its own, where nobody looks; browsers read on
        # (HTML Standard, "after after body").
        root, _ = _parsed(_END_TAGS.sub(b"", data))
    return root if root is not None else etree.Element("html"), faultless


def _parsed(data: bytes) -> tuple[etree._Element | None, bool]:
    # huge_tree: without it libxml2 gives up at a depth of 256 and at text nodes of 10 MB.
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # no element at all
        root = None
    return root, not len(parser.error_log)


def to_utf8(body: bytes, content_type: str | None) -> tuple[str, bytes]:
    """Return the name of the page's encoding and its bytes in UTF-8, without BOM and NUL bytes."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return name.removesuffix("-le").removesuffix("-be"), _recode(body[len(bom) :], name)
    if utf16 := _utf16_without_bom(body):
        return "utf-16", _recode(body, utf16)
    if not _is_escape_coded(body, content_type) if body.isascii() else _is_utf8(body):
        return "utf-8", _without_nul(body)
    for name in (*_declared(body, content_type), _guessed(body)):
        codec = _codec(name)
        if codec is None:
            continue
        if codec == "utf-8":
            # Declared UTF-8 with a few broken bytes is UTF-8 with a few broken bytes.
            text = body.decode("utf-8", "replace")
            if text.count("\ufffd") * 50 > sum(1 for b in body if b > 127):
                continue
            return "utf-8", text.replace("\0", "").encode("utf-8")
        try:
            return codec, body.decode(codec).replace("\0", "").encode("utf-8", "replace")
        except (UnicodeDecodeError, ValueError):
            continue
    return "windows-1252", _recode(body, "cp1252")


def _opens_as_utf8(body: bytes, content_type: str | None) -> bool:
    """Whether nothing at the beginning of a page speaks against UTF-8: it is parsed as such, and seen if it was."""
    if body.startswith(_MARKS) or _utf16_without_bom(body) or _is_escape_coded(body, content_type):
        return False
    try:
        codecs.utf_8_decode(body[:_BEGINNING], "strict", len(body) <= _BEGINNING)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8(body: bytes) -> bool:
    """Whether bytes are valid UTF-8. In pieces this is three times as fast: most are ASCII, and none is kept."""
    at, size = 0, len(body)
    while at < size:
        piece = body[at : at + _PIECE]
        if piece.isascii():
            at += len(piece)
            continue
        try:
            at += codecs.utf_8_decode(piece, "strict", at + len(piece) == size)[1]
        except UnicodeDecodeError:
            return False
    return True


def _without_nul(body: bytes) -> bytes:
    return body.replace(b"\0", b"") if b"\0" in body else body


def _recode(body: bytes, codec: str) -> bytes:
    return body.decode(codec, "replace").replace("\0", "").encode("utf-8", "replace")


def _utf16_without_bom(body: bytes) -> str | None:
    """A page begins with "<", which is one zero byte and one other in UTF-16 and nothing of the kind elsewhere."""
    start = body[:256].lstrip(b" \t\r\n\0")[:8]
    if start.startswith(b"<\0") and start[3:4] == b"\0":
        offset = body.index(b"<\0")
        return "utf-16-be" if offset % 2 else "utf-16-le"
    return None


def _is_escape_coded(body: bytes, content_type: str | None) -> bool:
    """ISO-2022-JP and HZ are pure ASCII bytes that mean something else."""
    return b"\x1b" in body and any((_codec(n) or "").startswith("iso2022") for n in _declared(body, content_type))


def _declared(body: bytes, content_type: str | None) -> list[str]:
    names = []
    head = _COMMENT.sub(b"", body[:_HEAD_BYTES])
    for pattern in (_XML_DECLARATION, _META):
        if found := pattern.search(head):
            names.append(found[1].decode("ascii"))
    if content_type:
        from email.message import Message  # takes longer to import than lxml, and most pages are UTF-8

        message = Message()
        message["content-type"] = content_type
        charset = message.get_param("charset")
        if isinstance(charset, str):
            # The header comes first by the standard.
            names.insert(0, charset)
    return names


def _guessed(body: bytes) -> str:
    """Western European text has few bytes beyond ASCII; where there are many, Beautiful Soup's detector is asked."""
    text = _TAG.sub(b"", body[:200_000])
    beyond = sum(1 for byte in text if byte > 127)
    letters = sum(1 for byte in text if 65 <= byte <= 90 or 97 <= byte <= 122)
    if beyond < _MANY_BEYOND_ASCII * (beyond + letters):
        return "windows-1252"
    from bs4.dammit import EncodingDetector  # imported only for pages that declare nothing that fits

    guesses = EncodingDetector(text, is_html=True).encodings
    return next((name for name in guesses if name.lower() not in {"utf-8", "windows-1252"}), "windows-1252")


def _codec(name: str) -> str | None:
    """Return Python's name of the codec that browsers read a declared encoding with, None if unknown or no charset."""
    try:
        known = codecs.lookup(name.strip()).name
        b"a".decode(known)  # raises LookupError for codecs that do not make text, such as hex
    except (LookupError, ValueError):
        return None
    return None if known in _NO_CHARSETS else _AS_BROWSERS_READ.get(known, known)
