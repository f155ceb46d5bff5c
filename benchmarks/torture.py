"""Crawls that are killed, starved of disk and sent through time, and gone on with until they end: what is lost?

    python -m benchmarks.torture [--kills N] [--seed N] [--keep DIR]

Each round crawls two issues of the invented paper with the settings of a real crawl and ends it by force a few
times: most often with SIGKILL at a random moment, which may be one of the crawl that goes on; sometimes by a disk that
is full after some random number of bytes, or with a clock that jumps a day ahead or back. Then the crawl comes to its
end, and the outcome is compared with that of a crawl that nobody disturbed. Printed are the rounds and kills, and what
was lost, written twice, or torn. Exit code 1 when any of these is not 0.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from benchmarks.forked import crawl_in_fork
from examples.paper.server import serve
from examples.paper.site import Paper
from pipelines.package import verify

ARGUMENTS = {"issues": "2518-2519"}
_SLUG = "socialist_worker"


@dataclass
class Outcome:
    """What one output folder holds: records by file and id, answers in the archive by URL, and what is torn."""

    records: dict[str, dict[str, str]]
    twice: list[str]
    answers: Counter[str]
    torn: list[str]


@dataclass
class Score:
    """What all rounds together did."""

    rounds: int = 0
    kills: int = 0
    full_disks: int = 0
    jumps: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)

    def add(self, found: Outcome, wanted: Outcome) -> None:
        """Compare a round's outcome with that of an undisturbed crawl."""
        self.rounds += 1
        for file, records in wanted.records.items():
            for key, record in records.items():
                if found.records[file].get(key) != record:
                    self.lost.append(f"round {self.rounds}: {file}: {key}")
        # A page that is asked for twice is answered out of the archive when the crawl goes on in between.
        self.lost += [f"round {self.rounds}: answer of {url}" for url in wanted.answers.keys() - found.answers.keys()]
        self.twice += [f"round {self.rounds}: {what}" for what in found.twice]
        self.twice += [f"round {self.rounds}: answer of {url}" for url in found.answers - wanted.answers]
        self.torn += [f"round {self.rounds}: {what}" for what in found.torn]

    def __str__(self) -> str:
        faults = [*self.lost, *self.twice, *self.torn]
        told = "".join(f"\n  {fault}" for fault in faults[:20])
        return (
            f"rounds {self.rounds}, kills {self.kills}, full disks {self.full_disks}, clock jumps {self.jumps}: "
            f"lost {len(self.lost)}, twice {len(self.twice)}, torn {len(self.torn)}{told}"
        )


def torture(kills: int, seed: int, folder: Path, say: Callable[[str], None] = lambda line: None) -> Score:
    """Disturb crawls until so many were killed; return what came of it. Writes below `folder`, which must be empty."""
    chance, score = random.Random(seed), Score()
    with serve(Paper()) as site:
        begun = time.monotonic()
        with crawl_in_fork(_SLUG, {**ARGUMENTS, "site": site}, folder / "whole") as crawl:
            assert crawl.wait() == 0, "the undisturbed crawl did not come to its end"
        duration = time.monotonic() - begun
        wanted = outcome(folder / "whole")
        while score.kills < kills:
            output = folder / f"round-{score.rounds + 1}"
            for _ in range(chance.randint(1, 5)):
                _disturb(chance, score, {**ARGUMENTS, "site": site}, output, duration)
            with crawl_in_fork(_SLUG, {**ARGUMENTS, "site": site}, output) as crawl:
                if crawl.wait() not in (0, 5):
                    score.lost.append(f"round {score.rounds + 1}: the last crawl did not come to its end")
            found = outcome(output)
            score.add(found, wanted)
            shutil.rmtree(output)
            say(str(score).partition("\n")[0])
    return score


def _disturb(chance: random.Random, score: Score, arguments: dict[str, str], output: Path, duration: float) -> None:
    kind = chance.choices(("kill", "disk", "clock"), (8, 1, 1))[0]
    before: Callable[[], None] | None = None
    if kind == "disk":
        score.full_disks += 1
        size = chance.randint(1_000, 400_000)
        before = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # noqa: E731
    elif kind == "clock":
        score.jumps += 1
        step = chance.choice((-1, 1)) * timedelta(days=1)
        before = lambda: _jump(step)  # noqa: E731
    with crawl_in_fork(_SLUG, arguments, output, before) as crawl:
        if kind == "disk":
            crawl.wait()
        else:
            score.kills += crawl.kill_after(chance.uniform(0, duration))


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


def outcome(output: Path) -> Outcome:
    """Read everything that the crawls into an output folder left."""
    found = Outcome({name: {} for name in ("articles.jsonl", "issues.jsonl")}, [], Counter(), [])
    for at, run in enumerate(sorted((output / _SLUG).glob("2*Z"))):
        found.torn += [f"{run.name}: {fault}" for fault in verify(run)]
        for name, records in found.records.items():
            for record in _lines(run / name, found.torn):
                if record["id"] in records:
                    found.twice.append(f"{name}: {record['url']}")
                records[record["id"]] = _comparable(record)
        for path in sorted((run / "archive").iterdir()) if (run / "archive").exists() else ():
            answers = list(_answers(path, found.torn))
            if at == 0:  # a later run is of a crawl that came after the first had ended: it looks for what is new
                found.answers.update(answers)
    return found


def _lines(path: Path, torn: list[str]) -> Iterator[dict[str, Any]]:
    for line in path.read_bytes().splitlines(keepends=True):
        try:
            if not line.endswith(b"\n"):
                raise ValueError("no line feed")
            yield json.loads(line)
        except ValueError as error:
            torn.append(f"{path.name}: {error}")


def _comparable(record: dict[str, Any]) -> str:
    """Return a record without what two crawls of one site differ in: when it was fetched, and where it is kept."""
    ours = {key: value for key, value in record.items() if key != "provenance"}
    ours["images"] = [{**image, "warc_record_id": None} for image in record.get("images", [])]
    kept = {k: v for k, v in record["provenance"].items() if k not in ("fetched_at", "warc_file", "warc_record_id")}
    return json.dumps([ours, kept], sort_keys=True)


def _answers(path: Path, torn: list[str]) -> Iterator[str]:
    if not path.name.endswith(".warc.gz"):
        torn.append(f"{path.name} was left open")
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                if record.rec_type in ("response", "revisit"):
                    yield record.rec_headers.get_header("WARC-Target-URI")
                record.raw_stream.read()
    except (ArchiveLoadFailed, EOFError) as error:
        torn.append(f"{path.name}: {error}")


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
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
