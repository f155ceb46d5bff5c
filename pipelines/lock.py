"""One crawl at a time for each publication, and word of who is at it."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import socket
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.files import cannot_write
from schemas import LockedError

LOCK = ".lock"

# Some network file systems know no locks. There the note of who holds it has to do.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS})


class PublicationLock:
    """The right to write in a publication's folder, held until `release` or the end of the process.

    The system gives the lock up with the process, however that ends (flock(2)), so the lock of a dead process is
    taken over by asking for it. The file stays, and says who held it last.
    """

    def __init__(self, fd: int, path: Path) -> None:
        self._fd = fd
        self.path = path

    @classmethod
    def take(cls, folder: Path, now: datetime) -> PublicationLock:
        """Take the lock of an existing folder.

        Raises schemas.LockedError, which says who holds it and since when, and schemas.OutputError when the file
        cannot be written.
        """
        path = folder / LOCK
        try:
            fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise cannot_write(path, error) from error
        try:
            _claim(fd, folder)
            note = {"pid": os.getpid(), "host": socket.gethostname(), "since": now.isoformat(timespec="seconds")}
            os.ftruncate(fd, 0)
            os.pwrite(fd, json.dumps(note).encode("utf-8") + b"\n", 0)
        except OSError as error:
            os.close(fd)
            raise cannot_write(path, error) from error
        except LockedError:
            os.close(fd)
            raise
        return cls(fd, path)

    def release(self) -> None:
        """Give the lock up; a second call does nothing."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with contextlib.suppress(OSError):  # a full disk must not keep the lock from being given up
                os.ftruncate(fd, 0)
            os.close(fd)


def _claim(fd: int, folder: Path) -> None:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise _held(_read(fd), folder) from error
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        holder = _read(fd)
        if _is_alive(holder):
            raise _held(holder, folder) from error


def _held(holder: dict[str, Any], folder: Path) -> LockedError:
    who = f"process {holder['pid']} on {holder['host']}, since {holder['since']}" if holder else "another process"
    return LockedError(
        f"{folder.name} is being crawled already: {folder / LOCK} is held by {who}. One crawl of a publication at a "
        f"time: wait for it to end, or end it with kill {holder.get('pid', 'PID')}; what it leaves is gone on with."
    )


def _read(fd: int) -> dict[str, Any]:
    """Return the note of who holds the lock, or {} where there is none that can be read."""
    try:
        note = json.loads(os.pread(fd, 4096, 0))
    except ValueError:
        return {}
    return note if isinstance(note, dict) and {"pid", "host", "since"} <= note.keys() else {}


def _is_alive(holder: dict[str, Any]) -> bool:
    """Tell whether the process of a note still runs, as far as can be told: on another machine it is taken to."""
    if not holder:
        return False
    if holder["host"] != socket.gethostname():
        return True
    try:
        os.kill(int(holder["pid"]), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:  # it runs, under another name
        return True
    return int(holder["pid"]) != os.getpid()
