"""When the article appeared, and when it was changed: two dates that are never mixed up.

Sources of publication, in order: the layout's rule; the most precise of JSON-LD datePublished, meta elements,
<time> in the header and the date printed there, as long as they agree on the day (a day is never given a time,
a printed time completes a bare day); when they do not agree the printed one wins; then the issue's date and the
URL. Dates of related stories, "over 5 years old" and copyright years are none.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from schemas import IssueRef
from scrapers.parsers.dates import ReadDate, date_from_url, find_date, read_machine_date
from scrapers.parsers.header import first_paragraph_index, has_hint, headline_index
from scrapers.parsers.metadata import text_of
from scrapers.parsers.page import Page
from scrapers.parsers.tree import inner_text
from scrapers.parsers.walk import Line

_META_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "citation_date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publishdate",
    "cxenseparse:recs:publishtime",
)
_META_MODIFIED = ("article:modified_time", "og:article:modified_time", "datemodified", "og:updated_time", "lastmod")
_HIDDEN_DATE = re.compile(r"\W{0,2}date (\d{4}-\d{2}-\d{2})(?:\s+|$)")
_UPDATED = (
    "updat",
    "modif",
    "aktualis",
    "stand:",
    "mis à jour",
    "actuali",
    "aggiorn",
    "bijgewerkt",
    "oppdatert",
    "uppdater",
    "обнов",
    "更新",
    "수정",
)


def read_published(page: Page, issue: IssueRef | None) -> tuple[ReadDate | None, datetime | None]:
    """Return (published, modified) and take the printed date's line."""
    machine = _machine(page, "datePublished", _META_PUBLISHED) or _machine(page, "dateCreated", ())
    modified = _machine(page, "dateModified", _META_MODIFIED)
    hidden = _hidden_date(page)
    printed, line, source = _printed(page, issue.label if issue else None)
    if line is not None:
        line.role = "published"
    best, source = _choose(machine, printed, source)
    if best is None and hidden is not None:
        best, source = hidden, "text"
    if best is None and issue and issue.date and (best := read_machine_date(issue.date)):
        source = "issue"
    if best is None and (best := date_from_url(page.url)):
        source = "url"
    if best is not None:
        page.note("published_date", source)
        if best.instant is not None:
            page.note("published_at", source)
    changed = modified.instant if modified else None
    if changed and page.capture.fetched_at and changed > page.capture.fetched_at + timedelta(days=2):
        changed = None
    if changed:
        page.note("modified_at", "metadata")
    return best, changed


def _hidden_date(page: Page) -> ReadDate | None:
    """A date that old pages carry unseen at the top of the text, often glued to the first sentence: taken off."""
    for line in page.lines[headline_index(page) + 1 :][:25]:
        mark = _HIDDEN_DATE.match(line.text) if line.role is None else None
        if mark:
            line.text = line.text[mark.end() :]
            if not line.text:
                line.text, line.role = mark[0].strip(), "published"
            return read_machine_date(mark[1])
    return None


def _choose(machine: ReadDate | None, printed: ReadDate | None, printed_source: str) -> tuple[ReadDate | None, str]:
    if printed is None:
        return machine, "metadata"
    if machine is None:
        return printed, printed_source
    text = printed.text
    if machine.day == printed.day or _same_instant_other_zone(machine, printed):
        precise = machine if machine.instant else printed
        return ReadDate(precise.day, precise.instant, text), "metadata" if precise is machine else printed_source
    return printed, printed_source


def _same_instant_other_zone(a: ReadDate, b: ReadDate) -> bool:
    return (
        abs((a.day - b.day).days) == 1
        and a.instant is not None
        and (b.instant is None or abs(a.instant - b.instant) < timedelta(days=1))
    )


def _machine(page: Page, key: str, names: tuple[str, ...]) -> ReadDate | None:
    values = [text_of(page.metadata.article.get(key)), page.metadata.first(*names) if names else None]
    dates = [found for value in values if value and (found := read_machine_date(value, _zone(page)))]
    late = page.capture.fetched_at + timedelta(days=2) if page.capture.fetched_at else None
    if late is not None:
        dates = [d for d in dates if d.day <= late.date()]
    with_time = [d for d in dates if d.instant]
    return next(iter(with_time or dates), None)


def _zone(page: Page) -> str | None:
    return page.rules.publication.timezone if page.rules else None


def _printed(page: Page, issue_label: str | None) -> tuple[ReadDate | None, Line | None, str]:
    if page.layout is not None:
        for line in page.rule_lines(page.layout.published):
            if found := _read(page, line.text):
                return found, line, f"rule:{page.layout.name}"
    at = headline_index(page)
    lines = [
        line
        for line in page.lines[max(0, at - 6) : at + 25]
        if line.role in (None, "issue") and len(line.text) <= 160 and any(ch.isdigit() for ch in line.text)
    ]
    ranked = sorted(lines, key=lambda line: (_is_update(line.text), not _is_dated(line), line.index < at, line.index))
    for line in ranked:
        if _is_update(line.text) and not has_hint(line, "date"):
            continue
        # "No. 7, July 2009" prints no 7 July: the issue's number is no day.
        text = line.text.replace(issue_label, " ") if issue_label and line.role == "issue" else line.text
        found = _time_element(page, line) or _read(page, text)
        if found and _prints_date(page, line, found):
            last, last_line, _ = _at_the_end(page)
            if found.instant is None and last and last.instant and last.day == found.day:
                return last, last_line, "text"
            return found, None if line.role == "issue" else line, "text"
    return _at_the_end(page)


def _at_the_end(page: Page) -> tuple[ReadDate | None, Line | None, str]:
    """A line after the text that is a date and nearly nothing else."""
    if page.scope is None:
        return None, None, ""
    end = page.scope.end
    for line in [*page.lines[end : end + 5], *reversed(page.lines[max(0, end - 4) : end])]:
        found = _read(page, line.text) if line.role is None and len(line.text) <= 80 else None
        if found and not _is_update(line.text) and (_is_dated(line) or len(found.text) > 0.6 * len(line.text)):
            return found, line, "text"
    return None, None, ""


def _prints_date(page: Page, line: Line, found: ReadDate) -> bool:
    """Whether a line is there to print the date, and is no sentence that mentions one."""
    share = len(found.text) / len(line.text)
    if _is_dated(line) or line.role == "issue" or share >= 0.8:
        return True
    is_sentence = line.text[-1] in ".!?…"
    return not is_sentence and (share >= 0.5 or line.index < first_paragraph_index(page))


def _is_dated(line: Line) -> bool:
    return has_hint(line, "date", 2, 4) or line.node.tag == "time"


def _is_update(text: str) -> bool:
    low = text[:40].lower()
    return any(word in low for word in _UPDATED) and not any(w in low for w in ("publi", "post", "erschien", "veröff"))


def _time_element(page: Page, line: Line) -> ReadDate | None:
    """A <time datetime> in the line is its exact form; the text stays the printed one."""
    for el in line.node.el.iter("time"):
        value = el.get("datetime")
        if not value or "updat" in (el.get("class") or "") or "modified" in (el.get("itemprop") or ""):
            continue
        if found := read_machine_date(value, _zone(page)):
            shown = inner_text(el)
            return ReadDate(found.day, found.instant, shown or found.text)
    return None


def _read(page: Page, text: str) -> ReadDate | None:
    found = find_date(
        text,
        language=page.language,
        day_first=page.rules.day_first if page.rules else None,
        zone=_zone(page),
        reference=None,
    )
    fetched = page.capture.fetched_at
    if found and fetched and found.day > (fetched.astimezone(UTC) + timedelta(days=2)).date():
        return None
    return found
