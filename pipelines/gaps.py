"""Gaps: what the lists of a paper name, or its numbering promises, and the runs do not hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from sqlite3 import Row
from typing import Any, Literal

from pipelines.known_records import GONE
from pipelines.missing_issues import MissingIssue, missing_issues
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
class UnreadList:
    """A list or another page that is no article and could not be read: what it names is not known."""

    url: str
    code: str
    at: str | None

    @property
    def is_dead(self) -> bool:
        """Tell whether its address says that there is no such page."""
        return self.code in GONE


@dataclass(frozen=True, slots=True)
class Departed:
    """An article that is held and no longer where it was. `moved_to` is null for one that has vanished."""

    url: str
    gone_at: str
    moved_to: str | None


@dataclass(frozen=True)
class Gaps:
    """What is missing of a publication. The departed are held: nothing of them is missing here."""

    issues: list[MissingIssue] = field(default_factory=list)
    articles: list[MissingArticle] = field(default_factory=list)
    lists: list[UnreadList] = field(default_factory=list)
    departed: list[Departed] = field(default_factory=list)
    held_issues: int = 0
    held_articles: int = 0

    @property
    def to_fetch(self) -> list[MissingArticle]:
        """The articles that are worth another try: a dead link is not."""
        return [article for article in self.articles if article.why != "dead"]

    @property
    def lists_to_fetch(self) -> list[UnreadList]:
        """The lists that are worth another try."""
        return [unread for unread in self.lists if not unread.is_dead]

    @property
    def can_be_closed(self) -> bool:
        """Tell whether a crawl could get anything of what is missing."""
        return bool(self.issues or self.to_fetch or self.lists_to_fetch)

    def as_dict(self) -> dict[str, Any]:
        """Return the gaps as plain data for JSON."""
        return {
            "held": {"issues": self.held_issues, "articles": self.held_articles},
            "missing_issues": [
                {"number": issue.number, "expected": issue.expected.isoformat() if issue.expected else None}
                for issue in self.issues
            ],
            "missing_articles": [asdict(article) for article in self.articles],
            "unread_lists": [asdict(unread) for unread in self.lists],
            "departed_articles": [asdict(departed) for departed in self.departed],
        }


@dataclass(frozen=True)
class Facts:
    """What gaps are judged by, besides the state.

    `identity` gives the URL that an article's id is made from, `is_article` tells an article's URL from a list's,
    `is_ours` the paper's own from an archive's. There are no issue pages for days after `issues_until`.
    """

    paper: Publication
    identity: Callable[[str], str]
    is_article: Callable[[str], bool]
    is_ours: Callable[[str], bool]
    today: date
    issues_until: date | None = None

    @property
    def latest_issue(self) -> date:
        """The last day of which an issue should be out and have a page."""
        latest = self.today - timedelta(days=self.paper.issue_days)
        return latest if self.issues_until is None else min(latest, self.issues_until)

    def key(self, url: str) -> str:
        """Return the id that the article of a URL has."""
        return record_id(self.identity(url))


def find_gaps(state: State, facts: Facts, since: date | None = None) -> Gaps:
    """Compare what is listed with what is held.

    With `since`, only issues of that day and later count, with their articles, links and rejections of that day and
    later, and articles that have departed since; numbers are missed from that day on, else from the first that is
    held. An issue whose day is not known counts always. Raises pipelines.state_file.DamagedStateError.
    """
    with state.reading():
        every = [json.loads(row["fields"]) for row in state.all(_ISSUES)]
    issues = [issue for issue in every if since is None or issue["date"] is None or issue["date"] >= since.isoformat()]
    start = since.isoformat() if since else ""
    articles = {facts.key(missing.url): missing for missing in _named(state, facts, start)}
    lists = []
    for row in state.all(_REJECTED, (start,)):
        if facts.is_article(row["url"]):
            if not _is_held(state, facts, row["url"]):
                articles[facts.key(row["url"])] = _missing(row)
        elif facts.is_ours(row["url"]):
            lists.append(UnreadList(row["url"], row["code"], row["at"]))
    for issue in issues:
        for missing in _missing_of(state, facts, issue):
            known = articles.get(facts.key(missing.url))
            articles[facts.key(missing.url)] = replace(known, issue=missing.issue) if known else missing
    [[held]] = state.all("SELECT count(*) FROM records WHERE kind = 'article'")
    return Gaps(
        list(missing_issues(every, facts.paper, facts.latest_issue, since)),
        sorted(articles.values(), key=lambda missing: (missing.issue or "", missing.url)),
        lists,
        [Departed(row["url"], row["gone_at"], row["moved_to"]) for row in state.all(_DEPARTED, (start,))],
        len(issues),
        held,
    )


_ISSUES = "SELECT fields FROM records WHERE kind = 'issue' ORDER BY url"
_LINKS = """
SELECT links.url, links.found_on, links.found_at AS at, rejections.code FROM links
LEFT JOIN records ON records.id = links.id LEFT JOIN rejections ON rejections.url = links.url
WHERE records.id IS NULL AND links.seen_at >= ? ORDER BY links.url
"""
_REJECTED = """
SELECT url, code, at, NULL AS found_on FROM rejections WHERE coalesce(at, '9999') >= ?
AND url NOT IN (SELECT url FROM links) AND url NOT IN (SELECT url FROM records) ORDER BY url
"""
# Not "id = ? OR url = ?", for which SQLite reads the whole table.
_HELD = "SELECT 1 FROM records WHERE id = ? UNION ALL SELECT 1 FROM records WHERE url = ? LIMIT 1"
_DEPARTED = "SELECT url, gone_at, moved_to FROM records WHERE kind = 'article' AND gone_at >= ? ORDER BY gone_at, url"


def _named(state: State, facts: Facts, start: str) -> Iterator[MissingArticle]:
    """Yield what any list named and no run holds."""
    for row in state.all(_LINKS, (start,)):
        if facts.is_ours(row["url"]) and not _is_held(state, facts, row["url"]):  # a link may lead on
            yield _missing(row)


def _missing(row: Row, issue: str | None = None) -> MissingArticle:
    return MissingArticle(row["url"], _why(row["code"]), row["code"], issue, row["found_on"], row["at"])


def _is_held(state: State, facts: Facts, url: str) -> bool:
    held = state.one(_HELD, (facts.key(url), url))
    return held is not None


def _missing_of(state: State, facts: Facts, issue: dict[str, Any]) -> Iterator[MissingArticle]:
    """Yield the articles that an issue's contents page lists and no run holds."""
    for url in issue["listed"]:
        if _is_held(state, facts, url):
            continue
        found = state.one("SELECT url, found_on, found_at FROM links WHERE id = ?", (facts.key(url),))
        if found and _is_held(state, facts, found["url"]):
            continue
        rejected = state.one("SELECT code FROM rejections WHERE url = ?", (url,))
        code = rejected["code"] if rejected else None
        on, at = (found["found_on"], found["found_at"]) if found else (None, None)
        yield MissingArticle(url, _why(code), code, issue["number"], on, at)


def _why(code: str | None) -> Why:
    if code is None:
        return "never_fetched"
    return "dead" if code in GONE else "rejected"
