"""What `scrapy reparse` says at its end: what was made, what was passed over, what has changed."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from schemas import ExitCode
from scrapers.commands.outcome import Outcome, number
from scrapers.reparse.diff import Difference
from scrapers.reparse.run import Result

# docs/reparse.md has the same list for the people who meet these words.
PASSED_OVER = {
    "cut_short": "cut short",
    "left_out": "another publication's on the same site",
    "no_article": "no article",
    "no_http": "no HTTP answer",
    "no_issue": "no issue on the page of the newest",
    "not_html": "no HTML",
    "other_publication": "of another paper",
    "out_of_range": "captured on other days",
    "too_large": "too large",
}
_URLS_SHOWN = 5


def summary(result: Result, *, written: bool) -> str:
    """Return the line that says what was made and where it is."""
    counts = (
        number(result.articles, "article"),
        number(result.issues, "issue"),
        f"{result.rejected} rejected",
        number(result.pages, "page") + " read",
    )
    where = ", ".join(str(folder) for folder in result.folders)
    kept = f"written to {where}" if written and where else "nothing was written"
    return f"{', '.join(counts)}: {kept}"


def passed_over(result: Result) -> str:
    """Return the line that says what gave no record and why; empty when there is nothing to say."""
    parts = [
        f"{count} {PASSED_OVER.get(reason) or 'answered ' + reason.removeprefix('status_')}"
        for reason, count in sorted(result.passed_over.items(), key=lambda item: (-item[1], item[0]))
    ]
    if result.repeated:
        parts.append(f"{result.repeated} captures with the same words")
    return f"Passed over: {', '.join(parts)}." if parts else ""


def judge(result: Result) -> Outcome:
    """Return how it ended. The worst that happened counts."""
    if result.faults:
        return Outcome(
            ExitCode.INTERNAL,
            f"{number(result.faults, 'page')} met a fault in Broadsheet itself; the log has it in full",
        )
    if result.stopped:
        return Outcome(ExitCode.PARTIAL, "stopped before the end; what was made is kept, the same command begins anew")
    if result.damaged:
        first = f", the first: {result.damage[0]}" if result.damage else ""
        return Outcome(
            ExitCode.PARTIAL,
            f"{number(result.damaged, 'record')} could not be read and all others were{first}; stats.json and the log "
            "have the list",
        )
    if result.articles or result.issues:
        return Outcome(ExitCode.DONE)
    if result.rejected:
        return Outcome(
            ExitCode.PARTIAL,
            f"none of {number(result.rejected, 'page')} was accepted as an article; rejected.jsonl has the reasons",
        )
    return Outcome(
        ExitCode.NOTHING_NEW, "no article was found; name other files, or other days or another paper if you chose them"
    )


def render(difference: Difference) -> RenderableType:
    """Return a difference as a table to be read."""
    head = (
        f"{number(difference.compared, 'article')} in both runs, {difference.changed} changed, "
        f"{len(difference.added)} new, {len(difference.gone)} gone"
    )
    parts: list[RenderableType] = [Text(head)]
    if difference.fields:
        table = Table(show_lines=True)
        table.add_column("field", overflow="fold")
        table.add_column("articles", justify="right")
        table.add_column("was → is", overflow="fold", ratio=1)
        for name, count in difference.fields.most_common():
            shown = Text("\n").join(
                Text.assemble(
                    (example.old if example.old is not None else "∅", "red"),
                    " → ",
                    (example.new if example.new is not None else "∅", "green"),
                    (f"  {example.url}", "dim"),
                )
                for example in difference.examples[name]
            )
            table.add_row(Text(name), str(count), shown)
        parts.append(table)
    for word, urls in (("New", difference.added), ("Gone", difference.gone)):
        if urls:
            more = f" and {len(urls) - _URLS_SHOWN} more" if len(urls) > _URLS_SHOWN else ""
            parts.append(Text(f"{word}: {', '.join(urls[:_URLS_SHOWN])}{more}"))
    return Group(*parts)
