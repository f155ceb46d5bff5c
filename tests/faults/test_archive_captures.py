"""A web archive has many copies of an article: those that differ are its revisions, and each is written once."""

import pytest

from schemas import ExitCode
from tests.faults.conftest import story
from tests.spiders.harbour_lantern import HOME
from tests.spiders.wayback_machine import Kept, WaybackMachine, running


@pytest.fixture
def archive():
    with running(WaybackMachine()) as machine:
        yield machine


@pytest.fixture
def search(archive, crawl):
    def run(**settings):
        return crawl(
            None,
            {"WAYBACK_URL": archive.base, "DOWNLOAD_TIMEOUT": 30, **settings},
            source="wayback",
            since="2008",
            until="2021",
        )

    return run


def page(headline):
    return story(headline).partition(b"\r\n\r\n")[2]


def kept(*headlines, name="one", first=2010):
    return [
        Kept(f"{first + n}0101000000", f"{HOME}/story/{name}", page(text), digest=f"{name}{n}")
        for n, text in enumerate(headlines)
    ]


def revisions(end):
    return [(line["revision"], line["headline"], line["changed"]) for line in end.lines("articles.jsonl")]


def test_captures_that_differ_are_revisions_of_one_record_from_old_to_new(archive, search):
    archive.captures = kept("Lantern to be lit", "Lantern is lit", "Lantern was lit")
    end = search()
    assert (end.code, end.codes) == (ExitCode.DONE, [])
    assert revisions(end) == [
        (1, "Lantern to be lit", []),
        (2, "Lantern is lit", ["headline"]),
        (3, "Lantern was lit", ["headline"]),
    ]
    assert len({line["id"] for line in end.lines("articles.jsonl")}) == 1
    times = [line["provenance"]["fetched_at"] for line in end.lines("articles.jsonl")]
    assert times == sorted(times)


def test_captures_with_the_same_content_are_one_revision(archive, search):
    archive.captures = kept("Lantern is lit", "Lantern is lit", "Lantern was lit")
    assert [each[:2] for each in revisions(search())] == [(1, "Lantern is lit"), (2, "Lantern was lit")]


def test_a_second_search_writes_nothing(archive, search):
    archive.captures = kept("First", "Second", "Third") + kept("Other", "Other again", name="two")
    assert len(revisions(search())) == 5
    again = search()
    assert again.code is ExitCode.NOTHING_NEW
    assert len(revisions(again)) == 5


def test_a_newer_capture_is_the_next_revision_and_an_older_one_none(archive, search):
    archive.captures = kept("Second", first=2012)
    search()
    archive.captures = kept("First", "Second", "Third", first=2011)
    assert [each[:2] for each in revisions(search())] == [(1, "Second"), (2, "Third")]


def test_many_articles_with_several_captures_each_keep_their_order(archive, search):
    archive.captures = [
        each for n in range(20) for each in kept(*(f"Day {day} of {n}" for day in range(3)), name=f"s{n:02d}")
    ]
    lines = search(CONCURRENT_REQUESTS=8).lines("articles.jsonl")
    for n in range(20):
        found = [line for line in lines if line["url"].endswith(f"/s{n:02d}")]
        assert [(line["revision"], line["headline"]) for line in found] == [
            (day + 1, f"Day {day} of {n}") for day in range(3)
        ]
