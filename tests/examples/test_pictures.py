"""Pictures that can be opened, in the size that the pages say."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from examples.paper import expected_articles
from examples.paper.pictures import draw
from examples.paper.stories import HOST

Fetch = Callable[..., Any]
ARTICLES = expected_articles()


def grey_png(data: bytes) -> list[list[int]]:
    """Read the kind of PNG that the paper has: 8-bit grey, no filter."""
    width, height = struct.unpack(">II", data[16:24])
    at = data.index(b"IDAT")
    (length,) = struct.unpack(">I", data[at - 4 : at])
    raw = zlib.decompress(data[at + 4 : at + 4 + length])
    return [list(raw[row * (width + 1) + 1 : (row + 1) * (width + 1)]) for row in range(height)]


def grey_jpeg(data: bytes) -> tuple[int, int, list[int]]:
    """Read the kind of JPEG that the paper has: width, height and the grey of each block, by its own Huffman table."""
    height, width = struct.unpack(">HH", data[data.index(b"\xff\xc0") + 5 :][:4])
    table = data[data.index(b"\xff\xc4") + 5 :]
    lengths, symbols = table[:16], iter(table[16:])
    codes, code = {}, 0
    for length, count in enumerate(lengths, 1):
        for _ in range(count):
            codes[f"{code:0{length}b}"] = next(symbols)
            code += 1
        code <<= 1
    scan = data[data.index(b"\xff\xda") + 10 : -2].replace(b"\xff\0", b"\xff")
    bits, at, value, greys = "".join(f"{byte:08b}" for byte in scan), 0, 0, []
    for _ in range(-(-width // 8) * -(-height // 8)):
        end = at + 1
        while bits[at:end] not in codes:
            end += 1
        size = codes[bits[at:end]]
        digits = bits[end : end + size]
        value += (int(digits, 2) - (0 if digits[0] == "1" else (1 << size) - 1)) if digits else 0
        greys.append(value + 128)
        assert bits[end + size] == "0", "an end of block follows"
        at = end + size + 1
    assert set(bits[at:]) <= {"1"}
    return width, height, greys


@given(width=st.integers(1, 90), height=st.integers(1, 90), name=st.from_regex(r"[a-z]{1,6}", fullmatch=True))
def test_pictures_can_be_read_and_have_their_size(width: int, height: int, name: str) -> None:
    kind, png = draw(f"/{name}.png", width, height)
    rows = grey_png(png)
    assert (kind, len(rows), {len(row) for row in rows}) == ("image/png", height, {width})
    kind, jpeg = draw(f"/{name}.jpg", width, height)
    assert kind == "image/jpeg"
    assert grey_jpeg(jpeg)[:2] == (width, height)
    assert set(grey_jpeg(jpeg)[2]) <= set(range(60, 196))
    assert draw(f"/{name}.jpg", width, height)[1] == jpeg


def test_every_picture_on_a_page_is_served_in_its_size(site: str, fetch: Fetch) -> None:
    images = [image for article in ARTICLES for image in article["images"]]
    assert images
    for image in images:
        response, body = fetch(site, image["url"].removeprefix(HOST))
        wanted = "image/png" if image["url"].endswith(".png") else "image/jpeg"
        assert (response.status, response.getheader("Content-Type")) == (200, wanted)
        size = struct.unpack(">II", body[16:24]) if wanted == "image/png" else grey_jpeg(body)[:2]
        assert size == (image["width"], image["height"])
