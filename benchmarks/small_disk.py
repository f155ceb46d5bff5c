"""A disk of a few kilobytes: a tmpfs of its own, where the system lets this process mount one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOMY = 64 << 20
_MARK = "BROADSHEET_OWN_MOUNTS"
# Mounts of its own, seen by nobody else and gone with the process; as a user that may mount (namespaces(7)).
_UNSHARE = ("unshare", "--user", "--map-root-user", "--mount")


def with_own_mounts(module: str, arguments: list[str]) -> None:
    """Begin this program anew with mounts of its own, where that is possible; return where it is not, or is done."""
    if _MARK in os.environ or shutil.which("unshare") is None:
        return
    if subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False).returncode == 0:
        os.environ[_MARK] = "1"
        os.execvp(_UNSHARE[0], [*_UNSHARE, sys.executable, "-m", module, *arguments])


def can_mount() -> bool:
    """Tell whether this process has mounts of its own."""
    return _MARK in os.environ


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """Mount a disk of so many bytes at a new folder for the block. Raises CalledProcessError."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={size}", "broadsheet", str(folder))
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def make_room(folder: Path) -> None:
    """Make a small disk large enough for everything. Raises CalledProcessError."""
    _mount("-o", f"remount,size={_ROOMY}", str(folder))


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)
