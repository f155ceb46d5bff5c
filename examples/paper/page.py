"""What both layouts are written with: a page on its way out, and text made safe for HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from examples.paper.stories import Picture

EPOCH = datetime(1999, 11, 6, tzinfo=UTC)


@dataclass(frozen=True)
class Page:
    """What a path gives: its bytes, their type, and when they last changed."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    modified: datetime = EPOCH


def html_page(markup: str, modified: datetime = EPOCH) -> Page:
    """Return a page of HTML."""
    return Page(markup.encode(), modified=modified)


def text(words: str) -> str:
    """Return words as HTML text; a line break becomes <br>."""
    return escape(words, quote=False).replace("\n", "<br>")


def attribute(words: str) -> str:
    """Return words as the inside of a double-quoted attribute."""
    return escape(words)


def lines(parts: Iterable[str]) -> str:
    """Return parts of a page, one a line."""
    return "\n".join(parts)


def img(picture: Picture) -> str:
    """Return the <img> of a picture."""
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<img src="{picture.file}" alt="{attribute(picture.alt)}" {size}>'


def caption_line(picture: Picture, credit_word: str) -> str:
    """Return the caption as printed: as given, or the words with "(Pic: …)" after them."""
    if picture.printed is not None:
        return picture.printed
    return f"{picture.caption} ({credit_word}: {picture.credit})" if picture.credit else picture.caption
