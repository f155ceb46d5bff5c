"""The other side of a hand: what a process does that works for another one."""

from __future__ import annotations

import pickle
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from scrapers.workers.hand import IN_FLIGHT, attempt


def serve(fd: int) -> None:
    """Take in how the work is made, over a line that a process was begun with, and answer tasks."""
    line = Connection(fd)
    with suppress(EOFError, OSError, MemoryError):
        answer(line, pickle.loads(line.recv_bytes())())


def answer(line: Connection, work: Callable[[Any], Any]) -> None:
    """Answer tasks that come over a line until it is cut, as it is when the one who sends them dies.

    A second thread takes tasks in, so that neither side waits to send. Ends without an answer when memory runs out:
    whatever filled it, the next process begins with none of it.
    """
    waiting: queue.Queue[Any] = queue.Queue(maxsize=IN_FLIGHT)
    with suppress(EOFError, OSError, MemoryError):
        line.send("ready")
        threading.Thread(target=_take_in, args=(line, waiting), daemon=True).start()
        while (task := waiting.get()) is not None:
            line.send(attempt(work, task[0], but=MemoryError))


def _take_in(line: Connection, waiting: queue.Queue[Any]) -> None:
    with suppress(EOFError, OSError, MemoryError):
        while True:
            waiting.put((line.recv(),))
    waiting.put(None)
