"""Work in other processes: results in the order of the tasks, processes renewed, one that dies costs one task.

The standard library's pools fall short of one of these each: ProcessPoolExecutor breaks as a whole when a process
dies, multiprocessing.Pool waits for ever.
"""

from __future__ import annotations

import logging
import multiprocessing
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

logger = logging.getLogger(__name__)

# The server of processes has these in memory already, so that a new process is there at once.
_PRELOAD = ["scrapers.reparse.reading", "scrapers.spiders.newspaper"]
# One task in hand and one waiting, so that no process waits for its next.
_IN_FLIGHT = 2
# For each process: tasks laid out, and results that wait for an earlier one.
_AHEAD = 4
_WINDOW = 32


@dataclass(frozen=True, slots=True)
class Fault:
    """A task that gave no result: it raised, took too long, or its process died twice over it."""

    message: str


@dataclass(frozen=True, slots=True)
class Crew(Generic[T, R]):
    """`count` processes that each call `make()` once and then its result for every task.

    `make` is importable and its result raises nothing on purpose. After `renew` tasks a process is replaced, which
    keeps memory flat whatever leaks; a task that takes more than `seconds` is given up. With one process everything
    is done in this one.
    """

    make: Callable[[], Callable[[T], R]]
    count: int
    renew: int = 5000
    seconds: float = 300.0

    def map(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | Fault]]:
        """Yield each task with its result, in the order of the tasks, which are taken only as they are needed."""
        if self.count == 1:
            yield from self._here(tasks)
            return
        desk: _Desk[T, R] = _Desk()
        hands = [_Hand(self, desk) for _ in range(self.count)]
        try:
            yield from desk.run(iter(tasks), self.count)
        finally:
            desk.close()
            for hand in hands:
                hand.stop()

    def _here(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | Fault]]:
        work = self.make()
        for task in tasks:
            yield task, _attempt(work, task)


class _Desk(Generic[T, R]):
    """Where tasks are laid out and results come in."""

    def __init__(self) -> None:
        self.tasks: queue.SimpleQueue[tuple[int, T] | None] = queue.SimpleQueue()
        self.closed = False
        self._results: dict[int, R | Fault] = {}
        self._finished = 0
        self._broken: BaseException | None = None
        self._changed = threading.Condition()

    def run(self, tasks: Iterator[T], count: int) -> Iterator[tuple[T, R | Fault]]:
        """Hand out tasks and yield results: a few tasks ahead of `count` processes, results in order."""
        out: deque[T] = deque()
        first = following = 0
        more = True
        while more or out:
            while more and following - self._finished < count * _AHEAD and following - first < count * _WINDOW:
                try:
                    task = next(tasks)
                except StopIteration:
                    more = False
                    break
                out.append(task)
                self.tasks.put((following, task))
                following += 1
            if out and self._wait(first, more and following - first < count * _WINDOW):
                yield out.popleft(), self._results.pop(first)
                first += 1

    def _wait(self, number: int, any_will_do: bool) -> bool:
        """Wait for a result, or for any when there is more to be handed out; return whether `number` is there."""
        with self._changed:
            before = self._finished
            while number not in self._results and not (any_will_do and self._finished > before):
                if self._broken is not None:
                    raise self._broken
                self._changed.wait()
            return number in self._results

    def done(self, number: int, result: R | Fault) -> None:
        """Bring in a result."""
        with self._changed:
            self._results[number] = result
            self._finished += 1
            self._changed.notify()

    def give_up(self, error: BaseException) -> None:
        """Say that nothing can be done any more: no process can be started."""
        with self._changed:
            self._broken = error
            self._changed.notify()

    def close(self) -> None:
        """Send everybody home; what is still laid out is not done."""
        self.closed = True
        self.tasks.put(None)


class _Hand(Generic[T, R]):
    """The thread that looks after one process: gives it tasks, takes results, renews it, and sees when it dies."""

    def __init__(self, crew: Crew[T, R], desk: _Desk[T, R]) -> None:
        self._crew, self._desk = crew, desk
        self._given: deque[tuple[int, T]] = deque()  # to the process, and not answered
        self._died_over = -1
        self._left = 0  # tasks that the process may still be given
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
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
        self._end()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOAD)
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._crew.make), daemon=True)
        self._process.start()
        theirs.close()
        self._left = self._crew.renew

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._line = self._process = None


def _work(line: Connection, make: Callable[[], Callable[[Any], Any]]) -> None:
    """Answer tasks until the line is cut. A second thread takes tasks in, so that neither side waits to send."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that was typed
    waiting: queue.Queue[Any] = queue.Queue(maxsize=_IN_FLIGHT)
    threading.Thread(target=_take_in, args=(line, waiting), daemon=True).start()
    work = make()
    while (task := waiting.get()) is not None:
        with suppress(BrokenPipeError):
            line.send(_attempt(work, task[0]))


def _take_in(line: Connection, waiting: queue.Queue[Any]) -> None:
    with suppress(EOFError, OSError):
        while True:
            waiting.put((line.recv(),))
    waiting.put(None)


def _attempt(work: Callable[[T], R], task: T) -> R | Fault:
    try:
        return work(task)
    except Exception as error:
        logger.exception("a page could not be read")
        return Fault(f"{type(error).__name__}: {error}")
