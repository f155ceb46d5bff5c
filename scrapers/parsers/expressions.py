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


def by_first_letter(phrases: str) -> str:
    """Return alternatives "aa | ab | b" of a verbose expression as "a(?:a|b)|b", which is tried several times as fast.

    What matches stays the same, but for which of two alternatives that both match is the one that did.
    """
    groups: dict[str, list[str]] = {}
    others: list[str] = []
    for phrase in _alternatives(phrases):
        if phrase[:1].isalpha() and phrase[1:2] not in ("?", "*", "+", "{"):
            groups.setdefault(phrase[0], []).append(phrase[1:])
        else:
            others.append(phrase)
    return "|".join([f"{letter}(?:{'|'.join(rests)})" for letter, rests in groups.items()] + others)


def _alternatives(phrases: str) -> list[str]:
    """Split at every | that stands in no group; an escaped space at the end of a phrase is part of it."""
    found, depth, begin = [], 0, 0
    for part in _PARTS.finditer(phrases):
        depth += (part[0] == "(") - (part[0] == ")")
        if part[0] == "|" and not depth:
            found.append(phrases[begin : part.start()])
            begin = part.end()
    found.append(phrases[begin:])
    return [_SPACE_BEHIND.sub("", phrase.lstrip()) for phrase in found]


def on_first_use(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that behaves as `re.compile` would make it. A wrong one raises re.error at its first use."""
    return cast("re.Pattern[str]", _Expression(source, flags))
