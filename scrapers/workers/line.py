"""The line between two processes: what goes over it is a page and its record."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection

# Most pages are smaller. One that fits is sent at once: the one who reads it, busy with another page, is woken once.
_ROOM = 1 << 20


def make_line() -> tuple[Connection, Connection]:
    """Return both ends of a line, with room for a page each way where the system allows it."""
    ends = Pipe()
    for end in ends:
        with socket.socket(fileno=os.dup(end.fileno())) as one, suppress(OSError):  # beyond what the system allows
            one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ROOM)
    return ends
