"""Credits at the end of a caption that no label announces: a bracket, an agency behind the last sentence.

Papers of one language print them in one way: "(A B/Agency)" in English, "… texto. / EFE" in Spanish, "＝共同" and
"（A撮影）" in Japanese, "… 있다. 연합뉴스" in Korean, "新华社记者A摄" in Chinese, "(رويترز)" in Arabic.
"""

from __future__ import annotations

import re

from scrapers.parsers.agencies import is_agency
from scrapers.parsers.credit_joined import (
    STOP,
    TAIL,
    is_joined,
    is_picture_agency,
    last_stop,
    name_at_end,
    separated_tail,
    without_label,
)
from scrapers.parsers.credit_places import LONGEST_CREDIT, Split
from scrapers.parsers.credit_words import (
    CLOSING,
    NAKED_LABEL,
    NAKED_WORD,
    POSITIONS,
    UNNAMED,
    VIA_AGENCY,
    common_words,
    names_agency,
    reads_as_names,
    reads_as_person,
    reads_as_source,
)
from scrapers.parsers.expressions import on_first_use
from scrapers.parsers.name_shape import is_organisation, is_person_name

_OPENING = {close: open_ for open_, close in CLOSING.items()}
_ARABIC = on_first_use(r"[\u0600-\u06ff][\u0600-\u06ff .·/-]{1,24}")
_EAST_AGENCY = on_first_use(
    r"共同(?:通信)?|時事(?:通信)?|ロイター|ゲッティ\w*|ＡＰ|ＡＦＰ|ＥＰＡ|新华社|新華社|中新社|中央社|路透社?|法新社|美联社|美聯社|视觉中国|連合ニュース|聯合"
)
# "Taken by A", "given by A": the word goes, the name stays.
_TAKEN = on_first_use(r"(?:撮影|[／/]?翻?(?:提供|摄影|摄|攝影|攝)|제공|촬영)$")
# "Jono Kazlausko nuotr.", "Szabó Márta felvétele": the label stands behind the name.
_PICTURE_OF = on_first_use(r"(?<=\w)\s(?:nuotr(?:auka)?|felvétele?|fotója|foto)\.?$")
# Where readers' and police pictures come from, and pictures of screens: "(Instagram: @ada)", "(AP/Facebook/A B)".
_NETWORK = on_first_use(
    r"(?:[^/]{2,30}/\s?)?(?:instagram|facebook|twitter|youtube|tiktok|telegram|linkedin|weibo|whatsapp|вконтакте"
    r"|captura(?: de (?:pantalla|v[ií]deo|tv))?|capture d['’]écran|screen ?(?:shot|grab)"
    r"|google (?:maps|street view|earth))"
    r"(?:$|[\s:/@].*)",
    re.I,
)
_AGENCY_AT_END = on_first_use(
    r"(?<=\s)(?:via\s)?(?:REUTERS|Reuters|AFP(?:\sPHOTO)?|AP(?:\sPhoto)?|EFE|EPA|epa|ANSA|dpa|APA|AAP|PAP|PA|NTB|ANP|MTI"
    r"|LUSA|Lusa|Getty\sImages|Shutterstock|Alamy|Bloomberg|NurPhoto|Xinhua|ANTARA(?:\sFOTO)?|THE\sCANADIAN\sPRESS|LaPresse|SIPA|(?:IMAGO|imago)(?:\simages)?"
    r"|picture[- ]alliance(?:\s?/\s?dpa)?)"
    r"\s?[/|]\s?[^\W\d_a-z][\w'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){0,4}$"
)
_FOR_HOUSE = on_first_use(
    r"(?P<name>[^\d/]{4,40}?)\s(?:/\s)?[Ff]or\s(?:[Tt]he\s)?[^\W\d_a-z]\S*(?:\s[^\W\d_a-z]\S*){0,4}\.?"
)
# Before "via Reuters": who handed the picture out.
_BEFORE_VIA = on_first_use(r"(?<=\s)(?:[Hh]andout|[Pp]ool|AFP|AP|NurPhoto)\s$")
# Square brackets at the end of a caption hold its source, "[Rex]", unless they ask to be clicked.
_HOUSE = on_first_use(
    r"(?!See|View|Click|Watch|More|Photo|Image|Enlarge)[^\W\d_a-z][\w.&'’/-]*(?:\s(?:and\s|&\s|via\s)?[^\W\d_a-z][\w.&'’/-]*){0,4}"
)
# Two bodies by their initials: "NOAA/SPC", "NASA/JPL-Caltech".
_INITIALS = on_first_use(r"[A-Z]{2,6}(?:/[A-Z][\w.-]{1,20}){1,3}")
# "（ＡＰ＝共同）", "(로이터=연합뉴스)": one agency's picture sent by another.
_SENT_ON = on_first_use(r"[\w.]{2,10}[=＝][\u3040-\u9fff\uac00-\ud7a3]{2,8}")
_EAST = on_first_use(r"[\u3040-\u9fff\uac00-\ud7a3]")
_EAST_TAIL = on_first_use(
    r"[＝=](?P<name>[^＝=。、\s\d）)]{1,20}(?:\s[^＝=。、\s]{1,12})?)$"
    r"|(?<=[\uac00-\ud7af])\s/(?P<stroke>[\w=]{2,12})$|\s(?P<given>[\w·]{2,12})\s제공$"
    r"|(?P<reporter>[记記]者[\u4e00-\u9fff]{2,4})\s?[／/]?[攝摄]影?$"
    r"|(?<=[\uac00-\ud7a3]\.)\s?(?P<korean>[\w·=]{2,10}(?:\s(?:[\w·]{1,6}기자|기자|제공))?)$"
    r"|、(?P<japanese>[\u3040-\u9fff・]{2,8})撮影$"
    r"|(?<=[。；\s）)])(?P<chinese>[^。，；\s]{2,16}(?:\s[^。，；\s]{1,6})?\s?(?:[摄攝]影?|[／/](?:翻?[摄攝]影?|提供)|供[图圖](?:\s\S{2,8}[发發])?|社[发發]))$"
)


def unlabelled_bracket(text: str) -> Split | None:
    """A bracket at the end with nothing but names: "(A B/Agency)", "(AP Photo/A B)", and behind a full stop "(A B)"."""
    if text[-1:] not in _OPENING:
        return None
    start = text.rfind(_OPENING[text[-1]], max(0, len(text) - LONGEST_CREDIT))
    if start < 0:
        return None
    inside, before = text[start + 1 : -1].strip(), text[:start].rstrip()
    if not inside:
        return None
    alone = not before or before[-1] in '.!?…"”。'
    agency = is_agency(inside)
    if agency and (stop := last_stop(before)) and reads_as_person(before[stop:]):
        return before[:stop], [f"{before[stop:]} {text[start:]}"]  # "… at dawn. Ada Lund (EFE)"
    if agency or is_picture_agency(inside) or _EAST_AGENCY.fullmatch(inside) or UNNAMED.fullmatch(inside):
        return before, [inside]
    if (before and _SENT_ON.fullmatch(inside)) or is_joined(inside):
        return before, [inside]
    if (_NETWORK.fullmatch(inside) and common_words(inside) < 3) or _is_named_after_label(inside):
        return before, [inside]
    if before and alone and _INITIALS.fullmatch(inside):
        return before, [inside]
    if before and text[-1] == "]" and _HOUSE.fullmatch(inside):
        return before, [inside]
    if (taken := _PICTURE_OF.sub("", inside)) != inside and reads_as_source(taken):
        return before, [taken]
    if _TAKEN.search(inside) or (before and _ARABIC.fullmatch(inside) and not POSITIONS.search(inside)):
        return before, [_TAKEN.sub("", inside)]
    if (reads_as_names(inside) and (alone or len(inside) > 4)) or (alone and reads_as_person(inside)):
        return before, [inside]
    if not before and inside[0].isupper() and reads_as_source(inside):  # nothing but "(Millwright)"
        return before, [inside]
    # Behind a sentence, several capitalised words are whom the picture is from: "(District Court, Eastern Side)".
    if before and alone and len(inside.split()) > 2 and reads_as_source(inside) and before[-1] != '"':
        return before, [inside]
    return None


def _is_named_after_label(text: str) -> bool:
    """Whether a label without its colon and a name are all that a bracket holds: "(foto Ada Lund)"."""
    label = NAKED_LABEL.match(text)
    return label is not None and reads_as_source(text[label.end() :])


def agency_tail(text: str) -> Split | None:
    """Names and agencies behind the last sentence: "… at dawn. A B / Getty Images"; in East Asia "…＝ＡＰ"."""
    floor = max(0, len(text) - TAIL)
    for match in STOP.finditer(text, floor):
        tail = _PICTURE_OF.sub("", text[match.end() :].strip())
        told = reads_as_names(tail) or is_agency(tail) or _is_of_house(tail) or _is_for_house(tail)
        told = told or (UNNAMED.fullmatch(tail) is not None and " " in tail) or is_joined(tail)
        if told or _in_capitals(text[: match.end()], tail):
            return text[: match.end()], [tail]
    label = NAKED_LABEL.search(text, floor) if NAKED_WORD.search(text, floor) else None
    if label is not None and reads_as_source(text[label.end() :]):
        return text[: label.start()].rstrip(", "), [text[label.end() :]]
    if (reads_as_names(text) and names_agency(text)) or is_joined(text):
        return "", [text]
    if found := name_at_end(text, floor):
        return found
    agency = _AGENCY_AT_END.search(text, floor) if "/" in text else None
    if agency := agency or VIA_AGENCY.search(text, floor):
        handed = _BEFORE_VIA.search(text, floor, agency.start())
        start = handed.start() if handed else agency.start()
        return without_label(text[:start]), [text[start:].removeprefix("via ")]
    return None


def _is_for_house(tail: str) -> bool:
    """Whether a text is somebody and for whom they worked: "Ada Lund for The Leader"."""
    found = _FOR_HOUSE.fullmatch(tail) if len(tail) < TAIL else None
    return found is not None and is_person_name(found["name"])


def _is_of_house(tail: str) -> bool:
    """Whether a text is somebody and the paper they work for, and nothing more: "Ada Lund, Millbrook Gazette"."""
    name, comma, house = tail.partition(", ")
    return bool(comma) and len(tail) < 60 and is_organisation(house.rstrip(".")) and is_person_name(name)


def _in_capitals(before: str, tail: str) -> bool:
    """Whether a credit is told by its capitals: "… le 5 mai. JEAN DUPONT POUR « LE MONDE »"."""
    if not tail.isupper() or before.isupper() or not 2 <= len(tail.split()) <= 10 or tail[-1] in ".!?…":
        return False
    return not any(ch.isdigit() for ch in tail)


def eastern_tail(text: str) -> Split | None:
    """The ways of East Asia: behind a double stroke, behind the last sentence, before the sign for "taken by"."""
    if text.isascii() or not _EAST.search(text):
        return None
    name = _EAST_TAIL.search(text, max(0, len(text) - TAIL))
    if name is None:
        return None
    credit = next(filter(None, name.groups()))
    return text[: name.start()], [_TAKEN.sub("", credit).strip()]


UNLABELLED_READERS = (unlabelled_bracket, agency_tail, eastern_tail, separated_tail)
