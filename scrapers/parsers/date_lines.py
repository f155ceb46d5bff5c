"""Where on a page its date is printed: around the headline, below the text, unseen at the top of old pages.

A line that dates the article is short, or marked as a date, or says little beside it, and stands above the text. The
date of a picture ("The bridge, 4 May 2024") or of a related story (a link) is told apart from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from lxml import etree

from scrapers.parsers.date_words import LABEL_OF_DATE, PUBLISHED, UPDATED
from scrapers.parsers.dates import ReadDate, find_date, read_machine_date
from scrapers.parsers.header import (
    SENTENCE_END,
    first_paragraph_index,
    has_hint,
    header_furniture,
    headline_index,
    in_head,
    is_of_head,
)
from scrapers.parsers.lines import Line
from scrapers.parsers.page import Page
from scrapers.parsers.tree import inner_text

_LOOK_BACK, _LOOK_AHEAD = 6, 25
_LONGEST = 160
_BELOW = 16
_LEAST_SHARE_IN_BAR = 0.4
_MOST_TIMES = 4
_RIGHT_BELOW = 2  # the headline
_LONGEST_BESIDE_TIME = 40
_MOST_LINES_AROUND_TIME = 12
_LONGEST_LABEL, _MOST_PIECES = 40, 4
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,9}")
_HIDDEN_DATE = re.compile(r"\W{0,2}date (\d{4}-\d{2}-\d{2})(?:\s+|$)")
_SMALL_WORD = re.compile(r"(?<![^\W\d_])[a-zà-ÿа-яё]{2,}")


class PrintedLine(NamedTuple):
    """A date that a line prints. `kind` says what for: "date" to date the article, "update" to say when it was changed,
    "mention" where that is not clear.
    """

    line: Line
    found: ReadDate
    kind: str = "date"
    source: str = "text"


def read_rule_line(page: Page) -> PrintedLine | None:
    """Return the date that the layout's rule selects."""
    if page.layout is not None:
        for line in page.rule_lines(page.layout.published):
            if found := _read(page, line.text, sure=False):
                return PrintedLine(line, found, source=f"rule:{page.layout.name}")
    return None


def printed_lines(page: Page, issue_label: str | None, *, sure: bool) -> list[PrintedLine]:
    """Return the dates printed around the headline, those most likely the article's first.

    `sure` says that machines are told a date: then relative dates and rare languages are not worth their cost.
    """
    at, text_begins = headline_index(page), first_paragraph_index(page)
    printed: list[tuple[tuple[bool, bool, bool, bool, int], PrintedLine]] = []
    near = [line for line in page.lines[max(0, at - _LOOK_BACK) : at + _LOOK_AHEAD] if line.role in (None, "issue")]
    for line in (*near, *header_furniture(page)):
        if not _may_date(line):
            continue
        timed = _time_element(page, line, sure=sure)
        dated = timed is not None or _is_dated(line)
        # A date that is a link leads to the day's archive, or dates the story that it leads to.
        marked = dated or line.index <= at + _RIGHT_BELOW
        if line.link_share > 0.6 and not (marked and line.index > at and len(line.text) <= _LONGEST_BESIDE_TIME):
            continue
        # "No. 7, July 2009" prints no 7 July: the issue's number is no day.
        text = line.text.replace(issue_label, " ") if issue_label and line.role == "issue" else line.text
        found = timed or _read(page, text, sure=sure)
        if found is None:
            continue
        by_byline = has_hint(line, "byline", 2, 3)
        # A long line of names and dates is taken for the first paragraph, until its date is read.
        above = line.index < text_begins + (timed is not None and by_byline)
        above = above or (is_of_head(line.text) and in_head(page, line))
        if not (kind := _kind(page, line, found, dated=dated, above=above)):
            continue
        of_byline = timed is not None or by_byline
        if line.role == "furniture" and not of_byline and len(found.text) < _LEAST_SHARE_IN_BAR * len(line.text):
            continue
        order = (kind == "update", line.role == "furniture", not dated, line.index < at, line.index)
        printed.append((order, PrintedLine(line, found, kind)))
    return [each for _, each in sorted(printed, key=lambda item: item[0])]


def printed_below_text(page: Page, *, sure: bool) -> PrintedLine | None:
    """Return the date of a line after the text that is a date and nearly nothing else."""
    if page.scope is None:
        return None
    end = page.scope.end
    for line in [*page.lines[end : end + _BELOW], *reversed(page.lines[max(0, end - 4) : end])]:
        if line.role is not None or len(line.text) > 80 or line.link_share > 0.6 or not _DIGIT.search(line.text):
            continue
        found = _read(page, line.text, sure=sure)
        if found is None or _is_update(line.text, found):
            continue
        near = line.index < end + 5
        labelled = LABEL_OF_DATE.match(line.text[: max(0, line.text.find(found.text))]) is not None
        if labelled or (near and (_is_dated(line) or len(found.text) > 0.6 * len(line.text))):
            return PrintedLine(line, found)
    return None


def printed_change(page: Page) -> tuple[datetime, str] | None:
    """Return the last change that a <time> near the headline gives, by its label ("text") or its name ("markup")."""
    at = headline_index(page)
    for line in page.lines[max(0, at - _LOOK_BACK) : at + _LOOK_AHEAD]:
        if not _may_date(line):
            continue
        for el in _times(line):
            value = el.get("datetime")
            if not value:
                continue
            source = "text" if _is_labelled_as_change(el) else "markup" if _is_marked_as_change(el) else ""
            if source and (found := read_machine_date(value, page.zone)) and found.instant:
                return found.instant, source
    return None


def hidden_date(page: Page) -> ReadDate | None:
    """Return a date that old pages carry unseen at the top of the text, often glued to the first sentence; it goes."""
    for line in page.lines[headline_index(page) + 1 :][:25]:
        mark = _HIDDEN_DATE.match(line.text) if line.role is None else None
        if mark:
            line.text = line.text[mark.end() :]
            if not line.text:
                line.text, line.role = mark[0].strip(), "published"
            return read_machine_date(mark[1])
    return None


def _may_date(line: Line) -> bool:
    if len(line.text) > _LONGEST:
        return False
    return _DIGIT.search(line.text) is not None or (len(line.text) < _LONGEST_BESIDE_TIME and _is_dated(line))


def _kind(page: Page, line: Line, found: ReadDate, *, dated: bool, above: bool) -> str:
    """Say what a line prints its date for, or "" where the date is part of what it tells."""
    share = len(found.text) / len(line.text)
    if _is_update(line.text, found):
        return "update" if dated or share >= 0.4 else ""
    if line.role == "issue" or (dated and above) or (share >= 0.8 and above):
        return "date"
    if not dated and share < 0.8 and SENTENCE_END.search(line.text):
        return ""
    if not above:
        return "mention" if dated or share >= 0.5 else ""
    told = PUBLISHED.sub("", line.text.casefold().replace(found.text.casefold(), " "))
    says_more = len(_SMALL_WORD.findall(told)) > 6 if share < 0.5 and line.text[:1].isalpha() else False
    captioned = has_hint(line, "caption", 3, 4)
    return "" if says_more and captioned else "mention" if says_more or captioned else "date"


def _is_dated(line: Line) -> bool:
    return has_hint(line, "date", 2, 4) or line.node.tag == "time"


def _is_update(text: str, found: ReadDate) -> bool:
    """Whether the words before a date, or around one that is only in the markup, say that something was changed."""
    at = text.find(found.text) if found.text else -1
    low = (text[:at][-60:] if at > 0 else text[:40] if at < 0 else "").lower()
    return bool(UPDATED.search(low)) and not PUBLISHED.search(low)


def _time_element(page: Page, line: Line, *, sure: bool) -> ReadDate | None:
    """A <time datetime> in the line is its exact form; the text stays the printed one."""
    for el in _times(line):
        value = el.get("datetime")
        if not value or _is_marked_as_change(el):
            continue
        if found := read_machine_date(value, page.zone):
            shown = inner_text(el)[:_LONGEST] or (line.text if len(line.text) < _LONGEST_BESIDE_TIME else "")
            said = _read(page, shown, sure=sure) if _says_another_day(shown, found.day) else None
            return said or ReadDate(found.day, found.instant, shown)
    return None


def _times(line: Line) -> Iterator[etree._Element]:
    """The first few <time> elements of a line, or of the small block that it stands in."""
    if line.node.end - line.node.start > _MOST_LINES_AROUND_TIME:
        return iter(())
    return islice(line.node.el.iter("time"), _MOST_TIMES)


def _is_marked_as_change(el: etree._Element) -> bool:
    name = (el.get("class") or "").lower()
    if "publish" in name:  # "entry-date published updated": never changed
        return False
    return "updat" in name or "modif" in name or "modified" in (el.get("itemprop") or "").lower()


def _is_labelled_as_change(el: etree._Element) -> bool:
    """Whether the words in a <time>, or right before it, say that something was changed."""
    low = f"{_label_before(el)[-_LONGEST_LABEL:]} {inner_text(el)[:_LONGEST_LABEL]}".lower()
    return bool(UPDATED.search(low)) and not PUBLISHED.search(low)


def _label_before(el: etree._Element) -> str:
    """The text right before an element, of the few pieces that a label has."""
    before = el.getprevious()
    if before is not None:
        return "".join(map(str, islice(before.itertext(), _MOST_PIECES))) + (before.tail or "")
    around = el.getparent()
    return (around.text if around is not None else None) or ""


def _says_another_day(shown: str, day: date) -> bool:
    """Whether a text names the year and other days than the one that its <time> tells: that is of a change, then."""
    numbers = {int(number) for number in _NUMBER.findall(shown)}
    near = {(day + timedelta(days=days)).day for days in (-1, 0, 1)}
    return day.year in numbers and len(numbers) > 1 and numbers.isdisjoint(near)


def _read(page: Page, text: str, *, sure: bool) -> ReadDate | None:
    fetched = page.capture.fetched_at
    found = find_date(
        text,
        language=page.language,
        day_first=page.rules.day_first if page.rules else None,
        zone=page.zone,
        reference=None if sure else fetched,
        rare=not sure,
    )
    if found and fetched and found.day > (fetched.astimezone(UTC) + timedelta(days=2)).date():
        return None
    return found
