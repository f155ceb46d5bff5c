"""The printed issue that an article belongs to.

Sources, in order: the layout's rule; an issue line near the headline (or at the end of the text); the bread
crumbs; JSON-LD (isPartOf with PublicationIssue and PublicationVolume, pageStart); citation_ and prism meta
elements. Banners that name the issue now on sale ("Subscribe: Issue 3002 out now") are none.
"""

from __future__ import annotations

from typing import Any

from schemas import IssueRef
from scrapers.parsers.dates import read_machine_date
from scrapers.parsers.header import headline_index
from scrapers.parsers.issue_line import is_issue_banner, read_issue_line
from scrapers.parsers.metadata import text_of, types_of
from scrapers.parsers.page import Page
from scrapers.parsers.walk import Line

_LOOK_BACK = 12
_LOOK_AHEAD = 20
_LONGEST = 160


def read_issue(page: Page) -> IssueRef | None:
    """Return the issue and take every line that prints it."""
    printed = _printed(page)
    structured = _structured(page)
    if printed is None:
        return structured
    if structured is None or structured.number != printed.number:
        return printed
    more = {k: v for k, v in structured.model_dump().items() if v is not None}
    return IssueRef(**{**more, **{k: v for k, v in printed.model_dump().items() if v is not None}})


def _printed(page: Page) -> IssueRef | None:
    if page.layout is not None:
        lines = page.rule_lines(page.layout.issue)
        if found := next((ref for line in lines if (ref := read_issue_line(line.text, page.language))), None):
            page.take("issue", [line for line in lines if read_issue_line(line.text)], f"rule:{page.layout.name}")
            return found
    at = headline_index(page)
    near = page.lines[max(0, at - _LOOK_BACK) : at + _LOOK_AHEAD]
    read = [(line, ref) for line in near if (ref := _read(page, line))]
    read.sort(key=lambda item: (item[0].role is not None, item[0].index < at, abs(item[0].index - at)))
    if not read:
        tail = page.lines[page.scope.end - 6 : page.scope.end + 4] if page.scope else []
        read = [(line, ref) for line in tail if line.role is None and (ref := _read(page, line))]
    if not read:
        return None
    best = read[0][1]
    lines = [line for line, ref in read if line.role is None and ref.number == best.number]
    page.take("issue", lines, "text")
    # The same number again at the foot of the text is the issue line's repeat, not a paragraph.
    repeats = [
        x
        for x in page.lines
        if x.role is None and len(x.text) < 60 and (r := _read(page, x)) and r.number == best.number
    ]
    page.take("issue", repeats, "text")
    return best


def _read(page: Page, line: Line) -> IssueRef | None:
    if len(line.text) > _LONGEST or not any(ch.isdigit() for ch in line.text) or is_issue_banner(line.text):
        return None
    ref = read_issue_line(line.text, page.language)
    return ref if ref and ref.number else None


def _structured(page: Page) -> IssueRef | None:
    fields: dict[str, str | None] = {}
    article = page.metadata.article
    stack: list[Any] = [article.get("isPartOf")]
    while stack and len(fields) < 4:
        part = stack.pop()
        if isinstance(part, list):
            stack.extend(part[:10])
        elif isinstance(part, dict):
            kinds = types_of(part)
            if "PublicationIssue" in kinds or "issueNumber" in part:
                fields.setdefault("number", text_of(part.get("issueNumber")))
                fields.setdefault("date", _day(text_of(part.get("datePublished"))))
            if "PublicationVolume" in kinds or "volumeNumber" in part:
                fields.setdefault("volume", text_of(part.get("volumeNumber")))
            stack.append(part.get("isPartOf"))
    fields["page"] = text_of(article.get("pageStart")) or text_of(article.get("printPage"))
    first = page.metadata.first
    fields["number"] = fields.get("number") or first("citation_issue", "prism.number", "prism.issueidentifier")
    fields["volume"] = fields.get("volume") or first("citation_volume", "prism.volume")
    fields["page"] = fields["page"] or first("citation_firstpage", "prism.startingpage")
    if not fields["number"]:
        return None
    page.note("issue", "metadata")
    return IssueRef(**{k: v for k, v in fields.items() if v})


def _day(value: str | None) -> str | None:
    found = read_machine_date(value) if value else None
    return found.day.isoformat() if found else None
