"""scrapy crawl --all: the papers that are due, one line each, the gravest exit code."""

import os
import signal
import time
from datetime import UTC, datetime
from datetime import time as clock

import pytest

from schemas import ArgumentError, Publication, Schedule
from scrapers.commands.due import due, next_due
from tests.commands.test_crawl import options, served
from tests.commands.typed import ROOT, typed

PAPER = """
from dataclasses import replace
from datetime import time
from schemas import Schedule
from scrapers.spiders.socialist_worker import PUBLICATION, SocialistWorkerSpider

class Spider(SocialistWorkerSpider):
    name = "{name}"
    publication = replace(PUBLICATION, slug="{name}", schedule={schedule})
"""


def paper(slug, schedule):
    return Publication(slug, slug, (), "https://echo.example/", "Europe/London", "en", schedule=schedule)


@pytest.fixture
def held(tmp_path):
    """Give a function that makes a finished run of a paper, as it began at some time."""

    def make(slug, began):
        folder = tmp_path / slug / began.strftime("%Y%m%dT%H%M%SZ")
        folder.mkdir(parents=True)
        (folder / "stats.json").write_text('{"broadsheet/fetched": 1}')
        (folder / "datapackage.json").write_text("{}")

    return make


def test_papers_are_due_from_an_instant_of_their_schedule_until_they_are_crawled(tmp_path, held):
    daily = Schedule(at=(clock(6),))
    papers = {slug: paper(slug, daily) for slug in ("late", "never", "today")} | {"resting": paper("resting", None)}
    held("late", datetime(2024, 5, 9, 4, 59, tzinfo=UTC))
    held("today", datetime(2024, 5, 9, 5, 0, tzinfo=UTC))  # six o'clock in London
    now = datetime(2024, 5, 9, 12, tzinfo=UTC)
    assert due(papers, tmp_path, now) == ["late", "never"]
    held("late", now)
    held("never", now)
    assert due(papers, tmp_path, now) == []
    assert next_due(papers, now) == ("late", datetime(2024, 5, 10, 5, tzinfo=UTC))
    assert due(papers, tmp_path, datetime(2024, 5, 10, 5, tzinfo=UTC)) == ["late", "never", "today"]


def test_without_any_schedule_the_message_says_how_to_give_one(tmp_path):
    with pytest.raises(ArgumentError, match=r"schedule=Schedule\(at="):
        due({"echo": paper("echo", None)}, tmp_path, datetime(2024, 5, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["--all", "socialist_worker"], "--all is for every newspaper"),
        (["--all", "--logfile", "x.log"], "--logfile is for one newspaper"),
        (["--all", "--jobs", "0"], "--jobs 0 is no number of newspapers"),
        (["--all", "--jobs", "x"], "--jobs x is no number of newspapers"),
        (["socialist_worker", "--jobs", "2"], "type scrapy crawl --all --jobs N"),
        (["socialist_worker", "--max-time", "soon"], "--max-time soon is not a time above zero"),
        (["--all", "--max-bytes", "0"], "--max-bytes 0 is not a size above zero"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2(capsys, argv, words):
    from scrapers.commands.crawl import Command

    with pytest.raises(SystemExit) as ended:
        options(Command(), *argv)
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert error.startswith("scrapy crawl: error: ")
    assert words in error


@pytest.fixture
def site():
    with served() as paper:
        yield paper


@pytest.fixture
def start(tmp_path):
    """Give a function that types scrapy crawl --all where there are two scheduled papers and one without."""
    papers = tmp_path / "invented_papers"
    papers.mkdir()
    (papers / "__init__.py").write_text("")
    for name, schedule in (("echo", "Schedule()"), ("star", "Schedule()"), ("rest", "None")):
        (papers / f"{name}.py").write_text(PAPER.format(name=name, schedule=schedule))
    everything = ["crawl", "--all", "-s", "SPIDER_MODULES=invented_papers"]

    def run(*argv):
        return typed(tmp_path / "output", *everything, *argv, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")

    return run


def test_the_papers_that_are_due_are_crawled_and_then_no_more(site, start, tmp_path):
    site.let_go.set()
    process = start("-a", f"site={site.base}")
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    runs = {name: next((tmp_path / "output" / name).glob("*Z")) for name in ("echo", "star")}
    assert sorted(out.splitlines()) == [
        f"{name}: 2 articles, 1 issue, 0 rejected, 3 pages read: written to {runs[name]}" for name in ("echo", "star")
    ]
    assert not (tmp_path / "output" / "rest").exists()
    process = start("-a", f"site={site.base}")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (5, "")
    assert out.startswith("no newspaper is due; the next is echo, ")


def test_an_argument_that_suits_no_paper_begins_no_crawl(start, tmp_path):
    process = start("-a", "month=2016-13")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err.startswith("scrapy crawl: error: month=2016-13 is no month")
    assert not (tmp_path / "output").exists()


def test_limits_reach_every_crawl_and_end_it_cleanly(site, start, tmp_path):
    site.let_go.set()
    process = start("-a", f"site={site.base}", "--max-pages", "1")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 3
    words = "warning: ended at the limit of the number of pages (--max-pages); what was got is kept"
    assert sorted(line.split(",")[0] for line in err.splitlines()) == [f"{name}: {words}" for name in ("echo", "star")]
    for name in ("echo", "star"):
        assert len(list((tmp_path / "output" / name).glob("*Z/datapackage.json"))) == 1


def test_sigterm_stops_every_crawl_cleanly(site, start):
    process = start("-a", f"site={site.base}")
    assert site.reached.wait(60)
    process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    site.let_go.set()
    out, err = process.communicate(timeout=120)
    assert process.returncode == 3
    assert sorted(line.split(":")[0] for line in out.splitlines()) == ["echo", "star"]
    assert "Traceback" not in err
