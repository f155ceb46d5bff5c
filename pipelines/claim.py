"""A file or folder that is made whole before it takes its name, by one process at a time."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.files import cannot_write, sync_folder, temporary_beside
from schemas import ArgumentError, LockedError, OutputError


@contextmanager
def claimed(target: Path, folder: bool = False) -> Iterator[Path]:
    """Give a temporary path beside `target`, an empty file or folder that takes the name when the block ends well.

    Any error of the block leaves nothing behind. What a killed process left is cleared away. Raises
    schemas.ArgumentError when the target is there already or its parent is not, schemas.LockedError while another
    process is making the same target, schemas.OutputError for what the system refuses, in the block too.
    """
    if not target.parent.is_dir():
        raise ArgumentError(f"there is no folder {target.parent}; type mkdir -p {target.parent}, and the command again")
    _refuse_existing(target)
    temporary = temporary_beside(target)
    try:
        lock = _locked(temporary, target, folder)
        try:
            _refuse_existing(target)  # another process may have finished it in this instant
            _empty(temporary, lock)
            yield temporary
            _refuse_existing(target)
            temporary.rename(target)
            sync_folder(target.parent)
        except BaseException:
            _remove(temporary)
            raise
        finally:
            os.close(lock)
    except OSError as error:
        raise not_written(Path(error.filename or target), error) from error


def not_written(path: Path, error: OSError) -> OutputError:
    """Return the error for a package that the system refused to write."""
    return cannot_write(path, error, "--output", "Nothing was left behind, and the run is as it was.")


def _refuse_existing(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise ArgumentError(f"{target} is there already and is not overwritten; type --output and another name")


def _locked(temporary: Path, target: Path, folder: bool) -> int:
    """Return a descriptor of the temporary file or folder that holds its lock. Raises OSError."""
    while True:
        if folder:
            temporary.mkdir(exist_ok=True)
        # No link is followed: it could lead to somebody's files, and what is left over is cleared away.
        flags = os.O_NOFOLLOW | (os.O_RDONLY | os.O_DIRECTORY if folder else os.O_RDWR | os.O_CREAT)
        lock = os.open(temporary, flags, 0o666)
        try:
            _lock(lock)
            if os.path.samestat(os.fstat(lock), temporary.lstat()):
                return lock
        except FileNotFoundError:  # its maker has just given it the name, or removed it: begin again
            pass
        except OSError as error:
            os.close(lock)
            if error.errno in (errno.EAGAIN, errno.EACCES):
                raise LockedError(f"another process is writing {target}; wait until it is done") from error
            raise
        os.close(lock)


def _lock(descriptor: int) -> None:
    """Take the lock or raise OSError. Some network file systems have none, and packages are made there all the same."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
            raise


def _empty(temporary: Path, lock: int) -> None:
    if temporary.is_dir():
        for path in temporary.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    else:
        os.ftruncate(lock, 0)


def _remove(temporary: Path) -> None:
    if temporary.is_dir():
        shutil.rmtree(temporary, ignore_errors=True)
    else:
        temporary.unlink(missing_ok=True)
