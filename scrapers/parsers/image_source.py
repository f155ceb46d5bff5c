"""A picture element as markup gives it: its address, its size, and whether it is only decoration.

The address is, in order: the largest candidate of srcset, of its lazy-loading copies and of the <source> elements
around it; the lazy-loading attribute; src. Data URLs and blank place-holders are passed over.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import cast

from lxml import etree

from scrapers.parsers.hints import hides, hints_of
from scrapers.parsers.lines import Node, Picture
from scrapers.parsers.page import Page
from scrapers.parsers.text import UNFILLED

_SMALLEST = 80
_SHORTEST_NAME = 8
_NAMED = re.compile(r"\d|^image$|\.(?:jpe?g|png|gif|webp|avif)$", re.I)
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:pixel|spacer|blank|transparent|logo|icon|avatar|gravatar|1x1|emoji|qr|qrcode|ewm|erweima|dotclear|cleardot|preloader|btn|masthead)s?(?:[/_.-]|$)",
    re.I,
)
# Hardly a photograph is a GIF; with these words in its name none is.
_DRAWN = re.compile(
    r"(?:^|[/_.-])(?:clear|dot|loader|loading|preload|share|print|e?mail|bullet|arrow|button|label|line|tit|bg)\d{0,3}"
    r"(?:[_-][\w-]{0,40})?\.gif$",
    re.I,
)
# The pictures of buttons, by their folder or by their whole name.
_BUTTON = re.compile(
    r"/(?:icons?|social|buttons?|sprites?)/[^/]*\.(?:png|gif)$"
    r"|/(?:pin|share|follow|tweet|e?mail|printer?|rss|icn|btn)(?:[-_](?:it|us|button|btn|icon|more|small|big|large|close"
    r"|dialog|facebook|twitter|\d+))*(?:@2x)?\.png$",
    re.I,
)
_PLACEHOLDER = re.compile(
    r"(?:(?:placeholder|spacer|transparent|blank|lazyload)[\w-]*|loading(?:[_-]?(?:\d+|spinner|anim\w*|image|icon|bar))?)"
    r"\.(?:png|gif|jpe?g|svg)",
    re.I,
)
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-url",
    "data-image",
    "data-hi-res-src",
    "data-full-src",
    "data-large-file",
    "data-image-src",
    "data-img-url",
    "data-default-src",
)
_ADDRESS = re.compile(
    r"(?:https?:)?//[\w.-]{4,80}/[^\s\"'{}|*,]{1,300}?\.(?:jpe?g|png|webp|avif)\b[^\s\"'{}|*,]{0,500}", re.IGNORECASE
)
_ADDRESS_OF_PICTURE = frozenset(("contentUrl", "url"))  # schema.org/ImageObject
_LONGEST_DATA, _MOST_ELEMENTS = 4000, 60
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset", "data-sizes-srcset")
_BETWEEN = re.compile(r",\s+|,(?=https?:|/)")
_SHORTEST_STEM = 12
_SIZE = re.compile(r"([\d.]+)[wx]")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$")
_FILE_SIZE = re.compile(r"[-_](?:\d{2,4}x\d{2,4}|\d{2,4}w|scaled)$")
_RATIOS = frozenset(((16, 9), (16, 10), (9, 16), (4, 3), (3, 4), (3, 2), (2, 3), (5, 4), (4, 5)))
# A link from a small picture to these opens the same picture in full.
_TO_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)|/(?:gallery|photos?|media|image)\b", re.I)


def image_element(picture: Picture) -> etree._Element | None:
    """Return the <img> of a picture element, or the <video> whose poster stands for it."""
    el = picture.el
    if el.tag in ("img", "amp-img") or "-" in el.tag:
        return el
    img = next(el.iter("img", "amp-img"), None)
    return el if img is None and el.tag == "video" and el.get("poster") else img


def picture_url(page: Page, el: etree._Element, img: etree._Element) -> str | None:
    """Return the absolute address of the largest copy, or None when no address is left that is a picture's."""
    said = dict(cast("list[tuple[str, str]]", img.items()))
    sets = [said[name] for name in _LAZY_SETS if name in said]
    sets += [value for source in el.iter("source") for name in _LAZY_SETS if (value := source.get(name))]
    largest = max((choice for each in sets for choice in _choices(each)), default=(0.0, ""))[1]
    singles = [said[name] for name in _LAZY if name in said]
    for candidate in (largest, *singles, said.get("src"), said.get("poster")):
        if (
            not candidate
            or candidate in UNFILLED
            or candidate.startswith("data:")
            or _PLACEHOLDER.search(candidate[-200:])
        ):
            continue
        if url := page.absolute(candidate):
            return url
    return _told_elsewhere(page, el, said)


def _told_elsewhere(page: Page, el: etree._Element, said: dict[str, str]) -> str | None:
    """The address in some other attribute for the page's scripts, or in the microdata of the figure around."""
    for name, value in said.items():
        if name.startswith("data-") and (found := _ADDRESS.search(value[:_LONGEST_DATA])):
            return page.absolute(found[0])
    figure = next(el.iterancestors("figure"), None)
    for told in islice(figure.iter(), _MOST_ELEMENTS) if figure is not None else ():
        if told.tag in ("meta", "link") and told.get("itemprop") in _ADDRESS_OF_PICTURE:
            return page.absolute(told.get("content") or told.get("href"))
    return None


def _choices(srcset: str) -> list[tuple[float, str]]:
    """The candidates of a srcset with their widths or densities (HTML Standard, 4.8.4.2.1)."""
    choices = []
    for part in _BETWEEN.split(srcset[:20_000]):
        words = part.split()
        if words:
            size = _SIZE.fullmatch(words[-1]) if len(words) > 1 else None
            try:
                choices.append((float(size[1]) if size else 0.5, words[0]))
            except ValueError:
                continue
    return choices


def _widest(img: etree._Element) -> float:
    """The width of the largest copy that an <img> offers: beside such, width and height are but a ratio."""
    return max((size for name in _LAZY_SETS for size, _ in _choices(img.get(name, ""))), default=0.0)


def size(img: etree._Element) -> tuple[int | None, int | None]:
    """Return width and height where they are given in pixels. Some pages give the ratio there: 16 and 9."""
    width, height = (_PIXELS.match(img.get(name, "")) for name in ("width", "height"))
    found = (int(width[1]) or None if width else None, int(height[1]) or None if height else None)
    return (None, None) if found in _RATIOS else found


def file_key(url: str | None) -> str | None:
    """Return what the addresses of one picture in several sizes share: a long file name without size and ending.

    One without any digit ("featured-image") is a picture's own only within its folder.
    """
    if not url:
        return None
    path, asks, _ = url.partition("?")
    folder, _, name = path.rstrip("/").rpartition("/")
    stem = _FILE_SIZE.sub("", name.rpartition(".")[0] or name).casefold()
    if len(stem) < _SHORTEST_STEM:
        return None
    if any(ch.isdigit() for ch in stem):
        return stem
    return None if asks else f"{folder}/{stem}"


def is_decoration(img: etree._Element, node: Node, url: str | None, width: int | None, height: int | None) -> bool:
    """Return whether a picture shows no news: a logo, an icon, a tracking pixel, the portrait beside a byline."""
    if ((width and width < _SMALLEST) or (height and height < _SMALLEST)) and _widest(img) < _SMALLEST:
        return True
    if "avatar" in hints_of(f"{img.get('class') or ''} {img.get('id') or ''}"):
        return True
    for around in node.close_blocks(4, 4):
        # "image has-icon" is a picture, "author image" is not.
        portrait = around.hints & {"avatar", "byline", "bio"}
        if len(portrait) > 1 or (portrait and "picture" not in around.hints):
            return True
    name, asks, _ = (url or "").partition("?")
    file = name.rpartition("/")[2]
    if (asks and _is_counter(img, file)) or _BUTTON.search(name):
        return True
    return file.endswith(".svg") or bool(_NO_PICTURE.search(file) or (file.endswith(".gif") and _DRAWN.search(file)))


def _is_counter(img: etree._Element, file: str) -> bool:
    """Whether an address that takes parameters counts readers: nothing more is said of it, or style hides it.

    `file` is the last part of its path. Pictures have numbers or an ending in their names: "//count.net/p?c=2" has not.
    """
    if _NAMED.search(file):
        return False
    bare = len(img.attrib) == 1 and len(file) < _SHORTEST_NAME and "." not in file
    return bare or any(el is not None and hides(el.get("style") or "") for el in (img, img.getparent()))


def leads_elsewhere(page: Page, el: etree._Element) -> bool:
    """Return whether an element stands in a link to another page, and not to a larger copy of the picture."""
    link = next(el.iterancestors("a", "amp-link"), None)
    href = page.absolute(link.get("href")) if link is not None else None
    if not href or _TO_PICTURE.search(href):
        return False
    return href.partition("#")[0].rstrip("/") != page.url.partition("#")[0].rstrip("/")
