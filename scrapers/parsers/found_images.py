"""The pictures found so far, each once: pages print copies for small screens, without script, in full."""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.parsers.image_source import file_key
from scrapers.parsers.lines import Node
from scrapers.parsers.text import squeeze

# Two pictures with one caption this few lines apart are one picture, printed for two screens.
_COPY_LINES = 3
_FAR_BELOW = 12
_NEAR = 2


@dataclass
class Found:
    """A picture that is part of the article. `line` is the index of the line it stands before."""

    url: str | None
    line: int
    node: Node
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    width: int | None = None
    height: int | None = None


class Gathered:
    """The pictures so far, each once."""

    def __init__(self) -> None:
        self.images: list[Found] = []
        self._by_url: dict[str, Found] = {}
        self._by_file: dict[str, Found] = {}
        self._by_caption: dict[str, Found] = {}
        self._in_noscript: Found | None = None  # the last picture, when it was read from a <noscript>

    def add(self, image: Found, *, noscript: bool = False) -> None:
        """Add a picture, or what it knows more to the copy that is there already."""
        same = self._copy_of(image, noscript=noscript)
        if same is not None:
            if same is self._in_noscript and image.url:
                same.url, same.width, same.height = image.url, image.width, image.height
            same.url = same.url or image.url
            same.caption = same.caption or image.caption
            same.credit = same.credit or image.credit
            return
        self.images.append(image)
        self._in_noscript = image if noscript else None
        if image.url:
            self._by_url[image.url] = image
        if key := file_key(image.url):
            self._by_file.setdefault(key, image)
        if image.caption:
            self._by_caption[squeeze(image.caption)] = image

    def complete(self, fallback: Found) -> None:
        """Take the address from a <noscript> for the lazy picture before it that has none."""
        last = self.images[-1] if self.images else None
        if last is not None and last.url is None and _is_fallback(fallback, last):
            last.url = fallback.url

    def before(self, line: int) -> Found | None:
        """Return the picture that stands right before a line."""
        near = [image for image in self.images[-40:] if 0 <= line - image.line <= _NEAR]
        return max(near, key=lambda image: image.line, default=None)

    def _copy_of(self, image: Found, *, noscript: bool) -> Found | None:
        candidates = [
            self._by_url.get(image.url or ""),
            self._by_file.get(file_key(image.url) or ""),
        ]
        for other in candidates:
            if other is not None and _says_nothing_else(image, other):
                return other
        last = self.images[-1] if self.images else None
        either = noscript or last is self._in_noscript
        if either and last is not None and _is_fallback(image, last) and _says_nothing_else(image, last):
            return last
        twin = self._by_caption.get(squeeze(image.caption)) if image.caption else None
        near = twin is not None and (image.url is None or abs(twin.line - image.line) <= _COPY_LINES)
        return twin if near else None


def without_portraits(images: list[Found], authors: list[str]) -> list[Found]:
    """Return the pictures but for those of the authors: a name and nothing else is said of them."""
    names = {squeeze(name) for name in authors}
    return [image for image in images if image.credit or squeeze(image.caption or image.alt or "") not in names]


def without_strays(images: list[Found], last: int | None) -> list[Found]:
    """Return the pictures but for those far below the text that nothing is said of; `last` is the text's last line."""
    if last is None:
        return images
    return [image for image in images if image.caption or image.credit or image.line <= last + _FAR_BELOW]


def _says_nothing_else(image: Found, other: Found) -> bool:
    return not image.caption or not other.caption or squeeze(image.caption) == squeeze(other.caption)


def _is_fallback(image: Found, before: Found) -> bool:
    """Whether a <noscript> and a lazy picture that stand in the same block are one, whichever comes first."""
    return image.line - before.line <= 2 and (image.node.within(before.node) or before.node.within(image.node))
