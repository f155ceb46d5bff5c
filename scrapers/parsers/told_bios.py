"""Lives of the authors below or beside a text, known by what the page tells machines: the description of a Person.

Many content systems print the same words in a card that no class names.
"""

from __future__ import annotations

import re
from html import unescape

from scrapers.parsers.metadata import texts_of
from scrapers.parsers.page import Page
from scrapers.parsers.text import fold, squeeze

_TAG = re.compile(r"<[^<>]{1,400}>")
_OPENING = 12  # characters that are compared before all are
_SHORTEST = 30
_SAME = 60
_MOST = 30


def mark_told_bios(page: Page) -> None:
    """Give the lines that a Person's description repeats their role. Linear."""
    told: dict[str, list[str]] = {}
    for bio in _bios(page)[:_MOST]:
        told.setdefault(bio[:_OPENING], []).append(squeeze(bio))
    if not told:
        return
    for line in page.lines:
        bios = told.get(line.text[:_OPENING]) if line.role is None and len(line.text) >= _SHORTEST else None
        if (
            bios
            and (said := squeeze(line.text))
            and any(said.startswith(b[:_SAME]) or b.startswith(said) for b in bios)
        ):
            line.role = "furniture"


def _bios(page: Page) -> list[str]:
    described = [text for node in page.metadata.nodes("Person") for text in _descriptions(node.get("description"))]
    return [text for text in dict.fromkeys(described) if len(text) >= _SHORTEST]


def _descriptions(value: object) -> list[str]:
    """The paragraphs of a description, without markup."""
    texts = [unescape(value)] if isinstance(value, str) else texts_of(value)
    return [fold(_TAG.sub("", paragraph)) for text in texts for paragraph in text.splitlines()]
