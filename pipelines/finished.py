"""A finished run as it is packed: read only, and every byte held to its checksum on the way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipelines.package import PACKAGE, files_of
from schemas import ArgumentError, DamagedError

_BLOCK = 1 << 20


@dataclass(frozen=True)
class Resource:
    """One file of a run as its datapackage.json lists it. `path` is inside the run; `hash` is "sha256:<hex>"."""

    path: str
    size: int
    hash: str
    listed: dict[str, Any]


@dataclass(frozen=True)
class FinishedRun:
    """A run folder with its datapackage.json: `package` as it was read, `resources` in its order."""

    folder: Path
    package: dict[str, Any]
    resources: tuple[Resource, ...]

    @classmethod
    def read(cls, folder: Path) -> FinishedRun:
        """Read what a run's datapackage.json lists; its files are not looked at yet.

        Raises schemas.ArgumentError when the folder is no finished run, and schemas.DamagedError when its
        datapackage.json cannot be used.
        """
        file = folder / PACKAGE
        try:
            package = json.loads(file.read_bytes())
            resources = tuple(_resource(file, entry) for entry in package["resources"])
        except FileNotFoundError as error:
            raise _no_run(folder) from error
        except NotADirectoryError as error:
            raise ArgumentError(f"{folder} is a file; type the folder of a run, as scrapy crawl prints it") from error
        except OSError as error:
            raise ArgumentError(f"{file} cannot be read: {error.strerror}; let this user read it (chmod)") from error
        except (ValueError, KeyError, TypeError) as error:
            raise _damaged(f"{file} is damaged: {error!r}. Wanted a JSON object that lists the files") from error
        paths = [resource.path for resource in resources]
        if len(set(paths)) < len(paths):
            raise _damaged(f"{file} is damaged: it lists a file twice")
        return cls(folder, package, resources)

    @property
    def name(self) -> str:
        """Return what the run is called outside its folder: <publication>-<YYYYMMDDTHHMMSSZ>."""
        folder = self.folder.resolve()
        return f"{folder.parent.name}-{folder.name}"

    @property
    def title(self) -> str:
        """Return the run's title, on one line."""
        return " ".join(str(self.package.get("title") or self.name).split())

    def unlisted(self) -> list[str]:
        """Return the files that lie in the folder and belong to no run: they are not packed."""
        listed = {resource.path for resource in self.resources}
        return [
            path for file in files_of(self.folder) if (path := file.relative_to(self.folder).as_posix()) not in listed
        ]

    def copy(self, resource: Resource, write: Callable[[bytes], object]) -> None:
        """Hand the bytes of one file to `write`, a block at a time.

        Raises schemas.DamagedError when they are not those that datapackage.json names: what was written of them
        must not be kept. Errors of `write` pass through.
        """
        path, digest, size = self.folder / resource.path, hashlib.sha256(), 0
        with _opened(path) as file:
            while block := _read(file, path):
                digest.update(block)
                size += len(block)
                write(block)
        found = "sha256:" + digest.hexdigest()
        if size != resource.size:
            raise _damaged(f"{path} has {size} bytes, {PACKAGE} says {resource.size}")
        if found != resource.hash:
            raise _damaged(f"{path} has the checksum {found}, {PACKAGE} says {resource.hash}")


def _opened(path: Path) -> Any:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise _damaged(f"{path} is missing, {PACKAGE} lists it") from error
    except OSError as error:
        raise _damaged(f"{path} cannot be read: {error.strerror}") from error


def _read(file: Any, path: Path) -> bytes:
    try:
        block: bytes = file.read(_BLOCK)
    except OSError as error:
        raise _damaged(f"{path} cannot be read: {error.strerror}") from error
    return block


def _resource(file: Path, entry: dict[str, Any]) -> Resource:
    resource = Resource(str(entry["path"]), int(entry["bytes"]), str(entry["hash"]), entry)
    pure = PurePosixPath(resource.path)
    if pure.is_absolute() or ".." in pure.parts or resource.path != pure.as_posix() or pure.name == PACKAGE:
        raise _damaged(f"{file} is damaged: it lists {resource.path!r}, which is no path inside the run")
    return resource


def _damaged(what: str) -> DamagedError:
    return DamagedError(
        f"{what}. The run is no longer as it was written, so nothing is made from it; fetch it from a copy, or look "
        "after the disk."
    )


def _no_run(folder: Path) -> ArgumentError:
    if not folder.exists():
        return ArgumentError(f"there is no folder {folder}; type the folder of a run, as scrapy crawl prints it")
    if any((folder / name).exists() for name in ("articles.jsonl", "archive", "crawl.log")):
        return ArgumentError(
            f"{folder} has no {PACKAGE}: the run was stopped or is still being written. Let the crawl come to its end, "
            "or crawl again, and type the folder of a finished run"
        )
    return ArgumentError(
        f"{folder} is no run: it has no {PACKAGE}; type the folder of a run, as scrapy crawl prints it"
    )
