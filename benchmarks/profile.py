"""What the parser spends its time on: milliseconds a page for each stage, then the costliest functions.

    python -m benchmarks.profile [--pages DIR --cases CASES.jsonl] [--rounds 3] [--top 25]

A stage is a function of another module that `scrapers.parsers.article` calls, plus the walk, the metadata and the two
halves of reading the tree. Its time leaves out the stages called from within it, so the stages add up to the whole.
The functions are counted by cProfile in a run of their own, for it slows small functions down more than large ones.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any
from unittest.mock import patch

from benchmarks.pages import Case, add_arguments, opened
from schemas import Article
from scrapers.markup import encoding
from scrapers.parsers import article, page

_WITHIN = ((page, "Walk"), (page, "Metadata"), (encoding, "to_utf8"), (encoding, "parse_checked"))
_RECORD = "building the record"


class Stages:
    """Adds up the own time of each stage; a stage that is entered from another stops the other's clock."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its clock around it."""

        def run(*args: Any, **kwargs: Any) -> Any:
            self._switch()
            self._open.append(name)
            try:
                return function(*args, **kwargs)
            finally:
                self._switch()
                self._open.pop()

        return run

    def _switch(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now


def stage_functions() -> Iterator[tuple[ModuleType, str]]:
    """Yield (module, name) of every stage: what article.py imports from the other parsers, and what lies within."""
    for name, value in vars(article).items():
        origin = getattr(value, "__module__", "")
        ours = origin.startswith("scrapers.parsers.") and origin != article.__name__
        if ours and callable(value) and (name == "Page" or not isinstance(value, type)):
            yield article, name
    yield from _WITHIN


@contextmanager
def staged() -> Iterator[Stages]:
    """Measure every stage of the pages parsed meanwhile."""
    stages = Stages()
    with ExitStack() as stack:
        for module, name in stage_functions():
            stack.enter_context(patch.object(module, name, stages.timed(name, getattr(module, name))))
        build = stages.timed(_RECORD, Article.build)
        stack.enter_context(patch.object(Article, "build", build))
        whole = stages.timed("parse_article itself", article.parse_article)
        stack.enter_context(patch.object(article, "parse_article", whole))
        yield stages


def parse_all(cases: list[Case]) -> None:
    """Parse every page once."""
    for case in cases:
        article.parse_article(case.body, case.url, case.capture)


def stage_table(cases: list[Case], rounds: int) -> str:
    """Return the table of stages, costliest first."""
    with staged() as stages:
        for _ in range(rounds):
            parse_all(cases)
    scale = 1000 / (rounds * len(cases))
    total = sum(stages.seconds.values())
    rows = [f"{'ms a page':>10} {'share':>7}  stage"]
    for name, seconds in sorted(stages.seconds.items(), key=lambda item: -item[1]):
        rows.append(f"{seconds * scale:>10.3f} {seconds / total:>7.1%}  {name}")
    rows.append(f"{total * scale:>10.3f} {1:>7.1%}  all")
    return "\n".join(rows)


def function_table(cases: list[Case], top: int) -> str:
    """Return the functions with the most own time, as cProfile counts them over one round."""
    profiler = cProfile.Profile()
    profiler.enable()
    parse_all(cases)
    profiler.disable()
    out = io.StringIO()
    pstats.Stats(profiler, stream=out).strip_dirs().sort_stats("tottime").print_stats(top)
    return out.getvalue().strip()


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is parsed (default: %(default)s)")
    parser.add_argument("--top", type=int, default=25, help="how many functions are listed (default: %(default)s)")
    args = parser.parse_args(argv)
    with opened(parser, args) as bench:
        parse_all(bench.cases)  # warms caches and imports, which belong to no page
        print(f"{len(bench.cases)} pages, {args.rounds} rounds\n")
        print(stage_table(bench.cases, args.rounds))
        print("\n" + function_table(bench.cases, args.top))
    return 0


if __name__ == "__main__":
    sys.exit(main())
