"""The lead picture as the page tells it to machines: for pages whose markup shows none, since a script draws it.

Only the article's own JSON-LD node counts, and only as a last resort: what sites put into `caption` there is often
the file's name, the headline or the site's name. It is taken for a caption when it is a sentence of its own.
"""

from __future__ import annotations

from typing import Any

from scrapers.parsers.credits import read_credit, split_credit
from scrapers.parsers.metadata import text_of, types_of
from scrapers.parsers.page import Page
from scrapers.parsers.text import squeeze

_CREDITS = ("creditText", "creditLine", "copyrightNotice", "author", "creator", "copyrightHolder")
_FEWEST_WORDS = 4


def told_picture(page: Page) -> tuple[str, str | None, str | None] | None:
    """Return (address, caption, credit) of the article's picture in JSON-LD that says either of them, or None."""
    for told in _images_of(page.metadata.article.get("image")):
        url = page.absolute(text_of(told.get("url")) or text_of(told.get("contentUrl")))
        caption, credit = _caption(page, told)
        if url and (caption or credit):
            return url, caption, credit
    return None


def _images_of(value: Any) -> list[dict[str, Any]]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items[:20] if isinstance(item, dict) and "ImageObject" in types_of(item)]


def _headline(page: Page) -> str:
    return squeeze(" ".join(line.text for line in page.lines if line.role == "headline"))


def _caption(page: Page, told: dict[str, Any]) -> tuple[str | None, str | None]:
    """Caption and credit of an ImageObject."""
    said = text_of(told.get("caption")) or ""
    caption, credit = split_credit(said) if said else (None, None)
    if caption and (len(caption.split()) < _FEWEST_WORDS or squeeze(caption) == _headline(page)):
        caption = None
    named = next((name for key in _CREDITS if (name := text_of(told.get(key), "name"))), None)
    return caption, credit or (read_credit(named) if named and len(named) < 160 else None)
