"""scrapy reparse: records made again from archives, with no network; or what would change if they were."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.log import configure_logging

from pipelines.sense import Limits
from schemas import ArgumentError, BroadsheetError, ExitCode
from scrapers.archives.inputs import Input, find_inputs
from scrapers.commands.outcome import fail
from scrapers.commands.progress import ReparseProgress, add_progress_option
from scrapers.commands.reparse_report import judge, passed_over, render, summary
from scrapers.commands.show import articles_file
from scrapers.commands.typed import Checked
from scrapers.mirror import Mirror
from scrapers.reparse.diff import Difference, compare
from scrapers.reparse.folders import OTHERS, Folders
from scrapers.reparse.papers import SpiderClass
from scrapers.reparse.reading import Job
from scrapers.reparse.run import Reparse, Result
from scrapers.spiders.newspaper import NewspaperSpider

_SLUG = re.compile(r"[a-z0-9_]{1,100}")


class Command(Checked, ScrapyCommand):
    """Make records again. Ends with one of the codes of schemas.errors.ExitCode."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what is typed after the command's name."""
        return "PATH... --output DIR | --diff RUN"

    def short_desc(self) -> str:
        """Return the line that `scrapy` shows for this command."""
        return "Make records again from archives: scrapy reparse output/socialist_worker --output again"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Reads WARC files (gzip, zstd or plain), WACZ packages, run folders and folders of HTML files, and makes "
            "the records of their articles and issues again, without the network. docs/reparse.md says what is read "
            "and what comes out."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--output", metavar="DIR", help="write a run folder for each paper below DIR")
        parser.add_argument("--diff", metavar="RUN", help="say what changes against the articles of an earlier run")
        parser.add_argument("--json", action="store_true", help="print what --diff finds as JSON")
        parser.add_argument("--publication", metavar="SLUG", help="only pages of this paper")
        parser.add_argument("--site", metavar="URL", help="where a copy of that paper was crawled: its pages' address")
        parser.add_argument("--since", metavar="DAY", help="only captures of this day and later, YYYY-MM-DD")
        parser.add_argument("--until", metavar="DAY", help="only captures of this day and earlier")
        parser.add_argument("--workers", metavar="N", help="processes that read pages (default: one for each core)")
        add_progress_option(parser, "how far it is")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read, write, and say what came of it."""
        try:
            self.exitcode = int(self._run(args, opts))
        except BroadsheetError as error:
            # The advice of the pipelines is for crawls, which name their folder in another way.
            fail("reparse", type(error)(str(error).replace("-s OUTPUT_DIR=DIR", "--output DIR")))

    def _run(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        if not args:
            raise ArgumentError("what is to be read? Type scrapy reparse PATH --output DIR")
        if not opts.output and not opts.diff:
            raise ArgumentError(f"where to? Type scrapy reparse {args[0]} --output DIR, or --diff RUN to compare alone")
        if opts.json and not opts.diff:
            raise ArgumentError("--json goes with --diff; type scrapy reparse PATH --diff RUN --json")
        spiders = self._spiders()
        job = self._job(opts, spiders)
        old = articles_file(Path(opts.diff)) if opts.diff else None
        inputs = find_inputs(args)
        workers = _workers(opts.workers)
        with ExitStack() as stack:
            output = Path(opts.output or stack.enter_context(tempfile.TemporaryDirectory(prefix="reparse-")))
            result = self._reparse(inputs, job, spiders, output, workers, opts)
            difference = compare(old, [run / "articles.jsonl" for run in result.folders]) if old else None
        return _conclude(result, difference, job, spiders, opts)

    def _reparse(
        self,
        inputs: list[Input],
        job: Job,
        spiders: dict[str, SpiderClass],
        output: Path,
        workers: int,
        opts: argparse.Namespace,
    ) -> Result:
        assert self.settings is not None
        progress = sys.stderr.isatty() if opts.progress is None else opts.progress
        chosen = (self.settings.getpriority("LOG_LEVEL") or 0) >= SETTINGS_PRIORITIES["cmdline"]
        if not chosen:
            self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")
        with ExitStack() as stack:
            others = job.publication if job.publication and job.publication not in spiders else OTHERS
            folders = Folders(
                output,
                datetime.now(UTC),
                spiders,
                others=others,
                log_level=self.settings.get("CRAWL_LOG_LEVEL", "DEBUG"),
            )
            shown = ReparseProgress(Console(stderr=True)) if progress else None
            seen = shown.show if shown else lambda url, result: None
            reparse = Reparse(inputs, job, folders, workers, seen)  # before the display, which is a thread
            if shown:
                stack.enter_context(shown)
            configure_logging(self.settings)
            return reparse.run()

    def _spiders(self) -> dict[str, SpiderClass]:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        classes = [loader.load(name) for name in loader.list()]
        return {spider.publication.slug: spider for spider in classes if issubclass(spider, NewspaperSpider)}

    def _job(self, opts: argparse.Namespace, spiders: dict[str, SpiderClass]) -> Job:
        assert self.settings is not None
        slug, since, until = opts.publication, _day("since", opts.since), _day("until", opts.until)
        if slug is not None and not _SLUG.fullmatch(slug):
            raise ArgumentError(
                f"--publication {slug} is no slug (small letters, digits, _); there are {', '.join(sorted(spiders))}, "
                "and for a paper that has no spider the name in its host: guardian for www.theguardian.com"
            )
        if since and until and since > until:
            raise ArgumentError(f"--since {since} is after --until {until}; type --since {until} --until {since}")
        if opts.site is not None:
            if slug not in spiders:
                raise ArgumentError(
                    f"--site {opts.site}: which paper's? Type --publication {sorted(spiders)[0]} as well"
                )
            Mirror.at(spiders[slug].links.home, opts.site)
        min_words = self.settings.getint("MIN_ARTICLE_WORDS", Limits.min_words)
        return Job(tuple(spiders.values()), slug, opts.site, since, until, min_words)


def _day(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(f"--{name} {text} is not in the calendar ({error}); type --{name} 2016-08-23") from error
    raise ArgumentError(f"--{name} {text} is no day; type year, month and day like --{name} 2016-08-23")


def _workers(text: str | None) -> int:
    if text is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not re.fullmatch(r"\d{1,3}", text) or not 1 <= int(text) <= 256:
        raise ArgumentError(f"--workers {text} is no number of processes; type a number from 1 to 256: --workers 2")
    return int(text)


def _conclude(
    result: Result,
    difference: Difference | None,
    job: Job,
    spiders: dict[str, SpiderClass],
    opts: argparse.Namespace,
) -> ExitCode:
    """Print what came of it and return the exit code."""
    out = sys.stderr if opts.json else sys.stdout
    out.write(summary(result, written=bool(opts.output)) + "\n")
    if sentence := passed_over(result):
        out.write(sentence + "\n")
    if difference is not None and opts.json:
        json.dump(difference.as_json(), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    elif difference is not None:
        Console().print(render(difference))
    outcome = judge(result)
    if outcome.message:
        near = get_close_matches(job.publication or "", spiders, n=1)
        hint = f" (did you mean --publication {near[0]}?)" if near and job.publication not in spiders else ""
        kind = "warning" if outcome.code is ExitCode.PARTIAL else "error"
        sys.stderr.write(f"scrapy reparse: {kind}: {outcome.message}{hint}\n")
    return outcome.code
