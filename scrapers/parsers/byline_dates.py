"""Bylines with dates in them: "By A B | 5 May 2024, 10:32 Updated 6 May 2024". The dates are others' to read."""

from __future__ import annotations

import re

from scrapers.parsers.date_words import PUBLISHED, UPDATED, YEAR
from scrapers.parsers.dates import find_date

_MOST_DATES = 3
_CUT = "\x00"  # where a date stood
# What stands right before a date and belongs to it: "Published on", "Aktualisiert am", "Mis à jour le".
_BEFORE_CUT = re.compile(rf"(?:^|(?<=[|·•,;{_CUT}\s]))(?P<said>[^|·•,;{_CUT}\d]{{2,40}}?)[\s:]*{_CUT}")


def without_dates(text: str, language: str | None) -> str:
    """Return a line with a bar in place of each full date and of the words that say what it is for."""
    if not YEAR.search(text):
        return text
    for _ in range(_MOST_DATES):
        found = find_date(text, language=language, rare=False)
        at = text.find(found.text) if found and found.text else -1
        if found is None or at < 0:
            break
        text = f"{text[:at]}{_CUT}{text[at + len(found.text) :]}"
    return _BEFORE_CUT.sub(_without_label, text).replace(_CUT, " | ")


def _without_label(match: re.Match[str]) -> str:
    """Return the cut alone where nothing but the date's label stands before it; a name before the label stays."""
    said, low = match["said"], match["said"].lower()
    for words in (UPDATED, PUBLISHED):
        if found := words.search(low):
            begin = low.rfind(" ", 0, found.start()) + 1
            # "Ada Postma 5 May 2024": a name may begin like such a word.
            if words is UPDATED or not begin or said[begin].islower():
                return f"{said[:begin]}{_CUT}"
    return match[0]
