"""`python -m examples.paper [--port N] [--legacy | --wordpress]`: serve the paper until Ctrl-C."""

from __future__ import annotations

import argparse
import sys
from threading import Event

from examples.paper.server import serve
from examples.paper.site import Paper
from schemas import ArgumentError


def main(arguments: list[str] | None = None) -> int:
    """Serve the paper, printing its URL, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m examples.paper", description="Serve a small newspaper to crawl.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0, the default, takes any free one")
    layouts = parser.add_mutually_exclusive_group()
    layouts.add_argument("--legacy", action="store_true", help="the old layout alone")
    layouts.add_argument("--wordpress", action="store_true", help="the new layout alone")
    options = parser.parse_args(arguments)
    paper = Paper(legacy=not options.wordpress, wordpress=not options.legacy)
    try:
        with serve(paper, port=options.port) as url:
            print(url, flush=True)
            Event().wait()
    except KeyboardInterrupt:
        return 0
    except ArgumentError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
