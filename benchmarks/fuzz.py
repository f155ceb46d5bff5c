"""Mutation fuzzer: real pages, spoilt in many ways, must give a valid record in time, whatever they have become.

    python -m benchmarks.fuzz [--pages DIR] [--mutants 10000] [--workers 2] [--seed 1] [--out build/fuzz]
    python -m benchmarks.fuzz --pages DIR --seed 1 --mutant 4711     one mutant again, with its traceback

A mutant is made from the seed, its number and the pages alone, so it can be made again wherever the same pages are. A
fault is an exception, a broken promise of the record (benchmarks/promises.py), or more processor time than a share
of its size allows. Each input at fault is saved, and the smallest of its kind cut down to what it takes.
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path

from benchmarks.mutants import Fault, Mutant, corpus, fault_of, make, shrink

# Wall time after which a worker that no longer answers is ended, with the place where it hangs.
HANG_SECONDS = 120
_TOLD_EVERY = 1000
# A forked worker has the pages already.
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Finding:
    """A fault as a worker reports it; `number` is -1 when a worker is through."""

    number: int
    kind: str = ""
    detail: str = ""


def _work(pages: list[tuple[str, bytes]], seed: int, numbers: range, pipe: Connection, hangs: str) -> None:
    """A worker: tries its mutants and sends what it finds; before each it says which one it is at."""
    with Path(hangs).open("w", encoding="utf-8") as trace:
        for number in numbers:
            pipe.send(number)
            faulthandler.dump_traceback_later(HANG_SECONDS, exit=True, file=trace)
            mutant = make(pages, seed, number)
            if fault := fault_of(mutant.body, mutant.url, mutant.content_type):
                pipe.send(Finding(number, fault.kind, fault.detail))
        faulthandler.cancel_dump_traceback_later()
    pipe.send(Finding(-1))


class Crew:
    """The workers. One that dies, for it hung or the interpreter crashed, is replaced behind the mutant it was at."""

    def __init__(self, pages: list[tuple[str, bytes]], seed: int, mutants: int, workers: int, out: Path) -> None:
        self.pages = pages
        self.seed = seed
        self.done = 0
        self._out = out
        self._at: dict[Connection, int] = {}
        self._rest: dict[Connection, range] = {}
        self._process: dict[Connection, ForkProcess] = {}
        for first in range(workers):
            self._start(range(first, mutants, workers))

    def _start(self, numbers: range) -> None:
        ours, theirs = _FORK.Pipe(duplex=False)
        hangs = str(self._out / f"hang-{os.getpid()}-{numbers.start}.txt")
        process = _FORK.Process(target=_work, args=(self.pages, self.seed, numbers, theirs, hangs))
        process.start()
        theirs.close()
        self._at[ours], self._rest[ours], self._process[ours] = -1, numbers, process

    def findings(self) -> Iterator[Finding]:
        """Yield faults as they are found, until all mutants are done."""
        while self._process:
            for pipe in wait(list(self._process)):
                assert isinstance(pipe, Connection)
                try:
                    message = pipe.recv()
                except EOFError:
                    yield from self._died(pipe)
                    continue
                if isinstance(message, int):
                    self._at[pipe] = message
                    self.done += 1
                    if self.done % _TOLD_EVERY == 0:
                        print(f"{self.done:,} mutants", file=sys.stderr, flush=True)
                elif message.number < 0:
                    self._forget(pipe)
                else:
                    yield message

    def _died(self, pipe: Connection) -> Iterator[Finding]:
        at, numbers, process = self._at[pipe], self._rest[pipe], self._process[pipe]
        process.join()
        trace = (self._out / f"hang-{os.getpid()}-{numbers.start}.txt").read_text(encoding="utf-8")
        self._forget(pipe)
        yield Finding(at, f"worker ended with {process.exitcode}", trace)
        if rest := numbers[numbers.index(at) + 1 :] if at in numbers else range(0):
            self._start(rest)

    def _forget(self, pipe: Connection) -> None:
        self._process.pop(pipe).join()
        (self._out / f"hang-{os.getpid()}-{self._rest.pop(pipe).start}.txt").unlink(missing_ok=True)
        self._at.pop(pipe)
        pipe.close()


def run(pages: list[tuple[str, bytes]], seed: int, mutants: int, workers: int, out: Path) -> dict[str, list[int]]:
    """Try all mutants; save the inputs at fault; return the numbers of the mutants by kind of fault."""
    out.mkdir(parents=True, exist_ok=True)
    kinds: dict[str, list[int]] = {}
    for finding in Crew(pages, seed, mutants, workers, out).findings():
        numbers = kinds.setdefault(finding.kind, [])
        numbers.append(finding.number)
        if len(numbers) == 1:
            print(f"mutant {finding.number}: {finding.kind}\n{finding.detail}", file=sys.stderr, flush=True)
        if len(numbers) <= 5 and finding.number >= 0:
            _save(make(pages, seed, finding.number), finding, out)
    return kinds


def _save(mutant: Mutant, finding: Finding, out: Path) -> Path:
    """Write an input at fault beside a note on how it came about."""
    name = f"{hashlib.sha256(finding.kind.encode()).hexdigest()[:8]}-{mutant.number}"
    (out / f"{name}.html").write_bytes(mutant.body)
    note = {key: value for key, value in asdict(mutant).items() if key != "body"}
    note |= {"kind": finding.kind, "detail": finding.detail}
    (out / f"{name}.json").write_text(
        json.dumps(note, indent=2, ensure_ascii=False), encoding="utf-8", errors="replace"
    )
    return out / f"{name}.html"


def shrink_all(pages: list[tuple[str, bytes]], seed: int, kinds: dict[str, list[int]], out: Path) -> None:
    """Write for every kind of fault the smallest page that still has it, and say where."""
    for kind, numbers in kinds.items():
        if kind.startswith("worker"):
            continue  # a page that hangs cannot be tried again and again
        smallest = min((make(pages, seed, number) for number in numbers[:50]), key=lambda mutant: len(mutant.body))
        path = out / f"{hashlib.sha256(kind.encode()).hexdigest()[:8]}-smallest.html"
        path.write_bytes(shrink(smallest, kind))
        print(f"{len(numbers):>6} x {kind}\n         mutant {smallest.number}, {path} ({path.stat().st_size:,} bytes)")


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; return 1 when a mutant is at fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, metavar="DIR", help="a folder of pages, gzip or not, besides our own")
    parser.add_argument("--mutants", type=int, default=10_000, metavar="N", help="default: %(default)s")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="default: %(default)s")
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), metavar="DIR", help="default: %(default)s")
    parser.add_argument("--mutant", type=int, metavar="N", help="make and try this one alone")
    args = parser.parse_args(argv)
    if args.pages is not None and not args.pages.is_dir():
        parser.error(f"{args.pages} is no folder; give one with pages in it")
    pages = corpus(args.pages)
    if args.mutant is not None:
        return _again(make(pages, args.seed, args.mutant), args.out)
    begun = time.monotonic()
    kinds = run(pages, args.seed, args.mutants, args.workers, args.out)
    faults = sum(map(len, kinds.values()))
    minutes = (time.monotonic() - begun) / 60
    print(
        f"{args.mutants:,} mutants of {len(pages)} pages in {minutes:.1f} minutes, seed {args.seed}: {faults} at fault"
    )
    shrink_all(pages, args.seed, kinds, args.out)
    return 1 if faults else 0


def _again(mutant: Mutant, out: Path) -> int:
    """Try one mutant and say how it went; its page is saved either way."""
    out.mkdir(parents=True, exist_ok=True)
    fault = fault_of(mutant.body, mutant.url, mutant.content_type) or Fault("no fault", "")
    path = _save(mutant, Finding(mutant.number, fault.kind, fault.detail), out)
    print(f"{path}\n{mutant.source}: {', '.join(mutant.ways)}\n{fault.kind}\n{fault.detail}")
    return 0 if fault.kind == "no fault" else 1


if __name__ == "__main__":
    sys.exit(main())
