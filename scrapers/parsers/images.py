"""The article's pictures with caption and credit apart.

A picture belongs to the article when it stands in the article's block (or between headline and text) and not in
furniture. Its caption is, in order: the text of its <figure>; lines of a small block around it that are marked as
caption or credit; a line right after it that is marked so, ends in a credit, or says what the alt text says.
The credit is, in order: an element marked as credit (or <cite>, <small>) in the caption; a line that is nothing
but a credit; the end of the caption ("(Pic: A B)", "Foto: A B", "A B/Agency"). Alt text that repeats the caption
is dropped. Logos, avatars, icons, tracking pixels and teaser pictures are no pictures of the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from scrapers.parsers.credits import alt_repeats, is_credit_line, read_credit, split_credit
from scrapers.parsers.header import headline_index
from scrapers.parsers.hints import hints_of
from scrapers.parsers.page import Page
from scrapers.parsers.text import fold, squeeze
from scrapers.parsers.tree import inner_text
from scrapers.parsers.walk import Line, Node, Picture

_SMALLEST = 80
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:pixel|spacer|blank|logo|icon|avatar|gravatar|1x1|placeholder|emoji)s?(?:[/_.-]|$)", re.I
)
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-image", "data-hi-res-src")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_CREDIT_TAGS = frozenset(("cite", "small"))
_LONGEST_CAPTION = 1000


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


def read_images(page: Page) -> list[Found]:
    """Return the article's pictures in reading order and take the lines of their captions."""
    found: list[Found] = []
    by_url: dict[str, Found] = {}
    for picture in _of_article(page):
        image = _image(page, picture)
        if image is None:
            continue
        same = by_url.get(image.url or "")
        if same is None and found and picture.el.tag == "noscript" and _is_fallback(picture, found[-1]):
            same = found[-1]
        if same is not None:
            if same.caption is None and image.caption:
                same.caption, same.credit = image.caption, image.credit or same.credit
            continue
        if image.url:
            by_url[image.url] = image
        found.append(image)
    if found:
        page.note("images", "markup")
    return found


def _is_fallback(picture: Picture, before: Found) -> bool:
    """Whether a <noscript> repeats the lazy picture that stands before it in the same block."""
    return picture.position - before.line <= 2 and (
        picture.node is before.node or picture.node.within(before.node) or before.node.within(picture.node)
    )


def _of_article(page: Page) -> list[Picture]:
    scope = page.scope
    if scope is None:
        return []
    at = headline_index(page)
    first, last = min(scope.start, max(at - 4, 0)), scope.end
    return [
        p
        for p in page.pictures
        if first <= p.position <= last
        and (p.node.within(scope) or p.position <= scope.start + 1)
        and not any(node.role is not None for node in p.node.ancestors())
    ]


def _image(page: Page, picture: Picture) -> Found | None:
    el = picture.el
    img = el if el.tag in ("img", "amp-img") else next(el.iter("img"), None)
    if img is None:
        return None
    url = _url(page, el, img)
    width, height = _pixels(img.get("width")), _pixels(img.get("height"))
    if _is_decoration(img, picture.node, url, width, height):
        return None
    alt = fold(img.get("alt")) or None
    image = Found(url, picture.position, picture.node, alt=alt, width=width, height=height)
    _caption(page, picture, image)
    if image.caption is None and image.credit is None and _is_teaser(page, img):
        return None
    if url is None and image.caption is None:
        return None
    if image.alt and alt_repeats(image.alt, image.caption):
        image.alt = None
    return image


def _url(page: Page, el: etree._Element, img: etree._Element) -> str | None:
    sets = [img.get(name) for name in _LAZY_SETS]
    sets += [source.get(name) for source in el.iter("source") for name in _LAZY_SETS]
    largest = max((choice for s in sets if s for choice in _choices(s)), default=(0.0, ""))[1]
    single = next((value for name in _LAZY if (value := img.get(name))), None) or img.get("src")
    for candidate in (largest, single):
        if candidate and not candidate.startswith("data:") and (url := page.absolute(candidate)):
            return url
    return None


def _choices(srcset: str) -> list[tuple[float, str]]:
    """The candidates of a srcset with their widths or densities (HTML Standard, 4.8.4.2.1)."""
    choices = []
    for part in re.split(r",\s+|,(?=https?:|/)", srcset[:20_000]):
        words = part.split()
        if words:
            size = re.fullmatch(r"([\d.]+)[wx]", words[-1]) if len(words) > 1 else None
            try:
                choices.append((float(size[1]) if size else 0.5, words[0]))
            except ValueError:
                continue
    return choices


def _pixels(value: str | None) -> int | None:
    digits = re.match(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$", value or "")
    return int(digits[1]) if digits and int(digits[1]) else None


def _is_decoration(img: etree._Element, node: Node, url: str | None, width: int | None, height: int | None) -> bool:
    if (width and width < _SMALLEST) or (height and height < _SMALLEST):
        return True
    if "avatar" in hints_of(f"{img.get('class') or ''} {img.get('id') or ''}"):
        return True
    for depth, around in enumerate(node.ancestors()):
        if depth == 3 or around.end - around.start > 4:
            break
        if not around.hints.isdisjoint(("avatar", "byline", "bio")) and "picture" not in around.hints:
            return True
    name = (url or "").partition("?")[0]
    return name.endswith(".svg") or bool(_NO_PICTURE.search(name.rpartition("/")[2]))


def _is_teaser(page: Page, img: etree._Element) -> bool:
    """A picture without caption that links to another page belongs to that page."""
    link = next((el for el in img.iterancestors("a")), None)
    href = page.absolute(link.get("href")) if link is not None else None
    if not href or re.search(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)|/(?:gallery|photos?|media|image)\b", href, re.I):
        return False
    return href.partition("#")[0].rstrip("/") != page.url.partition("#")[0].rstrip("/")


def _caption(page: Page, picture: Picture, image: Found) -> None:
    lines = _caption_lines(page, picture, image.alt)
    if not lines:
        return
    for line in lines:
        caption, credit = _split(line)
        if caption and image.caption is None:
            image.caption = caption
        elif caption and squeeze(caption) not in squeeze(image.caption):
            image.caption = f"{image.caption} {caption}"
        if credit:
            image.credit = image.credit or credit
    page.take("images", [*_printed_alt(page, lines[0], image.caption), *lines], "markup")


def _printed_alt(page: Page, caption_line: Line, caption: str | None) -> list[Line]:
    """Where a page prints the alt text above the caption as a line of its own, that is no paragraph."""
    before = page.lines[caption_line.index - 1] if caption_line.index else None
    if before is None or before.role is not None or before.level or len(before.text) <= 12:
        return []
    return [before] if caption and alt_repeats(before.text, caption) else []


def _caption_lines(page: Page, picture: Picture, alt: str | None) -> list[Line]:
    for depth, node in enumerate(picture.node.ancestors()):
        free = [line for line in page.lines[node.start : min(node.end, node.start + 12)] if line.role is None]
        if node.tag == "figure" or (node.tag == "div" and "figure" in str(node.el.get("role"))):
            return free if sum(len(line.text) for line in free) <= _LONGEST_CAPTION * 2 else []
        if depth > 5 or node.end - node.start > 8:
            break
        marked = [line for line in free if _is_marked(line)]
        if marked and all(abs(line.index - picture.position) <= 6 for line in marked):
            return marked
        if node.tag in ("td", "li", "table", "center") and 0 < len(free) <= 2 and len(free[0].text) < 300:
            return free
    return _following(page, picture, alt)


def _is_marked(line: Line) -> bool:
    hints = line.hints
    for depth, node in enumerate(line.node.ancestors()):
        if node.tag == "figcaption" or not node.hints.isdisjoint(("caption", "credit")):
            return True
        if depth == 1:
            break
    return not hints.isdisjoint(("caption", "credit"))


def _following(page: Page, picture: Picture, alt: str | None) -> list[Line]:
    """The line after the picture when it shows by itself that it is a caption, and the credit line after that."""
    taken: list[Line] = []
    for line in page.lines[picture.position : picture.position + 3]:
        if line.role is not None or line.level or len(line.text) > 400:
            break
        caption, credit = split_credit(line.text)
        if taken:
            if not is_credit_line(line.text):
                break
        elif not (_is_marked(line) or (credit and (caption or is_credit_line(line.text))) or _says_alt(line, alt)):
            break
        taken.append(line)
        if credit:
            break
    return taken


def _says_alt(line: Line, alt: str | None) -> bool:
    return (
        bool(alt)
        and len(alt or "") > 12
        and squeeze(line.text).startswith(squeeze(alt)[:200])
        and len(line.text) < len(alt or "") * 2
    )


def _split(line: Line) -> tuple[str | None, str | None]:
    """Caption and credit of one line."""
    marked_credit = "credit" in line.hints | line.node.hints and "caption" not in line.node.hints
    if marked_credit or is_credit_line(line.text):
        return None, read_credit(line.text)
    for el in reversed(list(line.node.el.iter("span", "cite", "small", "em", "i", "b", "strong", "a"))):
        text = inner_text(el)
        marked = el.tag in _CREDIT_TAGS or "credit" in hints_of(f"{el.get('class') or ''} {el.get('itemprop') or ''}")
        if text and marked and text in line.text and (credit := read_credit(text)):
            rest = line.text.replace(text, "", 1) if text != line.text else ""
            return fold(rest).rstrip(" |–—-") or None, credit
    return split_credit(line.text)
