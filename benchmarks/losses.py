"""What crawls left in an output folder, and what of it is lost, written twice or torn."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipelines.package import verify

SLUG = "socialist_worker"
# What can befall a crawl, as it is told.
DISTURBANCES = ("kills", "readers killed", "stopped by force", "full disks", "clock jumps")


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
    did: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)

    def add(self, found: Outcome, wanted: Outcome, days: int = 0) -> None:
        """Compare a round's outcome with that of an undisturbed crawl. robots.txt is asked for anew each of `days`."""
        self.rounds += 1
        for file, records in wanted.records.items():
            for key, record in records.items():
                if found.records[file].get(key) != record:
                    self.lost.append(f"round {self.rounds}: {file}: {key}")
        # A page that is asked for twice is answered out of the archive when the crawl goes on in between.
        self.lost += [f"round {self.rounds}: answer of {url}" for url in wanted.answers.keys() - found.answers.keys()]
        anew = Counter({url: days for url in wanted.answers if url.endswith("/robots.txt")})
        self.twice += [f"round {self.rounds}: {what}" for what in found.twice]
        self.twice += [f"round {self.rounds}: answer of {url}" for url in found.answers - wanted.answers - anew]
        self.torn += [f"round {self.rounds}: {what}" for what in found.torn]

    def __str__(self) -> str:
        faults = [*self.lost, *self.twice, *self.torn]
        told = "".join(f"\n  {fault}" for fault in faults[:20])
        did = ", ".join(f"{name} {self.did[name]}" for name in DISTURBANCES)
        return (
            f"rounds {self.rounds}, {did}: lost {len(self.lost)}, twice {len(self.twice)}, torn {len(self.torn)}{told}"
        )


def outcome(output: Path) -> Outcome:
    """Read everything that the crawls into an output folder left."""
    found = Outcome({name: {} for name in ("articles.jsonl", "issues.jsonl")}, [], Counter(), [])
    for at, run in enumerate(sorted((output / SLUG).glob("2*Z"))):
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
