"""The pages to measure on: cases with their truth, from files given by the caller or from the project's own pages.

A case is one line of CASES.jsonl: `file` (below the folder of pages, gzip or not), `url`, `fetched_at` and `truth`:
{headline, headline_accepted, authors, published, standfirst, sections [{headline, paragraphs}], images [{caption,
credit}], sidebars [{heading, text}], sidebars_doubtful}. A scorer is a script that is run as
`python SCORER PREDICTIONS.jsonl --truth CASES.jsonl --json` and prints one JSON object of figures.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.extract import read_cases, read_page
from schemas import Capture

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "parsers" / "fixtures"
SCORER = Path(__file__).with_name("score.py")

Truth = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One page in memory, with where it came from and, where known, what is on it."""

    file: str
    url: str
    body: bytes
    fetched_at: datetime | None
    truth: Truth

    @property
    def capture(self) -> Capture:
        """What the parser is told of how the bytes were got."""
        return Capture(fetched_at=self.fetched_at, source="file")

    def as_line(self) -> dict[str, Any]:
        """Return the case as a line of CASES.jsonl."""
        fetched = self.fetched_at.isoformat() if self.fetched_at else None
        return {"file": self.file, "url": self.url, "fetched_at": fetched, "truth": self.truth}


@dataclass(frozen=True)
class Bench:
    """All cases, the file they are listed in and the scorer that reads it."""

    cases: list[Case]
    listing: Path
    scorer: Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that say which pages; without them the project's own pages are taken."""
    parser.add_argument("--pages", type=Path, metavar="DIR", help="the folder of pages; needs --cases")
    parser.add_argument("--cases", type=Path, metavar="CASES.jsonl", help="the cases with their truth; needs --pages")
    parser.add_argument("--scorer", type=Path, metavar="SCORE.py", default=SCORER, help="default: %(default)s")


@contextmanager
def opened(parser: argparse.ArgumentParser, args: argparse.Namespace) -> Iterator[Bench]:
    """Give the pages that the arguments ask for; ends with a usage message where they do not fit together."""
    if (args.pages is None) != (args.cases is None):
        parser.error("--pages and --cases belong together: give both, or neither for the project's own pages")
    for path in (args.pages, args.cases, args.scorer):
        if path is not None and not path.exists():
            parser.error(f"{path} is not there; give the path of what you have")
    if args.pages is not None:
        yield Bench(load(args.cases, args.pages), args.cases.resolve(), args.scorer.resolve())
        return
    with tempfile.TemporaryDirectory() as folder:
        cases, listing = own_cases(), Path(folder, "cases.jsonl")
        write_cases(cases, listing)
        yield Bench(cases, listing, args.scorer.resolve())


def load(listing: Path, pages: Path) -> list[Case]:
    """Return the cases of a listing with the bytes of their pages."""
    return [
        Case(
            file=line["file"],
            url=line["url"],
            body=read_page(pages / line["file"]),
            fetched_at=datetime.fromisoformat(line["fetched_at"]) if line.get("fetched_at") else None,
            truth=line.get("truth", {}),
        )
        for line in read_cases(listing)
    ]


def own_cases() -> list[Case]:
    """Return the project's own pages: the parser's fixtures and the stories of the example paper."""
    return [*_fixture_cases(), *_paper_cases()]


def write_cases(cases: Iterable[Case], listing: Path) -> None:
    """Write cases as a listing for a scorer."""
    with listing.open("w", encoding="utf-8") as out:
        for case in cases:
            out.write(json.dumps(case.as_line(), ensure_ascii=False) + "\n")


def _fixture_cases() -> Iterator[Case]:
    for path in sorted(FIXTURES.glob("*/*/page.html")):
        meta = json.loads(path.with_name("meta.json").read_text(encoding="utf-8"))
        expected = json.loads(path.with_name("expected.json").read_text(encoding="utf-8"))
        yield Case(
            file=path.relative_to(FIXTURES).as_posix(),
            url=meta["url"],
            body=path.read_bytes(),
            fetched_at=datetime.fromisoformat(meta["fetched_at"]),
            truth=truth_of(expected),
        )


def _paper_cases() -> Iterator[Case]:
    from examples.paper import Paper, expected_articles

    paper = Paper()
    for expected in expected_articles():
        path = expected["url"].split("/", 3)[3]
        yield Case(
            file=f"paper/{path.strip('/')}",
            url=expected["url"],
            body=paper.respond(f"/{path}").body,
            fetched_at=None,
            truth=truth_of(expected),
        )


def truth_of(expected: dict[str, Any]) -> Truth:
    """Return expected fields, named as in the article record, in the form that a scorer reads."""
    names = [a["name"] if isinstance(a, dict) else a for a in expected["authors"]]
    kicker, headline = expected["kicker"], expected["headline"]
    accepted = [headline, *([f"{kicker} {headline}", f"{kicker}: {headline}"] if kicker and headline else [])]
    return {
        "headline": headline,
        "headline_accepted": accepted,
        "authors": names,
        "published": expected["published_at"] or expected.get("published_date"),
        "standfirst": [expected["standfirst"]] if expected["standfirst"] else [],
        "sections": _sections(expected["body"]),
        "images": [
            {"caption": image["caption"], "credit": [image["credit"]] if image["credit"] else []}
            for image in expected["images"]
        ],
        "sidebars": [{"heading": box["heading"], "text": _box_text(box)} for box in expected["sidebars"]],
        "sidebars_doubtful": [],
    }


def _sections(blocks: list[dict[str, str]]) -> list[dict[str, list[str]]]:
    sections: list[dict[str, list[str]]] = [{"headline": [], "paragraphs": []}]
    for block in blocks:
        if block["type"] == "crosshead":
            sections.append({"headline": [block["text"]], "paragraphs": []})
        else:
            sections[-1]["paragraphs"].append(block["text"])
    return [section for section in sections if section["headline"] or section["paragraphs"]]


def _box_text(box: dict[str, Any]) -> str:
    return "\n".join(box["paragraphs"] if "paragraphs" in box else [block["text"] for block in box["body"]])
