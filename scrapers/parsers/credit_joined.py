"""Credits whose names and agencies are joined: "Ana Diaz | EFE", "A. Pérez / Reuters", "… at dawn Ada Lund via AP".

What joins them parts captions too, so both sides are asked who they are.
"""

from __future__ import annotations

import re

from scrapers.parsers.agencies import is_agency
from scrapers.parsers.credit_places import Split
from scrapers.parsers.credit_words import ONLY_AGENCY, names_agency, reads_as_person, reads_as_source
from scrapers.parsers.expressions import on_first_use
from scrapers.parsers.name_shape import is_person_name

TAIL = 110
# Where a bare agency credit may begin: behind a sentence, perhaps glued to it. "N.H. Robert" is no such place.
STOP = on_first_use(
    r"(?:(?<=[^\W\d_]{2})|(?<=[\d)\]\"”’»%]))[.!?…][\"”’»]?\s?"
    r"(?=[^\W\d_a-z]|@|via\s|dpa|epa|imago|picture[ -]alliance|iStock)"
    r"|(?<=[a-z])\)\.?(?=[A-Z])"
)
_PICTURE_HOUSE = on_first_use(
    r"picture[- ]?alliance(?:\s?/\s?dpa)?|imago(?: images)?|mauritius images|ddp|action press|laif", re.I
)
# Behind these a name goes on.
_OF = r"(?:(?:de|van|von|der|den|da|di|dos|del|la|el|al|bin|ter|zu) ){0,2}"
_JOINT = on_first_use(r"/|\s(?:[|–—-]|via)\s")
# Somebody before the stroke of a house that no caption names: "… for a trawler Ada Lund/Reuters".
_NAME_AT_END = on_first_use(
    r"(?<=[^\s.!?…] )(?P<name>[^\W\d_a-z][\w.'’-]*"
    rf"(?: {_OF}[^\W\d_a-z][\w.'’-]*){{1,2}})"
    r"(?:\s?/\s?|\s(?:[|–—-]|via)\s)(?P<house>(?:(?! via )[^/|–—]){2,40})$"
)
_LABEL_AT_END = on_first_use(r"\s(?:Foto|Photo|FOTO|PHOTO|Beeld|BEELD|Bild|Fot\.?|fot\.?)$")
# A separator and then the credit, as in "… en Madrid | EFE", "… en Madrid. / A. Pérez (EFE)", "… – REUTERS".
_SEPARATOR = on_first_use(r"\s?[|｜]\s?|\s[/–—-]\s|\s/(?=\S)|(?<=[.!?…])(?:\s?/\s?|\s?[–—]\s?|-\s)")


def separated_tail(text: str) -> Split | None:
    """What stands behind the last separator, when it is an agency, or behind a bar or a full stop, a name."""
    floor = max(0, len(text) - TAIL)
    parted = list(_SEPARATOR.finditer(text, floor))
    for at, match in reversed(list(enumerate(parted))):
        tail, before = text[match.end() :].strip(), text[: match.start()].rstrip()
        if len(before) < 12 or not tail:
            continue
        # "THE bridge at dawn.—White Star", as papers in Pakistan print it.
        strong = match[0].strip() in ("|", "｜") or (match[0].strip() in ("/", "–", "—") and before[-1] in ".!?…")
        if (_is_agencys(tail) or strong) and (stop := last_stop(before)) and reads_as_person(before[stop:]):
            return before[:stop], [f"{before[stop:]}{match[0]}{tail}"]  # "… en Madrid. Ana Diaz | EFE"
        if at and _is_agencys(tail) and is_person_name(before[parted[at - 1].end() :]):
            return text[: parted[at - 1].start()], [text[parted[at - 1].end() :]]  # "… at dawn | Ana Diaz | EFE"
        strong = strong or _is_name_and_house(tail)
        if _is_agencys(tail) or (strong and reads_as_source(tail) and len(tail.split()) <= 6):
            return before, [tail]
    return None


def is_joined(text: str) -> bool:
    """Whether a text is names and agencies with bars or dashes between them: "Ana Diaz | EFE", "imago / Ana Diaz"."""
    if len(text) > TAIL or not _SEPARATOR.search(text):
        return False
    parts = [part.strip() for part in _SEPARATOR.split(text)]
    agencies = [
        part for part in parts if is_agency(part) or ONLY_AGENCY.fullmatch(part) or _PICTURE_HOUSE.fullmatch(part)
    ]
    return bool(agencies) and len(parts) < 5 and all(part in agencies or is_person_name(part) for part in parts)


def _is_name_and_house(text: str) -> bool:
    """Whether a text is somebody and, behind a stroke, a house: "Ana Diaz/Folhapress"."""
    name, stroke, house = text.partition("/")
    return bool(stroke) and is_person_name(name.strip()) and reads_as_source(house) and "/" not in house


def is_picture_agency(text: str) -> bool:
    """Whether a text is nothing but an agency for pictures, written as a name is."""
    return ONLY_AGENCY.fullmatch(text) is not None and text[0].isupper()


def _is_agencys(tail: str) -> bool:
    """Whether a text is an agency, or somebody and an agency: "EFE", "A. Pérez (EFE)", "EFE/A. Pérez"."""
    if is_agency(tail) or is_picture_agency(tail):
        return True
    parts = [part.strip() for part in re.split(r"[/(),]", tail) if part.strip()]
    return 1 < len(parts) < 4 and any(map(is_agency, parts)) and reads_as_source(tail)


def last_stop(text: str) -> int:
    """Where the last sentence of a text ends, with the space behind it, or 0."""
    return max((match.end() for match in STOP.finditer(text, max(0, len(text) - TAIL))), default=0)


def name_at_end(text: str, floor: int) -> Split | None:
    """Somebody and an agency behind a caption that ends without a full stop: its last two or three words."""
    found = _NAME_AT_END.search(text, floor) if _JOINT.search(text, floor) else None
    if found is None or not (is_agency(found["house"]) or names_agency(found["house"])):
        return None
    words = found["name"].split()
    # Two words: what stands before them may be a noun, which some languages capitalise. "Ada M. Lund" is three.
    first = next((at for at in range(len(words) - 2, -1, -1) if not words[at].islower()), 0)
    name = " ".join(words if words[first].endswith(".") else words[first:])
    if not is_person_name(name):
        return None
    start = found.end("name") - len(name)
    return without_label(text[:start]), [text[start:]]


def without_label(caption: str) -> str:
    """Return what stands before a credit without a label that has no colon: "… voor een kotter Foto"."""
    return _LABEL_AT_END.sub("", caption.rstrip())
