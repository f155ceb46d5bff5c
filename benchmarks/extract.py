"""Parse the pages of a benchmark as those of an unknown paper and write the records for a scorer.

    python benchmarks/extract.py --cases CASES.jsonl --pages DIR --out PREDICTIONS.jsonl

CASES.jsonl has one line a page with at least `file` (below DIR, gzip or not), `url` and, if known, `fetched_at`.
Each line written is {"file": …, "article": {the record}}. A page that raises is a bug in the parser: it is named
on standard error, the others are still done, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

if not __package__:  # run as a script, also where nothing is installed
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from schemas import Capture
from scrapers.parsers import parse_article

_GZIP = b"\x1f\x8b"


def read_cases(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the cases of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def read_page(path: Path) -> bytes:
    """Return the bytes of a page, unpacked when they are gzip."""
    data = path.read_bytes()
    return gzip.decompress(data) if data.startswith(_GZIP) else data


def predict(case: dict[str, Any], pages: Path) -> dict[str, Any]:
    """Return the article record of a case as plain JSON values."""
    fetched = case.get("fetched_at")
    capture = Capture(fetched_at=datetime.fromisoformat(fetched) if fetched else None, source="file")
    return parse_article(read_page(pages / case["file"]), case["url"], capture).model_dump(mode="json")


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True, metavar="CASES.jsonl")
    parser.add_argument("--pages", type=Path, required=True, metavar="DIR")
    parser.add_argument("--out", type=Path, required=True, metavar="PREDICTIONS.jsonl")
    args = parser.parse_args(argv)
    failed = count = 0
    seconds = 0.0
    with args.out.open("w", encoding="utf-8") as out:
        for case in read_cases(args.cases):
            count += 1
            begun = time.perf_counter()
            try:
                article = predict(case, args.pages)
            except Exception:  # noqa: BLE001 - the fault is reported and the other pages are still measured
                failed += 1
                print(f"{case['file']}: the parser raised", file=sys.stderr)
                traceback.print_exc()
                continue
            seconds += time.perf_counter() - begun
            out.write(json.dumps({"file": case["file"], "article": article}, ensure_ascii=False) + "\n")
    print(f"{count} pages, {failed} raised, {seconds / max(count - failed, 1) * 1000:.1f} ms a page", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
