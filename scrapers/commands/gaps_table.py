"""The gaps of a newspaper laid out for reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipelines.gaps import Gaps, MissingArticle
from pipelines.missing_issues import MissingIssue
from scrapers.commands.outcome import number

# More rows than anybody reads; --json has them all.
_MOST_ROWS = 50
_WHY = {"never_fetched": "never fetched", "dead": "dead link", "rejected": "rejected"}


def render(gaps: Gaps, name: str, command: str | None) -> RenderableType:
    """Return the gaps as tables, with the command that fetches what can be fetched; null where nothing can."""
    parts: list[RenderableType] = [
        Text(f"{name}: {number(gaps.held_articles, 'article')} and {number(gaps.held_issues, 'issue')} held")
    ]
    title = f"{number(len(gaps.issues), 'issue')} missing"
    parts += _table(title, ("issue", "came out about"), [_run(run) for run in runs(gaps.issues)])
    title = f"{number(len(gaps.articles), 'article')} missing"
    parts += _table(title, ("issue", "article", "why", "found on"), [_article(missing) for missing in gaps.articles])
    title = f"{number(len(gaps.lists), 'list')} not read"
    parts += _table(title, ("list", "why"), [(unread.url, unread.code) for unread in gaps.lists])
    title = f"{number(len(gaps.departed), 'held article')} no longer there"
    rows = [(gone.url, gone.gone_at[:10], gone.moved_to or "vanished") for gone in gaps.departed]
    parts += _table(title, ("article", "since", "moved to"), rows)
    if command is not None:
        parts.append(Text(f"Fetch what can be fetched: {command}"))
    else:
        parts.append(Text("Nothing is missing" + (" that could be fetched" if gaps.articles or gaps.lists else "")))
    return Group(*parts)


def runs(issues: Sequence[MissingIssue]) -> list[list[MissingIssue]]:
    """Return issues in runs of numbers that follow one another; those without a number each stand alone."""
    found: list[list[MissingIssue]] = []
    for issue in issues:
        before = found[-1][-1].number if found else None
        if issue.number is not None and before is not None and issue.number == before + 1:
            found[-1].append(issue)
        else:
            found.append([issue])
    return found


def _run(issues: list[MissingIssue]) -> tuple[str, str]:
    first, last = issues[0], issues[-1]
    if first is last:
        return str(first.number or ""), _day(first.expected)
    return f"{first.number}-{last.number}", f"{_day(first.expected)} to {_day(last.expected)}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "?"


def _article(missing: MissingArticle) -> tuple[str, str, str, str]:
    why = _WHY[missing.why] + (f": {missing.code}" if missing.code else "")
    return missing.issue or "", missing.url, why, missing.found_on or ""


def _table(title: str, columns: Sequence[str], rows: Sequence[Iterable[str]]) -> list[RenderableType]:
    """Return a table under its title, cut after some rows and saying so; nothing where there are no rows."""
    if not rows:
        return []
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows[:_MOST_ROWS]:
        table.add_row(*(Text(cell) for cell in row))
    more = len(rows) - _MOST_ROWS
    return [table, Text(f"and {more:,} rows more; --json has them all")] if more > 0 else [table]
