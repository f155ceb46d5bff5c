"""Crawls that are killed, starved of disk and sent through time, and gone on with until they end: what is lost?

    python -m benchmarks.torture [--kills N] [--seed N] [--keep DIR]

Each round crawls two issues of the invented paper with the settings of a real crawl and disturbs it a few times: most
often with SIGKILL at a random moment, which may be one of the crawl that goes on; sometimes with Ctrl-C pressed twice,
by killing the process that reads its pages, by a disk that is full after some random number of bytes (a small tmpfs
where one can be mounted, else a limit on the size of files), or with a clock that jumps a day ahead or back. Then the
crawl comes to its end, and the outcome is compared with that of a crawl that nobody disturbed. Printed is what was
done, and what was lost, written twice, or torn. Exit code 1 when any of these is not 0.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from benchmarks.forked import crawl_in_fork
from benchmarks.losses import DISTURBANCES, SLUG, Score, outcome
from benchmarks.small_disk import can_mount, make_room, small_disk, with_own_mounts
from examples.paper.server import serve
from examples.paper.site import Paper
from scrapers.parsing import Parsing

ARGUMENTS = {"issues": "2518-2519"}
# How often each of DISTURBANCES is chosen.
_SHARES = (16, 1, 1, 1, 1)
# Sizes of small disks: what a crawl writes needs about half a megabyte.
_SMALL = (20_000, 700_000)


class Torture:
    """Crawls of one site, disturbed by chance, and what came of them."""

    def __init__(self, site: str, seed: int, folder: Path) -> None:
        self._chance = random.Random(seed)
        self._arguments = {**ARGUMENTS, "site": site}
        self._folder = folder
        self.score = Score()
        begun = time.monotonic()
        with crawl_in_fork(SLUG, self._arguments, folder / "whole") as crawl:
            assert crawl.wait() == 0, "the undisturbed crawl did not come to its end"
        self._duration = time.monotonic() - begun
        self._wanted = outcome(folder / "whole")

    def round(self) -> None:
        """Crawl once, disturbed a few times, and count what is lost."""
        output, score = self._folder / f"round-{self.score.rounds + 1}", self.score
        on_small_disk = can_mount() and self._chance.random() < 0.2
        days = score.did["clock jumps"]
        with small_disk(output, self._chance.randint(*_SMALL)) if on_small_disk else nullcontext():
            if on_small_disk:
                score.did["full disks"] += self._crawl(output) == 7
                make_room(output)
            for _ in range(self._chance.randint(1, 5)):
                self._disturb(output)
            if self._crawl(output) not in (0, 5):
                score.lost.append(f"round {score.rounds + 1}: the last crawl did not come to its end")
            score.add(outcome(output), self._wanted, score.did["clock jumps"] - days)
        shutil.rmtree(output)

    def _crawl(self, output: Path, before: Callable[[], None] | None = None) -> int:
        with crawl_in_fork(SLUG, self._arguments, output, before) as crawl:
            return crawl.wait()

    def _disturb(self, output: Path) -> None:
        chance, score = self._chance, self.score
        [kind] = chance.choices(DISTURBANCES, _SHARES)
        moment = chance.uniform(0, self._duration)
        if kind == "full disks":
            size = chance.randint(1_000, 400_000)
            self._crawl(output, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
            score.did[kind] += 1
            return
        step = chance.choice((-1, 1)) * timedelta(days=1)
        before = {"clock jumps": lambda: _jump(step), "readers killed": _read_elsewhere}.get(kind)
        with crawl_in_fork(SLUG, self._arguments, output, before) as crawl:
            if kind == "readers killed":
                score.did[kind] += crawl.kill_reader_after(chance.uniform(0, 1.5))
            elif kind == "stopped by force":
                score.did[kind] += crawl.force_after(moment, chance.uniform(0, 0.1))
            else:
                score.did["kills"] += crawl.kill_after(moment)
                score.did["clock jumps"] += kind == "clock jumps"


def torture(kills: int, seed: int, folder: Path, say: Callable[[str], None] = lambda line: None) -> Score:
    """Disturb crawls until so many were killed; return what came of it. Writes below `folder`, which must be empty."""
    with serve(Paper()) as site:
        rounds = Torture(site, seed, folder)
        while rounds.score.did["kills"] < kills:
            rounds.round()
            say(str(rounds.score).partition("\n")[0])
    return rounds.score


def _read_elsewhere() -> None:
    """Have the crawl of this process read its first pages in a second one too, which is there to be killed."""
    Parsing.__init__.__defaults__ = (0,)


def _jump(step: timedelta) -> None:
    """Set the clock of this process's crawl by a step in the middle of it."""
    real, calls = datetime, iter(range(10**9))

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return real.now(tz) + (step if next(calls) > 20 else timedelta())

    for name, module in list(sys.modules.items()):
        if name.startswith(("pipelines.", "scrapers.")) and getattr(module, "datetime", None) is real:
            module.datetime = Jumping  # type: ignore[attr-defined]


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def main(arguments: list[str] | None = None) -> int:
    """Run the torture and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=300, help="default: 300")
    parser.add_argument("--seed", type=int, default=1, help="default: 1")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="a new folder for what the undisturbed crawl writes")
    options = parser.parse_args(arguments)
    with _folder(options.keep) as folder:
        score = torture(options.kills, options.seed, folder, lambda line: print(line, flush=True))
    print(score)
    return 1 if score.lost or score.twice or score.torn else 0


if __name__ == "__main__":
    with_own_mounts("benchmarks.torture", sys.argv[1:])
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
