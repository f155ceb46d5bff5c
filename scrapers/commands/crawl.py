"""scrapy crawl: Scrapy's own command, with arguments checked before it starts and an exit code when it ends."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import traceback
from contextlib import ExitStack
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from rich.console import Console
from scrapy import Spider, signals
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spiderloader import get_spider_loader
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from schemas import ArgumentError, BroadsheetError, ExitCode
from scrapers.commands.amounts import LIMITS
from scrapers.commands.crawl_all import check_all, crawl_all
from scrapers.commands.missing import is_closed, with_gaps
from scrapers.commands.outcome import ending_of, fail, judge, summary
from scrapers.commands.progress import CrawlProgress, add_progress_option
from scrapers.commands.typed import Checked, check_log_file, check_typed
from scrapers.environment import LOG_LEVELS
from scrapers.spiders.newspaper import NewspaperSpider


class Command(Checked, ScrapyCrawl):
    """Crawl a newspaper. Ends with one of the codes of schemas.errors.ExitCode."""

    spider_class: type[Spider]
    spider_arguments: dict[str, Any]

    def short_desc(self) -> str:
        """Return the line that `scrapy` shows for this command."""
        return "Crawl a newspaper: scrapy crawl socialist_worker -a issue=2518"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the limits, --all and --progress to Scrapy's options."""
        super().add_options(parser)
        for name, (_, _, metavar, words) in LIMITS.items():
            parser.add_argument(f"--max-{name}", metavar=metavar, help=f"end the crawl cleanly after so {words}")
        parser.add_argument("--all", action="store_true", help="crawl every newspaper whose schedule is due")
        parser.add_argument("--jobs", metavar="N", help="with --all: so many newspapers at once (default: 4)")
        add_progress_option(parser, "the progress of the crawl")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check everything that can be checked before Scrapy starts. Ends the command at the first mistake."""
        super().process_options(args, opts)
        try:
            self._check(args, opts)
        except BroadsheetError as error:
            fail("crawl", error)
        if opts.progress is None:
            opts.progress = sys.stderr.isatty()
        if (opts.progress or opts.all) and not self._log_level_chosen():
            assert self.settings is not None
            self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, then say what was written where, and set the exit code."""
        if opts.all:
            assert self.settings is not None
            self.exitcode = int(crawl_all(self.settings, opts))
            return
        if self._has_nothing_to_close():
            sys.stdout.write(f"{self.spider_class.name}: nothing is missing that could be fetched\n")
            self.exitcode = int(ExitCode.NOTHING_NEW)
            return
        console = Console(stderr=True)
        with ExitStack() as stack:
            progress = stack.enter_context(CrawlProgress(console)) if opts.progress else None
            crawler = self._create_crawler(self.spider_class)
            crawler.signals.connect(_count_item_errors(crawler), signal=signals.item_error, weak=False)
            if progress is not None:
                progress.watch(crawler)
            assert self.crawler_process is not None
            crawl = self.crawler_process.crawl(crawler, **self.spider_arguments)
            errors = _errors_of(crawl)
            self.crawler_process.start()
        self.exitcode = int(_conclude(crawler, errors, to_stdout=not _writes_to_stdout(opts)))

    def _has_nothing_to_close(self) -> bool:
        assert self.settings is not None
        selection = self.spider_arguments.get("selection")
        if selection is None or not issubclass(self.spider_class, NewspaperSpider):
            return False
        return is_closed(selection, self.spider_class, Path(self.settings["OUTPUT_DIR"]))

    def _check(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        check_typed(self.settings, opts)
        if opts.loglevel and opts.loglevel.upper() not in LOG_LEVELS:
            raise ArgumentError(f"-L {opts.loglevel} is no log level; type one of {', '.join(LOG_LEVELS)}")
        if opts.logfile and not os.access(Path(opts.logfile).parent, os.W_OK):
            raise ArgumentError(
                f"--logfile {opts.logfile} cannot be written; type a path in a folder that you may write to"
            )
        if opts.logfile:
            check_log_file(opts.logfile)
        for message in self.settings.getlist("ENVIRONMENT_ERRORS"):
            raise ArgumentError(message)
        for name, (setting, read, _, _) in LIMITS.items():
            text = getattr(opts, f"max_{name}")
            if text is not None:
                self.settings.set(setting, read(f"--max-{name}", text), priority="cmdline")
        if opts.all:
            check_all(args, opts)
            return
        if opts.jobs is not None:
            raise ArgumentError(f"--jobs {opts.jobs} is for several newspapers; type scrapy crawl --all --jobs N")
        self.spider_class = self._find_spider(args)
        if issubclass(self.spider_class, NewspaperSpider):
            selection = self.spider_class.read_arguments(opts.spargs)
            if selection.kind == "gaps":
                selection = with_gaps(selection, self.spider_class, Path(self.settings["OUTPUT_DIR"]))
            self.spider_arguments = {"selection": selection}
        else:
            self.spider_arguments = dict(opts.spargs)

    def _find_spider(self, args: list[str]) -> type[Spider]:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        known = sorted(loader.list())
        if not args:
            raise ArgumentError(f"which newspaper? There are {', '.join(known)}; type scrapy crawl {known[0]}")
        if len(args) > 1:
            raise ArgumentError(
                f"{' '.join(args[1:])!r} stands after the name; type one newspaper at a time, and its arguments as "
                f"-a NAME=VALUE: scrapy crawl {args[0]} -a {args[1]}"
            )
        if args[0] not in known:
            near = get_close_matches(args[0], known, n=1) or known[:1]
            raise ArgumentError(
                f"there is no newspaper {args[0]!r}; there are {', '.join(known)}; type scrapy crawl {near[0]}"
            )
        return loader.load(args[0])

    def _log_level_chosen(self) -> bool:
        assert self.settings is not None
        priority = self.settings.getpriority("LOG_LEVEL") or 0
        return priority >= SETTINGS_PRIORITIES["cmdline"] or "BROADSHEET_LOG_LEVEL" in os.environ


def _count_item_errors(crawler: Crawler) -> Any:
    def count(**_: Any) -> None:
        crawler.stats.inc_value("broadsheet/item_errors")

    return count


def _errors_of(crawl: Any) -> list[BaseException]:
    """Return the list that will hold what a crawl ends with, when that is an error.

    Scrapy gives a task or, with another reactor than asyncio's, a deferred. Taking the error out of either keeps
    it from being printed as a traceback that nobody handled.
    """
    errors: list[BaseException] = []
    if isinstance(crawl, Deferred):

        def keep(failure: Failure) -> None:
            if failure.value is not None:
                errors.append(failure.value)

        crawl.addErrback(keep)
    else:

        def done(task: asyncio.Task[None]) -> None:
            if not task.cancelled() and (error := task.exception()):
                errors.append(error)

        crawl.add_done_callback(done)
    return errors


def _conclude(crawler: Crawler, errors: list[BaseException], to_stdout: bool) -> ExitCode:
    """Print how the crawl ended and return its exit code."""
    for error in errors:
        if isinstance(error, BroadsheetError):
            sys.stderr.write(f"scrapy crawl: error: {error}\n")
            return error.exit_code
        traceback.print_exception(error)
        return ExitCode.INTERNAL
    end = ending_of(crawler)
    outcome = judge(end)
    (sys.stdout if to_stdout else sys.stderr).write(summary(end) + "\n")
    if outcome.message:
        kind = {ExitCode.PARTIAL: "warning", ExitCode.NOTHING_NEW: "note"}.get(outcome.code, "error")
        sys.stderr.write(f"scrapy crawl: {kind}: {outcome.message}\n")
    return outcome.code


def _writes_to_stdout(opts: argparse.Namespace) -> bool:
    return any(target.startswith("-") for target in [*(opts.output or ()), *(opts.overwrite_output or ())])
