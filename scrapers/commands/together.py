"""Several crawls at once, each a process of its own: its own log, its own pauses, its own exit code."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from schemas import ExitCode

_PREFIX = "scrapy crawl: "


@dataclass(frozen=True)
class Ended:
    """How one crawl ended: its exit code, the line it printed, and what it said on standard error."""

    name: str
    code: int
    summary: str
    said: str

    def lines(self) -> Iterator[str]:
        """Yield what it said, every line under the paper's name."""
        for line in self.said.splitlines():
            yield f"{self.name}: {line.removeprefix(_PREFIX)}"


class Together:
    """Runs commands, so many at a time. SIGINT and SIGTERM stop each of them, cleanly, and no other is begun.

    The processes are in sessions of their own, so that Ctrl-C does not reach them a second time by way of the
    terminal: to Scrapy the second one means to stop without finishing what is in hand. When it is typed twice,
    they get two.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._running: set[subprocess.Popen[str]] = set()
        self._stopping = False
        self._lock = threading.RLock()  # so that no process is passed over by a signal, or told twice of one

    def run(self, commands: Mapping[str, Sequence[str]], report: Callable[[Ended], object]) -> list[int]:
        """Run all commands, hand each ending to `report` as it comes, and return the exit codes."""
        codes = []
        with self._passing_signals(), ThreadPoolExecutor(self._jobs) as threads:
            waiting = [threads.submit(self._run, name, command) for name, command in commands.items()]
            for done in as_completed(waiting):
                ended = done.result()
                codes.append(ended.code)
                report(ended)
        return codes

    def _run(self, name: str, command: Sequence[str]) -> Ended:
        with self._lock:
            if self._stopping:
                return Ended(name, ExitCode.PARTIAL, "stopped before its turn; nothing was fetched", "")
            try:
                process = _start(command)
            except OSError as error:  # no memory or no process left for another one
                said = f"{_PREFIX}error: not begun: {error}; type fewer --jobs\n"
                return Ended(name, ExitCode.INTERNAL, "nothing was fetched", said)
            self._running.add(process)
        with process:
            out, said = process.communicate()
        with self._lock:
            self._running.discard(process)
        if process.returncode >= 0:
            return Ended(name, process.returncode, (out.strip().splitlines() or ["nothing was written"])[-1], said)
        if self._stopping:
            return Ended(name, ExitCode.PARTIAL, "stopped before it had begun; nothing was fetched", "")
        said += f"{_PREFIX}error: killed by signal {-process.returncode}; the next crawl mends what it left\n"
        return Ended(name, ExitCode.INTERNAL, "killed", said)

    @contextmanager
    def _passing_signals(self) -> Iterator[None]:
        def pass_on(number: int, frame: FrameType | None) -> None:
            with self._lock:
                self._stopping = True
                for process in self._running:
                    process.terminate()

        before = {number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    )
