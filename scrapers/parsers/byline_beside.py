"""What stands beside the names of a byline and is none: roles, places, houses, descriptions."""

from __future__ import annotations

import re

from scrapers.parsers import name_words, names

_CASELESS = re.compile(r"[\u0590-\u0dff\u0e00-\u0eff -]+")
_OF_PLACE = frozenset("do da de dos em no na aus in à en de du i på".split())
_DESKS = name_words.word_set(
    "staff redaktion rédaction redacción redazione redactie agencies agenturen agences agencias"
)


def before_mark(text: str) -> str | None:
    """Return the full name before the mark of a paper: "Ada Lund HS". Honours and numbers are no such marks."""
    name, _, mark = text.rpartition(" ")
    is_mark = 2 <= len(mark) <= 4 and mark.isalpha() and mark.isupper() and not name.isupper()
    known = mark.casefold() in name_words.HONOURS | name_words.SUFFIXES
    return name if is_mark and not known and " " in name and names.is_person_name(name) else None


def before_house(text: str) -> str | None:
    """Return the full name before the house that it works for: "Ada Lund BBC News"."""
    words = text.split()
    for at in (2, 3):
        if len(words) - at > 1 and words[at].isupper() and names.is_organisation(" ".join(words[at:])):
            name = " ".join(words[:at])
            if not name.isupper() and names.is_person_name(name):
                return name
    return None


def is_role(segment: str) -> bool:
    """A role, or a desk that is nobody in particular ("Our correspondent", "staff and agencies")."""
    low = [word.casefold().strip(".,:'’") for word in segment.split()]
    return len(low) <= 20 and any(
        word in name_words.ROLES or word in _DESKS or word.endswith(name_words.ROLE_ENDINGS) for word in low
    )


def is_place_like(segment: str) -> bool:
    """One to four capitalised words: "Nordhafen", "Alder Bridge", "Civil rights"; not known for a person before."""
    parts = segment.split()
    if not 1 <= len(parts) <= 4 or any(ch.isdigit() for ch in segment):
        return False
    if not segment[0].isupper():  # "do Rio", "القاهرة", "detikNews"
        of_place = len(parts) > 1 and parts[0] in _OF_PLACE and parts[1][0].isupper()
        house = len(parts) == 1 and segment[0].islower() and any(ch.isupper() for ch in segment)
        caseless = len(parts) < 3 and _CASELESS.fullmatch(segment) is not None
        return of_place or house or caseless
    return all(
        part[0].isupper() or part.casefold() in name_words.PARTICLES | {"of", "the", "and", "upon", "on", "am", "im"}
        for part in parts
    )


def is_place(segment: str, *, after_list: bool) -> bool:
    """Whether what looks like another name is a place: after "A and B" nobody follows, and bridges are no people."""
    return is_place_like(segment) and (after_list or segment.split()[-1].casefold() in name_words.PLACE_LAST)


def is_description(segment: str) -> bool:
    """What may follow the name of a signed byline: "a nurse from Leeds", "KXTV weather watcher"."""
    words = segment.split()
    return len(words) <= (14 if segment[0].islower() else 5) and (segment[0].islower() or words[-1].islower())
