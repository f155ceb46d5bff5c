"""How a crawl ended: the exit code and the one sentence that goes with it. docs/exit-codes.md has the codes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from scrapy.crawler import Crawler

from schemas import BroadsheetError, ExitCode

# The reasons with which a crawl closes at a limit that the user set.
_LIMITS = {
    "closespider_timeout": "the time (--max-time)",
    "closespider_pagecount": "the number of pages (--max-pages)",
    "closespider_bytes": "the bytes (--max-bytes)",
    "closespider_itemcount": "the number of records (CLOSESPIDER_ITEMCOUNT)",
}
# Of several endings the first of these counts.
_GRAVITY = (
    ExitCode.DISK,
    ExitCode.INTERNAL,
    ExitCode.BAD_ARGUMENTS,
    ExitCode.BLOCKED,
    ExitCode.LOCKED,
    ExitCode.PARTIAL,
    ExitCode.NOTHING_NEW,
    ExitCode.DONE,
)


@dataclass(frozen=True)
class Outcome:
    """`message` is empty when all is well; otherwise it says what happened and what to do."""

    code: ExitCode
    message: str = ""


@dataclass(frozen=True)
class Ending:
    """What a crawl leaves behind: Scrapy's reason, the stats, and what the spider met first.

    `trouble` is the first page that could not be had, `blocked` that it speaks for the whole site.
    """

    reason: str
    stats: Mapping[str, Any]
    trouble: str | None = None
    blocked: bool = False

    def count(self, name: str) -> int:
        """Return one of the counters under "broadsheet/"."""
        return int(self.stats.get(f"broadsheet/{name}") or 0)


def ending_of(crawler: Crawler) -> Ending:
    """Return what a crawl that has ended leaves behind."""
    trouble = getattr(crawler.spider, "trouble", None)
    stats = crawler.stats.get_stats()
    reason = str(stats.get("finish_reason", "shutdown"))  # none: Ctrl-C twice, and nobody was asked to close anything
    return Ending(reason, stats, trouble[1] if trouble else None, bool(getattr(crawler.spider, "blocked", False)))


def fail(command: str, error: BroadsheetError) -> NoReturn:
    """Print an error as the one message of a command and end with its exit code."""
    sys.stderr.write(f"scrapy {command}: error: {error}\n")
    raise SystemExit(int(error.exit_code))


def judge(end: Ending) -> Outcome:
    """Return how a crawl ended. The worst that happened counts."""
    if error := end.stats.get("broadsheet/error"):
        return Outcome(ExitCode(end.count("exit_code") or ExitCode.DISK), str(error))
    faults = int(end.stats.get("spider_exceptions/count") or 0) + end.count("item_errors")
    if faults or end.reason == "start_error":
        return Outcome(
            ExitCode.INTERNAL, f"{faults or 1} page(s) met a fault in Broadsheet itself; the log has it in full"
        )
    if end.reason == "refused":
        return Outcome(
            ExitCode.BLOCKED,
            f"stopped, since the site refuses the crawl: {end.trouble}; what was got is kept. Wait some hours, crawl "
            "more slowly (-s DOWNLOAD_DELAY=10), and ask the paper for leave",
        )
    if end.trouble and not end.count("fetched") and end.blocked:
        return Outcome(
            ExitCode.BLOCKED,
            f"the site could not be read: {end.trouble}; look at that address in a browser, check -a site= and the "
            "network, and try again later",
        )
    if end.reason == "shutdown":
        return Outcome(
            ExitCode.PARTIAL, "stopped before the end; what was got is kept, the same command goes on with it"
        )
    if limit := _LIMITS.get(end.reason):
        return Outcome(
            ExitCode.PARTIAL, f"ended at the limit of {limit}; what was got is kept, the same command goes on with it"
        )
    if failed := end.count("failed"):
        return Outcome(
            ExitCode.PARTIAL,
            f"{failed} page(s) could not be fetched, the first: {end.trouble}; rejected.jsonl lists them, to be tried "
            "again with -a gaps=yes",
        )
    return _judge_harvest(end)


def _judge_harvest(end: Ending) -> Outcome:
    if end.count("articles") or end.count("issues"):
        return Outcome(ExitCode.DONE)
    if rejected := end.count("rejected"):
        return Outcome(
            ExitCode.PARTIAL,
            f"none of {rejected} page(s) was accepted as an article; rejected.jsonl has the reasons",
        )
    if known := end.count("unchanged") + end.count("not_due"):
        return Outcome(ExitCode.NOTHING_NEW, f"nothing is new; {known} record(s) are held already, unchanged")
    return Outcome(
        ExitCode.NOTHING_NEW,
        "nothing was found; look whether the issue, month, section or tag is on the site, and ask for another",
    )


def gravest(codes: Iterable[int]) -> ExitCode:
    """Return the exit code that speaks for several crawls. What is no code of ours is a fault of ours."""
    found = {ExitCode(code) if code in set(ExitCode) else ExitCode.INTERNAL for code in codes}
    return min(found, key=_GRAVITY.index, default=ExitCode.DONE)


def summary(end: Ending) -> str:
    """Return the line that says what was written where."""
    folder = end.stats.get("broadsheet/run_folder")
    revised = end.count("revised")
    counts = (
        number(end.count("articles"), "article") + (f" ({revised} revised)" if revised else ""),
        number(end.count("issues"), "issue"),
        f"{end.count('rejected')} rejected",
        number(end.count("fetched"), "page") + " read",
    )
    return f"{', '.join(counts)}: " + (f"written to {folder}" if folder else "nothing was written")


def number(count: int, noun: str) -> str:
    """Return a count with its noun, in the singular or the plural."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
