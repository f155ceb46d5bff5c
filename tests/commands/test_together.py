"""Several crawls at once, with commands that take a crawl's place."""

import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from schemas import ExitCode
from scrapers.commands.outcome import gravest
from scrapers.commands.together import Together

ROOT = Path(__file__).resolve().parents[2]


def python(script):
    return [sys.executable, "-c", script]


def run(jobs, **scripts):
    endings = {}
    codes = Together(jobs).run({name: python(s) for name, s in scripts.items()}, lambda e: endings.update({e.name: e}))
    return endings, codes


def test_every_ending_is_reported_with_its_last_line_and_what_it_said():
    endings, codes = run(
        2,
        echo="print('noise'); print('2 articles')",
        star="import sys; print('0 articles'); sys.stderr.write('scrapy crawl: error: no\\nlog\\n'); sys.exit(4)",
        mute="",
    )
    assert sorted(codes) == [0, 0, 4]
    assert (endings["echo"].summary, list(endings["echo"].lines())) == ("2 articles", [])
    assert list(endings["star"].lines()) == ["star: error: no", "star: log"]
    assert endings["mute"].summary == "nothing was written"


def test_no_more_than_so_many_run_at_once(tmp_path):
    script = (
        "import os, sys, time; from pathlib import Path; at = Path(sys.argv[1]); me = at / str(os.getpid())\n"
        "me.touch(); time.sleep(0.3); print(len(list(at.iterdir()))); me.unlink()"
    )
    seen = []
    commands = {str(n): [*python(script), str(tmp_path)] for n in range(5)}
    assert Together(2).run(commands, lambda ended: seen.append(int(ended.summary))) == [0] * 5
    assert 1 <= max(seen) <= 2


def test_one_that_is_killed_is_a_fault_and_the_others_go_on():
    endings, codes = run(1, bad="import os; os.kill(os.getpid(), 9)", good="print('2 articles')")
    assert sorted(codes) == [0, 1]
    assert list(endings["bad"].lines()) == ["bad: error: killed by signal 9; the next crawl mends what it left"]


def test_one_that_cannot_be_begun_is_told_and_the_others_go_on():
    said = []
    codes = Together(1).run({"bad": ["/no/such/programme"], "good": python("print(2)")}, said.append)
    assert sorted(codes) == [0, 1]
    (bad,) = [ended for ended in said if ended.name == "bad"]
    assert next(bad.lines()).startswith("bad: error: not begun: ")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_those_that_run_once_and_begins_no_other(number, tmp_path):
    script = (
        "import signal, sys, time; from pathlib import Path; at = Path(sys.argv[1]); told = []\n"
        "signal.signal(signal.SIGTERM, lambda *_: told.append(1)); (at / sys.argv[2]).touch()\n"
        "while not told: time.sleep(0.01)\n"
        "time.sleep(0.2); print(len(told), 'signal'); sys.exit(3)"
    )
    commands = {name: [*python(script), str(tmp_path), name] for name in ("a", "b", "c")}

    def send():
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.01)
        os.kill(os.getpid(), number)

    before = signal.getsignal(number)
    threading.Thread(target=send).start()
    endings = {}
    codes = Together(2).run(commands, lambda ended: endings.update({ended.name: ended.summary}))
    assert codes == [3, 3, 3]
    assert endings == {"a": "1 signal", "b": "1 signal", "c": "stopped before its turn; nothing was fetched"}
    assert signal.getsignal(number) is before


@pytest.mark.parametrize(
    ("codes", "worst"),
    [
        ([], ExitCode.DONE),
        ([0, 0], ExitCode.DONE),
        ([0, 5], ExitCode.NOTHING_NEW),
        ([5, 3, 0], ExitCode.PARTIAL),
        ([3, 6], ExitCode.LOCKED),
        ([6, 4], ExitCode.BLOCKED),
        ([4, 2], ExitCode.BAD_ARGUMENTS),
        ([4, 1, 3], ExitCode.INTERNAL),
        ([1, 7], ExitCode.DISK),
        ([0, 120], ExitCode.INTERNAL),
        ([0, -9], ExitCode.INTERNAL),
    ],
)
def test_the_gravest_code_speaks_for_all(codes, worst):
    assert gravest(codes) is worst


@pytest.mark.parametrize("page", ["exit-codes.md", "scheduling.md"])
def test_the_documentation_has_the_order_of_gravity(page):
    text = " ".join((ROOT / "docs" / page).read_text("utf-8").split())
    documented = [int(code) for code in re.search(r"gravest.*?((?:\d, ){7}\d)", text)[1].split(", ")]
    assert documented == sorted(
        documented, key=lambda code: [gravest([code, other]) for other in ExitCode].count(code), reverse=True
    )
