"""Where in a short text a full date (day, month, year) is printed. Every pattern is bounded, so time is linear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from scrapers.parsers.expressions import on_first_use
from scrapers.parsers.months import month_number

# The first newspapers appeared in 1605; a later year than the upper bound is a misprint.
FIRST_YEAR, LAST_YEAR = 1605, 2099
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911}
_MONTH_FIRST_REGIONS = frozenset({"us", "ph", "pr", "gu"})
_DAY_FIRST_REGIONS = frozenset(
    {"gb", "ie", "au", "nz", "in", "pk", "bd", "lk", "ng", "gh", "ke", "ug", "tz", "my", "sg", "na"}
)
_YEAR_FIRST = frozenset({"ja", "ko", "zh"})

# Digits of other scripts and odd spaces, one character for one, so that positions stay those of the text given.
_PLAIN: dict[int, str] = {
    ord(ch): str(unicodedata.digit(ch))
    for start in (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xFF10)
    for ch in map(chr, range(start, start + 10))
}
_PLAIN |= dict.fromkeys((0xA0, 0x2007, 0x2009, 0x202F, 0x3000, 0x200B, 0x200E, 0x200F, 0xAD, 0xFEFF), " ")
_PLAIN |= {0xFF1A: ":", 0xFF0C: ",", 0xFF0E: ".", 0xFF0F: "/", 0x2010: "-", 0x2011: "-", 10: " ", 13: " ", 9: " "}

_WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0610-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d]){1,20}"
_DAY = r"(?<!\d)(?<!\d[.,:/])(?P<d>\d{1,2})"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|ère|re|[ºª°]|-?(?:го|ого|ое|е)|ης?|:[aens]{1,2}|-?an?|\.)(?![^\W\d_]))?"
# A year may be glued to the time or the next date: "Apr 28 20232:23 PM".
_YEAR = r"(?P<y>\d{4})(?=\D|$|\d{1,2}[:.])"
_SHORT_YEAR = r"'?(?P<yy>\d{2})(?=\s*(?:$|[|)\]•·–—]|,(?!\s*\d{3})|\s\d{1,2}[:.h]\d{2}))"
_OF = r"(?:(?:de|del|of|di|da|do|den|на)\s|d['’]|ta['’])?"
_PATTERNS = tuple(
    on_first_use(pattern, re.I)
    for pattern in (
        # 4 Jul 2017 · 23. August 2016 · 1er mai 2024 · 12 de mayo de 2024 · 3rd of February, 2003 · 04 NOV 25
        rf"{_DAY}{_ORDINAL}[\s.,/\-]{{0,3}}{_OF}(?P<name>{_WORD})(?:\s?/\s?{_WORD})?[.,]?[\s,.'’/\-]{{0,3}}"
        rf"(?:(?:de|del|of|anno|năm)\s)?(?:{_YEAR}|{_SHORT_YEAR})",
        # June 30th, 2022 · Apr. 28, 2023
        rf"(?<![^\W_])(?P<name>{_WORD})\.?[\s\-]{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\.\s?|\s|-){_YEAR}",
        # 2024. május 12. · 2024 m. gegužės 12 d. · 2024ko maiatzaren 12a · 2020-Jan-05
        rf"(?<!\d)(?P<y>\d{{4}})(?:\.|-?e?ko)?[\s,\-/]{{0,2}}(?:m\.\s)?(?P<name>{_WORD})\.?[\s\-,/]{{1,2}}"
        r"(?P<d>\d{1,2})(?!\d|[\s,]{1,2}\d{4})",
        # 2024. gada 12. maijs · 2024 жылғы 12 мамыр
        rf"(?<!\d)(?P<y>\d{{4}})\.?\s(?:gada|жылғы|жылдың)\s(?P<d>\d{{1,2}})\.?\s?(?P<name>{_WORD})",
        # 2016-08-23 · 2016/8/23 · 2016. 8. 23.
        r"(?<!\d)(?<!\d[./-])(?P<y>\d{4})(?:\.\s?|[-/])(?P<m>\d{1,2})(?:\.\s?|[-/])(?P<d>\d{1,2})(?!\d)",
        # 2024年5月12日 · 令和6年5月12日 · 2024년 5월 12일
        r"(?<!\d)(?:(?P<era>令和|平成|昭和|大正)\s?(?P<ey>\d{1,2}|元)|(?P<y>\d{4}))\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]"
        r"\s?(?P<d>\d{1,2})\s?[日號号일]",
        # 12 tháng 5 năm 2024
        rf"{_DAY}\s?tháng\s(?P<m>\d{{1,2}}),?\s(?:năm\s)?{_YEAR}",
        # 23.08.2016 · 23. 12. 2024 · 25/12/2024 · 25.4.24
        r"(?<!\d)(?<!\d[./:-])(?P<a>\d{1,2})\s?(?P<sep>[./-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?"
        rf"(?:{_YEAR}|(?<!-)(?P<yy>\d{{2}})(?![\d:.%]))",
    )
)


# A date has a year of four digits, or of two behind another number; most lines with a digit have neither.
_YEARLIKE = on_first_use(r"\d{4}|\d\D{1,24}\d{2}(?!\d)|元年")
# What the pattern of the same place needs to have a chance; looking for one character is cheap.
_NEEDED: tuple[tuple[str, ...], ...] = ((), (), (), ("gada", "жыл"), (), ("年", "년"), ("tháng", "THÁNG", "Tháng"), ())


class PrintedDate(NamedTuple):
    """A day and where in the text it stands."""

    day: date
    start: int
    end: int


def plain_line(text: str) -> str:
    """Return text with the digits of all scripts as 0-9 and odd spaces as blanks, of the same length."""
    return text.translate(_PLAIN)


def first_date(line: str, language: str | None, day_first: bool | None) -> PrintedDate | None:
    """Return the first date that exists in a plain line: impossible ones (31 Feb, year 2999) are passed over."""
    if not _YEARLIKE.search(line):
        return None
    found = [
        hit
        for pattern, needed in zip(_PATTERNS, _NEEDED, strict=True)
        if not needed or any(word in line for word in needed)
        for hit in _hits(pattern, line, language, day_first)
    ]
    return min(found, key=lambda hit: (hit.start, -hit.end), default=None)


def _hits(pattern: re.Pattern[str], line: str, language: str | None, day_first: bool | None) -> Iterator[PrintedDate]:
    """Yield the first good hit of one pattern. A false start is tried again one character on."""
    at = 0
    while match := pattern.search(line, at):
        if hit := _read(match, language, day_first):
            yield hit
            return
        at = match.start() + 1


def _read(match: re.Match[str], language: str | None, day_first: bool | None) -> PrintedDate | None:
    groups = match.groupdict()
    start = match.start()
    year = _year(groups, language)
    if groups.get("a"):
        order = _numeric_order(groups, language, day_first)
        if order is None:
            return None
        day_number, month, year = order[0], order[1], order[2] or year
    elif name := groups.get("name"):
        named, skipped = _month(name, language)
        start += skipped if match.start("name") == start else 0
        day_number, month = int(groups["d"]), named
    else:
        day_number, month = int(groups["d"]), int(groups["m"])
    day = real_day(year, month, day_number)
    return PrintedDate(day, start, match.end()) if day else None


def _year(groups: dict[str, str | None], language: str | None) -> int:
    if era := groups.get("era"):
        count = groups["ey"] or ""
        return _ERAS[era] + (1 if count == "元" else int(count))
    if short := groups.get("yy"):
        return int(short) + (2000 if int(short) <= 68 else 1900)
    year = int(groups["y"] or 0)
    # Thailand counts from the Buddha's death, 543 years before.
    thai = (language or "").casefold().startswith("th") or "\u0e00" < (groups.get("name") or "a")[0] < "\u0e7f"
    return year - 543 if thai and year > 2400 else year


def _month(name: str, language: str | None) -> tuple[int, int]:
    """Return the month's number (0 when there is none) and how many letters are glued on before its name."""
    if number := month_number(name, language):
        return number, 0
    for at in range(1, len(name)):
        if name[at].isupper() and name[at + 1 : at + 2].islower() and (number := month_number(name[at:], language)):
            return number, at
    return 0, 0


def _numeric_order(
    groups: dict[str, str | None], language: str | None, day_first: bool | None
) -> tuple[int, int, int | None] | None:
    """Return (day, month, year if it stands first) of "5/12/2024", or None when nothing tells their order."""
    first, second, separator = int(groups["a"] or 0), int(groups["b"] or 0), groups["sep"]
    base, _, rest = (language or "").casefold().partition("-")
    if groups["yy"] and base in _YEAR_FIRST:
        return int(groups["yy"]), second, 2000 + first
    if day_first is None:
        region = rest.rsplit("-", 1)[-1]
        if region in _MONTH_FIRST_REGIONS:
            day_first = False
        elif base == "en":
            day_first = True if region in _DAY_FIRST_REGIONS else None
        elif separator == "." or (base and base not in _YEAR_FIRST):
            # No locale of the CLDR prints the month first between full stops.
            day_first = True
    if day_first is None:
        if first == second or second > 12:
            day_first = first == second
        elif first > 12:
            day_first = True
        else:
            return None
    if day_first and second > 12 >= first and separator != ".":
        day_first = False
    return (first, second, None) if day_first else (second, first, None)


def real_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None when the calendar has no such day or the year is not one of newspapers."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
