"""Work in other processes: in order, renewed, and one bad task costs nobody else anything."""

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from benchmarks.processes import descendants
from schemas import BroadsheetError
from scrapers.workers import Crew, Fault
from scrapers.workers.nursery import can_fork
from tests.processes import have_ended

_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="there is no fork that is safe")


def work(folder, task):
    """A task is a number that comes back, or a word that makes trouble."""
    if task == "raise":
        raise ValueError("no such page")
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "die once":
        mark = Path(folder, "died")
        if not mark.exists():
            mark.touch()
            os._exit(3)
    if task == "hang":
        time.sleep(60)
    if task == "pid":
        return os.getpid()
    if isinstance(task, bytes):
        return task[::-1]
    return task


def make(folder=""):
    return partial(work, folder)


@pytest.fixture(autouse=True, params=[False, pytest.param(True, marks=_LINUX)], ids=["spawned", "forked"])
def forked(request, monkeypatch):
    """Have the processes of each crew begin in either way."""
    monkeypatch.setattr("scrapers.workers.nursery.can_fork", lambda: request.param)
    return request.param


def results(crew, tasks):
    return [result for _, result in crew.map(tasks)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(count):
    tasks = list(range(200))
    assert list(Crew(make, count).map(iter(tasks))) == [(task, task) for task in tasks]
    assert results(Crew(make, count), []) == []


@pytest.mark.parametrize("count", [1, 2])
def test_a_task_that_raises_is_a_fault_of_its_own(count):
    found = results(Crew(make, count), [1, "raise", 2])
    assert found == [1, Fault("ValueError: no such page"), 2]


def test_a_process_that_dies_costs_the_task_it_died_over(tmp_path):
    crew = Crew(partial(make, str(tmp_path)), 2)
    found = results(crew, [1, "die", *range(20), "die once", 3])
    assert found[0] == 1
    assert found[1] == Fault("the process that read it died twice (exit code -9)")
    assert found[2:] == [*range(20), "die once", 3]


def test_a_task_that_takes_for_ever_is_given_up():
    found = results(Crew(make, 2, seconds=3.0), [1, "hang", 2, 3])
    assert found == [1, Fault("it was not read within 3 seconds"), 2, 3]


def test_processes_are_renewed():
    pids = results(Crew(make, 2, renew=5), ["pid"] * 40)
    assert max(pids.count(pid) for pid in pids) <= 5
    assert len(set(results(Crew(make, 2, renew=1000), ["pid"] * 40))) <= 2


def test_large_tasks_and_results_go_both_ways_at_once():
    tasks = [bytes([n]) * 3_000_000 + b"end" for n in range(12)]
    assert results(Crew(make, 2), tasks) == [task[::-1] for task in tasks]


def test_tasks_are_taken_only_as_they_are_needed():
    taken = []

    def tasks():
        for number in range(10_000):
            taken.append(number)
            yield number

    stream = Crew(make, 2).map(tasks())
    for _ in range(10):
        next(stream)
    stream.close()
    assert len(taken) < 200


def test_an_error_of_the_one_who_brings_tasks_ends_the_work():
    def tasks():
        yield 1
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        results(Crew(make, 2), tasks())
    assert [thread for thread in threading.enumerate() if "_run" in str(thread)] == []


def make_nothing():
    raise RuntimeError("the code is broken")


def test_processes_that_cannot_begin_end_the_work_and_nobody_waits_for_ever():
    with pytest.raises(BroadsheetError, match=r"could not be started .*; type --workers 1"):
        results(Crew(make_nothing, 2), [1, 2, 3])


@_LINUX
def test_a_process_with_threads_is_not_forked():
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        over.set()
        thread.join()
    alone = "from scrapers.workers.nursery import can_fork; print(can_fork())"
    assert subprocess.check_output([sys.executable, "-c", alone], text=True) == "True\n"


_PARENT = """
import sys, time
from scrapers.workers import Crew, nursery
from tests.workers.test_crew import make

nursery.can_fork = lambda: sys.argv[1] == "True"
for _, pid in Crew(make, 2).map(["pid", "pid"]):
    print(pid, flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the children of a process are not to be seen")
def test_processes_end_with_the_one_that_they_work_for_when_it_is_killed(forked):
    parent = subprocess.Popen([sys.executable, "-c", _PARENT, str(forked)], stdout=subprocess.PIPE, text=True)
    pids = {int(parent.stdout.readline()), *descendants(parent.pid)}
    assert len(pids) >= 1 + forked  # the clean process
    parent.kill()
    parent.communicate()
    assert have_ended(pids, 60), "processes go on without anybody to work for"


@_LINUX
@pytest.mark.parametrize("begun", [True, False], ids=["later", "from the beginning"])
def test_where_there_is_no_room_for_a_process_that_is_said(monkeypatch, begun):
    if begun:
        crew = Crew(refusing_to_fork, 2)
    monkeypatch.setattr(os, "fork", refuse_fork)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: refuse_fork())
    if not begun:
        crew = Crew(make, 2)
    with pytest.raises(BroadsheetError, match=r"could not be started .*Resource temporarily unavailable"):
        results(crew, [1])


def refusing_to_fork():
    """Make it so in the clean process, before it forks others off."""
    os.fork = refuse_fork
    return make()


def refuse_fork():
    raise BlockingIOError(11, "Resource temporarily unavailable")
