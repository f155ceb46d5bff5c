"""From what was asked for to the first visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from urllib.parse import urlsplit

from schemas import Article
from scrapers.discovery.dates import DateWalk
from scrapers.discovery.desk import Desk
from scrapers.discovery.issues import (
    IssueSearch,
    Month,
    NewestIssue,
    NumberSearch,
    expected_day,
    months_between,
    whole_months,
)
from scrapers.discovery.lists import ListWalk
from scrapers.discovery.machine_lists import Days, MachineLists
from scrapers.discovery.site import PageList
from scrapers.discovery.visits import Page, Step, Visit
from scrapers.discovery.wayback import ArchiveSearch, archive_steps
from scrapers.selection import Selection
from scrapers.sources import IssuePage, ListedLink, read_listing, read_month_page

# Around the expected day of an issue: stories go up early for the coming one and stay up for the last.
_ISSUE_DAYS = timedelta(days=14)


def first_steps(selection: Selection, desk: Desk, search: ArchiveSearch | None = None) -> Iterator[Step]:
    """Yield the first visits for a selection; their pages bring the others. A search asks an archive, not the site."""
    if search is not None:
        yield from archive_steps(desk, search)
    elif selection.kind == "newest":
        yield from NewestIssue(desk, lambda: _front(desk)).begin()
    elif selection.kind == "issues":
        yield from _issues(desk, range(selection.first, selection.last + 1), selection.suffix)
    elif selection.kind == "dates" and selection.since and selection.until:
        yield from _days(desk, selection.since, selection.until)
    elif selection.kind == "section":
        yield from ListWalk(desk, desk.site.sections[selection.name], selection.name).begin()
    elif selection.kind == "tag":
        lists = desk.site.tag_by_number if selection.name.isdecimal() else desk.site.tag_by_name
        yield from ListWalk(desk, lists, selection.name).begin()
    elif selection.kind == "gaps":
        yield from _missing(desk, selection)
    else:
        for url in selection.urls:
            if ours := desk.links.resolve(url, desk.links.home):
                yield _page(desk, ours)


def _front(desk: Desk) -> Iterator[Step]:
    """Yield the visits for a site without issue pages: its feeds, and whatever its front page shows."""
    lists = MachineLists(desk, Days())

    def read_front(page: Page) -> Iterator[Step]:
        for link in read_listing(page.body, page.fetched_url, desk.links, page.charset).links:
            yield desk.article(link, page.here)
        if not desk.site.feeds:
            yield from lists.feeds_of(page)

    yield Visit(desk.at(desk.site.front), read=read_front)
    yield from lists.read(desk.site.feeds)


def _issues(desk: Desk, numbers: Sequence[int], suffix: str) -> Iterator[Step]:
    def lost(missing: list[int], months_answer: bool) -> Iterator[Step]:
        """Look in the section lists for issues that have no page, either yet or any more."""
        days = [day for number in missing if (day := expected_day(desk.publication, number))]
        last = desk.site.issue_pages_until
        if not days or (months_answer and last is not None and max(days) < last - _ISSUE_DAYS):
            return
        wanted = {str(number) for number in missing}

        def of_issue(article: Article) -> bool:
            number = article.issue.number if article.issue else None
            return number is not None and (number in wanted or number.rstrip("abcdefghijklmnopqrstuvwxyz") in wanted)

        for pages in _dated_lists(desk):
            yield from DateWalk(desk, pages, min(days) - _ISSUE_DAYS, max(days) + _ISSUE_DAYS, of_issue).begin()

    yield from NumberSearch(desk, numbers, suffix, lost).begin()


def _days(desk: Desk, since: date, until: date) -> Iterator[Step]:
    last = desk.site.issue_pages_until or until
    in_full = whole_months(since, until)

    def fits(issue: IssuePage, month: Month) -> bool:
        return month in in_full or issue.date is None or since <= issue.date <= until

    def settled(search: IssueSearch) -> Iterator[Step]:
        start = since if not search.answers else max(since, last + timedelta(days=1))
        if start <= until:
            yield from _days_of_lists(desk, start, until)

    search = IssueSearch(desk, fits, settled, may_be_gone=True)
    yield from search.ask(months_between(since, min(until, last)) if since <= last else [])


def _days_of_lists(desk: Desk, since: date, until: date) -> Iterator[Step]:
    """Look days up in what there is: sitemaps, else lists that run by day, else the sitemaps that robots.txt names.

    Feeds hold the newest days, which a sitemap may not have yet.
    """
    dated = list(_dated_lists(desk))
    lists = MachineLists(desk, Days(since, until))
    if desk.site.sitemaps or not dated:
        yield from lists.read(desk.site.feeds)
        yield from lists.read(desk.site.sitemaps) if desk.site.sitemaps else lists.sitemaps_of_robots()
    else:
        for pages in dated:
            yield from DateWalk(desk, pages, since, until).begin()


def _dated_lists(desk: Desk) -> Iterator[PageList]:
    for lists in desk.site.sections.values():
        yield from (pages for pages in lists if pages.dated)


def _missing(desk: Desk, selection: Selection) -> Iterator[Step]:
    """Yield the visits to what is missing: pages by their address, issues by number or else by day."""
    for url in selection.urls:
        ours = desk.links.resolve(url, desk.links.home)
        if ours is None or desk.links.is_excluded(ours):
            continue
        named = desk.links.is_article(ours) or desk.links.is_issue(ours) or desk.links.is_month(ours)
        yield _page(desk, ours) if named else _list(desk, ours)
    if selection.numbers:
        yield from _issues(desk, selection.numbers, "")
    half = timedelta(days=desk.publication.issue_days / 2)
    for day in selection.days:
        yield from _days(desk, day - half, day + half)


def _list(desk: Desk, url: str) -> Visit:
    """Return the visit to a list that could not be read before: one for people, or one for machines."""
    lists = MachineLists(desk, Days())

    def read(page: Page) -> Iterator[Step]:
        if urlsplit(url).path == "/robots.txt":
            yield from lists.read_robots(page)
        elif "html" in (page.capture.content_type or "").lower():
            for link in read_listing(page.body, page.fetched_url, desk.links, page.charset).links:
                yield desk.article(link, page.here)
        else:
            yield from lists.read_page(page)

    return Visit(url, read=read, key=url, data=True)


def _page(desk: Desk, url: str) -> Visit:
    """Return the visit to a page that was named outright, read as what its address says it is."""

    def read_issue(page: Page) -> Iterator[Step]:
        issue = desk.read_issue(page)
        yield from desk.take_issue(page, issue, issue.own_url or page.url)

    def read_month(page: Page) -> Iterator[Step]:
        for found in read_month_page(page.body, page.fetched_url, desk.links, page.charset):
            yield Visit(found, read=read_issue, found=page.here, key=desk.links.identity(found))

    if desk.links.is_issue(url):
        return Visit(url, read=read_issue, key=desk.links.identity(url))
    if desk.links.is_month(url):
        return Visit(url, read=read_month, key=url)
    return desk.article(ListedLink(url), None)
