"""Files that survive a power cut, and errors that say what to do when they cannot be written."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from schemas import OutputError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_KEPT = "All lines written so far are whole."


def cannot_write(path: Path, error: OSError, elsewhere: str = "-s OUTPUT_DIR=DIR", kept: str = _KEPT) -> OutputError:
    """Return the error to raise when the system refused to write a path: what was seen, and what to type next.

    `elsewhere` is the option that names another place, `kept` a sentence about what was written before.
    """
    seen = error.strerror or str(error)
    if error.errno in _FULL:
        advice = f"Free some space, or write elsewhere with {elsewhere}. {kept}"
    elif error.errno in _FORBIDDEN:
        advice = f"Let this user write there (chmod, chown), or write elsewhere with {elsewhere}."
    else:
        advice = f"Wanted a folder that can be written; name one with {elsewhere}."
    return OutputError(f"{path} cannot be written: {seen}. {advice}")


def flush_to_disk(fd: int) -> None:
    """Return when the file's bytes are on the disk itself. Raises OSError.

    On macOS fsync leaves the bytes in the drive's own memory and F_FULLFSYNC is what brings them further
    (fsync(2) there); on other systems fsync does.
    """
    full_sync: int | None = getattr(fcntl, "F_FULLFSYNC", None)
    if full_sync is None:
        os.fsync(fd)
    else:
        fcntl.fcntl(fd, full_sync)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk: a new name is safe only then (fsync(2)). Raises OSError."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def temporary_beside(path: Path) -> Path:
    """Return where the bytes of a file are until they are whole; a process that is killed leaves them there."""
    return path.with_name(f".{path.name}.part")


def is_temporary(path: Path) -> bool:
    """Tell whether a file is one of those."""
    return path.name.startswith(".") and path.name.endswith(".part")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that its name never stands for half its content. Raises OSError, and leaves nothing then."""
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to that takes its name only when it is whole and on the disk, whatever kills the process.

    Until then the bytes are in a temporary file beside it. Raises OSError; that, or any error of the block, leaves
    nothing behind, and an older file of the name as it was.
    """
    temporary = temporary_beside(path)
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            flush_to_disk(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
