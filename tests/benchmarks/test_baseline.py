"""The speed of crawls is held: a ratio that fell by more than a twentieth is told, and ends the command with 1."""

import json
import os

import pytest

from benchmarks import baseline
from benchmarks.crawl import Compared, compare, crawl_rows
from benchmarks.pages import own_cases

CODINGS = ("gzip", "plain")


def measured(ours_wall=10.0, ours_cpu=20.0, bare_wall=5.1, coding="gzip"):
    return Compared(coding, 100, {"wall": bare_wall, "cpu": 5.0}, {"wall": ours_wall, "cpu": ours_cpu})


@pytest.fixture
def settled(tmp_path):
    path = tmp_path / "baseline.json"
    baseline.write_baseline([measured()], path)
    return path


@pytest.mark.parametrize(
    ("now", "fell"),
    [
        (measured(), [False, False]),
        (measured(ours_wall=10.4, ours_cpu=20.9), [False, False]),
        (measured(ours_wall=10.6), [True, False]),
        (measured(ours_cpu=21.2), [False, True]),
        (measured(ours_wall=5, ours_cpu=5), [False, False]),
        (measured(ours_wall=90, bare_wall=9), [False, False]),  # busy: the clock says nothing
    ],
)
def test_what_fell_by_more_than_a_twentieth_is_told(settled, now, fell):
    assert [one for one, _ in baseline.judge([now], settled)] == fell


def test_the_clock_is_not_judged_on_another_machine(settled):
    settled.write_text(settled.read_text().replace(f'"cores": {os.cpu_count()}', '"cores": 999'))
    wall, cpu = baseline.judge([measured(ours_wall=90, ours_cpu=90)], settled)
    assert not wall[0]
    assert "not judged, since 999 cores were there then" in wall[1]
    assert cpu == (True, "gzip, by processor time: 0.06 of the bare crawl, 0.25 when settled (-78%)")


def test_on_a_busy_machine_nothing_by_the_clock_is_settled(tmp_path):
    path = tmp_path / "baseline.json"
    baseline.write_baseline([measured(bare_wall=9)], path)
    (wall_fell, said), (cpu_fell, _) = baseline.judge([measured(ours_wall=90, ours_cpu=90)], path)
    assert (wall_fell, cpu_fell) == (False, True)
    assert "not judged, since none was settled" in said


def test_the_command_ends_with_1_when_crawls_are_slower(monkeypatch, capsys, settled):
    monkeypatch.setattr(baseline, "judge", lambda compared: [(True, "gzip fell"), (False, "plain stayed")])
    monkeypatch.setattr(baseline, "compare", lambda *given: [measured()])
    assert baseline.main([]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == ["SLOWER  gzip fell", "held    plain stayed"]


def test_the_projects_own_baseline_has_every_ratio():
    ratios = json.loads(baseline.BASELINE.read_text("utf-8"))["to bare"]
    assert [(coding, *found) for coding, found in ratios.items()] == [(coding, "wall", "cpu") for coding in CODINGS]


def test_both_crawls_are_measured_over_the_same_pages():
    compared = compare(own_cases()[:6], 12, 1, lambda said: None)
    assert [one.coding for one in compared] == list(CODINGS)
    assert all(one.bare["got"] == 12 and one.ours["got"] + one.ours["rejected"] == 12 for one in compared)
    rows = list(crawl_rows(compared))[1:]
    assert [row[0] for row in rows] == ["bare, gzip", "ours, gzip", "bare, plain", "ours, plain"]
    assert all(float(cell) > 0 for row in rows for cell in row[1:])
