"""The other side of a hand: what a process does that works for another one."""

from __future__ import annotations

import pickle
import queue
import threading
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from scrapers.workers.hand import IN_FLIGHT, attempt


def serve(fd: int) -> None:
    """Answer tasks that come over a line until it is cut, as it is when the one who sends them dies.

    A second thread takes tasks in, so that neither side waits to send. Ends without an answer when memory runs out:
    whatever filled it, the next process begins with none of it.
    """
    line = Connection(fd)
    waiting: queue.Queue[Any] = queue.Queue(maxsize=IN_FLIGHT)
    with suppress(EOFError, OSError, MemoryError):
        work = pickle.loads(line.recv_bytes())()
        line.send("ready")
        threading.Thread(target=_take_in, args=(line, waiting), daemon=True).start()
        while (task := waiting.get()) is not None:
            line.send(attempt(work, task[0], but=MemoryError))


def _take_in(line: Connection, waiting: queue.Queue[Any]) -> None:
    with suppress(EOFError, OSError, MemoryError):
        while True:
            waiting.put((line.recv(),))
    waiting.put(None)
