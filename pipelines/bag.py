"""BagIt 1.0 (RFC 8493): a copy of a whole run with checksums, for archives that take bags.

The bagit library makes bags of version 0.97, in place, by moving the files: it is used to check these, not to
make them.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from pipelines.claim import claimed
from pipelines.files import flush_to_disk, sync_folder
from pipelines.finished import FinishedRun
from pipelines.package import PACKAGE

_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_UNITS = ("bytes", "KB", "MB", "GB", "TB")


def write_bag(run: FinishedRun, output: Path, software: str, day: date) -> int:
    """Write a bag in the new folder `output` and return how many bytes its payload has.

    The payload (data/) is the run as it lies in its folder, datapackage.json included. Every byte is held to the
    run's checksums on the way. Raises schemas.ArgumentError, LockedError, DamagedError and OutputError; nothing
    is left behind then, and the run is never touched.
    """
    with claimed(output, folder=True) as folder:
        manifest: dict[str, str] = {}
        for resource in run.resources:
            manifest[f"data/{resource.path}"] = resource.hash.removeprefix("sha256:")
            with _Writer(folder / "data" / resource.path) as file:
                run.copy(resource, file.write)
        package = (run.folder / PACKAGE).read_bytes()
        manifest[f"data/{PACKAGE}"] = _write(folder / "data" / PACKAGE, package)
        size = sum(resource.size for resource in run.resources) + len(package)
        tags = {
            "bagit.txt": _DECLARATION,
            "bag-info.txt": _info(run, software, day, size, len(manifest)),
            "manifest-sha256.txt": _manifest(manifest),
        }
        sums = {name: _write(folder / name, text.encode("utf-8")) for name, text in tags.items()}
        _write(folder / "tagmanifest-sha256.txt", _manifest(sums).encode("utf-8"))
        for made in [folder, *(path for path in folder.rglob("*") if path.is_dir())]:
            sync_folder(made)
    return size


class _Writer:
    """A new file that is on the disk when its block ends."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb")
        self.write = self._file.write

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *error: object) -> None:
        with self._file:
            if error[0] is None:
                self._file.flush()
                flush_to_disk(self._file.fileno())


def _write(path: Path, data: bytes) -> str:
    """Write a small file and return its SHA-256 in hexadecimal."""
    with _Writer(path) as file:
        file.write(data)
    return hashlib.sha256(data).hexdigest()


def _manifest(sums: dict[str, str]) -> str:
    """Return the lines of a manifest; CR, LF and % in a path are escaped (RFC 8493, section 2.1.3)."""
    return "".join(f"{digest}  {_escaped(path)}\n" for path, digest in sorted(sums.items()))


def _escaped(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _info(run: FinishedRun, software: str, day: date, size: int, count: int) -> str:
    """Return bag-info.txt. Payload-Oxum is bytes.files: enough to see at a glance that something is missing."""
    fields = {
        "Bag-Software-Agent": software,
        "Bagging-Date": day.isoformat(),
        "External-Identifier": run.name,
        "External-Description": run.title,
        "Payload-Oxum": f"{size}.{count}",
        "Bag-Size": _readable(size),
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _readable(size: int) -> str:
    amount, unit = float(size), 0
    while amount >= 1000 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.1f} {_UNITS[unit]}" if unit else f"{size} bytes"
