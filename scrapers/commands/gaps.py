"""scrapy gaps: what is missing of a newspaper, and the command that fetches it."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand

from schemas import ArgumentError, BroadsheetError, ExitCode
from scrapers.commands.gaps_table import render
from scrapers.commands.missing import SpiderClass, gaps_of, newspaper
from scrapers.commands.outcome import fail
from scrapers.commands.typed import Checked, check_typed

# Where no terminal says how wide it is every row stays on one line, for grep.
_WIDTH = 4000


class Command(Checked, ScrapyCommand):
    """Compare what is listed with what is held. Ends with 0 when nothing can be fetched, 3 when something can."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what is typed after the command's name."""
        return "NEWSPAPER [--since DAY] [--json]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` shows for this command."""
        return "Show what is missing of a newspaper: scrapy gaps socialist_worker"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Compares what the issues, feeds, sitemaps and lists of a newspaper name with what its runs hold: missing "
            "issues, missing articles, dead links, rejected pages, lists that could not be read, articles that have "
            "left their place. Nothing is fetched, and a crawl may be at work meanwhile. Ends with exit code 0 when "
            "there is nothing to fetch, and 3 when there is."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --since and --json to Scrapy's options."""
        super().add_options(parser)
        parser.add_argument("--since", metavar="DAY", help="only what is of this day, month or year and later")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the gaps and set the exit code, or end with one message."""
        assert self.settings is not None
        try:
            check_typed(self.settings, opts)
            for message in self.settings.getlist("ENVIRONMENT_ERRORS"):
                raise ArgumentError(message)
            spider = newspaper(self.settings, args)
            since = _since(spider, opts.since)
            gaps = gaps_of(spider, Path(self.settings["OUTPUT_DIR"]), since)
        except BroadsheetError as error:
            fail("gaps", error)
        command = f"scrapy crawl {spider.name} -a gaps=yes" + (f" -a since={since}" if since else "")
        fetch = command if gaps.can_be_closed else None
        if opts.json:
            found = {"publication": spider.publication.slug, "since": since.isoformat() if since else None}
            json.dump({**found, **gaps.as_dict(), "command": fetch}, sys.stdout, ensure_ascii=False, indent=2)
            sys.stdout.write("\n")
        else:
            console = Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False)
            console.print(render(gaps, spider.publication.name, fetch))
        self.exitcode = int(ExitCode.PARTIAL if gaps.can_be_closed else ExitCode.DONE)


def _since(spider: SpiderClass, text: str | None) -> date | None:
    """Return the day of --since, which is read like the argument of a crawl. Raises ArgumentError."""
    if text is None:
        return None
    try:
        return spider.read_arguments({"gaps": "yes", "since": text}).since
    except ArgumentError as error:
        raise ArgumentError(str(error).replace("-a since=", "--since ").replace("since=", "--since ")) from error
