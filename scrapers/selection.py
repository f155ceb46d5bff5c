"""What a crawl is asked for: the spider arguments, read and checked before anything is fetched or written."""

from __future__ import annotations

import re
import sys
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from schemas import ArgumentError
from scrapers.archives.lookup import replayable
from scrapers.sources import read_url_list

ARGUMENTS = {
    "issue": "one issue: -a issue=2518",
    "issues": "a run of issues: -a issues=2500-2518",
    "month": "the issues of a month: -a month=2016-08",
    "since": "from this day, month or year on: -a since=2016-08-01",
    "until": "to this day, with since: -a since=2016-08-01 -a until=2016-08-31",
    "section": "a section's list: -a section=news",
    "tag": "a tag's list: -a tag=358",
    "urls": "the pages in a file, one URL a line, - for standard input: -a urls=FILE",
    "gaps": "what is missing of the paper: -a gaps=yes, or -a gaps=yes -a since=2016-08-01",
    "source": "an archive instead of the site: -a source=wayback -a since=2008 -a until=2021, or -a source=warc:PATH",
    "site": "a copy of the site, served elsewhere: -a site=http://127.0.0.1:8000",
}
# One of these at a time, but since goes with gaps; until goes with since, site with any, source with those that it can
# look up.
_CHOICES = ("gaps", "issue", "issues", "month", "since", "section", "tag", "urls")
_IN_ARCHIVES = ("month", "since", "urls")
_ISSUE = re.compile(r"0*([1-9]\d{0,4})([a-z]?)")

Kind = Literal["newest", "issues", "dates", "section", "tag", "urls", "gaps"]
Source = Literal["site", "wayback", "warc"]


@dataclass(frozen=True)
class Selection:
    """A checked request. `kind` says which of the other fields count; `site` counts always.

    issues: `first` and `last` number and, for a special like 2238a, its `suffix`. dates: `since` and `until`, both
    included. section and tag: `name`. urls: `urls`. gaps: `since` if not all; the command, which knows what is held,
    puts in what is missing: `urls`, issue `numbers`, and `days` about which an issue came out. `archive` is the path
    for the source "warc". `typed` holds the arguments as they were typed: a crawl that was stopped is found again by
    them.
    """

    kind: Kind = "newest"
    first: int = 0
    last: int = 0
    suffix: str = ""
    since: date | None = None
    until: date | None = None
    name: str = ""
    urls: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    days: tuple[date, ...] = ()
    site: str | None = None
    source: Source = "site"
    archive: str = ""
    typed: tuple[tuple[str, str], ...] = field(default=(), compare=False)


def read_selection(
    arguments: Mapping[str, str],
    today: date,
    is_ours: Callable[[str], bool],
    sections: Iterable[str],
) -> Selection:
    """Read spider arguments. `is_ours` tells whether a URL is a page of the paper.

    Raises ArgumentError, with what was seen, what was wanted and what to type, for anything that cannot be used.
    """
    _check_names(arguments)
    return replace(_read(arguments, today, is_ours, sections), typed=tuple(sorted(arguments.items())))


def _read(
    arguments: Mapping[str, str],
    today: date,
    is_ours: Callable[[str], bool],
    sections: Iterable[str],
) -> Selection:
    chosen = [name for name in _CHOICES if name in arguments]
    if chosen == ["gaps", "since"] and "until" not in arguments:
        chosen = ["gaps"]
    if len(chosen) > 1:
        raise ArgumentError(
            f"{' and '.join(f'{n}=' for n in chosen)} do not go together; type one of them, e.g. -a "
            f"{chosen[0]}={arguments[chosen[0]]}"
        )
    if "until" in arguments and chosen != ["since"]:
        raise ArgumentError(f"until={arguments['until']} needs a first day; type -a since=YYYY-MM-DD as well")
    source, archive = _source(arguments, chosen)
    site = arguments.get("site")
    selection = _selection(chosen[0], arguments, today, is_ours, sections) if chosen else Selection()
    return replace(selection, site=site, source=source, archive=archive)


def _selection(
    name: str,
    arguments: Mapping[str, str],
    today: date,
    is_ours: Callable[[str], bool],
    sections: Iterable[str],
) -> Selection:
    value = arguments[name].strip()
    if name == "gaps":
        return _gaps(value, arguments.get("since"), today)
    if name == "issue":
        first, suffix = _issue_number(name, value)
        return Selection("issues", first=first, last=first, suffix=suffix)
    if name == "issues":
        return _issue_range(value)
    if name == "month":
        since, until = _month(value, today)
        return Selection("dates", since=since, until=until)
    if name == "since":
        since, until = _day_range(value, arguments.get("until"), today)
        return Selection("dates", since=since, until=until)
    if name == "section":
        return Selection("section", name=_section(value, sections))
    if name == "tag":
        return Selection("tag", name=_tag(value))
    return Selection("urls", urls=_urls(value, is_ours))


def _source(arguments: Mapping[str, str], chosen: list[str]) -> tuple[Source, str]:
    """Return where the pages are to come from, with its path if it has one, and check that it goes with the rest."""
    value = arguments.get("source", "site").strip()
    if value == "site":
        return "site", ""
    if value.startswith("warc:"):
        path = value.removeprefix("warc:")
        if not path:
            raise ArgumentError(
                "source=warc: names no archive; type -a source=warc:PATH with a WARC file or a run folder"
            )
        replayable(path)
        return "warc", path
    if value != "wayback":
        raise ArgumentError(
            f"source={value} is no source; type -a source=wayback, or -a source=warc:PATH for an archive on this "
            "machine, or leave it out for the site itself"
        )
    for name in ("site", *(name for name in chosen if name not in _IN_ARCHIVES)):
        if name in arguments:
            raise ArgumentError(
                f"{name}= and source=wayback do not go together, since an archive is searched by day of capture; "
                "type -a source=wayback -a since=2008 -a until=2021, or -a urls=FILE for single pages"
            )
    return "wayback", ""


def _check_names(arguments: Mapping[str, str]) -> None:
    for name in arguments:
        if name not in ARGUMENTS:
            near = get_close_matches(name, ARGUMENTS, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            known = "\n".join(f"  {text}" for text in ARGUMENTS.values())
            raise ArgumentError(f"there is no argument {name!r}; {hint}What there is:\n{known}")


def _gaps(value: str, since: str | None, today: date) -> Selection:
    if value != "yes":
        raise ArgumentError(f"gaps={value} is not known; type -a gaps=yes, or leave it out")
    return Selection("gaps", since=_day_range(since.strip(), None, today)[0] if since is not None else None)


def _issue_number(name: str, value: str) -> tuple[int, str]:
    found = _ISSUE.fullmatch(value)
    if not found:
        raise ArgumentError(f"{name}={value} is no issue number; type a number like -a issue=2518, or 2238a")
    return int(found[1]), found[2]


def _issue_range(value: str) -> Selection:
    ends = value.split("-")
    if len(ends) != 2:
        raise ArgumentError(f"issues={value} is no run of issues; type two numbers like -a issues=2500-2518")
    (first, suffix), (last, other) = (_issue_number("issues", end.strip()) for end in ends)
    if suffix or other:
        raise ArgumentError(f"issues={value} has a letter; type numbers alone, specials come with them")
    if first > last:
        raise ArgumentError(f"issues={value} ends before it begins; type -a issues={last}-{first}")
    return Selection("issues", first=first, last=last)


def _month(value: str, today: date) -> tuple[date, date]:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", value)
    if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
        raise ArgumentError(f"month={value} is no month; type year and month, 01 to 12, like -a month=2016-08")
    since = date(int(found[1]), int(found[2]), 1)
    if since > today:
        raise ArgumentError(f"month={value} has not begun; type a month up to -a month={today:%Y-%m}")
    return since, (since + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _day_range(since_text: str, until_text: str | None, today: date) -> tuple[date, date]:
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


def _section(value: str, sections: Iterable[str]) -> str:
    known = sorted(sections)
    name = re.sub(r"[\s_]+", "-", value.casefold())
    if name not in known:
        near = get_close_matches(name, known, n=1)
        hint = f"type -a section={near[0]}" if near else "type one of them"
        raise ArgumentError(f"there is no section {value!r}; there are {', '.join(known)}; {hint}")
    return name


def _tag(value: str) -> str:
    if not re.fullmatch(r"\d{1,6}|[a-z0-9]+(?:-[a-z0-9]+)*", value):
        raise ArgumentError(
            f"tag={value} is no tag; type its number (-a tag=358, from /tag/view/358) or its name in the address "
            "(-a tag=strike, from /tag/strike/)"
        )
    return value


def _urls(value: str, is_ours: Callable[[str], bool]) -> tuple[str, ...]:
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
