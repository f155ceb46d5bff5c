"""Processes that are forked off a clean one: ready at once, with all that is imported, and as clean each time.

Only where a fork is safe: on Linux, by a process with one thread. The clean process is forked off before there are more
threads, and forks the others when it is asked to.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import struct
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from scrapers.workers.line import make_line
from scrapers.workers.process import answer

_START, _KILL, _END, _CLOSE = b"+", b"!", b"-", b"."
_ASKED = struct.Struct("=cq")  # what, and the process id
_SAID = struct.Struct("=q")  # a process id, or an exit code, or an error's number with a minus
_NO_SUCH = 0


def can_fork() -> bool:
    """Tell whether this process may be forked: on macOS system libraries forbid it, and no thread may be in the way."""
    if sys.platform != "linux":
        return False
    try:
        return len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


class Forked:
    """A process that was forked off. Its `line` takes tasks, and brings "ready" first."""

    def __init__(self, nursery: Nursery, pid: int, line: Connection) -> None:
        self.line = line
        self._nursery, self._pid = nursery, pid

    def kill(self) -> None:
        """End the process, whatever it is doing. Can be called from any thread, also after its end."""
        with suppress(ChildProcessError):  # then its line ends it
            self._nursery.ask(_KILL, self._pid)

    def end(self) -> int | None:
        """End the process if it lives, and return its exit code, null when the clean process is gone."""
        self.line.close()
        with suppress(ChildProcessError):
            return self._nursery.ask(_END, self._pid)
        return None


class Nursery:
    """The clean process. It calls `make()`, once, and has its result done by each process that is forked off it.

    Ends with this process, however that ends. Raises OSError when the system has no room for it.
    """

    def __init__(self, make: Callable[[], Callable[[Any], Any]]) -> None:
        self._pid, self._owner = 0, os.getpid()
        self._lock = threading.Lock()
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._pid = os.fork()
            if not self._pid:
                self._line.close()
                _tend(theirs, make)

    @classmethod
    def where_safe(cls, make: Callable[[], Callable[[Any], Any]]) -> Nursery | None:
        """Return a nursery, or null where this process may not be forked or the system has no room."""
        with suppress(OSError):
            return cls(make) if can_fork() else None
        return None

    def start(self) -> Forked:
        """Fork off a process. Raises OSError when there is no room or the clean process is gone."""
        line, theirs = make_line()
        with theirs:
            said = self.ask(_START, 0, theirs.fileno())
        if said < 0:
            raise OSError(-said, os.strerror(-said))
        return Forked(self, said, line)

    def ask(self, what: bytes, pid: int, *fds: int) -> int:
        """Ask the clean process for something and return what it says."""
        try:
            with self._lock:
                socket.send_fds(self._line, [_ASKED.pack(what, pid)], fds)
                said = self._line.recv(_SAID.size)
        except OSError as error:
            raise ChildProcessError(f"the process that they are forked off is gone: {error.strerror}") from error
        if len(said) < _SAID.size:
            raise ChildProcessError("the process that they are forked off is gone")
        return int(_SAID.unpack(said)[0])

    def close(self) -> None:
        """End the clean process; a second call does nothing, nor does one in a process that was forked since."""
        pid, self._pid = self._pid, 0
        if pid and os.getpid() == self._owner:
            with suppress(OSError):  # it is gone
                self._line.send(_ASKED.pack(_CLOSE, 0))  # to cut the line is not enough: another nursery may have it
            self._line.close()
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)

    def __del__(self) -> None:
        self.close()


def _tend(line: socket.socket, make: Callable[[], Callable[[Any], Any]]) -> NoReturn:
    """Do what is asked until the line is cut, as it is when the one who asks dies. Never returns to what was forked."""

    def tend() -> None:
        os.setpgid(0, 0)  # Ctrl-C is for the process that was typed
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 0)
        os.dup2(null, 1)
        with suppress(ConnectionError):  # the one who asks is gone in the middle of it
            _do_as_asked(line, make)

    _do_and_exit(tend)


def _do_and_exit(do: Callable[[], None]) -> NoReturn:
    try:
        do()
    except BaseException:  # noqa: BLE001 - nothing may go on in the code of the process that was forked
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def _do_as_asked(line: socket.socket, make: Callable[[], Callable[[Any], Any]]) -> None:
    alive: set[int] = set()
    work: Callable[[Any], Any] | None = None
    while True:
        asked, fds, _, _ = socket.recv_fds(line, _ASKED.size, 1)
        what, pid = _ASKED.unpack(asked) if asked else (_CLOSE, 0)
        if what == _CLOSE:
            for pid in alive:
                os.kill(pid, signal.SIGKILL)
            return
        said = _NO_SUCH
        if what == _START:
            work = work or make()
            try:
                said = _fork(line, fds[0], work)
                alive.add(said)
            except OSError as error:
                said = -(error.errno or errno.EAGAIN)
        elif pid in alive:  # who is not waited for keeps his number to himself
            os.kill(pid, signal.SIGKILL)
            if what == _END:
                alive.discard(pid)
                said = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        line.send(_SAID.pack(said))


def _fork(line: socket.socket, fd: int, work: Callable[[Any], Any]) -> int:
    try:
        pid = os.fork()
        if not pid:
            line.close()
            _do_and_exit(lambda: answer(Connection(fd), work))
        return pid
    finally:
        os.close(fd)
