"""Processes that a test began, seen from outside (proc(5))."""

import time
from collections.abc import Iterable
from pathlib import Path


def have_ended(pids: Iterable[int], seconds: float) -> bool:
    """Wait until processes have ended, or for so many seconds; return whether they have."""
    pids, end = set(pids), time.monotonic() + seconds
    while pids := {pid for pid in pids if is_alive(pid)}:
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def is_alive(pid: int) -> bool:
    """Return whether a process is there and has not ended (a zombie has)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
