"""What this process and those that it has started cost, however they were started."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from benchmarks.growth import memory_in_use


def descendants(pid: int | str = "self") -> Iterator[int]:
    """Yield the ids of children that live, by whichever thread they were started, and of theirs (proc(5))."""
    for task in Path(f"/proc/{pid}/task").glob("*"):  # none where the system has no /proc
        with suppress(OSError):  # the thread has ended since
            for child in map(int, (task / "children").read_text().split()):
                yield child
                yield from descendants(child)


def processor_seconds() -> float:
    """Return the seconds that this process and its descendants have computed so far, those that have ended too."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used) + sum(map(_seconds_of, descendants()))


def memory_of_all() -> int:
    """Return the bytes that this process and its descendants hold in memory."""
    return memory_in_use() + sum(map(_held_by, descendants()))


def _seconds_of(pid: int) -> float:
    fields = _fields(pid, "stat")
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _held_by(pid: int) -> int:
    fields = _fields(pid, "statm")
    return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") if fields else 0


def _fields(pid: int, name: str) -> list[str]:
    """Return the fields of a file in /proc/PID, those of `stat` after the name; none once the process has ended."""
    try:
        return Path(f"/proc/{pid}/{name}").read_text().rpartition(")")[2].split()
    except OSError:
        return []
