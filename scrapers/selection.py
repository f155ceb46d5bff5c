"""What a crawl is asked for: the spider arguments, read and checked before anything is fetched or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import Literal

from schemas import ArgumentError
from scrapers.archives.lookup import replayable
from scrapers.argument_values import (
    day_range,
    days_of_month,
    issue_number,
    issue_range,
    page_urls,
    section_name,
    tag_name,
)

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
        first, suffix = issue_number(name, value)
        return Selection("issues", first=first, last=first, suffix=suffix)
    if name == "issues":
        first, last = issue_range(value)
        return Selection("issues", first=first, last=last)
    if name == "month":
        since, until = days_of_month(value, today)
        return Selection("dates", since=since, until=until)
    if name == "since":
        since, until = day_range(value, arguments.get("until"), today)
        return Selection("dates", since=since, until=until)
    if name == "section":
        return Selection("section", name=section_name(value, sections))
    if name == "tag":
        return Selection("tag", name=tag_name(value))
    return Selection("urls", urls=page_urls(value, is_ours))


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
    return Selection("gaps", since=day_range(since.strip(), None, today)[0] if since is not None else None)
