"""Names in the middle of a sentence: where do they begin, where do they end, which role stands before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scrapers.parsers import name_words, names

_WORD = re.compile(r"[^\s,;:()\[\]\"“”„«»!?…–—|/]+")
_NEXT_NAME = re.compile(r"(?:\s*,\s*|\s+)(?:(?:and|und|et|y|e|og|och|en|&)\s+)?(?:by\s+)?")
_MAX_WORDS = 16


@dataclass(frozen=True, slots=True)
class Run:
    """A list of names in a text: where it starts (with its role) and ends, the names, the role as printed."""

    start: int
    end: int
    names: tuple[str, ...]
    role: str = ""

    @property
    def is_newsmaker(self) -> bool:
        """Whether the role is one that papers quote: "prime minister", "Labour MP", not "Critic"."""
        low = self._role_words()
        return bool(low & name_words.NEWSMAKER_ROLES) and not low & name_words.PRESS_ROLES

    @property
    def is_press(self) -> bool:
        """Whether the role is one of those who write: editor, critic, correspondent."""
        return bool(self._role_words() & name_words.PRESS_ROLES)

    def _role_words(self) -> set[str]:
        return {word.casefold().strip(".,'’") for word in self.role.split()}

    def starting(self, start: int) -> Run:
        """Return the run with an earlier start."""
        return replace(self, start=start)


def read_run(text: str, start: int, end: int) -> Run | None:
    """Return the names that begin at `start` and end before `end`: "A B", "A B, C D and E F", "Critic A B"; or None."""
    first = _one(text, start, end)
    role = ""
    if first is None:
        found = _after_role(text, start, end)
        if found is None:
            return None
        role, first = found
    found_names, at = [first[0]], first[1]
    for _ in range(12):
        gap = _NEXT_NAME.match(text, at, end)
        if gap is None or not gap.group().strip():
            break
        following = _one(text, gap.end(), end)
        if following is None:
            break
        found_names.append(following[0])
        at = following[1]
    return Run(start, at, tuple(found_names), role)


def _one(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The longest person's name that starts exactly here and its end."""
    spans = _name_words(text, start, end)
    for n in range(min(len(spans), 6), 1, -1):
        name = text[spans[0][0] : spans[n - 1][1]]
        if names.is_person_name(name):
            # Half a row of capitals is no name: "Tony Benn Memorial Trust" is not by Tony Benn.
            return (name, spans[n - 1][1]) if n == len(spans) or not text[spans[n][0]].isupper() else None
    return None


def _name_words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the words from `start` that only single spaces part, to the first that no name holds."""
    spans: list[tuple[int, int]] = []
    at = start
    while len(spans) < _MAX_WORDS:
        match = _WORD.match(text, at, end)
        if match is None:
            break
        word, stop = match.group(), match.end()
        closes = word.endswith(".") and not (
            len(word) <= 3 or word.casefold() in name_words.TITLES | name_words.SUFFIXES
        )
        if closes:
            word, stop = word[:-1], stop - 1
        if not (word[:1].isupper() or word.casefold() in name_words.PARTICLES or re.match(r"(?:el|al)[-’']", word)):
            break
        spans.append((match.start(), stop))
        if closes or not text.startswith(" ", stop):
            break
        at = stop + 1
    while spans and text[spans[-1][0] : spans[-1][1]] in name_words.PARTICLES:
        spans.pop()
    return spans


def _after_role(text: str, start: int, end: int) -> tuple[str, tuple[str, int]] | None:
    """A role and the name behind it: "Socialist Worker editor Judith Orr" up to the end of the clause."""
    words: list[re.Match[str]] = []
    at = start
    while len(words) < _MAX_WORDS:
        match = _WORD.match(text, at, end)
        if match is None:
            break
        words.append(match)
        if not text.startswith(" ", match.end()) or (match.group().endswith(".") and len(match.group()) > 3):
            break
        at = match.end() + 1
    for n in range(len(words), 2, -1):
        stop = words[n - 1].end() - (words[n - 1].group().endswith(".") and n == len(words))
        role, name = names.strip_role(text[start:stop])
        if name and text[start:stop].endswith(name):
            return role, (name, stop)
    return None
