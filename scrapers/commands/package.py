"""scrapy package RUN: a finished run as one WACZ file or as a BagIt bag."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.commands import ScrapyCommand

from pipelines.bag import write_bag
from pipelines.finished import FinishedRun
from pipelines.package import PACKAGE
from pipelines.wacz import write_wacz
from schemas import ArgumentError, BroadsheetError, ExitCode
from scrapers import __version__
from scrapers.commands.outcome import fail
from scrapers.commands.typed import Checked

_SOFTWARE = f"Broadsheet {__version__}"
_SUFFIXES = {"wacz": ".wacz", "bagit": ".bag"}


class Command(Checked, ScrapyCommand):
    """Pack a finished run. Ends with one of the codes of schemas.errors.ExitCode; never changes the run."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what is typed after the command's name."""
        return "RUN --format wacz|bagit [--output FILE]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` shows for this command."""
        return "Pack a run for others: scrapy package output/socialist_worker --format wacz"

    def long_desc(self) -> str:
        """Return the help text."""
        return (
            "Packs the finished run in folder RUN: as a WACZ, one file that ReplayWeb.page opens, or as a BagIt bag, a "
            "folder with checksums. RUN may also be the folder of a newspaper: then its newest finished run is packed. "
            "The run itself stays as it is, and every byte is held to its checksum on the way."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add --format and --output to Scrapy's options."""
        super().add_options(parser)
        parser.add_argument("--format", dest="form", metavar="wacz|bagit", help="what to make (default: wacz)")
        parser.add_argument(
            "--output", metavar="FILE", help="the new file or folder (default: <newspaper>-<run>.wacz or .bag, here)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Pack the run and say where it is, or end with one message and an exit code."""
        try:
            sys.stdout.write(pack(args, opts.form, opts.output) + "\n")
        except BroadsheetError as error:
            fail("package", error)
        except KeyboardInterrupt:
            sys.stderr.write("scrapy package: error: stopped; nothing was left behind, and the run is as it was\n")
            raise SystemExit(int(ExitCode.PARTIAL)) from None


def pack(args: list[str], form: str | None, output: str | None) -> str:
    """Pack a run and return the sentence that says what was made.

    Raises schemas.ArgumentError, LockedError, DamagedError and OutputError; then nothing new is there.
    """
    form = form or "wacz"
    if form not in _SUFFIXES:
        raise ArgumentError(f"--format {form} is not known; type --format wacz or --format bagit")
    if len(args) != 1:
        raise ArgumentError("wanted the folder of one run; type scrapy package output/PAPER/RUN --format wacz")
    run = FinishedRun.read(_run_folder(Path(args[0])))
    target = Path(output or run.name + _SUFFIXES[form]).absolute()
    if target.resolve().is_relative_to(run.folder.resolve()):
        raise ArgumentError(f"{target} lies in the run itself, which stays as it is; type --output and another place")
    for path in run.unlisted():
        sys.stderr.write(f"scrapy package: warning: {path} is not listed in {PACKAGE} and is left out\n")
    now = datetime.now(UTC)
    if form == "wacz":
        pages = write_wacz(run, target, _SOFTWARE, now)
        return f"{pages} page(s), {target.stat().st_size:,} bytes: written to {target}"
    size = write_bag(run, target, _SOFTWARE, now.date())
    return f"{len(run.resources) + 1} file(s), {size:,} bytes: written to {target}"


def _run_folder(folder: Path) -> Path:
    """Return the folder of a run, or of the newest finished run of a newspaper."""
    if (folder / PACKAGE).exists():
        return folder
    runs = sorted(folder.glob(f"[0-9]*T[0-9]*Z/{PACKAGE}")) if folder.is_dir() else []
    return runs[-1].parent if runs else folder
