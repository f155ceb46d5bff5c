"""One process that works for this one: it is given tasks, renewed, and replaced when it dies.

The standard library's pools fall short of one of these each: ProcessPoolExecutor breaks as a whole when a process
dies, multiprocessing.Pool waits for ever.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Given = TypeVar("Given", contravariant=True)

logger = logging.getLogger(__name__)

# One task in hand and one waiting, so that no process waits for its next.
IN_FLIGHT = 2
# Seconds in which a process must be ready for its first task, on a machine that is busy with much else.
_START = 120.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A task that gave no result: it raised, took too long, or its process died twice over it."""

    message: str


@dataclass(frozen=True, slots=True)
class Duty(Generic[T, R]):
    """What a process does: it calls `make()` once and then its result for every task.

    `make` can be pickled and its result raises nothing on purpose. After `renew` tasks a process is replaced, which
    keeps memory flat whatever leaks; a task that takes more than `seconds` is given up.
    """

    make: Callable[[], Callable[[T], R]]
    renew: int = 5000
    seconds: float = 300.0


class Desk(Protocol[T, Given]):
    """Where a hand finds its tasks, each with a number, and brings the results. None among them: go home."""

    tasks: queue.SimpleQueue[tuple[int, T] | None]
    closed: bool

    def done(self, number: int, result: Given | Fault) -> None:
        """Take a result."""

    def give_up(self, error: BaseException) -> None:
        """Learn that nothing can be done any more: no process can be started."""


class Process(Protocol):
    """A process that works for this one. Its `line` takes tasks and brings their results, and "ready" before all."""

    line: Connection

    def kill(self) -> None:
        """End it, whatever it is doing. Can be called from any thread, also after its end."""

    def end(self) -> int | None:
        """End it if it lives, and return its exit code, null when that is not known."""
        ...


class Hand(Generic[T, R]):
    """The thread that looks after one process: gives it tasks, takes results, renews it, and sees when it dies.

    `start` gives the processes.
    """

    def __init__(self, duty: Duty[T, R], desk: Desk[T, R], start: Callable[[], Process]) -> None:
        self._duty, self._desk, self._start = duty, desk, start
        self._given: deque[tuple[int, T]] = deque()  # to the process, and not answered
        self._died_over = -1
        self._left = 0  # tasks that the process may still be given
        self._ready = False  # the process has made its tools
        self._stillborn = 0  # processes in a row that died before they were ready
        self._process: Process | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the process, whatever it is doing, once the desk is closed."""
        if (process := self._process) is not None:
            process.kill()
        self._thread.join()

    def _run(self) -> None:
        try:
            while self._fill():
                self._take()
        except BaseException as error:  # noqa: BLE001 - or the one who waits would wait for ever
            self._desk.give_up(error)
        finally:
            self._end()

    def _fill(self) -> bool:
        """Give tasks to the process up to its limit; return whether it has any in hand."""
        while len(self._given) < IN_FLIGHT and not self._desk.closed and (self._left or not self._given):
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
        assert self._process is not None
        self._left = max(0, self._left - 1)
        with suppress(OSError):  # a dead process is noticed when its answer is waited for
            self._process.line.send(job[1])

    def _take(self) -> None:
        """Take the answer to the first task in hand, or that a process is ready, or see that it is dead or stuck."""
        assert self._process is not None
        try:
            came = self._process.line.poll(self._duty.seconds if self._ready else _START)
            answer: Any = self._process.line.recv() if came else None
        except (EOFError, OSError):
            if not self._desk.closed:
                self._bury()
        else:
            if came and self._ready:
                self._answered(answer)
            elif came:
                self._ready, self._stillborn = True, 0
            elif self._ready:
                self._answered(Fault(f"it was not read within {self._duty.seconds:.0f} seconds"))
                self._start_again()
            else:
                self._process.kill()
                self._bury()

    def _answered(self, result: R | Fault) -> None:
        number, _ = self._given.popleft()
        self._desk.done(number, result)

    def _bury(self) -> None:
        """A process died. Its first task is tried once more, with a process of its own, and then given up.

        Raises ChildProcessError when processes die before they can begin: that is no task's fault.
        """
        number, code = self._given[0][0], self._end()
        logger.warning("a process that read pages ended with code %s; another goes on", code)
        if not self._ready:
            self._stillborn += 1
            if self._stillborn > 1:
                raise ChildProcessError(f"two ended with code {code} before they could begin")
        elif self._died_over == number:
            self._answered(Fault(f"the process that read it died twice (exit code {code})"))
        else:
            self._died_over = number
        self._start_again()

    def _start_again(self) -> None:
        """Begin a new process with what is in hand."""
        self._renew()
        for job in self._given:
            self._send(job)

    def _renew(self) -> None:
        self._end()
        self._process = self._start()
        self._left, self._ready = self._duty.renew, False

    def _end(self) -> int | None:
        process, self._process = self._process, None
        return process.end() if process is not None else None


def attempt(work: Callable[[T], R], task: T, but: type[Exception] | tuple[()] = ()) -> R | Fault:
    """Return what comes of a task, or a Fault when it raises. Raises nothing, but what `but` names."""
    try:
        return work(task)
    except but:
        raise
    except Exception as error:
        logger.exception("a page could not be read")
        return Fault(f"{type(error).__name__}: {error}")
