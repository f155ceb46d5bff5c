"""The same crawl tomorrow: what is asked for, what is written, and what a stopped crawl leaves to do."""

import json
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import pytest

from examples.paper.server import serve
from examples.paper.site import Paper
from scrapers import settings as project
from scrapers.archives.inputs import find_inputs
from scrapers.reparse.folders import Folders
from scrapers.reparse.reading import Job
from scrapers.reparse.run import Reparse
from scrapers.spiders.socialist_worker import SocialistWorkerSpider

PIPELINES = project.ITEM_PIPELINES
EDITED = "/art/90101/Bus+strike+brings+Haverleys+roads+to+a+halt%E2%80%94and+its+people+onto+them"


@pytest.fixture
def site():
    paper = Paper()
    with serve(paper) as base:
        yield paper, base


@pytest.fixture
def again(crawl, tmp_path, site):
    """Crawl two issues of the paper into one output folder; give the records written, the stats and the answers."""
    paper, base = site

    def run(settings=None, newest=False, **arguments):
        paper.requested.clear()
        ours = {"ITEM_PIPELINES": PIPELINES, "OUTPUT_DIR": str(tmp_path / "output"), **(settings or {})}
        harvest = crawl(base, ours, **(arguments or ({} if newest else {"issues": "2518-2519"})))
        folder = harvest.stats.get("broadsheet/run_folder")
        return records(folder, "articles.jsonl") if folder else [], harvest.stats

    return run


def records(folder, name):
    return [json.loads(line) for line in (Path(folder) / name).read_bytes().splitlines()]


def edit(paper, old, new, count=1):
    """Change the page of an article as its editors would, headers and all."""
    response = paper.respond(EDITED)
    assert old.encode() in response.body
    headers = {name: value for name, value in response.headers.items() if name not in ("ETag", "Last-Modified")}
    paper.overrides[EDITED] = (HTTPStatus.OK, headers, response.body.replace(old.encode(), new.encode(), count))


def test_an_unchanged_paper_gives_304s_and_no_record(again, site):
    first, _ = again()
    written, stats = again()
    assert len(first) == 16
    assert written == []
    assert stats["broadsheet/unchanged"] == 18  # the articles and two issues
    # A page that is asked for twice in one crawl may be asked for in full the second time.
    assert stats["broadsheet/not_modified"] >= len(set(site[0].requested)) > 20


def test_an_edited_article_is_a_revision_that_says_what_changed(again, site):
    first, _ = again()
    edit(site[0], "Brightwater Transit’s 212 buses", "Brightwater Transit’s 211 buses")
    [article], stats = again()
    before = next(one for one in first if one["id"] == article["id"])
    assert (article["revision"], article["changed"]) == (2, ["body"])
    assert article["content_hash"] != before["content_hash"]
    assert stats["broadsheet/revised"] == 1
    written, _ = again()
    assert written == []


def test_revisions_made_again_from_the_archives_are_those_of_the_crawls(again, site, tmp_path):
    runs = [Path(again()[1]["broadsheet/run_folder"])]
    for old, new in (("212 buses", "211 buses"), ("211 buses", "210 buses")):
        edit(site[0], old, new)
        runs.append(Path(again()[1]["broadsheet/run_folder"]))

    def made_again(name, *inputs):
        folders = Folders(tmp_path / name, datetime(2024, 1, 1, tzinfo=UTC), {})
        result = Reparse(find_inputs(map(str, inputs)), Job((SocialistWorkerSpider,)), folders).run()
        return set((result.folders[0] / "articles.jsonl").read_bytes().splitlines())

    written = [set((run / "articles.jsonl").read_bytes().splitlines()) for run in runs]
    assert made_again("all", *runs) == made_again("backwards", *reversed(runs)) == set.union(*written)
    assert written[2] < made_again("last", runs[2], runs[0])


def test_an_article_that_was_edited_only_in_its_furniture_is_not_written(again, site):
    again()
    edit(site[0], '<ul id="navigation">', '<ul id="navigation"><li><a href="/shop">Shop</a></li>')
    written, stats = again()
    assert written == []
    assert stats["broadsheet/unchanged"] == 18


def test_an_article_that_vanishes_is_recorded_and_the_others_stay(again, site, tmp_path):
    again()
    site[0].overrides[EDITED] = (HTTPStatus.GONE, {}, b"gone")
    written, stats = again()
    assert written == []
    [rejected] = records(stats["broadsheet/run_folder"], "rejected.jsonl")
    assert rejected["reasons"][0]["code"] == "http_410"


def test_a_304_whose_archived_page_is_gone_is_asked_for_again_in_full(again, tmp_path):
    again()
    for file in (tmp_path / "output").glob("*/2*/archive/*"):
        file.unlink()
    written, stats = again()
    assert written == []
    assert stats["downloader/response_status_count/200"] > 20


def test_a_crawl_that_ended_at_a_limit_goes_on_in_its_run_and_asks_for_nothing_twice(again, site):
    _, stats = again({"CLOSESPIDER_ITEMCOUNT": 5})
    assert stats["finish_reason"] == "closespider_itemcount"
    asked = set(site[0].requested)
    written, later = again()
    assert later["broadsheet/run_folder"] == stats["broadsheet/run_folder"]
    assert len(written) == len({one["id"] for one in written}) == 16
    assert later["broadsheet/articles"] == 16
    assert not asked & set(site[0].requested)
    assert later["finish_reason"] == "finished"


def test_other_arguments_are_another_run(again):
    _, stats = again({"CLOSESPIDER_ITEMCOUNT": 5})
    _, other = again(issue="2519")
    assert other["broadsheet/run_folder"] != stats["broadsheet/run_folder"]


def test_a_state_that_was_deleted_is_drawn_anew_from_the_runs(again, site, tmp_path):
    again()
    (tmp_path / "output" / "socialist_worker" / "state.sqlite").unlink()
    written, stats = again()
    assert written == []
    assert stats["broadsheet/not_modified"] >= len(set(site[0].requested)) > 20


def test_a_crawl_of_what_is_newest_leaves_alone_what_has_long_stood_unchanged(again, site):
    first, _ = again(newest=True)
    again(newest=True)
    # Between these two crawls lay a moment; a share of a thousand makes it long.
    _, stats = again({"RECHECK_SHARE": 1000}, newest=True)
    assert stats["broadsheet/not_due"] == len(first) > 0
    assert not any(path.startswith("/art/") for path in site[0].requested)
    again({"RECHECK_SHARE": 1000}, issues="2518-2519")  # what is asked for by name is looked at all the same
    assert any(path.startswith("/art/") for path in site[0].requested)
