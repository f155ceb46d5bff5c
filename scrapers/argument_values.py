"""The values of spider arguments, read and checked one by one.

All raise ArgumentError, with what was seen, what was wanted and what to type, for anything that cannot be used.
"""

from __future__ import annotations

import re
import sys
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path

from schemas import ArgumentError
from scrapers.sources import read_url_list

_ISSUE = re.compile(r"0*([1-9]\d{0,4})([a-z]?)")


def issue_number(name: str, value: str) -> tuple[int, str]:
    """Return number and suffix of an issue: "2238a" is (2238, "a")."""
    found = _ISSUE.fullmatch(value)
    if not found:
        raise ArgumentError(f"{name}={value} is no issue number; type a number like -a issue=2518, or 2238a")
    return int(found[1]), found[2]


def issue_range(value: str) -> tuple[int, int]:
    """Return the first and the last number of a run of issues."""
    ends = value.split("-")
    if len(ends) != 2:
        raise ArgumentError(f"issues={value} is no run of issues; type two numbers like -a issues=2500-2518")
    (first, suffix), (last, other) = (issue_number("issues", end.strip()) for end in ends)
    if suffix or other:
        raise ArgumentError(f"issues={value} has a letter; type numbers alone, specials come with them")
    if first > last:
        raise ArgumentError(f"issues={value} ends before it begins; type -a issues={last}-{first}")
    return first, last


def days_of_month(value: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of a month that has begun."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", value)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        raise ArgumentError(f"month={value} is no month; type year and month, 01 to 12, like -a month=2016-08")
    since = date(int(found[1]), int(found[2]), 1)
    if since > today:
        raise ArgumentError(f"month={value} has not begun; type a month up to -a month={today:%Y-%m}")
    return since, (since + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def day_range(since_text: str, until_text: str | None, today: date) -> tuple[date, date]:
    """Return the first and the last day of a range; without an end it ends today."""
    since = _day("since", since_text)[0]
    until = today if until_text is None else _day("until", until_text.strip())[1]
    if since > today:
        raise ArgumentError(f"since={since_text} has not come yet; type a day up to -a since={today}")
    if since > until:
        raise ArgumentError(f"since={since} is after until={until}; type -a since={until} -a until={since}")
    return since, until


def _day(name: str, value: str) -> tuple[date, date]:
    """Return the first and the last day of a day, month or year."""
    wanted = f"type year, month and day like -a {name}=2016-08-23, or a month or year alone"
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value)
    if not found:
        raise ArgumentError(f"{name}={value} is no day; {wanted}")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        return first, date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError as error:
        raise ArgumentError(f"{name}={value} is not in the calendar ({error}); {wanted}") from error


def section_name(value: str, sections: Iterable[str]) -> str:
    """Return the name of a section as the paper has it."""
    known = sorted(sections)
    name = re.sub(r"[\s_]+", "-", value.casefold())
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"type -a section={near[0]}" if near else "type one of them"
        raise ArgumentError(f"there is no section {value!r}; there are {', '.join(known)}; {hint}")
    return name


def tag_name(value: str) -> str:
    """Return a tag's number or its name in addresses."""
    if not re.fullmatch(r"\d{1,6}|[a-z0-9]+(?:-[a-z0-9]+)*", value):
        raise ArgumentError(
            f"tag={value} is no tag; type its number (-a tag=358, from /tag/view/358) or its name in the address "
            "(-a tag=strike, from /tag/strike/)"
        )
    return value


def page_urls(value: str, is_ours: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the URLs in a file or, for "-", on standard input, each once."""
    where = "standard input" if value == "-" else value
    urls = []
    for number, url in read_url_list(_read_text(value)):
        if not is_ours(url):
            raise ArgumentError(
                f"urls={value}, line {number}: {url} is no page of this paper; put one full URL of it on each line, "
                "starting with https://"
            )
        urls.append(url)
    if not urls:
        raise ArgumentError(f"urls={value}: {where} holds no URL; put one on each line")
    return tuple(dict.fromkeys(urls))


def _read_text(value: str) -> bytes:
    try:
        data = sys.stdin.buffer.read() if value == "-" else Path(value).read_bytes()
        data.decode("utf-8")
        return data
    except OSError as error:
        raise ArgumentError(
            f"urls={value} cannot be read ({error.strerror}); type the path of a text file, or - for standard input"
        ) from error
    except UnicodeDecodeError as error:
        raise ArgumentError(f"urls={value} is no text in UTF-8; save it as plain text, one URL a line") from error
