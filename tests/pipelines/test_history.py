"""When a paper was last crawled, as its run folders tell it."""

import json
from datetime import UTC, datetime

import pytest

from pipelines.history import last_crawl


@pytest.fixture
def run(tmp_path):
    def make(name, stats='{"broadsheet/fetched": 3}', finished=True):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "stats.json").write_text(stats if isinstance(stats, str) else json.dumps(stats))
        if finished:
            (folder / "datapackage.json").write_text("{}")
        return folder

    return make


def test_the_newest_run_that_came_to_an_end_counts(run, tmp_path):
    run("20240510T060000Z")
    run("20240512T060000Z")
    run("20240513T060000Z", finished=False)
    assert last_crawl(tmp_path) == datetime(2024, 5, 12, 6, tzinfo=UTC)


@pytest.mark.parametrize("stats", [{"broadsheet/fetched": 0}, {}, "[]", "{", '{"broadsheet/fetched": "x"}'])
def test_a_run_that_got_no_page_does_not_count(run, tmp_path, stats):
    run("20240512T060000Z", stats)
    assert last_crawl(tmp_path) is None
    run("20240510T060000Z")
    assert last_crawl(tmp_path) == datetime(2024, 5, 10, 6, tzinfo=UTC)


def test_folders_and_files_of_other_things_are_passed_over(run, tmp_path):
    run("20249910T060000Z")
    run("zzz")
    (tmp_path / "20240512T060000Z").write_text("a file")
    assert last_crawl(tmp_path) is None
    assert last_crawl(tmp_path / "nothing") is None
    assert last_crawl(tmp_path / "20240512T060000Z") is None
