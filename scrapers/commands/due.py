"""Which newspapers `scrapy crawl --all` crawls: those whose schedule has come round since they were last crawled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pipelines.history import last_crawl
from pipelines.run import folder_name
from schemas import ArgumentError, Publication


def due(papers: Mapping[str, Publication], output: Path, now: datetime) -> list[str]:
    """Return the names of the papers that are due, by name. `output` holds the run folders of all.

    A paper is due when its newest crawl that got something began before the last instant of its schedule. Raises
    ArgumentError when no paper has a schedule.
    """
    if not any(paper.schedule for paper in papers.values()):
        raise ArgumentError(
            "no newspaper has a schedule; give its Publication one, for instance schedule=Schedule(at=(time(6),))"
        )
    return sorted(name for name, paper in papers.items() if _is_due(paper, output, now))


def next_due(papers: Mapping[str, Publication], now: datetime) -> tuple[str, datetime]:
    """Return the paper that the schedules name next, and when, by the clocks where it comes out."""
    instants = [
        (paper.schedule.following(now, ZoneInfo(paper.timezone)), name)
        for name, paper in papers.items()
        if paper.schedule
    ]
    instant, name = min(instants)
    return name, instant


def _is_due(paper: Publication, output: Path, now: datetime) -> bool:
    if paper.schedule is None:
        return False
    last = last_crawl(output / folder_name(paper.slug))
    return last is None or last < paper.schedule.latest(now, ZoneInfo(paper.timezone))
