"""The time of day printed beside a date, and the offset from UTC that a printed zone stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from schemas.errors import ArgumentError
from scrapers.parsers.expressions import on_first_use

# Hours ahead of UTC of the abbreviations that mean one thing in print, unless the paper's own zone uses them
# otherwise (BST in Dhaka, CST in Shanghai), see `_offset`.
_HOURS = (
    (0, "Z UT UTC GMT WET"),
    (1, "BST CET MEZ WEST WAT"),
    (2, "CEST MESZ EET SAST CAT"),
    (3, "EEST MSK МСК TRT TSİ TSI EAT"),
    (4, "GST"),
    (5, "PKT"),
    (5.75, "NPT"),
    (7, "WIB ICT"),
    (8, "WITA HKT SGT MYT PHT AWST"),
    (9, "WIT JST KST"),
    (9.5, "ACST"),
    (10, "AEST"),
    (10.5, "ACDT"),
    (11, "AEDT"),
    (12, "NZST"),
    (13, "NZDT"),
    (-3, "BRT ADT"),
    (-4, "EDT"),
    (-5, "EST CDT"),
    (-6, "CST MDT"),
    (-7, "MST PDT"),
    (-8, "PST AKDT"),
    (-9, "AKST"),
    (-10, "HST"),
)
_FIXED = {word: hours for hours, words in _HOURS for word in words.split()}
# Abbreviations without a season: the zone's own rules say which offset was in force.
_REGIONS = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
# Indian, Irish or Israeli; Atlantic or Arabian: read only where the paper's own zone settles it.
_AMBIGUOUS = ("IST", "AST")
_PM = ("p", "午後", "下午", "晚上", "오후", "م", "μ", "ch")
_AM = ("a", "午前", "上午", "凌晨", "오전", "ص", "π", "sa")

_HALF_BEFORE = r"(?P<half>午前|午後|上午|下午|凌晨|晚上|오전|오후)?"
_HALF_AFTER = r"(?:\s?(?P<ampm>[ap]\.?\s?m\b\.?|ص|م(?!\w)|[πμ]\.?\s?μ\.?))?"
_WORDS = "|".join(sorted((*_FIXED, *_REGIONS, *_AMBIGUOUS, "мск"), key=len, reverse=True))
_ZONE = (
    r"(?:\s?[(\[]?(?P<zone>(?:GMT|UTC|UT)\s?[+−-]\d{1,2}(?::?\d{2})?(?!\d)|[+−-]\d{2}:?\d{2}(?!\d)"
    rf"|(?-i:{_WORDS})\b)[)\]]?)?"
)
# A printed time: "16:18 BST", "4.18pm", "16h18", "5 AM PT", "20.44 Uhr", "午後3時05分". Every repeat is bounded.
TIME = on_first_use(
    rf"(?<![\d:.,]){_HALF_BEFORE}\s?(?P<hour>[01]?\d|2[0-3])"
    r"(?:\s?(?P<sep>[:.：h時点點时시])\s?(?P<minute>[0-5]\d)(?:\s?[:.：分분]\s?(?P<second>[0-5]\d)(?!\d))?\s?[분分秒초]?(?![\d%])"
    r"|(?=\s?(?:[ap]\.?\s?m\b|uhr\b|h\b|hrs\b|[時点點时시])))"
    rf"{_HALF_AFTER}(?P<unit>\s?(?:uhr|hrs|h|u|ч|น|[時点點时시])(?![^\W\d_])\.?)?{_ZONE}",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A time as printed: the clock, the zone word or offset beside it (or None), and how sure its form is.

    `plain` is True for a bare "9.30", which may as well be a price or a score.
    """

    clock: time
    zone: str | None
    plain: bool


def read_time(match: re.Match[str]) -> PrintedTime | None:
    """Return the time of a TIME match, or None when it is a length ("06:29 min") and not a time of day."""
    if re.match(r"\s?-?min", match.string[match.end() : match.end() + 6], re.I):
        return None
    hour = int(match["hour"])
    half = (match["half"] or match["ampm"] or "").casefold()
    if half.startswith(_PM) and hour < 12:
        hour += 12
    elif half.startswith(_AM) and hour == 12:
        hour = 0
    bare = match["sep"] == "." and len(match["hour"]) < 2
    plain = bare and not (half or match["unit"] or match["zone"])
    return PrintedTime(time(hour, int(match["minute"] or 0), int(match["second"] or 0)), match["zone"], plain)


@cache
def zone_info(name: str) -> ZoneInfo:
    """Return a zone of the IANA data base. Raises ArgumentError when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise ArgumentError(
            f"There is no time zone {name!r}. A name of the IANA data base is wanted, such as Europe/London."
        ) from fault


def at_zone(day: date, clock: time, printed: str | None, zone: str | None) -> datetime | None:
    """Return the instant of a local time, or None when its offset is not known.

    `printed` is the zone word beside the time and wins; `zone` is where the paper is printed. An hour that the
    clocks go through twice is taken the first time.
    """
    local = datetime.combine(day, clock)
    if printed is None:
        return local.replace(tzinfo=zone_info(zone)) if zone else None
    offset = _offset(printed.upper().strip("()[] "), local, zone)
    return local.replace(tzinfo=offset) if offset else None


def _offset(word: str, local: datetime, zone: str | None) -> tzinfo | None:
    if match := re.fullmatch(r"(?:GMT|UTC|UT)?\s?([+−-])(\d{1,2}?)(?::?(\d{2}))?", word):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        if minutes >= 24 * 60 or int(match[3] or 0) > 59:
            return None
        return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))
    if zone:
        here = local.replace(tzinfo=zone_info(zone))
        if here.tzname() == word:
            return timezone(here.utcoffset() or timedelta())
    if word in _REGIONS:
        return zone_info(_REGIONS[word])
    return timezone(timedelta(hours=_FIXED[word])) if word in _FIXED else None
