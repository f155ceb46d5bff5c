"""Finding issues: by number, by day, or the newest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from schemas import Publication
from scrapers.discovery.desk import Desk
from scrapers.discovery.visits import GONE, Page, Step, Visit
from scrapers.sources import IssuePage, read_month_page

Month = tuple[int, int]
# How far an issue may lie from the day that its number stands for: the paper printed the day of the cover at one
# time and the day of posting at another, and skips weeks. Then a month more to both sides, twice.
_SLACK = timedelta(days=10)
_WIDENINGS = 2


def months_between(since: date, until: date) -> list[Month]:
    """Return the (year, month) pairs that two days span, in order."""
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    return [(n // 12, n % 12 + 1) for n in range(first, last + 1)]


def whole_months(since: date, until: date) -> set[Month]:
    """Return the (year, month) pairs of which every day lies between two days, both included."""
    months = set(months_between(since, until))
    if since.day != 1:
        months.discard((since.year, since.month))
    if until < date.max and (until + timedelta(days=1)).day != 1:
        months.discard((until.year, until.month))
    return months


def expected_day(publication: Publication, number: int) -> date | None:
    """Return about when an issue came out; before the first anchor the numbering is carried on backwards."""
    expected = publication.expected_issue_date(number)
    anchors = publication.issue_anchors
    if expected is not None or not anchors:
        return expected
    back = timedelta(days=(anchors[0].number - number) * publication.issue_days)
    return anchors[0].date - back if (anchors[0].date - date.min) > back else None


class IssueSearch:
    """Asks month pages for their issues and each issue for its number and day, and takes those that fit.

    Month pages print neither, and numbers are not unique (specials share them), so every issue of a month is asked.
    When all have answered, `settled` says what follows.
    """

    def __init__(
        self,
        desk: Desk,
        fits: Callable[[IssuePage, Month], bool],
        settled: Callable[[IssueSearch], Iterable[Step]],
        may_be_gone: bool = False,
    ) -> None:
        self.desk, self.fits, self.settled, self.may_be_gone = desk, fits, settled, may_be_gone
        self.months: set[Month] = set()
        self.pages: set[str] = set()
        self.answers = 0  # month pages that listed an issue
        self.taken: list[IssuePage] = []
        self.waiting = 0

    def ask(self, months: Iterable[Month]) -> Iterator[Step]:
        """Yield visits to month pages; those asked before are left out."""
        template = self.desk.site.month
        fresh = [month for month in months if month not in self.months] if template else []
        self.months.update(fresh)
        self.waiting += len(fresh)
        for year, month in fresh:
            yield Visit(
                self.desk.at((template or "").format(year=year, month=month)),
                read=lambda page, at=(year, month): self._read_month(page, at),  # type: ignore[misc]
                failed=lambda code: self._done(),
                may_be_gone=self.may_be_gone,
            )
        if not self.waiting:
            yield from self.settled(self)

    def _read_month(self, page: Page, month: Month) -> Iterator[Step]:
        found = read_month_page(page.body, page.fetched_url, self.desk.links, page.charset)
        self.answers += bool(found)
        for url in found:
            key = self.desk.links.identity(url)
            if key in self.pages:
                continue
            self.pages.add(key)
            self.waiting += 1
            yield Visit(
                url,
                read=lambda issue: self._read_issue(issue, month),
                found=page.here,
                failed=lambda code: self._done(),
            )
        yield from self._done()

    def _read_issue(self, page: Page, month: Month) -> Iterator[Step]:
        issue = self.desk.read_issue(page)
        if self.fits(issue, month):
            self.taken.append(issue)
            yield from self.desk.take_issue(page, issue, issue.own_url or page.url)
        yield from self._done()

    def _done(self) -> Iterator[Step]:
        self.waiting -= 1
        if self.waiting == 0:
            yield from self.settled(self)


class NumberSearch:
    """Finds issues by number. `lost` says what follows for numbers that were not found."""

    def __init__(
        self,
        desk: Desk,
        numbers: Sequence[int],
        suffix: str,
        lost: Callable[[list[int], bool], Iterable[Step]],
    ) -> None:
        self.desk, self.numbers, self.suffix, self.lost = desk, numbers, suffix, lost
        self.widened = 0
        self.search = IssueSearch(desk, self._fits, self._settled, may_be_gone=True)

    def begin(self) -> Iterator[Step]:
        """Yield the visits to the months where the numbers are expected."""
        yield from self.search.ask(self._months(self.numbers))

    def _months(self, numbers: Iterable[int]) -> list[Month]:
        slack = _SLACK + timedelta(days=31 * self.widened)
        days = [day for n in numbers if (day := expected_day(self.desk.publication, n))]
        return [month for day in days for month in months_between(day - slack, day + slack)]

    def _fits(self, issue: IssuePage, month: Month) -> bool:
        found = re.fullmatch(r"(\d+)([a-z]?)", issue.number or "")
        if found is None:
            return False
        return int(found[1]) in self.numbers and (not self.suffix or found[2] == self.suffix)

    def _settled(self, search: IssueSearch) -> Iterator[Step]:
        met = {int(re.sub(r"\D", "", issue.number or "0")) for issue in search.taken}
        missing = [n for n in self.numbers if n not in met]
        if not missing:
            return
        if self.widened < _WIDENINGS and search.answers:
            self.widened += 1
            yield from search.ask(self._months(missing))
        else:
            yield from self.lost(missing, search.answers > 0)


class NewestIssue:
    """The issue on the page that shows the newest; `otherwise` says what follows where there is no such page."""

    def __init__(self, desk: Desk, otherwise: Callable[[], Iterable[Step]]) -> None:
        self.desk, self.otherwise = desk, otherwise

    def begin(self) -> Iterator[Step]:
        """Yield the visit to the page of the newest issue."""
        if self.desk.site.newest is None:
            yield from self.otherwise()
            return
        yield Visit(
            self.desk.at(self.desk.site.newest),
            read=self._read,
            failed=lambda code: self.otherwise() if code in GONE else (),
            may_be_gone=True,
        )

    def _read(self, page: Page) -> Iterator[Step]:
        issue = self.desk.read_issue(page)
        if issue.number is None or not issue.sections:
            yield from self.otherwise()
        elif issue.own_url is not None:
            yield from self.desk.take_issue(page, issue, issue.own_url)
        else:
            yield from self._find_own_page(page, issue)

    def _find_own_page(self, page: Page, newest: IssuePage) -> Iterator[Step]:
        """Look the issue up in its month: the page of the newest does not say which issue page it shows."""

        def settled(search: IssueSearch) -> Iterator[Step]:
            if not search.taken:  # not in its month yet: better keyed on this page than not kept
                yield from self.desk.take_issue(page, newest, page.url)

        search = IssueSearch(
            self.desk, lambda issue, _: (issue.number, issue.date) == (newest.number, newest.date), settled, True
        )
        day = newest.date or page.capture.fetched_at
        yield from search.ask([(day.year, day.month)] if day else [])
