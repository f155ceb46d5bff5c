"""scrapy crawl --all: every newspaper whose schedule is due, several at once, one line each."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from schemas import ArgumentError, BroadsheetError, ExitCode, Publication
from scrapers.commands.amounts import LIMITS
from scrapers.commands.due import due, next_due
from scrapers.commands.outcome import fail, gravest
from scrapers.commands.together import Ended, Together
from scrapers.spiders.newspaper import NewspaperSpider

_JOBS = 4
# Files that several crawls would write over each other.
_ONE_ONLY = {
    "output": "-o",
    "overwrite_output": "-O",
    "logfile": "--logfile",
    "pidfile": "--pidfile",
    "profile": "--profile",
}


def check_all(args: list[str], opts: argparse.Namespace) -> None:
    """Raise ArgumentError for what cannot be typed beside --all."""
    if args:
        raise ArgumentError(f"--all is for every newspaper; type scrapy crawl --all, or scrapy crawl {args[0]}")
    for name, option in _ONE_ONLY.items():
        if getattr(opts, name):
            raise ArgumentError(f"{option} is for one newspaper: with --all each crawl writes its own run folder")
    if opts.jobs is not None and not (opts.jobs.isascii() and opts.jobs.isdigit() and 1 <= int(opts.jobs) <= 64):
        raise ArgumentError(f"--jobs {opts.jobs} is no number of newspapers at once, 1 to 64; type --jobs {_JOBS}")


def crawl_all(settings: BaseSettings, opts: argparse.Namespace, now: datetime | None = None) -> ExitCode:
    """Crawl the papers that are due, each in a process of its own, and return the gravest of their exit codes.

    Prints one line for each on standard output, and what they say of trouble on standard error. Ends the command
    when an argument does not suit one of them, before any is begun.
    """
    try:
        papers = _papers(settings)
        names = due(papers, Path(settings["OUTPUT_DIR"]), now or datetime.now(UTC))
        loader = get_spider_loader(settings)
        for name in names:
            loader.load(name).read_arguments(opts.spargs)  # type: ignore[attr-defined]
    except BroadsheetError as error:
        fail("crawl", error)
    if not names:
        name, instant = next_due(papers, now or datetime.now(UTC))
        sys.stdout.write(f"no newspaper is due; the next is {name}, {instant:%A %d %B %Y, %H:%M %Z}\n")
        return ExitCode.NOTHING_NEW
    shared = _shared_arguments(opts)
    commands = {name: [sys.executable, "-m", "scrapy", "crawl", name, *shared] for name in names}
    return gravest(Together(int(opts.jobs or _JOBS)).run(commands, _report))


def _papers(settings: BaseSettings) -> dict[str, Publication]:
    loader = get_spider_loader(settings)
    classes = {name: loader.load(name) for name in loader.list()}
    return {name: paper.publication for name, paper in classes.items() if issubclass(paper, NewspaperSpider)}


def _shared_arguments(opts: argparse.Namespace) -> list[str]:
    """Return the options that every crawl is started with, as they were typed."""
    arguments = ["--no-progress", "-L", opts.loglevel or "WARNING"]
    if opts.nolog:
        arguments.append("--nolog")
    for name, value in opts.spargs.items():
        arguments += ["-a", f"{name}={value}"]
    for assignment in opts.set:
        arguments += ["-s", assignment]
    for name in LIMITS:
        if (text := getattr(opts, f"max_{name}")) is not None:
            arguments += [f"--max-{name}", text]
    return arguments


def _report(ended: Ended) -> None:
    sys.stdout.write(f"{ended.name}: {ended.summary}\n")
    sys.stdout.flush()
    for line in ended.lines():
        sys.stderr.write(line + "\n")
