"""Regular expressions that are compiled when they are first used.

The large ones, made of word lists in thirty languages, take a third of the time in which the parsers are imported,
and most pages need few of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast

_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_SPACE_BEHIND = re.compile(r"(?<!\\)\s+$")
_FIRST = re.compile(r"\[[^\W_]+\]|[^\W_]|\\d")
_OPTIONAL = re.compile(r"[?*]|\{0?,\d*\}")


class _Expression:
    """Stands in for a compiled expression; what has been asked of that once is kept, so asking again costs nothing."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def alternatives(phrases: str) -> list[str]:
    """Split a verbose expression at every | that stands in no group; an escaped space ends the phrase it ends."""
    found, depth, begin = [], 0, 0
    for part in _PARTS.finditer(phrases):
        depth += (part[0] == "(") - (part[0] == ")")
        if part[0] == "|" and not depth:
            found.append(phrases[begin : part.start()])
            begin = part.end()
    found.append(phrases[begin:])
    return [_SPACE_BEHIND.sub("", phrase.lstrip()) for phrase in found]


def openings(phrase: str) -> set[str]:
    """Return the characters that what a verbose expression matches may begin with; there may be too many of them.

    It begins with a letter, one of several in brackets, a digit, or a group of such. Raises ValueError where it does
    not.
    """
    found: set[str] = set()
    if phrase.startswith("(?:"):
        end = _end_of_group(phrase)
        for each in alternatives(phrase[3 : end - 1]):
            found |= openings(each)
    elif first := _FIRST.match(phrase):
        end = first.end()
        found.update("0123456789" if first[0] == r"\d" else first[0].strip("[]"))
    else:
        raise ValueError(f"{phrase!r} begins with no letter; put it behind one, or take it out of the list")
    optional = _OPTIONAL.match(phrase, end)
    return found | openings(phrase[optional.end() :]) if optional else found


def _end_of_group(phrase: str) -> int:
    depth = 0
    for part in _PARTS.finditer(phrase):
        depth += (part[0] == "(") - (part[0] == ")")
        if not depth:
            return part.end()
    raise ValueError(f"{phrase!r} has a group without an end")


def on_first_use(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that behaves as `re.compile` would make it. A wrong one raises re.error at its first use."""
    return cast("re.Pattern[str]", _Expression(source, flags))
