"""Dates as machines write them, as papers print them, and as URLs carry them.

A day that is printed without a time stays a day, and a time whose offset nobody states stays a day too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from scrapers.parsers.clock import TIME, PrintedTime, at_zone, read_time, zone_info
from scrapers.parsers.months import LANGUAGES, is_weekday
from scrapers.parsers.printed_dates import first_date, plain_line, real_day
from scrapers.parsers.text import fold

# How much of a text is looked at: a dateline is short, and a date far inside a paragraph is not the article's.
_LONGEST = 600
# A clock of twelve hours with a zone of the United States beside a date: there the month is printed first.
_AMERICAN = re.compile(r"[ap]\.?m\.?,?\s[ECMP][SD]?T\b", re.IGNORECASE)
_LONGEST_FOR_DATEPARSER = 60


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date that was read: the day; the instant, with offset, or None; and the part of the text that says so."""

    day: date
    instant: datetime | None
    text: str


_ISO = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-/.]?)(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})"
    r"(?:(?:[Tt\s_,]{1,3}|(?<=\d{8}))(?P<H>\d{1,2}):?(?P<M>\d{2})(?::?(?P<S>\d{2})(?:[.,](?P<f>\d{1,9})\d*)?)?"
    r"\s?(?P<zone>(?:GMT|UTC)?[+−-]\d{2}(?::?\d{2})?|[A-Za-z]{1,5})?)?(?:\[[\w/+-]{1,40}\])?"
)
# "Tue Jun 07 10:12:00 +0100 2016", "Tue Jun  7 10:12:00 BST 2016" (the C library's form) and "Tue, 2019-08-20 13:34".
_CTIME = re.compile(
    r"\w{3,9},?\s{1,2}(?P<name>[A-Za-z]{3,9})\s{1,2}(?P<d>\d{1,2})\s(?P<time>\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s(?:[A-Z]{1,5}|[+-]\d{4}))?)\s(?P<y>\d{4})"
)
_EPOCH = re.compile(r"(\d{9,10}|\d{13})(?:\.\d{1,9})?")
_DAYS_SINCE_EPOCH_ONLY = timedelta(days=7305)  # 1990-01-01: no page was stamped before the web


def read_machine_date(value: str, zone: str | None = None) -> ReadDate | None:
    """Return the date in a machine's field (an attribute, a meta tag, JSON, a feed), or None.

    Reads ISO 8601 and RFC 3339 in the sloppy forms met in pages, RFC 2822, the C library's form, Unix times in
    seconds or milliseconds, and last any printed date. A time without an offset is taken to be in `zone` (an IANA
    name) or, without one, gives the day alone. Raises ArgumentError when `zone` is no zone.
    """
    if zone:
        zone_info(zone)
    text = fold(plain_line(value[:_LONGEST]))
    if re.fullmatch(r"[\d.]+", text):
        if epoch := _read_epoch(text, zone):
            return epoch
        text = re.sub(r"^(\d{8})(?=(?:\d{4}|\d{6})$)", r"\1T", text)
    if match := _ISO.fullmatch(re.sub(r"^\w{3,9},?\s(?=\d{4}-)", "", text)):
        return _read_iso(match, fold(value[:_LONGEST]), zone)
    if re.fullmatch(r"\d{1,8}|\d{4}\D\d{1,2}", text):
        return None
    if match := _CTIME.search(text):
        text = f"{match['d']} {match['name']} {match['y']} {match['time']}"
    found = find_date(text, zone=zone)
    return replace(found, text=fold(value[:_LONGEST])) if found else None


def _read_iso(match: re.Match[str], text: str, zone: str | None) -> ReadDate | None:
    groups = match.groupdict()
    if not groups["sep"] and len(match["m"] + match["d"]) < 4:
        return None
    day = real_day(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is None:
        return None
    instant = None
    if groups["H"] and int(match["H"]) < 24 and int(match["M"]) < 60:
        fraction = int((groups["f"] or "0")[:6].ljust(6, "0"))
        clock = time(int(match["H"]), int(match["M"]), min(int(groups["S"] or 0), 59), fraction)
        instant = at_zone(day, clock, groups["zone"], zone)
        if instant is not None and instant == datetime(1970, 1, 1, tzinfo=UTC):
            return None
    return ReadDate(day, instant, text)


def _read_epoch(text: str, zone: str | None) -> ReadDate | None:
    match = _EPOCH.fullmatch(text)
    if match is None:
        return None
    whole = match[1]
    # Ten digits may also be a day and an hour, 2016060710: no guess is made.
    if len(whole) == 10 and whole[8:] < "24" and real_day(int(whole[:4]), int(whole[4:6]), int(whole[6:8])):
        return None
    since = timedelta(milliseconds=int(whole)) if len(whole) == 13 else timedelta(seconds=int(whole))
    instant = datetime(1970, 1, 1, tzinfo=UTC) + since
    if since < _DAYS_SINCE_EPOCH_ONLY or real_day(instant.year, instant.month, instant.day) is None:
        return None
    if zone:
        instant = instant.astimezone(zone_info(zone))
    return ReadDate(instant.date(), instant, text)


# What may stand between a date and its time, with the weekday in brackets that East Asian papers put there.
_BEFORE_TIME = re.compile(
    r"(?:T(?=\d\d:)|\s?(?:г|р|m|d|year)\.)?[\s,،、|•·–—―/@;:.\-]{0,5}"
    r"(?:[(（](?:[^\W\d_]{1,12}|[^\W\d]・[^\W\d])\.?[)）]|(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日|[월화수목금토일]요일)?"
    r"[\s,|•·–—\-]{0,4}"
    r"(?P<word>(?:um|at|à|a las?|a les|alle(?: ore)?|ore|ora|às|as|kl|klo|kell|om|o|ob|godz|v|ve|saat|в|о|об|у|στις"
    r"|ved|pukul|jam|lúc|la)(?=[\s.:])[.:]?\s?)?",
    re.I,
)
_BETWEEN = re.compile(
    r"[\s,،|•·–—\-]{0,4}(?:(?:on|am|den|le|of|el|il|op|dne)\s)?(?:(?P<day>[^\W\d_]{2,14})[.,]{0,2}\s?)?", re.I
)
_WEEKDAY_BEFORE = re.compile(
    r"(?P<day>[^\W\d_](?:[^\W\d_]|[-\u0900-\u0dff]){1,16})[.,]{0,2}\s{0,2}(?:(?:den|le|the|dne|d\.)\s)?$", re.I
)


def find_date(
    text: str,
    *,
    language: str | None = None,
    day_first: bool | None = None,
    zone: str | None = None,
    reference: datetime | None = None,
    rare: bool = True,
) -> ReadDate | None:
    """Return the first full date (day, month, year) printed in a short text, with its time when one stands beside it.

    `language` (BCP 47), `day_first` or an American zone settle "5/12/2024"; with none it is None. A time gets the
    offset of the zone printed beside it, else of `zone` with summer time, else the day stands alone. Only where
    `reference`, the moment the text was read, is given do "today" and "yesterday" count, and only as the whole
    text; "5 hours ago" and "1 day ago" never do, since pages round them. Languages that the tables do not know are
    read only if `rare` dates are wanted, for that is slow.
    Raises ArgumentError when `zone` is no zone.
    """
    if zone:
        zone_info(zone)
    head = text[:_LONGEST]
    line = plain_line(head)
    if not any(ch.isdigit() for ch in line):
        return _relative(line, zone, reference) if reference else None
    if day_first is None and (language or "en") == "en" and _AMERICAN.search(line):
        day_first = False
    found = first_date(line, language, day_first)
    if found is None:
        relative = _relative(line, zone, reference) if reference else None
        return relative or (_ask_dateparser(head, line, language, zone) if rare else None)
    printed, start, end = _time_beside(line, found.start, found.end)
    instant = at_zone(found.day, printed.clock, printed.zone, zone) if printed else None
    return ReadDate(found.day, instant, fold(head[start:end]).strip(" ,|-–—"))


def _time_beside(line: str, start: int, end: int) -> tuple[PrintedTime | None, int, int]:
    """Return the time that stands beside line[start:end] and the reach of the whole: weekday, date, time, zone."""
    gap = _BEFORE_TIME.match(line, end)
    after = end if gap is None else gap.end()
    if match := TIME.match(line[after : after + 40]):
        printed = read_time(match)
        if printed and ((gap and gap["word"]) or not printed.plain):
            return printed, _with_weekday(line, start), after + match.end()
    window = max(0, start - 60)
    for match in reversed(list(TIME.finditer(line[window:start]))):
        between = _BETWEEN.fullmatch(line, window + match.end(), start)
        printed = read_time(match)
        if printed and between and (not between["day"] or is_weekday(between["day"])):
            if match["sep"] == "." and not (match["ampm"] or match["unit"]):
                break
            return printed, window + match.start(), end
    return None, _with_weekday(line, start), end


def _with_weekday(line: str, start: int) -> int:
    window = max(0, start - 30)
    match = _WEEKDAY_BEFORE.search(line[window:start])
    return window + match.start() if match and is_weekday(match["day"]) else start


_TODAY = {
    0: "today heute aujourd'hui hoy oggi hoje vandaag vandag idag i_dag tänään dnes dzisiaj dziś danas сегодня "
    "сьогодні σήμερα bugün اليوم היום आज hari_ini hôm_nay 今日 今天 오늘",
    -1: "yesterday gestern hier ayer ieri ontem gisteren gister igår i_går eilen včera wczoraj jučer вчера вчора "
    "χθες dün أمس אתמול kemarin hôm_qua 昨日 昨天 어제",
}
_DAY_WORDS = {word.replace("_", " "): step for step, words in _TODAY.items() for word in words.split()}


def _relative(line: str, zone: str | None, reference: datetime) -> ReadDate | None:
    """Return the day of a text that is "today" or "yesterday", perhaps with a label and a time, and nothing else."""
    text = fold(line).replace("’", "'").casefold()
    label = re.match(r"[^\W\d_]{4,16}:?\s(?=\S)", text)
    for rest in (text, text[label.end() :] if label else ""):
        word = next((w for w in _DAY_WORDS if rest.startswith(w) and not rest[len(w) : len(w) + 1].isalpha()), None)
        if word is None:
            continue
        tail = rest[len(word) :]
        gap = _BEFORE_TIME.match(tail)
        match = TIME.fullmatch(tail[gap.end() if gap else 0 :].upper()) if tail.strip() else None
        if tail.strip() and match is None:
            continue
        here = reference.astimezone(zone_info(zone)) if zone and reference.tzinfo else reference
        day = here.date() + timedelta(days=_DAY_WORDS[word])
        printed = read_time(match) if match else None
        return ReadDate(day, at_zone(day, printed.clock, printed.zone, zone) if printed else None, fold(line))
    return None


# Scripts of which the tables know no language: Sinhala, Lao, Tibetan, Burmese, Ethiopic, Khmer, Mongolian.
_OTHER_SCRIPTS = re.compile("[\u0d80-\u0dff\u0e80-\u109f\u1200-\u139f\u1780-\u18af]")


def _ask_dateparser(head: str, line: str, language: str | None, zone: str | None) -> ReadDate | None:
    """Return the day that dateparser reads in a text of a language that the tables do not know."""
    base = (language or "").split("-")[0].casefold()
    short = fold(head)
    foreign = base not in LANGUAGES if base else bool(_OTHER_SCRIPTS.search(short))
    if not foreign or len(short) > _LONGEST_FOR_DATEPARSER or not re.search(r"(?<!\d)\d{4}(?!\d)", line):
        return None
    from dateparser.date import DateDataParser  # half a second to import: only pages that need it pay

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"], "STRICT_PARSING": True}
    try:
        read = DateDataParser(languages=[base] if base else None, settings=settings).get_date_data(short)["date_obj"]
    except ValueError:  # a language that dateparser does not know either
        return None
    if read is None or (day := real_day(read.year, read.month, read.day)) is None:
        return None
    match = TIME.search(line)
    printed = read_time(match) if match else None
    return ReadDate(
        day, at_zone(day, printed.clock, printed.zone, zone) if printed and not printed.plain else None, short
    )
