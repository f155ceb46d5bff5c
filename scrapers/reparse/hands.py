"""One process that does tasks, and the thread that looks after it."""

from __future__ import annotations

import logging
import multiprocessing
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from schemas import BroadsheetError

if TYPE_CHECKING:
    from scrapers.reparse.workers import Crew, Desk

T = TypeVar("T")
R = TypeVar("R")

logger = logging.getLogger(__name__)

# The server of processes has these in memory already, so that a new process is there at once.
_PRELOAD = ["scrapers.reparse.reading", "scrapers.spiders.newspaper"]
# One task in hand and one waiting, so that no process waits for its next.
_IN_FLIGHT = 2
# A process that is not ready by then never will be: the machine is out of memory, or the code is broken.
_START_SECONDS = 300.0


class _ClosedError(Exception):
    """Nobody wants any more results."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A task that gave no result: it raised, took too long, or its process died twice over it."""

    message: str


class Hand(Generic[T, R]):
    """The thread that looks after one process: gives it tasks, takes results, renews it, and sees when it dies."""

    def __init__(self, crew: Crew[T, R], desk: Desk[T, R]) -> None:
        self._crew, self._desk = crew, desk
        self._given: deque[tuple[int, T]] = deque()  # to the process, and not answered
        self._died_over = -1
        self._left = 0  # tasks that the process may still be given
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._starting = threading.Lock()  # nobody is sent home while a process is being made for him
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the process, whatever it is doing, once the desk is closed."""
        with self._starting:
            if self._process is not None:
                self._process.kill()
        self._thread.join()

    def _run(self) -> None:
        try:
            while self._fill():
                self._take()
        except _ClosedError:  # nothing is left to be done
            pass
        except BaseException as error:  # noqa: BLE001 - or the one who waits would wait for ever
            self._desk.give_up(error)
        finally:
            self._end()

    def _fill(self) -> bool:
        """Give tasks to the process up to its limit; return whether it has any in hand."""
        while len(self._given) < _IN_FLIGHT and not self._desk.closed and (self._left or not self._given):
            try:
                job = self._desk.tasks.get(block=not self._given)
            except queue.Empty:
                break
            if job is None:
                self._desk.tasks.put(None)  # the others are to see it too
                break
            if not self._left:
                self._renew()
            self._given.append(job)
            self._send(job)
        return bool(self._given) and not self._desk.closed

    def _send(self, job: tuple[int, T]) -> None:
        assert self._line is not None
        self._left = max(0, self._left - 1)
        with suppress(OSError):  # a dead process is noticed when its answer is waited for
            self._line.send(job[1])

    def _take(self) -> None:
        assert self._line is not None
        try:
            if not self._line.poll(self._crew.seconds):
                self._answered(Fault(f"it was not read within {self._crew.seconds:.0f} seconds"))
                self._start_again()
                return
            self._answered(self._line.recv())
        except (EOFError, OSError):
            if not self._desk.closed:
                self._bury()

    def _answered(self, result: R | Fault) -> None:
        number, _ = self._given.popleft()
        self._desk.done(number, result)

    def _bury(self) -> None:
        """A process died. Its first task is tried once more, with a process of its own, and then given up."""
        process, number = self._process, self._given[0][0]
        assert process is not None
        process.join()
        logger.warning("a process that read pages ended with code %s; another goes on", process.exitcode)
        if self._died_over == number:
            self._answered(Fault(f"the process that read it died twice (exit code {process.exitcode})"))
        self._died_over = number
        self._start_again()

    def _start_again(self) -> None:
        """Begin a new process with what is in hand."""
        self._renew()
        for job in self._given:
            self._send(job)

    def _renew(self) -> None:
        """Begin a new process and return when it is ready. Raises _ClosedError, and BroadsheetError when it is not."""
        self._end()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        line, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._crew.make), daemon=True)
        with self._starting:
            if self._desk.closed:
                raise _ClosedError
            process.start()
            self._line, self._process = line, process
        theirs.close()
        self._left = self._crew.renew
        try:
            ready = line.poll(_START_SECONDS) and line.recv()
        except (EOFError, OSError):
            ready = False
        if self._desk.closed:
            raise _ClosedError
        if not ready:
            raise BroadsheetError("a process that reads pages could not be started; type --workers 1 to do without")

    def _end(self) -> None:
        with self._starting:
            line, process = self._line, self._process
            self._line = self._process = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join()


def _work(line: Connection, make: Callable[[], Callable[[Any], Any]]) -> None:
    """Answer tasks until the line is cut. A second thread takes tasks in, so that neither side waits to send."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that was typed
    waiting: queue.Queue[Any] = queue.Queue(maxsize=_IN_FLIGHT)
    threading.Thread(target=_take_in, args=(line, waiting), daemon=True).start()
    work = make()
    line.send(True)  # ready: what follows is timed
    while (task := waiting.get()) is not None:
        with suppress(BrokenPipeError):
            line.send(attempt(work, task[0]))


def _take_in(line: Connection, waiting: queue.Queue[Any]) -> None:
    with suppress(EOFError, OSError):
        while True:
            waiting.put((line.recv(),))
    waiting.put(None)


def attempt(work: Callable[[T], R], task: T) -> R | Fault:
    """Return the result of a task, or the fault that it ended with."""
    try:
        return work(task)
    except Exception as error:
        logger.exception("a page could not be read")
        return Fault(f"{type(error).__name__}: {error}")
