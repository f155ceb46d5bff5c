"""Files that survive a power cut, and errors that say what to do when they cannot be written."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

from schemas import OutputError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Return the error to raise when the system refused to write a path: what was seen, and what to type next."""
    seen = error.strerror or str(error)
    if error.errno in _FULL:
        advice = "Free some space, or write elsewhere with -s OUTPUT_DIR=DIR. All lines written so far are whole."
    elif error.errno in _FORBIDDEN:
        advice = "Let this user write there (chmod, chown), or write elsewhere with -s OUTPUT_DIR=DIR."
    else:
        advice = "Wanted a folder that can be written; name one with -s OUTPUT_DIR=DIR."
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


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that its name never stands for half its content, whatever kills the process.

    The bytes go to a temporary name beside it, to the disk, and only then take the name. Raises OSError, and
    leaves nothing behind then.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            flush_to_disk(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
