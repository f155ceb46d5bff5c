"""Work in other processes, for one who waits: results in the order of the tasks."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Generic, TypeVar

from schemas import BroadsheetError
from scrapers.workers.hand import Duty, Fault, Hand, attempt
from scrapers.workers.nursery import Nursery
from scrapers.workers.spawned import Spawned

T = TypeVar("T")
R = TypeVar("R")

# For each process: tasks laid out, and results that wait for an earlier one.
_AHEAD = 4
_WINDOW = 32


class Crew(Generic[T, R]):
    """`count` processes with a duty (see Duty for what its parts mean); with one everything is done in this one.

    Made by a process that can be forked, it has its processes at once; else they take a second to begin. So it is made
    before threads are started. Works once.
    """

    def __init__(
        self, make: Callable[[], Callable[[T], R]], count: int, renew: int = 5000, seconds: float = 300.0
    ) -> None:
        self._duty, self._count = Duty(make, renew, seconds), count
        self._nursery = Nursery.where_safe(make) if count > 1 else None

    def map(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | Fault]]:
        """Yield each task with its result, in the order of the tasks, which are taken only as they are needed."""
        if self._count == 1:
            yield from self._here(tasks)
            return
        desk: _Desk[T, R] = _Desk()
        start = self._nursery.start if self._nursery else partial(Spawned, self._duty.make)
        hands = [Hand(self._duty, desk, start) for _ in range(self._count)]
        try:
            yield from desk.run(iter(tasks), self._count)
        finally:
            desk.close()
            for hand in hands:
                hand.stop()
            if self._nursery:
                self._nursery.close()

    def _here(self, tasks: Iterable[T]) -> Iterator[tuple[T, R | Fault]]:
        work = self._duty.make()
        for task in tasks:
            yield task, attempt(work, task)


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
        broken = BroadsheetError(
            f"a process that reads pages could not be started ({error}); type --workers 1 to do without"
        )
        broken.__cause__ = error
        with self._changed:
            self._broken = broken
            self._changed.notify()

    def close(self) -> None:
        """Send everybody home; what is still laid out is not done."""
        self.closed = True
        self.tasks.put(None)
