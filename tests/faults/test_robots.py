"""robots.txt fails one day and was there the day before: the copy is obeyed as long as RFC 9309 lets it, no longer."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from pipelines.resume import ResumeMiddleware
from pipelines.robots_copy import RobotsCopyMiddleware
from schemas import ExitCode, OutputError
from scrapers import settings as ours
from tests.conftest import Raw
from tests.faults.conftest import answer, story

GOOD = Raw(story())
RULES = Raw(answer("User-agent: *\nDisallow: /story/shut\n", Content_Type="text/plain"))
ABSENT = Raw(answer("<h1>Not found</h1>", "404 Not Found"))
DOWN = Raw(answer("<h1>Sorry</h1>", "503 Service Unavailable"))
BUSY = Raw(answer("slow down", "429 Too Many Requests"))
MORE = [f"more-{number:02d}" for number in range(20)]
SILENT = Raw(b"", "reset")


def days_on(days):
    """Return settings for a crawl whose clock is so many days ahead, as far as robots.txt is concerned."""

    def later(component):
        class Later(component):
            @classmethod
            def from_crawler(cls, crawler):
                made = super().from_crawler(crawler)
                made._now = lambda: datetime.now(UTC) + timedelta(days=days)
                return made

        Later.__qualname__ += component.__name__  # by this Scrapy tells classes apart
        return Later

    chosen = dict(ours.DOWNLOADER_MIDDLEWARES)
    for component in (RobotsCopyMiddleware, ResumeMiddleware):
        path = f"{component.__module__}.{component.__name__}"
        chosen[later(component)] = chosen[path]
        chosen[path] = None
    return {"DOWNLOADER_MIDDLEWARES": chosen}


@pytest.fixture
def site(raw_site):
    """A site with open and shut stories, whose robots.txt the test replaces by hand."""
    names = ("one", "two", "three", "shut", *MORE)
    return raw_site({"/robots.txt": RULES, **{f"/story/{name}": GOOD for name in names}})


@pytest.mark.parametrize("failing", [DOWN, SILENT, BUSY, Raw(b"", "hang")], ids=["503", "reset", "429", "hang"])
def test_the_copy_of_an_earlier_crawl_is_obeyed_while_robots_txt_cannot_be_had(site, crawl, named, failing):
    assert crawl(site.base, urls=named("one")).code is ExitCode.DONE
    site.answers["/robots.txt"] = failing
    end = crawl(site.base, {"DOWNLOAD_TIMEOUT": 0.3}, urls=named("two", "shut"))
    assert (end.stories, end.codes) == (["one", "two"], ["robots_forbidden"])
    assert end.stats["broadsheet/robots_copies"] == 1
    # And not only the first time: a failure does not take the place of the copy.
    again = crawl(site.base, {"DOWNLOAD_TIMEOUT": 0.3}, urls=named("three"))
    assert again.stories == ["one", "three", "two"]


def test_no_copy_means_no_crawl(site, crawl, named):
    site.answers["/robots.txt"] = DOWN
    end = crawl(site.base, urls=named("one"))
    assert (end.code, end.stories, end.codes) == (ExitCode.BLOCKED, [], ["robots_unreachable"])


@pytest.mark.parametrize(("days", "code"), [(29, ExitCode.DONE), (31, ExitCode.BLOCKED)])
def test_a_copy_serves_for_thirty_days_and_no_longer(site, crawl, named, days, code):
    crawl(site.base, urls=named("one"))
    site.answers["/robots.txt"] = DOWN
    assert crawl(site.base, days_on(days), urls=named("two")).code is code


def test_the_copy_can_be_forgone(site, crawl, named):
    crawl(site.base, urls=named("one"))
    site.answers["/robots.txt"] = DOWN
    assert crawl(site.base, {"ROBOTS_COPY_DAYS": 0}, urls=named("two")).code is ExitCode.BLOCKED


def test_a_robots_txt_that_was_not_there_is_a_copy_too(site, crawl, named):
    site.answers["/robots.txt"] = ABSENT
    crawl(site.base, urls=named("one"))
    site.answers["/robots.txt"] = DOWN
    end = crawl(site.base, urls=named("shut"))
    assert (end.code, end.stories) == (ExitCode.DONE, ["one", "shut"])


def test_the_newest_copy_counts(site, crawl, named):
    crawl(site.base, urls=named("one"))
    site.answers["/robots.txt"] = Raw(answer("User-agent: *\nDisallow: /\n", Content_Type="text/plain"))
    assert crawl(site.base, urls=named("two")).codes == ["robots_forbidden"]
    site.answers["/robots.txt"] = DOWN
    assert crawl(site.base, urls=named("three")).codes == ["robots_forbidden"] * 2


def test_a_copy_that_is_confirmed_is_as_new_as_the_day_of_that(site, crawl, named, tmp_path):
    tagged = answer("User-agent: *\nDisallow: /story/shut\n", Content_Type="text/plain", ETag='"1"')
    site.answers["/robots.txt"] = Raw(tagged)
    crawl(site.base, urls=named("one"))
    [state] = tmp_path.glob("output/*/state.sqlite")
    with sqlite3.connect(state) as tables:  # as if that had been long ago
        tables.execute("UPDATE robots SET fetched_at = '2020-01-01T00:00:00+00:00'")
    tables.close()
    site.answers["/robots.txt"] = Raw(answer("", "304 Not Modified", ETag='"1"'))
    crawl(site.base, urls=named("two"))
    site.answers["/robots.txt"] = DOWN
    end = crawl(site.base, urls=named("three", "shut"))
    assert (end.stories, end.codes) == (["one", "three", "two"], ["robots_forbidden"])


def test_the_copy_of_a_robots_txt_that_had_moved_is_found_where_it_was(site, crawl, named):
    site.answers |= {"/robots.txt": Raw(answer("", "301 Moved Permanently", Location="/rules")), "/rules": RULES}
    crawl(site.base, urls=named("one"))
    site.answers["/robots.txt"] = DOWN
    end = crawl(site.base, urls=named("two", "shut"))
    assert (end.stories, end.codes) == (["one", "two"], ["robots_forbidden"])
    site.answers |= {"/robots.txt": Raw(answer("", "301 Moved Permanently", Location="/robots.txt?2"))}
    site.answers["/robots.txt?2"] = Raw(answer("", "301 Moved Permanently", Location="/robots.txt"))
    crawl(site.base, urls=named("three"))
    site.answers |= {"/robots.txt": DOWN, "/robots.txt?2": DOWN}
    assert crawl(site.base, urls=named("one")).code is ExitCode.BLOCKED  # a circle is no copy


def test_the_copy_is_known_again_after_the_state_was_lost(site, crawl, named, tmp_path):
    crawl(site.base, urls=named("one"))
    site.answers["/robots.txt"] = DOWN
    crawl(site.base, urls=named("two"))
    [state] = tmp_path.glob("output/*/state.sqlite")
    state.unlink()
    end = crawl(site.base, urls=named("three", "shut"))
    assert (end.stories, end.codes) == (["one", "three", "two"], ["robots_forbidden"])


def test_a_state_of_before_has_the_copy_too(site, crawl, named, tmp_path):
    crawl(site.base, urls=named("one"))
    [state] = tmp_path.glob("output/*/state.sqlite")
    with sqlite3.connect(state) as tables:
        tables.executescript("DROP TABLE robots; PRAGMA user_version = 1;")
    tables.close()
    site.answers["/robots.txt"] = DOWN
    assert crawl(site.base, urls=named("two")).stories == ["one", "two"]
    assert not list(tmp_path.glob("output/*/*.damaged-*"))


def test_a_stopped_crawl_that_goes_on_after_a_day_asks_for_robots_txt_again(site, crawl, named):
    urls, few = named("one", *MORE), {"CLOSESPIDER_ITEMCOUNT": 1}
    crawl(site.base, few, urls=urls)
    asked = len(site.requests)
    crawl(site.base, few, urls=urls)
    assert not any(b"robots" in request for request in site.requests[asked:])
    crawl(site.base, days_on(1.1), urls=urls)
    assert sum(b"GET /robots.txt" in request for request in site.requests[asked:]) == 1


def test_a_page_that_was_cut_off_is_no_page_for_the_crawl_that_goes_on(site, crawl, named):
    whole = site.answers["/story/one"].data
    site.answers["/story/one"] = Raw(whole[:-400], "reset")
    urls = named("one", *MORE)
    end = crawl(site.base, {"CLOSESPIDER_ITEMCOUNT": 1, "RETRY_TIMES": 0}, urls=urls)
    assert (end.reason, end.codes) == ("closespider_itemcount", ["cut_short"])
    site.answers["/story/one"] = GOOD
    again = crawl(site.base, urls=urls)
    assert again.stories == [*MORE, "one"]
    assert all(len(line["body"]) == 6 for line in again.lines("articles.jsonl"))


def test_a_robots_txt_that_cannot_be_kept_is_not_taken_for_one_that_is_not_there(site, crawl, named, monkeypatch):
    def refuse(archive, exchange):
        raise OutputError("the disk is full")

    monkeypatch.setattr("pipelines.archive.Archive.keep", refuse)
    end = crawl(site.base, {"CONCURRENT_REQUESTS": 4}, urls=named("shut", "one", *MORE))
    assert (end.code, end.stories) == (ExitCode.DISK, [])
    assert [request.split(b" ")[1] for request in site.requests] == [b"/robots.txt"]
