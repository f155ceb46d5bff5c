"""Issues that are missing: by their numbers, or where a paper has none by the days on which it comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from schemas import Publication

# A wider gap between two issues is none: one of them is misprinted or misread, or its numbers are another count.
_WIDEST = 10_000


@dataclass(frozen=True, slots=True)
class MissingIssue:
    """An issue that is not held. `number` is null for a paper without numbers; `expected` is about its day."""

    number: int | None
    expected: date | None


def missing_issues(
    issues: Iterable[Mapping[str, Any]], paper: Publication, latest: date, since: date | None = None
) -> Iterator[MissingIssue]:
    """Yield the numbers that are not held, up to the newest that should be out, or else the days between issues.

    `issues` are those held, with their `number` and `date`; `latest` is the last day of which an issue can be had. With
    `since` numbers are missed from that day on, else from the first that is held.
    """
    numbers = _one_count(int(issue["number"]) for issue in issues if (issue["number"] or "").isdecimal())
    days = sorted({date.fromisoformat(issue["date"]) for issue in issues if issue["date"]})
    missing = _between_numbers(numbers, paper, latest, since) if numbers else _between_days(days, paper.issue_days)
    for issue in missing:
        if since is None or issue.expected is None or issue.expected >= since:
            yield issue


def _one_count(numbers: Iterable[int]) -> set[int]:
    """Return the numbers without those that stand far from most of the others."""
    counts: list[list[int]] = [[]]
    for number in sorted(numbers):
        if counts[-1] and number - counts[-1][-1] > _WIDEST:
            counts.append([])
        counts[-1].append(number)
    most = max(counts, key=len)
    return set(most)


def _between_numbers(numbers: set[int], paper: Publication, latest: date, since: date | None) -> Iterator[MissingIssue]:
    first, last = min(numbers), max(numbers)
    while (due := paper.expected_issue_date(last + 1)) and due <= latest:
        last += 1
    while since and (due := paper.expected_issue_date(first - 1)) and due >= since:
        first -= 1
    for number in range(first, last + 1):
        if number not in numbers:
            yield MissingIssue(number, paper.expected_issue_date(number))


def _between_days(days: list[date], rhythm: float) -> Iterator[MissingIssue]:
    for before, after in pairwise(days):
        steps = round((after - before).days / rhythm)
        for step in range(1, steps if steps <= _WIDEST else 1):
            yield MissingIssue(None, before + timedelta(days=round(step * rhythm)))
