"""The facts about a publication that the pipelines judge its records by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from schemas.schedule import Schedule


class IssueAnchor(NamedTuple):
    """An issue whose number and date are both known for certain."""

    number: int
    date: date


@dataclass(frozen=True)
class Publication:
    """One newspaper: slug, printed name, hosts, when it began, its zone, and anchors of its issue numbering.

    `founded` is the earliest day an article can bear. `issue_anchors` are sorted by number; between two of
    them issue dates are interpolated, beyond the last one they go on at `issue_days` days a number. `schedule`
    says when `scrapy crawl --all` crawls the paper: never without one.
    """

    slug: str
    name: str
    hosts: tuple[str, ...]
    home: str
    timezone: str
    language: str
    founded: date | None = None
    issue_days: float = 7.0
    issue_anchors: Sequence[IssueAnchor] = field(default=())
    schedule: Schedule | None = None

    def expected_issue_date(self, number: int) -> date | None:
        """Return about when an issue number came out, or null without anchors or before the first of them.

        A number too large for any calendar came out on its last day: as far from every article as can be.
        """
        anchors = self.issue_anchors
        if not anchors or number < anchors[0].number:
            return None
        at = bisect_right([a.number for a in anchors], number)
        before = anchors[at - 1]
        days = self.issue_days
        if at < len(anchors) and anchors[at].number > before.number:
            after = anchors[at]
            days = (after.date - before.date).days / (after.number - before.number)
        try:
            return before.date + timedelta(days=round((number - before.number) * days))
        except OverflowError:
            return date.max
