"""Reading WARC files back in tests, block by block and byte by byte."""

from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.checker import Checker


@dataclass(frozen=True)
class Stored:
    """A record as stored: its headers by name, and its block."""

    headers: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        return self.headers["WARC-Type"]

    @property
    def id(self) -> str:
        return self.headers["WARC-Record-ID"].strip("<>")


def read(path: Path) -> list[Stored]:
    """Return all records of a file."""
    with path.open("rb") as file:
        records = ArchiveIterator(file, no_record_parse=True)
        return [Stored(dict(r.rec_headers.headers), r.raw_stream.read()) for r in records]


def read_run(run: Path) -> list[Stored]:
    """Return all records of a run's archive, in order."""
    return [record for path in sorted((run / "archive").iterdir()) for record in read(path)]


def passes_check(path: Path) -> bool:
    """Return whether `warcio check` finds nothing wrong with a file.

    warcio sets an attribute on brotli's decompressor which that has not let itself be set since brotli 1.2. Its check
    is of the bytes as stored, so it runs without the decompressor as it would where brotli is not installed.
    """
    checker = Checker(type("Command", (), {"inputs": [str(path)], "verbose": False})())
    with patch.dict(BufferedReader.DECOMPRESSORS):
        BufferedReader.DECOMPRESSORS.pop("br", None)
        checker.process_all()
    return not checker.exit_value
