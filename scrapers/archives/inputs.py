"""What a path that was typed holds: WARC files, WACZ packages, run folders, or pages saved as files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from schemas import ArgumentError

# ".open" and ".part" are what crawlers call a file that they had not closed when they died.
_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".warc.gz.open", ".warc.open", ".wacz")
_PAGES = (".html", ".htm", ".xhtml", ".shtml")
_PACKED = (".gz", ".zst", ".br")
MANIFEST = "manifest.jsonl"
_WANTED = "wanted a WARC or WACZ file, a run folder, or a folder of HTML files"

Kind = Literal["warc", "wacz", "pages"]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read. `name` is what places and records call it; a folder of pages is one input."""

    path: Path
    kind: Kind
    name: str


def find_inputs(paths: Iterable[str]) -> list[Input]:
    """Return what there is to read at some paths, each file once, folders in the order of their names.

    A folder is searched at all depths; when it holds archives, the pages in it (a run's report) are not read.
    Raises schemas.ArgumentError for a path that holds nothing of the kind.
    """
    found: dict[Path, Input] = {}
    for text in paths:
        for one in _inputs_at(Path(text)):
            found.setdefault(one.path.resolve(), one)
    return list(found.values())


def _inputs_at(path: Path) -> list[Input]:
    try:
        if path.is_dir():
            return _inputs_in(path)
        if not path.exists():
            raise ArgumentError(f"{path} is not there; type the path of a WARC or WACZ file, or of a folder")
        with path.open("rb") as file:
            kind = _kind_of(path, file)
    except OSError as error:
        raise ArgumentError(f"{path} cannot be read ({error.strerror}); let this user read it (chmod)") from error
    return [Input(path, kind, _name(path))]


def _inputs_in(folder: Path) -> list[Input]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    archives = [path for path in files if path.name.lower().endswith(_ARCHIVES)]
    if archives:
        return [Input(path, "wacz" if path.suffix.lower() == ".wacz" else "warc", _name(path)) for path in archives]
    if any(path.name == MANIFEST or is_page_file(path) for path in files):
        return [Input(folder, "pages", folder.name)]
    raise ArgumentError(f"{folder} holds {len(files)} file(s) and nothing to read; {_WANTED}")


def _kind_of(path: Path, file: BinaryIO) -> Kind:
    start = file.read(512)
    if not start:
        raise ArgumentError(f"{path} is empty; {_WANTED}")
    if start.startswith(b"PK\x03\x04") or path.suffix.lower() == ".wacz":
        return "wacz"
    if start.startswith(b"filedesc://"):
        raise ArgumentError(
            f"{path} is an ARC file, the format before WARC; type warcio recompress {path} NEW.warc.gz and read that"
        )
    if path.name.lower().endswith(_ARCHIVES) or start.lstrip().startswith(b"WARC/"):
        return "warc"
    if path.name == MANIFEST or is_page_file(path):
        return "pages"
    if _is_packed(start):
        return "warc"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "pages"
    raise ArgumentError(f"{path} begins with {start[:12]!r}; {_WANTED}")


def _is_packed(start: bytes) -> bool:
    """Tell whether a file begins as gzip or zstd does; a zstd WARC may begin with its dictionary (RFC 8878, 3.1)."""
    return start.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"))


def is_page_file(path: Path) -> bool:
    """Tell by its name whether a file is a page, packed or not. Pages without an ending are told by their first bytes,
    elsewhere.
    """
    return unpacked_name(path).suffix.lower() in _PAGES and not path.name.startswith(".")


def unpacked_name(path: Path) -> Path:
    """Return the path without the ending that gzip, zstd or brotli put behind a page's own."""
    return path.with_suffix("") if path.suffix.lower() in _PACKED else path


def _name(path: Path) -> str:
    """Return what a record says it came from: archive/NAME for a file of a run folder, else the file's name."""
    return f"archive/{path.name}" if path.parent.name == "archive" else path.name
