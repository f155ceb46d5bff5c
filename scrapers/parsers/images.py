"""The article's pictures with caption and credit apart.

A picture belongs to the article when it stands in the article's block (or between headline and text) and not in
furniture. Where its caption is found says caption_lines, how caption and credit come apart captions. What is left
unsaid on the page the picture's own attributes may say: a credit behind the alt text in `title`, "(Photo: A B)" in
the alt text, data-credit. Copies (for small screens, for browsers without script, for the full screen) count once.
Alt text that repeats the caption is dropped. Captions whose picture the page does not show, since a script or a
player draws it, are kept without address. Logos, avatars, icons, tracking pixels and teaser pictures are no
pictures of the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from lxml import etree

from scrapers.parsers.caption_lines import find_caption, loose_captions
from scrapers.parsers.caption_marks import holds_credit, is_author_card, is_figures, is_teaser, product_name, regained
from scrapers.parsers.caption_words import is_control
from scrapers.parsers.captions import read_caption
from scrapers.parsers.credit_words import claims_rights, reads_as_source
from scrapers.parsers.credits import alt_repeats, is_credit_line, read_credit, split_credit
from scrapers.parsers.found_images import Found, Gathered
from scrapers.parsers.header import has_hint, headline_index, in_picture
from scrapers.parsers.image_metadata import told_picture
from scrapers.parsers.image_source import (
    image_element,
    is_decoration,
    leads_elsewhere,
    picture_url,
    size,
)
from scrapers.parsers.lines import Line, Picture
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import site_name
from scrapers.parsers.text import UNFILLED, fold, squeeze

_CAPTIONS = ("data-caption", "data-image-caption", "data-sub-html")
_CREDITS = ("data-credit", "data-copyright", "data-photographer", "data-image-credit", "data-author")
_COPY_BELOW, _SHORTEST_COPY = 9, 20
_LEADS_AWAY = 0.8
_TAG = re.compile(r"<[^<>]{0,300}>")


def read_images(page: Page) -> list[Found]:
    """Return the article's pictures in reading order and take the lines of their captions."""
    if page.scope is None:
        return []
    first, last = _range(page)
    found = Gathered()
    pictures = list(_of_article(page, first, last))
    seen: set[etree._Element] = set()
    for at, picture in enumerate(pictures):
        img = image_element(picture)
        if img is None or img in seen:  # a <picture> with the caption inside counts once, not for its <img> again
            continue
        seen.add(img)
        url = picture_url(page, picture.el, img)
        if url is None and _has_copy(page, picture, pictures[at + 1 : at + 2]):
            continue
        if (image := _image(page, picture, img, url, _stretch(pictures, at))) is not None:
            found.add(image, noscript=picture.el.tag == "noscript")
        elif picture.el.tag == "noscript":
            found.complete(Found(url, picture.position, picture.node))
    for lines in loose_captions(page, first, last):
        _keep_loose(page, lines, found)
    if found.images:
        page.note("images", "markup")
    elif (told := told_picture(page)) is not None:
        url, caption, credit = told
        found.add(Found(url, page.scope.start, page.scope, caption, credit))
        page.note("images", "metadata")
    return sorted(found.images, key=lambda image: image.line)


def _range(page: Page) -> tuple[int, int]:
    """The lines the article's pictures stand between: from just above the headline to the end of its block."""
    assert page.scope is not None
    return min(page.scope.start, max(headline_index(page) - 4, 0)), page.scope.end


def _of_article(page: Page, first: int, last: int) -> Iterator[Picture]:
    scope = page.scope
    assert scope is not None
    for picture in page.pictures:
        if not first <= picture.position <= last:
            continue
        if not (picture.node.within(scope) or picture.position <= scope.start + 1):
            continue
        if picture.node.role is None or regained(picture.node) or holds_credit(page, picture.node):
            yield picture


def _stretch(pictures: list[Picture], at: int) -> tuple[int, int]:
    """Where the pictures before and after one stand; copies at the same place are no neighbours."""
    here = pictures[at].position
    before = pictures[at - 1].position if at else 0
    after = next((p.position for p in pictures[at + 1 : at + 9] if p.position > here), here + 50)
    return (before, after)


def _has_copy(page: Page, picture: Picture, following: list[Picture]) -> bool:
    """Whether the picture that follows a place-holder in its block is the one that it holds the place of."""
    return any(
        copy.node is picture.node
        and copy.el.tag != "noscript"
        and (img := image_element(copy)) is not None
        and picture_url(page, copy.el, img)
        for copy in following
    )


def _image(
    page: Page, picture: Picture, img: etree._Element, url: str | None, stretch: tuple[int, int]
) -> Found | None:
    width, height = size(img)
    if is_decoration(img, picture.node, url, width, height) or is_author_card(page, picture):
        return None
    said = fold(img.get("alt"))
    alt = said if said and said not in UNFILLED else None
    image = Found(url, picture.position, picture.node, alt=alt, width=width, height=height)
    lines = find_caption(page, picture, alt, stretch)
    if any(line.level is not None and line.link_share > _LEADS_AWAY for line in lines):
        for line in lines:
            line.role = "images"  # the headline of another story and what it tells: a caption of none
        return None
    if lines:
        caption = read_caption(lines)
        image.caption, image.credit = caption.text, caption.credit
        if image.caption and image.credit and (is_control(image.caption) or is_credit_line(image.caption)):
            image.caption = None  # "1 / 2", or the credit once more
        if image.caption is None and (name := product_name(page, picture.node, lines[-1])) is not None:
            image.caption = name.text
            lines = [*lines, name]
        elif image.credit is None and image.caption and _is_the_paper(page, image.caption):
            image.credit, image.caption = image.caption, None
        copies = _printed_again(page, lines, image.caption)
        if image.credit is None and (credit := _credit_below(page, copies)):
            image.credit = read_credit(credit[0].text)
            copies += credit
        page.take("images", [*lines, *copies], "markup")
    elif leads_elsewhere(page, img) or is_teaser(page, picture):
        return None
    if url is None and image.caption is None:
        return None
    _from_attributes(image, img)
    if image.alt and alt_repeats(image.alt, image.caption):
        image.alt = None
    return image


def _is_the_paper(page: Page, text: str) -> bool:
    """Whether a text is nothing but the paper's name, or the acronym that opens it: the picture is its own."""
    said, words = squeeze(text), (site_name(page) or "").split() if len(text) <= 40 else []
    return bool(said) and (said == squeeze(" ".join(words)) or (text.isupper() and words[:1] == [text]))


def _from_attributes(image: Found, img: etree._Element) -> None:
    """Fill what the page does not print from what the picture's own element says of it."""
    if image.caption is None and image.credit is None:
        said = next((text for name in _CAPTIONS if (text := _attribute(img, name))), None)
        if said and not is_control(said):
            image.caption, image.credit = split_credit(said)
    if image.credit is None:
        credit = next((text for name in _CREDITS if (text := _attribute(img, name))), None)
        image.credit = read_credit(credit) if credit and len(credit) <= 160 else _credit_behind(image, img)


def _attribute(img: etree._Element, name: str) -> str:
    value = img.get(name)
    return fold(_TAG.sub(" ", value[:3000])) if value else ""


def _credit_behind(image: Found, img: etree._Element) -> str | None:
    """The credit that `title` or alt text carries behind the caption: "The weir | Bo Ek", "The weir (Photo: Bo Ek)"."""
    title = fold(img.get("title"))[:1000]
    if claims_rights(title):
        return None
    for known in (image.alt, image.caption):
        if known and len(title) > len(known) and title.startswith(known):
            rest = title[len(known) :].strip()
            if rest[:1] in "|/©–—(-" and (reads_as_source(rest.strip("|/–—- ")) or is_credit_line(rest)):
                return read_credit(rest.strip("|/–—- "))
    for text in (image.alt or "", title):
        if ":" in text or "©" in text or "(" in text:
            caption, credit = split_credit(text)
            if credit and caption and re.search(r"[:©(]", text[max(0, len(text) - len(credit) - 12) :]):
                return credit
    return None


def _printed_again(page: Page, lines: list[Line], caption: str | None) -> list[Line]:
    """The lines below a caption that say the same once more: one for narrow screens, one below all of a gallery."""
    if not caption:
        return []
    below = page.lines[lines[-1].index + 1 : lines[-1].index + _COPY_BELOW]
    texts = {line.text for line in lines if len(line.text) >= _SHORTEST_COPY and not is_credit_line(line.text)}
    copies = [line for line in below if line.text in texts and line.role is None and not _is_others(page, line)]
    after = below[0] if below else None
    if after is None or after in copies or after.role is not None or in_picture(after):
        return copies
    said = squeeze(after.text)
    again = squeeze(caption) in said and said in squeeze(" ".join(line.text for line in lines))
    return [after, *copies] if again else copies


def _is_others(page: Page, line: Line) -> bool:
    """Whether a line that repeats a caption is another picture's, or the standfirst."""
    at = bisect_left(page.pictures, line.index, key=lambda picture: picture.position)
    below_picture = at < len(page.pictures) and page.pictures[at].position == line.index
    return below_picture or in_picture(line) or has_hint(line, "standfirst")


def _credit_below(page: Page, copies: list[Line]) -> list[Line]:
    """The credit right below a caption that was printed again."""
    below = page.lines[copies[-1].index + 1 : copies[-1].index + 2] if copies else []
    return [line for line in below if line.role is None and (is_credit_line(line.text) or reads_as_source(line.text))]


def _keep_loose(page: Page, lines: list[Line], found: Gathered) -> None:
    """Take a caption without a picture; a figure's is one of the article's unless some picture has said it."""
    caption = read_caption([line for line in lines if not is_control(line.text)])
    page.take("images", lines, "markup")
    before = found.before(lines[0].index)
    repeats = before is not None and (caption.text is None or squeeze(caption.text) == squeeze(before.caption))
    if before is not None and repeats and before.credit in (None, caption.credit):
        before.credit = caption.credit
    elif (caption.text or caption.credit) and is_figures(lines[0]):
        found.add(Found(None, lines[0].index, lines[0].node, caption.text, caption.credit))
