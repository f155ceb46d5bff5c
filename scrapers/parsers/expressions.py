"""Regular expressions that are compiled when they are first used.

The large ones, made of word lists in thirty languages, take a third of the time in which the parsers are imported,
and most pages need few of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


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


def on_first_use(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression that behaves as `re.compile` would make it. A wrong one raises re.error at its first use."""
    return cast("re.Pattern[str]", _Expression(source, flags))
