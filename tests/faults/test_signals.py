"""Real processes that are asked to stop, made to stop, or lose their second process: what comes out is the same."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from benchmarks.losses import Outcome, Score, outcome
from benchmarks.processes import descendants
from benchmarks.torture import ARGUMENTS
from examples.paper.server import serve
from examples.paper.site import Paper
from schemas import ExitCode

ROOT = Path(__file__).resolve().parents[2]
SCRAPY = (sys.executable, "-m", "scrapy", "crawl", "socialist_worker")


class SlowPaper(Paper):
    """A paper that keeps the readers of articles waiting: of each for a moment, of number `hold` till `let_go`."""

    def __init__(self):
        super().__init__()
        self.at_ease()

    def at_ease(self, hold=0, seconds=0.0):
        self.left, self.seconds = hold, seconds
        self.reached, self.let_go = Event(), Event()

    def respond(self, target):
        if target.startswith("/art/"):
            self.left -= 1
            if self.left == 0:
                self.reached.set()
                self.let_go.wait(60)
            self.let_go.wait(self.seconds)
        return super().respond(target)


def begin(base, output, *more):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BROADSHEET_")}
    environment |= {"BROADSHEET_OUTPUT": str(output), "BROADSHEET_DELAY": "0", "BROADSHEET_LOG_LEVEL": "ERROR"}
    arguments = [part for name, value in ARGUMENTS.items() for part in ("-a", f"{name}={value}")]
    return subprocess.Popen(
        [*SCRAPY, *arguments, "-a", f"site={base}", "-s", "AUTOTHROTTLE_ENABLED=0", *more],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process):
    out, err = process.communicate(timeout=120)
    assert "Traceback" not in err
    return process.returncode, out, err


@dataclass
class Site:
    """A paper, where it is served, and what an unbroken crawl of it writes."""

    paper: SlowPaper
    base: str
    unbroken: Outcome

    def differs(self, output):
        """Return what crawls into an output folder lost, wrote twice or tore, beside the unbroken one."""
        score = Score()
        score.add(outcome(output), self.unbroken)
        return [*score.lost, *score.twice, *score.torn]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    output, paper = tmp_path_factory.mktemp("unbroken"), SlowPaper()
    with serve(paper) as base:
        assert end(begin(base, output))[0] == ExitCode.DONE
        yield Site(paper, base, outcome(output))
        paper.let_go.set()


@pytest.fixture
def site(served):
    served.paper.at_ease()
    yield served
    served.paper.let_go.set()


def test_a_crawl_that_is_stopped_once_and_then_by_force_goes_on_and_loses_nothing(site, tmp_path):
    site.paper.at_ease(hold=4)
    crawl = begin(site.base, tmp_path)
    assert site.paper.reached.wait(60)
    crawl.send_signal(signal.SIGINT)  # ends what it has in hand
    site.paper.let_go.set()
    code, _, err = end(crawl)
    assert (code, "the same command goes on" in err) == (ExitCode.PARTIAL, True)

    site.paper.at_ease(hold=4)
    crawl = begin(site.base, tmp_path, "-L", "INFO")
    assert site.paper.reached.wait(60)
    crawl.send_signal(signal.SIGTERM)
    for line in crawl.stderr:  # a second one that came too early would be one with the first
        if "Send again" in line:
            break
    crawl.send_signal(signal.SIGINT)
    code, _, err = end(crawl)  # while a page is still waited for
    assert (code, "the same command goes on" in err) == (ExitCode.PARTIAL, True)

    site.paper.at_ease()
    assert end(begin(site.base, tmp_path))[0] == ExitCode.DONE
    assert site.differs(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the children of a process are not to be seen")
@pytest.mark.parametrize("which", [0, -1], ids=["what readers are forked off", "a reader"])
def test_a_crawl_whose_reader_is_killed_goes_on_and_loses_nothing(site, tmp_path, which):
    site.paper.at_ease(seconds=0.1)
    crawl = begin(site.base, tmp_path)
    while len(readers := list(descendants(crawl.pid))) < 2:
        assert crawl.poll() is None, "the crawl ended before it had a second process"
        time.sleep(0.01)
    os.kill(readers[which], signal.SIGKILL)
    code, _, err = end(crawl)
    assert code == ExitCode.DONE, err
    assert site.differs(tmp_path) == []
