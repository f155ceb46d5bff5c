"""A JSON Lines file in which every line is whole (jsonlines.org: UTF-8, no BOM, each line ends with U+000A)."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from pipelines.files import cannot_write, flush_to_disk, sync_folder, temporary_beside
from schemas import OutputError

_STEP = 1 << 16


class LineFile:
    """Appends lines of JSON; a line that `append` has returned from is on the disk.

    One write brings the whole line, so nobody sees half a one while the process lives. A process that is killed
    inside that write, or a machine that loses power, can leave a torn line; only ever the last, because each line
    is on the disk before the next is begun. Opening the file cuts it off, and `cut` says how many bytes that were.
    A write that was refused (a full disk) is taken back.

    Raises schemas.OutputError when the file cannot be written or another process is writing it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self.cut = 0
        self._failure: OutputError | None = None
        self._fd = -1
        self._open()

    def _open(self) -> None:
        path = self.path
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
            self._lock()
            found = os.fstat(self._fd).st_size
            self.size = whole_size(self._fd)
            self.cut = found - self.size
            if self.cut:
                os.ftruncate(self._fd, self.size)
                flush_to_disk(self._fd)
        except OSError as error:
            self.close()
            raise cannot_write(path, error) from error
        except OutputError:
            self.close()
            raise

    def append(self, line: str, *, flush: bool = True) -> None:
        """Bring one line of JSON, given without its line feed, to the disk.

        Without `flush` the line may still be lost when the machine loses power; `flush` brings it home.

        Raises ValueError for a text that is not one line of UTF-8 (lone surrogates have none), and
        schemas.OutputError when it cannot be written; the file then holds what it held before. After such a
        failure every call raises the same error: what the disk did with the bytes is no longer known.
        """
        if not line or "\n" in line:
            raise ValueError(f"wanted one line of JSON, got {line[:80]!r}")
        data = line.encode("utf-8") + b"\n"
        if self._failure is not None:
            raise self._failure
        try:
            _write_all(self._fd, data)
            if flush:
                flush_to_disk(self._fd)
        except BaseException as error:
            self._take_back()
            if not isinstance(error, OSError):
                raise
            self._failure = cannot_write(self.path, error)
            raise self._failure from error
        self.size += len(data)

    def flush(self) -> None:
        """Return when all lines are on the disk. Raises schemas.OutputError."""
        try:
            flush_to_disk(self._fd)
        except OSError as error:
            self._failure = cannot_write(self.path, error)
            raise self._failure from error

    def rewrite(self, settled: Callable[[int, str], str | None]) -> None:
        """Put in the place of each line what `settled` returns for it and the byte at which it begins; null for none.

        The file has its name all the time, and holds either all of the lines as they were or all as they are then.
        Raises schemas.OutputError.
        """
        temporary = temporary_beside(self.path)
        try:
            temporary.unlink(missing_ok=True)
            with self.path.open("rb") as old, LineFile(temporary) as new:
                at = 0
                for line in old:
                    text = settled(at, line.decode("utf-8").removesuffix("\n"))
                    if text is not None:
                        new.append(text, flush=False)
                    at += len(line)
                new.flush()
            temporary.replace(self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        finally:
            temporary.unlink(missing_ok=True)
        self.close()
        self._open()

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)

    def __enter__(self) -> LineFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _lock(self) -> None:
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputError(
                f"{self.path} is being written by another crawl. Wanted it to myself: wait for that crawl to end."
            ) from error
        except OSError as error:
            # Some network file systems have no locks. There each run still has a folder of its own.
            if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS):
                raise

    def _take_back(self) -> None:
        # When even this is refused, the torn end stays until the file is opened again, which cuts it.
        with contextlib.suppress(OSError):
            os.ftruncate(self._fd, self.size)
            flush_to_disk(self._fd)


def _write_all(fd: int, data: bytes) -> None:
    """Write in one call. A full disk may take a part and say so only when asked for the rest: then ask for it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def is_torn(path: Path) -> bool:
    """Return whether a file ends in a line that is not whole. Raises OSError when it cannot be read."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return whole_size(fd) < os.fstat(fd).st_size
    finally:
        os.close(fd)


def whole_size(fd: int) -> int:
    """Return how many bytes of a file are whole lines of JSON, judging by its end alone.

    After a power cut a last line may have its line feed and yet zeros for a page of its bytes, so it must also
    be JSON. Lines before it were on the disk before it was begun. Raises OSError.
    """
    end = _after_line_feed(fd, os.fstat(fd).st_size)
    if end == 0:
        return 0
    start = _after_line_feed(fd, end - 1)
    try:
        json.loads(_read(fd, start, end).decode("utf-8"))
    except ValueError:
        return start
    return end


def _after_line_feed(fd: int, end: int) -> int:
    """Return the offset after the last line feed before `end`, or 0, in memory of one step."""
    while end > 0:
        start = max(0, end - _STEP)
        found = _read(fd, start, end).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _read(fd: int, start: int, end: int) -> bytes:
    parts = []
    while start < end and (part := os.pread(fd, end - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)
