"""When the article appeared, and when it was changed: two dates that are never mixed up.

Sources of publication: the layout's rule; what machines are told (JSON-LD, meta elements, microdata); the date printed
around the headline, with its <time>; a date below the text; the issue's date; the URL. Machines are told more exactly,
readers more truly, so the two are weighed: where they agree on the day the more exact one is taken (a day is never
given a time); where they differ, a date that is printed to date the article wins, unless it is the day of the change
or of the capture. "Stand: 4.5.2024" alone dates an article, "Updated 4 May" does not. What machines are told is no
witness when it lies after the capture or is the moment of it. Dates of related stories, of pictures, "over 5 years old"
and copyright years are none.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from schemas import IssueRef
from scrapers.parsers.date_lines import (
    PrintedLine,
    hidden_date,
    printed_below_text,
    printed_change,
    printed_lines,
    read_rule_line,
)
from scrapers.parsers.dates import ReadDate, read_machine_date
from scrapers.parsers.metadata import texts_of
from scrapers.parsers.microdata import microdata_values
from scrapers.parsers.page import Page
from scrapers.parsers.url_dates import date_from_url

_META_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "citation_date",
    "citation_publication_date",
    "prism.publicationdate",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publication_date",
    "published_at",
    "release_date",
    "article.published",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
)
_META_MODIFIED = (
    "article:modified_time",
    "og:article:modified_time",
    "datemodified",
    "article:modified",
    "og:updated_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
)
# Clocks differ and zones are forgotten: only what is further ahead of the capture cannot be.
_AHEAD = timedelta(days=2)
# "Stand: 26.04.2024" tells as of when a text is true: of its change, or where it is all there is, of its publication.
_AS_OF = re.compile(r"\W*stand\s?:", re.IGNORECASE)
_MOMENT = timedelta(seconds=90)


def read_published(page: Page, issue: IssueRef | None) -> tuple[ReadDate | None, datetime | None]:
    """Return (published, modified) and take the printed date's line."""
    told, doubtful = _told(page)
    changed, changed_by = _changed(page)
    hidden = hidden_date(page)
    rule = read_rule_line(page)
    printed = [rule] if rule else printed_lines(page, issue.label if issue else None, sure=bool(told))
    best, source = _weigh(page, told, printed, changed)
    if best is None or (best.instant is None and source == "text"):
        below = printed_below_text(page, sure=bool(told))
        if below and (best is None or (below.found.instant and below.found.day == best.day)):
            best, source = _take(below), "text"
    url = _from_url(page) if best is None else None
    mention = next((each for each in printed if each.kind == "mention"), None)
    # "The act was signed on 14 August 1935" dates no article whose URL tells another day.
    if best is None and mention and (url is None or url.day == mention.found.day):
        best, source = _take(mention), mention.source
    for each in printed:
        if each.kind == "update":
            _take(each)
    if best is None and hidden is not None:
        best, source = hidden, "text"
    if best is None:
        best, source = _told_aside(issue, url, printed, doubtful)
    only_day = best is None or (best.instant is None and source == "text" and changed and best.day == changed.date())
    if changed and changed_by == "markup" and only_day:
        # An entry without a time of publication was published when it was updated (microformats hAtom 0.1).
        best, source, changed = ReadDate(changed.date(), changed, best.text if best else ""), "markup", None
    if best is not None:
        page.note("published_date", source)
        if best.instant is not None:
            page.note("published_at", source)
    if changed and best and best.instant and changed < best.instant:
        changed = None  # nothing is changed before it appears
    if changed:
        page.note("modified_at", changed_by)
    return best, changed


def _told_aside(
    issue: IssueRef | None, url: ReadDate | None, printed: list[PrintedLine], doubtful: ReadDate | None
) -> tuple[ReadDate | None, str]:
    """Return the date that something else than the article's own line tells, the surest witness first."""
    if issue and issue.date and (day := read_machine_date(issue.date)):
        return ReadDate(day.day, None, ""), "issue"
    if url is not None:
        return ReadDate(url.day, None, ""), "url"
    if (as_of := next((each for each in printed if _AS_OF.match(each.line.text)), None)) is not None:
        return as_of.found, as_of.source
    return (ReadDate(doubtful.day, doubtful.instant, ""), "metadata") if doubtful is not None else (None, "")


def _told(page: Page) -> tuple[list[ReadDate], ReadDate | None]:
    """Return what machines are told of the publication, the surest first, and a date that may be the capture's own."""
    article = page.metadata.article
    values = [*texts_of(article.get("datePublished"))[:1], *page.metadata.all(*_META_PUBLISHED)[:6]]
    if not values:
        values = [
            *texts_of(article.get("dateCreated"))[:1],
            *texts_of(article.get("uploadDate"))[:1],
            *microdata_values(page, "datePublished")[:1],
        ]
    dates = [found for value in dict.fromkeys(values) if (found := read_machine_date(value, page.zone))]
    fetched = page.capture.fetched_at
    doubtful: ReadDate | None = None
    if fetched is not None:
        dates = [each for each in dates if each.day <= (fetched + _AHEAD).date()]
        now = [each for each in dates if each.instant and abs(each.instant - fetched) < _MOMENT]
        doubtful = now[0] if now else None
        dates = [each for each in dates if each not in now]
    dates.sort(key=lambda each: each.instant is None)
    return _in_the_right_zone(dates), doubtful


def _in_the_right_zone(dates: list[ReadDate]) -> list[ReadDate]:
    """Of two that show the same clock in different zones, the one in UTC is the local time with a false Z."""
    if len(dates) < 2 or not dates[0].instant or dates[0].instant.utcoffset():
        return dates
    clock = dates[0].instant.replace(tzinfo=None, second=0, microsecond=0)
    for each in dates[1:]:
        local = each.instant if each.instant and each.instant.utcoffset() else None
        if local and local.replace(tzinfo=None, second=0, microsecond=0) == clock:
            return [each, *(other for other in dates if other is not each)]
    return dates


def _changed(page: Page) -> tuple[datetime | None, str]:
    """Return when the article was changed last, as machines are told or else as a <time> is labelled, and which."""
    values = [*texts_of(page.metadata.article.get("dateModified"))[:1], *page.metadata.all(*_META_MODIFIED)[:3]]
    values = values or microdata_values(page, "dateModified")[:1]
    found = (read_machine_date(value, page.zone) for value in values)
    told = next((each.instant for each in found if each and each.instant), None)
    changed, source = (told, "metadata") if told else printed_change(page) or (None, "")
    fetched = page.capture.fetched_at
    if changed and fetched and changed > fetched + _AHEAD:
        return None, ""
    return changed, source


def _weigh(
    page: Page, told: list[ReadDate], printed: list[PrintedLine], changed: datetime | None
) -> tuple[ReadDate | None, str]:
    """Return the date that the witnesses agree on, or else the truer one; take the line that prints it."""
    if not told:
        best = next((each for each in printed if each.kind == "date"), None)
        return (_take(best), best.source) if best else (None, "")
    for line in printed:
        for each in told:
            if each.day in (line.found.day, _turned(line.found)) or _same_instant_other_zone(each, line.found):
                return _agreed(each, _take(line), line.source)
    # What is printed differs from what machines are told.
    truer = next((line for line in printed if line.kind == "date"), None)
    if truer is None:
        return ReadDate(told[0].day, told[0].instant, ""), "metadata"
    found = _take(truer)
    if truer.source == "text" and (_is_change(told[0], found, changed) or _is_today(page, told[0], found)):
        return ReadDate(told[0].day, told[0].instant, ""), "metadata"
    return found, truer.source


def _turned(printed: ReadDate) -> date | None:
    """The other day that a date in figures may mean: 05/08/2024 is in May or in August."""
    day = printed.day
    if day.day > 12 or any(character.isalpha() for character in printed.text):
        return None
    return date(day.year, day.day, day.month)


def _take(line: PrintedLine) -> ReadDate:
    if line.line.role is None:
        line.line.role = "published"
    return line.found


def _agreed(told: ReadDate, printed: ReadDate, source: str) -> tuple[ReadDate, str]:
    if told.instant is None or printed.instant is None:
        return (printed, source) if printed.instant else (ReadDate(told.day, told.instant, printed.text), "metadata")
    if abs(told.instant - printed.instant) < timedelta(minutes=1):
        exact = max(told.instant, printed.instant, key=lambda each: (each.microsecond > 0, each.second > 0))
        return ReadDate(told.day, exact, printed.text), "metadata" if exact is told.instant else source
    same_clock = (told.instant.hour, told.instant.minute) == (printed.instant.hour, printed.instant.minute)
    if same_clock and not told.instant.utcoffset():  # the paper's own clock, told to machines with a false Z
        return printed, source
    return ReadDate(told.day, told.instant, printed.text), "metadata"


def _is_change(told: ReadDate, printed: ReadDate, changed: datetime | None) -> bool:
    """Whether what is printed is the day of the change, and machines are told of an earlier publication."""
    if changed is None or told.day >= printed.day:
        return False
    return changed.date() == printed.day or (printed.instant is not None and changed == printed.instant)


def _is_today(page: Page, told: ReadDate, printed: ReadDate) -> bool:
    """Whether what is printed is the day of the capture, as mastheads print it, and the article is older."""
    fetched = page.capture.fetched_at
    return fetched is not None and told.day < printed.day and abs((fetched.date() - printed.day).days) <= 1


def _same_instant_other_zone(a: ReadDate, b: ReadDate) -> bool:
    return (
        abs((a.day - b.day).days) == 1
        and a.instant is not None
        and (b.instant is None or abs(a.instant - b.instant) < timedelta(days=1))
    )


def _from_url(page: Page) -> ReadDate | None:
    found = date_from_url(page.url)
    fetched = page.capture.fetched_at
    return None if found and fetched and found.day > (fetched + _AHEAD).date() else found
