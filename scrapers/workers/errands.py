"""Work in other processes, for many who wait at once in an event loop and must not hold it up."""

from __future__ import annotations

import asyncio
import itertools
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Generic, TypeVar

from scrapers.workers.hand import IN_FLIGHT, Duty, Fault, Hand, Process, attempt
from scrapers.workers.nursery import Nursery
from scrapers.workers.spawned import Spawned

T = TypeVar("T")
R = TypeVar("R")

logger = logging.getLogger(__name__)


class Errands(Generic[T, R]):
    """At most `count` processes that do what `run` is given, in the order of the calls; with 0 this process does.

    The first is started with the first errand, each other when there is more than those before it have in hand: at once
    when this was made by a process that can be forked, else it takes a second. They have no file open that was opened
    since, and end with this process, however it ends.
    Where none can be started, errands are done in this process.
    """

    def __init__(self, duty: Duty[T, R], count: int) -> None:
        self._nursery = Nursery.where_safe(duty.make) if count else None
        self._start: Callable[[], Process] = self._nursery.start if self._nursery else partial(Spawned, duty.make)
        self.tasks: queue.SimpleQueue[tuple[int, T] | None] = queue.SimpleQueue()
        self.closed = False
        self._duty, self._count = duty, count
        self._hands: list[Hand[T, R]] = []
        self._numbers = itertools.count()
        self._waiting: dict[int, Future[R | Fault | None]] = {}
        self._lock = threading.Lock()
        self._broken = False
        self._work: Callable[[T], R] | None = None

    @property
    def begins_at_once(self) -> bool:
        """Tell whether a process is ready as soon as it is started."""
        return self._nursery is not None

    async def run(self, task: T) -> R | Fault:
        """Return what comes of a task: what the duty returns, or a Fault."""
        if self.closed or self._broken or not self._count:
            return self.here(task)
        number, future = next(self._numbers), Future[R | Fault | None]()
        with self._lock:
            self._waiting[number] = future
            has_work = len(self._waiting) > len(self._hands) * IN_FLIGHT
        if has_work and len(self._hands) < self._count:
            self._hands.append(Hand(self._duty, self, self._start))
        self.tasks.put((number, task))
        if self._broken:  # since the look above; nobody takes this task any more
            self.done(number, None)
        result = await asyncio.wrap_future(future)
        return self.here(task) if result is None else result

    def done(self, number: int, result: R | Fault | None) -> None:
        """Bring a result to the one who waits for it; None for a task that was not begun."""
        with self._lock:
            future = self._waiting.pop(number, None)
        if future is not None and future.set_running_or_notify_cancel():
            future.set_result(result)

    def give_up(self, error: BaseException) -> None:
        """Have everything done in this process from now on."""
        self._broken = True
        logger.warning("no process for reading pages can be started (%s); pages are read in this one", error)
        self._release()

    def close(self) -> None:
        """End the processes; a second call does nothing. What is not done yet is done in this process."""
        self.closed = True
        self.tasks.put(None)
        for hand in self._hands:
            hand.stop()
        self._hands = []
        self._release()
        if self._nursery:
            self._nursery.close()

    def _release(self) -> None:
        with self._lock:
            numbers = list(self._waiting)
        for number in numbers:
            self.done(number, None)

    def here(self, task: T) -> R | Fault:
        """Do a task in this process. Raises nothing; what the task raises is a Fault."""
        if self._work is None:
            self._work = self._duty.make()
        return attempt(self._work, task)
