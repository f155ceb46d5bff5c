"""Gaps: what the lists of a paper name, or its numbering promises, and the runs do not hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from pipelines.known_records import GONE
from pipelines.state import State
from schemas import Publication
from schemas.record import record_id

Why = Literal["never_fetched", "dead", "rejected"]


@dataclass(frozen=True, slots=True)
class MissingArticle:
    """An article that a list names and no run holds. `code` says why it was rejected, or how its address answers.

    `issue` is the number of the issue that lists it, `found_on` the list, `found_at` when it was first seen there.
    """

    url: str
    why: Why
    code: str | None
    issue: str | None
    found_on: str | None
    found_at: str | None


@dataclass(frozen=True, slots=True)
class MissingIssue:
    """An issue that is not held. `number` is null for a paper without numbers; `expected` is about its day."""

    number: int | None
    expected: date | None


@dataclass(frozen=True)
class Gaps:
    """What is missing of a publication."""

    issues: list[MissingIssue] = field(default_factory=list)
    articles: list[MissingArticle] = field(default_factory=list)
    held_issues: int = 0
    held_articles: int = 0

    @property
    def to_fetch(self) -> list[MissingArticle]:
        """The articles that are worth another try: a dead link is not."""
        return [article for article in self.articles if article.why != "dead"]

    def as_dict(self) -> dict[str, Any]:
        """Return the gaps as plain data for JSON."""
        return {
            "held": {"issues": self.held_issues, "articles": self.held_articles},
            "missing_issues": [
                {"number": issue.number, "expected": issue.expected.isoformat() if issue.expected else None}
                for issue in self.issues
            ],
            "missing_articles": [asdict(article) for article in self.articles],
        }


def find_gaps(
    state: State, paper: Publication, identity: Callable[[str], str], today: date, since: date | None = None
) -> Gaps:
    """Compare what is listed with what is held. `identity` gives the URL that an article's id is made from.

    With `since`, only issues of that day and later count, with their articles, and links found on that day and later.
    """
    issues = [json.loads(row["fields"]) for row in state.all(_ISSUES)]
    if since is not None:
        issues = [issue for issue in issues if issue["date"] is not None and issue["date"] >= since.isoformat()]
    articles = {missing.url: missing for missing in _unlisted(state, since)}
    for issue in issues:
        articles |= {missing.url: missing for missing in _missing_of(state, issue, identity)}
    [[held]] = state.all("SELECT count(*) FROM records WHERE kind = 'article'")
    return Gaps(
        list(_missing_issues(issues, paper, since, today)),
        sorted(articles.values(), key=lambda missing: (missing.issue or "", missing.url)),
        len(issues),
        held,
    )


_ISSUES = "SELECT fields FROM records WHERE kind = 'issue' ORDER BY url"
_LINKS = """
SELECT links.url, links.found_on, links.found_at, rejections.code FROM links
LEFT JOIN records ON records.id = links.id LEFT JOIN rejections ON rejections.url = links.url
WHERE records.id IS NULL AND links.seen_at >= ? ORDER BY links.url
"""
_REJECTED = """
SELECT url, code, at FROM rejections WHERE coalesce(at, '9999') >= ?
AND url NOT IN (SELECT url FROM links) AND url NOT IN (SELECT url FROM records)
"""


def _unlisted(state: State, since: date | None) -> Iterator[MissingArticle]:
    """Yield what any list named, or somebody asked for, and no run holds."""
    start = since.isoformat() if since else ""
    for row in state.all(_LINKS, (start,)):
        yield MissingArticle(row["url"], _why(row["code"]), row["code"], None, row["found_on"], row["found_at"])
    for row in state.all(_REJECTED, (start,)):
        yield MissingArticle(row["url"], _why(row["code"]), row["code"], None, None, row["at"])


def _missing_of(state: State, issue: dict[str, Any], identity: Callable[[str], str]) -> Iterator[MissingArticle]:
    """Yield the articles that an issue's contents page lists and no run holds."""
    for url in issue["listed"]:
        key = record_id(identity(url))
        if state.one("SELECT 1 FROM records WHERE id = ?", (key,)):
            continue
        found = state.one("SELECT found_on, found_at FROM links WHERE id = ?", (key,))
        rejected = state.one("SELECT code FROM rejections WHERE url = ?", (url,))
        code = rejected["code"] if rejected else None
        yield MissingArticle(url, _why(code), code, issue["number"], *(found or (None, None)))


def _why(code: str | None) -> Why:
    if code is None:
        return "never_fetched"
    return "dead" if code in GONE else "rejected"


def _missing_issues(
    issues: Iterable[dict[str, Any]], paper: Publication, since: date | None, today: date
) -> Iterator[MissingIssue]:
    """Yield the numbers that are not held, up to the newest that should be out, or else the days between issues."""
    numbers = {int(issue["number"]) for issue in issues if (issue["number"] or "").isdecimal()}
    days = sorted({date.fromisoformat(issue["date"]) for issue in issues if issue["date"]})
    if numbers:
        first = min(numbers)
        last = max(numbers)
        while (due := paper.expected_issue_date(last + 1)) and due + timedelta(days=paper.issue_days) <= today:
            last += 1
        for number in range(first, last + 1):
            expected = paper.expected_issue_date(number)
            if number not in numbers and (since is None or expected is None or expected >= since):
                yield MissingIssue(number, expected)
    else:
        for before, after in pairwise(days):
            for step in range(1, round((after - before).days / paper.issue_days)):
                yield MissingIssue(None, before + timedelta(days=round(step * paper.issue_days)))
