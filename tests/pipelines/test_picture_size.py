import struct
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.paper.pictures import draw
from pipelines.picture_size import is_picture, size_of

GIF = b"GIF89a" + struct.pack("<HH", 640, 480) + bytes(10)
# A lossless WebP states width - 1 and height - 1 in 14 bits each (RFC 9649, section 3.4).
WEBP = b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8L" + struct.pack("<IBI", 10, 0x2F, 639 | 479 << 14) + bytes(8)
EXIF = b"\xff\xe1\0\x22Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)


def jpeg(before=b""):
    data = draw("x.jpg", 640, 480)[1]
    return data[:2] + before + data[2:]


@pytest.mark.parametrize("data", [draw("x.png", 640, 480)[1], jpeg(), GIF, WEBP], ids=["png", "jpeg", "gif", "webp"])
def test_the_size_is_read_from_the_bytes(data):
    assert size_of(data) == (640, 480)
    assert is_picture(data, "text/html")


def test_a_photograph_taken_upright_has_the_size_it_is_shown_in():
    assert size_of(jpeg(EXIF)) == (480, 640)


def test_a_size_behind_a_colour_profile_is_found():
    assert size_of(jpeg(b"".join(b"\xff\xe2\xff\xff" + bytes(65533) for _ in range(8)))) == (640, 480)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='5'/>",
        b"P5 4 5 255 ",
        b"\xff\xd8\xff",
        draw("x.png", 640, 480)[1][:20],
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 0, 7) + bytes(9),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 2**31 - 1, 7) + bytes(9),
        b"\0\0\0\x08ftypavif" + b"\0\0\0\0meta" * 100,
    ],
)
def test_what_has_no_size_has_none(data):
    assert size_of(data) is None


def test_a_document_that_is_no_picture_is_told_by_its_type():
    assert not is_picture(b"<html>not here</html>", "text/html")
    assert not is_picture(b"", "image/png")
    assert is_picture(b"<svg/>", "Image/SVG+xml; charset=utf-8")


STARTS = st.sampled_from(
    [
        GIF,
        WEBP,
        jpeg(),
        jpeg(EXIF),
        draw("x.png", 9, 9)[1],
        b"II*\0",
        b"MM\0*",
        b"\0\0\0\x18ftypavif",
        b"\0\0\0\x18ftypheic",
    ]
)


@given(STARTS, st.integers(0, 60), st.binary(max_size=300))
def test_broken_pictures_never_raise(start, cut, tail):
    found = size_of(start[:cut] + tail)
    assert found is None or (found[0] > 0 and found[1] > 0)


def test_hostile_pictures_take_no_time():
    bombs = [
        b"\xff\xd8" + b"\xff" * (4 << 20),
        b"\xff\xd8\xff" + b"\0" * (4 << 20),
        b"\xff\xd8" + b"\xff\xe1\0\x02" * (1 << 20),
        b"\0\0\0\x08ftypavif" + b"\0\0\0\x08free" * (1 << 19),
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0tEXt\0\0\0\0" * (1 << 18),
        b"II*\0\x08\0\0\0" + b"\xff\xff" * (2 << 20),
        b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(1 << 24)),
    ]
    began = time.process_time()
    for bomb in bombs:
        size_of(bomb)
    assert time.process_time() - began < 5
