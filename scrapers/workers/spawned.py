"""Processes that begin as programs of their own: they take a second to be ready, and start from anywhere."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from scrapers.workers.line import make_line

# Not multiprocessing's ways, which import the parent's main module anew, all of Scrapy with it. Of this process's files
# the new one has standard error and its own line alone.
_BEGIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from scrapers.workers.process import serve; serve(int(sys.argv[2]))"
)


class Spawned:
    """A process that was begun. Its `line` takes tasks, and brings "ready" first.

    It calls `make()`, which can be pickled, and does its result. Raises OSError when the system has no room for it.
    """

    def __init__(self, make: Callable[[], Callable[[Any], Any]]) -> None:
        duty = pickle.dumps(make)
        self.line, theirs = make_line()
        with theirs:
            fd = theirs.fileno()
            command = [sys.executable, "-c", _BEGIN, json.dumps(sys.path), str(fd)]
            null = subprocess.DEVNULL
            # In a group of its own: Ctrl-C is for the process that was typed.
            self._process = subprocess.Popen(command, pass_fds=(fd,), stdin=null, stdout=null, process_group=0)
        with suppress(OSError):  # a dead process is noticed when its answer is waited for
            self.line.send_bytes(duty)

    def kill(self) -> None:
        """End the process, whatever it is doing. Can be called from any thread, also after its end."""
        self._process.kill()

    def end(self) -> int:
        """End the process if it lives, and return its exit code."""
        self.line.close()
        self._process.kill()
        return self._process.wait()
