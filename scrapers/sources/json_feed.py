"""The items of a JSON Feed (jsonfeed.org, versions 1.0 and 1.1), one at a time and as far as they can be read."""

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
    """Yield the objects in the list "items" of a JSON object."""
    try:
        yield from _items(text)
    except (ValueError, RecursionError):  # cut, spoilt, or nested without end
        report(_CUT)


def _items(text: str) -> Iterator[dict[str, Any]]:
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


def _members(text: str, at: int) -> Iterator[dict[str, Any]]:
    while text[at : at + 1] != "]":
        item, at = _DECODER.raw_decode(text, at)
        if isinstance(item, dict):
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
