"""Lists in JSON, one member at a time and as far as they can be read: the items of a feed, the rows of an index."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from scrapers.sources.streams import Report

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(strict=False)  # line feeds within strings are common, and clear
_CUT = "it is no whole JSON; what comes after the damage was not read"


def json_items(text: str, report: Report) -> Iterator[dict[str, Any]]:
    """Yield the objects in the list "items" of a JSON object: a JSON Feed (jsonfeed.org, versions 1.0 and 1.1)."""
    try:
        yield from (item for item in _items(text) if isinstance(item, dict))
    except (ValueError, RecursionError):  # cut, spoilt, or nested without end
        report(_CUT)


def members_of(text: str, report: Report) -> Iterator[Any]:
    """Yield the members of a JSON list."""
    try:
        yield from _members(text, _after(text, _skip(text, 0), "["))
    except (ValueError, RecursionError):
        report(_CUT)


def _items(text: str) -> Iterator[Any]:
    """Walk through the outer object, so that an "items" within another value is not mistaken for the list."""
    at = _after(text, _skip(text, 0), "{")
    while text[at : at + 1] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _after(text, _skip(text, at), ":")
        if key == "items":
            yield from _members(text, _after(text, at, "["))
            return
        _, at = _DECODER.raw_decode(text, at)
        at = _next(text, at)


def _members(text: str, at: int) -> Iterator[Any]:
    while text[at : at + 1] != "]":
        item, at = _DECODER.raw_decode(text, at)
        yield item
        at = _next(text, at)


def _next(text: str, at: int) -> int:
    """Return where the next member begins or the list or object ends."""
    at = _skip(text, at)
    return at if text[at : at + 1] in ("]", "}") else _after(text, at, ",")


def _after(text: str, at: int, sign: str) -> int:
    if text[at : at + 1] != sign:
        raise ValueError(f"{sign} is missing at {at}")
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
