"""Crawls that are killed and gone on with lose nothing, write nothing twice, and leave nothing torn."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks.losses import Outcome, Score

ROOT = Path(__file__).resolve().parents[2]


def test_a_crawl_killed_at_twenty_points_and_gone_on_with_gives_what_an_unbroken_one_gives():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.torture", "--kills", "20", "--seed", "7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    last = done.stdout.splitlines()[-1]
    assert re.search(r"kills (\d+)", last)[1].isdecimal()
    assert last.endswith("lost 0, twice 0, torn 0")


def test_what_is_lost_twice_or_torn_is_counted():
    def outcome(records, answers, twice=(), torn=()):
        return Outcome({"articles.jsonl": records}, list(twice), answers, list(torn))

    score = Score()
    score.add(
        outcome({"a": "1"}, Counter({"/x": 2}), ["articles.jsonl: /a"], ["a.warc.gz"]),
        outcome({"a": "1", "b": "2"}, Counter({"/y": 1})),
    )
    assert (len(score.lost), len(score.twice), len(score.torn)) == (2, 2, 1)
    assert "lost 2, twice 2, torn 1" in str(score)


def test_robots_txt_may_be_asked_for_again_on_each_new_day_and_nothing_else():
    wanted = Outcome({"articles.jsonl": {}}, [], Counter({"/robots.txt": 1, "/x": 1}), [])
    found = Outcome({"articles.jsonl": {}}, [], Counter({"/robots.txt": 2, "/x": 2}), [])
    same_day, next_day = Score(), Score()
    same_day.add(found, wanted)
    next_day.add(found, wanted, days=1)
    assert (len(same_day.twice), len(next_day.twice)) == (2, 1)
