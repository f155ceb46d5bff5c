"""Names of people: is a text one, how is a list of them taken apart, what is left of one when its role is gone.

Pure text work on one line: nothing here knows pages. Every function looks at the first few hundred characters
only and runs in time linear in them.
"""

from __future__ import annotations

import re

from scrapers.parsers import name_words as words
from scrapers.parsers.agencies import is_agency
from scrapers.parsers.name_shape import is_organisation, is_person, is_person_name, is_press_role, is_single_name
from scrapers.parsers.name_tidy import MAX_LINE, tidy, trim, without_cjk_role
from scrapers.parsers.text import fold

__all__ = [
    "clean_name",
    "is_agency",
    "is_organisation",
    "is_person_name",
    "is_press_role",
    "is_single_name",
    "person_in",
    "split_agency",
    "split_names",
    "strip_place",
    "strip_role",
]

_STRONG = re.compile(r"\s*(?:[;|/、，；·•]|,|\s(?:and|und|et|&|AND|UND|ET|And)\s)\s*(?:(?:and|und|et|&)\s+)?")
_JUNIOR = re.compile(r",\s*(?=(?:[JS]r|II|III)\b)")
_HANGUL_LIST = re.compile("[\uac00-\ud7af]{3}(?: [\uac00-\ud7af]{3})+")
_WEAK = words.word_set("y e i en a og och o ja és ve и й та και dan na và agus eta și in ar un ir")
_PLACE_PREP = re.compile(
    r"\s(?:in|at|on|from|for|For|of|near|outside|aboard|across|aus|bei|für|zurzeit|à|au|aux|de notre|depuis|pour|en"
    r"|desde|para|da|dall['’]|a|em|IN|FOR|"
    r"i|på|fra|från|vanuit|w|v|z)\s",
)
_PLACE_SMALL = words.word_set(
    "the a of and le la les de du des di del der den dem sur und et central north south east west northern southern "
    "eastern western our for in upon am an bei près los las el high"
)


def split_names(text: str) -> list[str]:
    """Return the parts of a list of names, split at commas, "and" in many languages, "&", "/", ";" and "、".

    Words that are both "and" and something else ("y", "e", "en", "a") split only between two full names:
    "José Ortega y Gasset" is one man. "John Smith, Jr." stays whole.
    """
    pieces: list[str] = []
    text = _JUNIOR.sub("\x00", fold(text[: MAX_LINE * 4]))
    if _HANGUL_LIST.fullmatch(text):
        return text.split()
    for piece in _STRONG.split(text):
        piece = piece.replace("\x00", ", ").strip(" ,")
        if not piece:
            continue
        pieces.extend(_split_weak(piece))
    return pieces


def _split_weak(piece: str) -> list[str]:
    parts = piece.split()
    if len(parts) > 24:
        return [piece]
    start, found = 0, []
    for i, word in enumerate(parts):
        if word in _WEAK and i > start and is_person_name(" ".join(parts[start:i])):
            rest = parts[i + 1 :]
            if rest[1:2] != [] and rest[1] not in _WEAK and any(is_person_name(" ".join(rest[:n])) for n in (2, 3, 4)):
                found.append(" ".join(parts[start:i]))
                start = i + 1
    return [*found, " ".join(parts[start:])]


def strip_place(text: str, *, loose: bool = False) -> str:
    """Return a text without the "in Cairo", "on the Isle of Wight", "for The Gazette" after a name.

    Only a tail of up to six words that reads like a place is taken off; `loose` takes words in small letters too.
    """
    for match in _PLACE_PREP.finditer(text[:MAX_LINE]):
        left, tail = text[: match.start()], text[match.end() :].split()
        if not 1 <= len(tail) <= 6 or not (is_agency(left) or is_person(left, strict=not loose)):
            continue
        if all(word[0].isupper() or word.casefold() in _PLACE_SMALL for word in tail) and any(
            w[0].isupper() for w in tail
        ):
            return left
        if loose and all(word[0].isalpha() for word in tail):
            return left
    return text


def strip_role(text: str) -> tuple[str, str]:
    """Return (role, name) of a text with a role before or after a name; ("", "") where no name is left.

    The role is as printed: "Socialist Worker editor Judith Orr" gives ("Socialist Worker editor", "Judith Orr").
    """
    parts = fold(text[:MAX_LINE]).split()
    if len(parts) > 16:
        return "", ""
    low = [part.casefold().strip(".,:") for part in parts]
    for i in range(len(parts) - 1, 0, -1):
        is_role = low[i - 1] in words.ROLES or (i == 1 and low[0] in words.DEMONYMS)
        told = i > 9 or not words.SENTENCE_WORDS.isdisjoint(low[:i])
        if is_role and not told and is_person(" ".join(parts[i:]), strict=True):
            return " ".join(parts[:i]), " ".join(parts[i:])
    for i in range(2, len(parts)):
        name, tail = " ".join(parts[:i]), low[i:]
        honours = all(word in words.HONOURS for word in tail)
        begins_role = tail[0] in words.ROLES or tail[0] in words.SOFT or tail[0] in words.ORGANISATION
        is_role = begins_role and any(word in words.ROLES for word in tail)
        if (honours or (is_role and words.SENTENCE_WORDS.isdisjoint(tail))) and is_person(name, strict=True):
            return " ".join(parts[i:]), name
    return _role_with_place(parts, low)


def _role_with_place(parts: list[str], low: list[str]) -> tuple[str, str]:
    """ "TUSC candidate for Barnsley Central Dave Gibson": after the place the last two words are the name."""
    roles = [i for i, word in enumerate(low) if word in words.ROLES]
    if not roles or roles[-1] > len(parts) - 5 or low[roles[-1] + 1] not in ("for", "in", "at", "of", "from"):
        return "", ""
    name = " ".join(parts[-2:])
    if all(part[0].isupper() for part in parts[roles[-1] + 2 :]) and is_person_name(name):
        return " ".join(parts[:-2]), name
    return "", ""


def split_agency(text: str) -> tuple[str, str]:
    """Return (name, agency) of "Jane Doe The Associated Press"; (text, "") where no agency ends it."""
    parts = text.split()
    for i in range(2, min(len(parts), 8)):
        name, agency = " ".join(parts[:i]), " ".join(parts[i:])
        if is_agency(agency) and is_person_name(name):
            return name, agency
    return text, ""


def clean_name(text: str) -> str | None:
    """Return the one name that is left of a text when "By", role, place, handle, e-mail, date and "(pc)" are gone.

    For texts that are known to name an author (an author link, structured data): besides people it lets agencies,
    houses ("BBC News") and single names through. None when no name is left: a role alone, a sentence, a date.
    """
    text = split_agency(tidy(text))[0]
    for _ in range(3):
        name = (
            _known(text)
            or _known(strip_place(text))
            or strip_role(text)[1]
            or strip_role(strip_place(text, loose=True))[1]
        )
        if name:
            return name
        head = re.split(r"\s*[,|·•:;]\s*|\s+[-–—]\s+", text, maxsplit=1)[0]
        if head == text:
            break
        text = trim(head)
    if is_organisation(text):
        return text
    return text if is_single_name(text) else None


def person_in(text: str, *, strict: bool) -> str | None:
    """Return the person that a text names, alone or beside a role ("Critic Mark Brown"), or None."""
    text = without_cjk_role(text)
    return text if is_person(text, strict=strict) else strip_role(text)[1] or None


def _known(text: str) -> str | None:
    return text if is_agency(text) or is_person(text, strict=False) else None
