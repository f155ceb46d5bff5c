"""What is missing of a newspaper, and the crawl that fetches it: the state is turned into a selection here."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from pipelines.crawl_note import unfinished_run
from pipelines.gaps import Facts, Gaps, find_gaps
from pipelines.recall import read_state
from pipelines.run import folder_name
from pipelines.state import State
from pipelines.state_file import DamagedStateError
from schemas import ArgumentError
from scrapers.selection import Selection
from scrapers.spiders.newspaper import NewspaperSpider

logger = logging.getLogger(__name__)

SpiderClass = type[NewspaperSpider]


def newspaper(settings: BaseSettings, args: list[str]) -> SpiderClass:
    """Return the spider of the one newspaper that was typed. Raises ArgumentError."""
    loader = get_spider_loader(settings)
    classes = {name: loader.load(name) for name in loader.list()}
    known = {name: paper for name, paper in sorted(classes.items()) if issubclass(paper, NewspaperSpider)}
    names = ", ".join(known)
    if len(args) != 1:
        raise ArgumentError(f"wanted one newspaper; there are {names}; type scrapy gaps {next(iter(known))}")
    if args[0] not in known:
        near = get_close_matches(args[0], known, n=1) or list(known)
        raise ArgumentError(f"there is no newspaper {args[0]!r}; there are {names}; type scrapy gaps {near[0]}")
    return known[args[0]]


def gaps_of(spider: SpiderClass, output: Path, since: date | None) -> Gaps:
    """Return what is missing of a newspaper whose runs lie below `output`. Needs no lock.

    Raises ArgumentError when nothing was crawled yet, OutputError when the state cannot be read.
    """
    paper, links = spider.publication, spider.links
    facts = Facts(
        paper,
        links.identity,
        links.is_article,
        lambda url: links.resolve(url, "") is not None and not links.is_excluded(url),
        datetime.now(ZoneInfo(paper.timezone)).date(),
        spider.site_map.issue_pages_until,
    )
    folder = output / folder_name(paper.slug)
    try:
        return _find(read_state(folder), facts, since)
    except DamagedStateError as damage:
        logger.warning("%s It is passed over, and the runs are read instead.", damage.finding)
        return _find(read_state(folder, blank=True), facts, since)


def _find(state: State, facts: Facts, since: date | None) -> Gaps:
    try:
        return find_gaps(state, facts, since)
    finally:
        state.close()


def with_gaps(selection: Selection, spider: SpiderClass, output: Path) -> Selection:
    """Return a selection of gaps with everything that is to be fetched: pages by address, issues by number or day.

    Raises what `gaps_of` raises.
    """
    gaps = gaps_of(spider, output, selection.since)
    return replace(
        selection,
        urls=(*(missing.url for missing in gaps.to_fetch), *(unread.url for unread in gaps.lists_to_fetch)),
        numbers=tuple(issue.number for issue in gaps.issues if issue.number is not None),
        days=tuple(issue.expected for issue in gaps.issues if issue.number is None and issue.expected),
    )


def is_closed(selection: Selection, spider: SpiderClass, output: Path) -> bool:
    """Tell whether a crawl of gaps has nothing to do: nothing to fetch, and no stopped crawl to bring to its end."""
    if selection.kind != "gaps" or selection.urls or selection.numbers or selection.days:
        return False
    return unfinished_run(output / folder_name(spider.publication.slug), dict(selection.typed)) is None
