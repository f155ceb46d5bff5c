"""Work in other processes for an event loop: nothing is lost, whatever becomes of the processes."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from scrapers.workers import Duty, Errands, Fault
from tests import loops
from tests.processes import have_ended, is_alive

_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="there is no fork that is safe")


def work(folder, task):
    if task == "raise":
        raise ValueError("no such page")
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "no memory":
        raise MemoryError
    if task == "no memory once":
        mark = Path(folder, "out")
        if not mark.exists():
            mark.touch()
            raise MemoryError
    if task == "hang":
        time.sleep(60)
    if task == "orphan":
        os.kill(os.getppid(), signal.SIGKILL)
    if task == "pid":
        return os.getpid()
    if task == "files":
        links = [link for link in Path("/proc/self/fd").iterdir() if int(link.name) > 2]
        return [str(link.readlink()) for link in links if link.is_symlink()]  # the folder itself is closed by now
    return task


def make(folder=""):
    return partial(work, folder)


def make_in(pid):
    if os.getpid() != pid:
        os._exit(5)
    return partial(work, "")


@pytest.fixture(autouse=True, params=[False, pytest.param(True, marks=_LINUX)], ids=["spawned", "forked"])
def forked(request, monkeypatch):
    """Have processes begin in either way."""
    monkeypatch.setattr("scrapers.workers.nursery.can_fork", lambda: request.param)
    return request.param


def run(tasks, count=1, duty=None):
    errands = Errands(duty or Duty(make), count)

    async def all_of_them():
        return await asyncio.gather(*map(errands.run, tasks))

    try:
        return loops.run(all_of_them())
    finally:
        errands.close()
        errands.close()


@pytest.mark.parametrize("count", [0, 1, 2])
def test_everybody_gets_the_result_of_his_own_task(count):
    assert run(range(100), count) == list(range(100))
    assert run([1, "raise", 2], count) == [1, Fault("ValueError: no such page"), 2]


def test_with_none_the_work_is_done_in_this_process():
    assert run(["pid"], 0) == [os.getpid()]
    assert os.getpid() not in run(["pid"] * 4, 1)


def test_a_second_process_is_started_when_tasks_wait_for_the_first():
    errands = Errands(Duty(make), 2)

    async def one_after_the_other():
        return {await errands.run("pid") for _ in range(5)}

    async def at_once():
        return set(await asyncio.gather(*(errands.run("pid") for _ in range(200))))

    try:
        assert len(loops.run(one_after_the_other())) == 1
        assert len(loops.run(at_once())) == 2
    finally:
        errands.close()


def test_a_task_that_kills_its_process_twice_is_a_fault_and_the_others_are_done():
    found = run([1, "die", *range(8)], 1)
    assert found == [1, Fault("the process that read it died twice (exit code -9)"), *range(8)]


def test_a_process_that_is_killed_from_outside_costs_nothing():
    errands = Errands(Duty(make), 1)

    async def killed():
        first = await errands.run("pid")
        os.kill(first, signal.SIGKILL)
        return first, await errands.run("pid"), await errands.run(7)

    first, second, third = loops.run(killed())
    errands.close()
    assert first != second
    assert third == 7


def test_a_process_that_runs_out_of_memory_is_replaced_and_the_task_done_by_the_next(tmp_path):
    assert run([1, "no memory once", 2], 1, Duty(partial(make, str(tmp_path)))) == [1, "no memory once", 2]
    assert run([1, "no memory", 2], 1) == [1, Fault("the process that read it died twice (exit code 0)"), 2]


def test_where_no_process_can_begin_the_work_is_done_here(forked):
    assert run(["pid"] * 3, 1, Duty(partial(make_in, os.getpid()))) == [os.getpid()] * 3
    if not forked:
        assert run(["pid"], 1, Duty(lambda: partial(work, ""))) == [os.getpid()]  # which cannot be sent


@_LINUX
def test_without_the_clean_process_what_can_no_longer_be_given_away_is_done_here(forked):
    if not forked:
        pytest.skip("there is none")
    errands = Errands(Duty(make, renew=2), 1)

    async def orphaned():
        return await errands.run("pid"), await errands.run("orphan"), await errands.run("pid"), await errands.run(7)

    first, second, third, fourth = loops.run(orphaned())
    errands.close()
    assert (second, third, fourth) == ("orphan", os.getpid(), 7)
    assert first != os.getpid()


def test_the_processes_of_two_end_apart():
    first, second = Errands(Duty(make), 1), Errands(Duty(make), 1)

    async def both():
        return await first.run("pid"), await second.run("pid")

    pids = loops.run(both())
    first.close()
    assert not is_alive(pids[0])
    assert is_alive(pids[1])
    second.close()
    assert not is_alive(pids[1])


def test_what_is_not_done_at_the_end_is_done_here():
    errands = Errands(Duty(make), 1)

    async def closed_early():
        waiting = [asyncio.ensure_future(errands.run(n)) for n in range(5)]
        await asyncio.sleep(0)
        await asyncio.to_thread(errands.close)
        return await asyncio.gather(*waiting)

    assert loops.run(closed_early()) == list(range(5))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="the open files of a process are not to be seen")
def test_a_process_has_none_of_our_files_open(tmp_path, forked):
    errands = Errands(Duty(make), 1)
    with (tmp_path / "lock").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        files = loops.run(errands.run("files"))
    errands.close()
    assert not [name for name in files if str(tmp_path) in name]
    if not forked:
        assert len([name for name in files if name.startswith("socket:")]) == 1


_PARENT = """
import asyncio, sys, time
from scrapers.workers import Duty, Errands
from tests.workers.test_errands import make

async def go():
    errands = Errands(Duty(make), 1)
    print(await errands.run("pid"), flush=True)
    await errands.run(sys.argv[1])
    await asyncio.sleep(60)

asyncio.run(go())
"""


def test_a_process_ends_when_the_one_that_it_works_for_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", _PARENT, "1"], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    assert have_ended([pid], 20), "the process goes on without anybody to work for"
