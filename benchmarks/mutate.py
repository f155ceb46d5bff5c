"""Ways to spoil a page: each takes a random generator, a page and another page, and returns the spoilt page.

They are what years of crawling bring (pages cut off, two answers in one, templates gone wrong, an encoding that is not
the declared one) and what somebody may do on purpose (hostile data islands, attributes and characters).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.hostile import ATTRIBUTES, ENTITIES, LINES, METAS, RAW, json_ld

Mutation = Callable[[Random, bytes, bytes], bytes]
# Pages are cut to this before they are spoilt, and may grow to twice that.
LONGEST = 1_500_000
_TAGS = (
    "p div span h1 h2 h3 article section aside main header footer figure figcaption picture noscript blockquote ul li"
    " table tr td a b em i br time pre font title script style svg template body html head form button iframe select"
).split()
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_TEXT = re.compile(rb">[^<>]{1,2000}<")
_WORD = re.compile(rb"[0-9A-Za-z\x80-\xff]+")
_CHARSET = re.compile(rb"""(charset\s*=\s*["']?)([\w:.-]+)""", re.IGNORECASE)
ENCODINGS = (
    "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 cp1252 latin-1 cp1251 koi8-r iso8859-2 cp1256 shift_jis euc-jp"
    " iso-2022-jp gb18030 big5 euc-kr cp874 utf-7 hz cp037"
).split()
_LIES = (*ENCODINGS, "x-user-defined", "none", "hex", "unicode_escape", "idna", "rot13", "undefined", "base64", "é")


def cut(rng: Random, page: bytes, other: bytes) -> bytes:
    """The connection broke, or the beginning is lost."""
    at = rng.randrange(len(page) + 1)
    return page[:at] if rng.random() < 0.7 else page[at:]


def gap(rng: Random, page: bytes, other: bytes) -> bytes:
    """A piece from the middle is missing."""
    start, end = _span(rng, page, len(page) // 2)
    return page[:start] + page[end:]


def splice(rng: Random, page: bytes, other: bytes) -> bytes:
    """The beginning of one page and the end of another."""
    return page[: rng.randrange(len(page) + 1)] + other[rng.randrange(len(other) + 1) :]


def nest_other(rng: Random, page: bytes, other: bytes) -> bytes:
    """A whole page or a piece of it within another."""
    start, end = _span(rng, other, len(other))
    at = _edge(rng, page)
    return page[:at] + other[start:end] + page[at:]


def duplicate(rng: Random, page: bytes, other: bytes) -> bytes:
    """A block that comes again and again."""
    start, end = _edge(rng, page), _edge(rng, page)
    block = page[min(start, end) : max(start, end)]
    times = min(rng.choice((1, 2, 20, 300)), 300_000 // (len(block) + 1))
    return page[:start] + block * times + page[start:]


def flip_bits(rng: Random, page: bytes, other: bytes) -> bytes:
    """Bits that fell over on the way."""
    data = bytearray(page)
    for _ in range(rng.choice((1, 10, 200, 2000))):
        if data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


def rename_tags(rng: Random, page: bytes, other: bytes) -> bytes:
    """Tags become other tags: one kind everywhere, or some of all kinds, so that ends no longer fit."""
    one, share = rng.choice(_TAGS).encode(), rng.choice((0.01, 0.1, 0.5))
    new = rng.choice(_TAGS).encode()
    if rng.random() < 0.5:
        return re.sub(rb"(</?)" + one + rb"\b", rb"\g<1>" + new, page)

    def rename(mark: re.Match[bytes]) -> bytes:
        return b"<" + mark[1] + rng.choice(_TAGS).encode() if rng.random() < share else mark[0]

    return _TAG.sub(rename, page)


def drop_tags(rng: Random, page: bytes, other: bytes) -> bytes:
    """Tags are lost: only the closing ones, or any."""
    share, closing = rng.choice((0.02, 0.3, 1.0)), rng.random() < 0.7
    pattern = rb"</[a-zA-Z][^>]{0,200}>" if closing else rb"</?[a-zA-Z][^>]{0,200}>"
    return re.sub(pattern, lambda mark: b"" if rng.random() < share else mark[0], page)


def renest(rng: Random, page: bytes, other: bytes) -> bytes:
    """Many tags that are opened, and closed elsewhere or never."""
    tag = rng.choice(_TAGS).encode()
    times = rng.choice((3, 100, 3000))
    start, end = sorted((_edge(rng, page), _edge(rng, page)))
    closing = (b"</" + tag + b">") * times if rng.random() < 0.6 else b""
    return page[:start] + (b"<" + tag + b">") * times + page[start:end] + closing + page[end:]


def move(rng: Random, page: bytes, other: bytes) -> bytes:
    """A piece that stands somewhere else."""
    start, end = sorted((_edge(rng, page), _edge(rng, page)))
    rest = page[:start] + page[end:]
    at = _edge(rng, rest)
    return rest[:at] + page[start:end] + rest[at:]


def recode(rng: Random, page: bytes, other: bytes) -> bytes:
    """The page in another encoding, while it declares yet another."""
    if rng.random() < 0.6:
        lie = rng.choice(_LIES).encode("utf-8")
        page = _CHARSET.sub(lambda mark: mark[1] + lie, page)
    text = page.decode(rng.choice(("utf-8", "cp1252", "latin-1")), "replace")
    return text.encode(rng.choice(ENCODINGS), "replace")


def hostile_json_ld(rng: Random, page: bytes, other: bytes) -> bytes:
    """A data island that is cyclic, deep, large or of the wrong types."""
    island = f'<script type="application/ld+json">{json_ld(rng)}</script>'.encode("utf-8", "surrogatepass")
    at = page.find(b"<head") if rng.random() < 0.7 else _edge(rng, page)
    at = max(page.find(b">", at) + 1, 0)
    return page[:at] + island + page[at:]


def hostile_meta(rng: Random, page: bytes, other: bytes) -> bytes:
    """Elements of the head that say nonsense, before those that are there."""
    at = page.find(b">", page.find(b"<head")) + 1
    extra = "".join(rng.choice(METAS) for _ in range(rng.randint(1, 12)))
    return page[:at] + extra.encode("utf-8", "surrogatepass") + page[at:]


def hostile_attributes(rng: Random, page: bytes, other: bytes) -> bytes:
    """Attributes that lie about what an element is, or hold what no attribute holds."""
    share = rng.choice((0.01, 0.1, 0.6))

    def adorn(mark: re.Match[bytes]) -> bytes:
        if mark[1] or rng.random() > share:
            return mark[0]
        return mark[0] + b" " + rng.choice(ATTRIBUTES).encode("utf-8", "surrogatepass")

    return _TAG.sub(adorn, page)


def hostile_text(rng: Random, page: bytes, other: bytes) -> bytes:
    """Characters that no text holds, entities that stand for them, lines that cues wait for."""
    for _ in range(rng.choice((1, 10, 200))):
        at = rng.randrange(len(page) + 1) if rng.random() < 0.5 else _edge(rng, page)
        kind = rng.random()
        if kind < 0.35:
            piece = rng.choice(RAW)
        elif kind < 0.6:
            piece = rng.choice(ENTITIES).encode()
        else:
            piece = f"<p>{rng.choice(LINES)}</p>".encode()
        page = page[:at] + piece + page[at:]
    return page


def drop_words(rng: Random, page: bytes, other: bytes) -> bytes:
    """Templates filled with nothing: words are gone and the signs around them stay, as in "( / )" and "Photo: ,"."""
    texts, words = rng.choice((0.02, 0.3)), rng.choice((0.5, 1.0))

    def emptied(mark: re.Match[bytes]) -> bytes:
        if rng.random() > texts:
            return mark[0]
        return _WORD.sub(lambda word: b"" if rng.random() < words else word[0], mark[0])

    return _TEXT.sub(emptied, page)


def scramble_digits(rng: Random, page: bytes, other: bytes) -> bytes:
    """Dates, numbers and sizes that are off, some absurdly."""
    share = rng.choice((0.05, 0.5))
    return re.sub(rb"\d", lambda mark: rng.choice(b"0123456789").to_bytes() if rng.random() < share else mark[0], page)


MUTATIONS: tuple[Mutation, ...] = (
    cut,
    gap,
    splice,
    nest_other,
    duplicate,
    flip_bits,
    rename_tags,
    drop_tags,
    renest,
    move,
    recode,
    hostile_json_ld,
    hostile_meta,
    hostile_attributes,
    hostile_text,
    drop_words,
    scramble_digits,
)


def mutate(rng: Random, page: bytes, other: bytes) -> tuple[bytes, list[str]]:
    """Return a page spoilt in one to four ways, and the names of the ways."""
    data, names = page[:LONGEST], []
    for mutation in rng.choices(MUTATIONS, k=rng.choice((1, 1, 2, 3, 4))):
        data = mutation(rng, data, other[:LONGEST])[: 2 * LONGEST]
        names.append(mutation.__name__)
    return data, names


def lying_header(rng: Random) -> str | None:
    """Return a Content-Type header, seldom one that fits."""
    if rng.random() < 0.5:
        return rng.choice(
            ("text/html", None, "", "text/html; charset", "application/xhtml+xml;;;", 'text/html; charset=""')
        )
    return f"text/html; charset={rng.choice(_LIES)}"


def _span(rng: Random, page: bytes, longest: int) -> tuple[int, int]:
    start = rng.randrange(len(page) + 1)
    return start, min(len(page), start + rng.randrange(longest + 1))


def _edge(rng: Random, page: bytes) -> int:
    """A random place right before a tag, or any place where none is near."""
    at = rng.randrange(len(page) + 1)
    edge = page.find(b"<", at, at + 5000)
    return edge if edge >= 0 else at
