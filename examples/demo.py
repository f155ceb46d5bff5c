"""What `make demo` does: serve the invented paper, crawl two issues of it, and show one record.

The crawl is the one an archivist types, with its own process; only the pauses between requests are left out,
because the server is on this machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from examples.paper import serve
from schemas import BroadsheetError, ExitCode

ISSUES = "2518-2519"
_SPIDER = "socialist_worker"


def main() -> int:
    """Run the demo and return its exit code."""
    root = Path(__file__).resolve().parent.parent
    output = Path(os.environ.get("BROADSHEET_OUTPUT") or root / "output").resolve()
    environment = {**os.environ, "BROADSHEET_OUTPUT": str(output), "BROADSHEET_DELAY": "0"}
    before = _runs(output)
    try:
        with serve() as site:
            arguments = [_SPIDER, "-a", f"issues={ISSUES}", "-a", f"site={site}"]
            print(f"An invented newspaper is being served at {site}\n")
            print(f"$ scrapy crawl {' '.join(arguments)}", flush=True)
            crawl = subprocess.run(
                [sys.executable, "-m", "scrapy", "crawl", *arguments, "-L", "WARNING", *_progress()],
                cwd=root,
                env=environment,
                check=False,
            )
    except BroadsheetError as error:
        print(f"make demo: {error}", file=sys.stderr)
        return int(error.exit_code)
    new = sorted(_runs(output) - before)
    # The second demo finds that nothing is new, and shows what the first one has written.
    if crawl.returncode not in (ExitCode.DONE, ExitCode.NOTHING_NEW) or not new:
        print("make demo: the crawl did not finish; the lines above say why", file=sys.stderr)
        return crawl.returncode or 1
    _list_files(new[-1])
    run, number = _worth_showing(output)
    shown = ["show", os.path.relpath(run, root), str(number)]
    print(f"\n$ scrapy {' '.join(shown)}\n", flush=True)
    return subprocess.run([sys.executable, "-m", "scrapy", *shown], cwd=root, env=environment, check=False).returncode


def _worth_showing(output: Path) -> tuple[Path, int]:
    """Return the newest run with articles, and the number of the first one there that has all that a page can have."""
    for run in sorted(_runs(output), reverse=True):
        articles = [json.loads(line) for line in (run / "articles.jsonl").read_bytes().splitlines()]
        rich = [n for n, article in enumerate(articles, 1) if article["sidebars"] and article["images"]]
        if articles:
            return run, (rich or [1])[0]
    raise SystemExit("make demo: no article was written; delete the folder output and type make demo again")


def _runs(output: Path) -> set[Path]:
    return {path.parent for path in output.glob(f"{_SPIDER}/*/datapackage.json")}


def _progress() -> list[str]:
    return ["--progress"] if sys.stderr.isatty() else []


def _list_files(run: Path) -> None:
    package = json.loads((run / "datapackage.json").read_text(encoding="utf-8"))
    print("\nIn the run folder:")
    for resource in package["resources"]:
        lines = ""
        if resource["path"].endswith(".jsonl"):
            with (run / resource["path"]).open("rb") as file:
                lines = f"{sum(1 for _ in file)} lines"
        print(f"  {resource['path']:<32}{resource['bytes']:>9,} bytes  {lines}".rstrip())
    print(f"  {'datapackage.json':<32}{(run / 'datapackage.json').stat().st_size:>9,} bytes  written last")


if __name__ == "__main__":
    sys.exit(main())
