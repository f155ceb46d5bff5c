"""How large a picture is shown, read from its first bytes without opening it."""

from __future__ import annotations

import re
from io import BytesIO

import imagesize

# The kinds that newspapers print. Not SVG, which has no size in pixels and is a program in XML, and no rare formats:
# what a page calls a picture is read only as far as it must be.
_KINDS = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|.{4}ftyp(?:avif|avis|heic|heix|mif1)|II\*\0|MM\0\*",
    re.DOTALL,
)
# An EXIF block of 64 kB, a colour profile and thumbnails may stand before the size.
_HEAD = 1 << 20
# The largest JPEG has 65,535 pixels a side; a size beyond this is a lie.
_LARGEST = 1_000_000


def is_picture(data: bytes, content_type: str | None) -> bool:
    """Tell whether bytes are a picture: by their beginning, or where that says nothing, by their content type."""
    if _KINDS.match(data):
        return True
    kind = (content_type or "").partition(";")[0].strip().casefold()
    return bool(data) and kind.startswith("image/")


def size_of(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels as shown (turned as EXIF says), None when they cannot be read. Never raises."""
    if not _KINDS.match(data):
        return None
    width, height = imagesize.get(BytesIO(data[:_HEAD]))
    if isinstance(width, int) and isinstance(height, int) and 0 < width <= _LARGEST and 0 < height <= _LARGEST:
        return width, height
    return None
