"""A whole site goes wrong: the crawl ends with its code, keeps what it got, and goes on when the site is well again."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from schemas import ExitCode
from tests.conftest import Raw
from tests.faults.conftest import answer, links, story

GOOD = Raw(story())
NAMES = [f"s{n:02d}" for n in range(30)]
NOT_FOUND = Raw(answer("<h1>Not found</h1>", "404 Not Found"))
TOO_MANY = Raw(answer("slow down", "429 Too Many Requests"))
DOWN = Raw(answer("<h1>Sorry</h1>", "500 Internal Server Error"))


class Live(Mapping[str, Raw]):
    """A site whose answers are made when they are asked for. robots.txt is not there."""

    def __init__(self, make: Callable[[str], Raw]) -> None:
        self.make = make
        self.asked: list[str] = []

    def __getitem__(self, path: str) -> Raw:
        self.asked.append(path)
        return NOT_FOUND if path == "/robots.txt" else self.make(path)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Clock:
    """An hour hand that the test moves."""

    hours = 0.0


def test_errors_for_an_hour_end_the_crawl_and_the_next_one_goes_on_with_it(raw_site, crawl, named):
    clock = Clock()
    failing = set(NAMES[5:])
    live = Live(lambda path: DOWN if clock.hours < 1 and path.rpartition("/")[2] in failing else GOOD)
    urls = named(*NAMES)
    site = raw_site(live)
    end = crawl(site.base, urls=urls)
    assert (end.code, end.reason) == (ExitCode.PARTIAL, "site_failing")
    assert (end.stories, set(end.codes)) == (NAMES[:5], {"http_500"})
    clock.hours, asked_before = 0.5, len(live.asked)
    still = crawl(site.base, urls=urls)
    assert (still.code, still.stories) == (ExitCode.PARTIAL, NAMES[:5])
    assert len(live.asked) - asked_before < 50
    clock.hours, asked_before = 1.5, len(live.asked)
    well = crawl(site.base, urls=urls)
    assert (well.code, well.stories) == (ExitCode.DONE, NAMES)
    assert not any(path.rpartition("/")[2] in NAMES[:5] for path in live.asked[asked_before:])


def test_a_site_that_fails_from_the_first_page_on_blocks_the_crawl(raw_site, crawl, named):
    end = crawl(raw_site(Live(lambda path: DOWN)).base, urls=named(*NAMES))
    assert (end.code, end.stories) == (ExitCode.BLOCKED, [])


def test_a_site_that_hangs_from_some_page_on_is_given_up(raw_site, crawl, named):
    live = Live(lambda path: GOOD if path < "/story/s03" else Raw(b"", "hang"))
    end = crawl(raw_site(live).base, {"DOWNLOAD_TIMEOUT": 0.2, "RETRY_TIMES": 0}, urls=named(*NAMES))
    assert (end.code, end.reason, end.stories) == (ExitCode.PARTIAL, "site_silent", NAMES[:3])
    assert set(end.codes) == {"timeout"}


def test_a_storm_of_429_that_passes_costs_no_page(raw_site, crawl, named):
    asked: list[str] = []

    def make(path: str) -> Raw:
        asked.append(path)
        return TOO_MANY if len(asked) % 3 == 0 else GOOD

    end = crawl(raw_site(Live(make)).base, {"RETRY_TIMES": 4}, urls=named(*NAMES))
    assert (end.code, end.stories, end.codes) == (ExitCode.DONE, NAMES, [])


@pytest.mark.parametrize("refusal", [TOO_MANY, Raw(answer("busy", "503 Service Unavailable"))])
def test_a_storm_that_stays_ends_the_crawl_as_refused_before_every_page_was_asked_for(raw_site, crawl, named, refusal):
    live = Live(lambda path: GOOD if path < "/story/s03" else refusal)
    end = crawl(raw_site(live).base, urls=named(*NAMES))
    assert (end.code, end.reason, end.stories) == (ExitCode.BLOCKED, "refused", NAMES[:3])
    assert "10 times in a row" in end.message
    assert len(live.asked) < 18


def test_pages_that_wait_for_their_turn_when_time_is_up_are_no_failures(raw_site, crawl, named):
    busy = Raw(answer("busy", "503 Service Unavailable", Retry_After="30"))
    live = Live(lambda path: busy if path == "/story/s01" else GOOD)
    end = crawl(raw_site(live).base, {"MAX_TIME": 1}, urls=named(*NAMES))
    assert (end.code, end.reason, end.stories) == (ExitCode.PARTIAL, "closespider_timeout", NAMES[:1])
    assert end.codes == []


def test_a_site_that_sends_everyone_for_a_cookie_blocks_the_crawl(raw_site, crawl, named):
    gate = Raw(answer("", "302 Found", Location="/gate", Set_Cookie="seen=1; Path=/"))
    back = Raw(answer("", "302 Found", Location="/story/s00", Set_Cookie="seen=1; Path=/"))
    live = Live(lambda path: back if path == "/gate" else gate)
    end = crawl(raw_site(live).base, urls=named(*NAMES))
    assert (end.code, end.stories) == (ExitCode.BLOCKED, [])


def test_a_list_that_grows_while_it_is_read_loses_nothing_and_repeats_nothing(raw_site, crawl):
    newest_first = [f"old-{n:02d}" for n in range(40)]

    def make(path: str) -> Raw:
        if not path.startswith("/news/"):
            return Raw(story(path.rpartition("/")[2]))
        number = int(path.rpartition("/")[2])
        page = newest_first[(number - 1) * 8 : number * 8]
        newest_first[:0] = [f"new-{len(newest_first):02d}", f"new-{len(newest_first) + 1:02d}"]
        return Raw(links(page, f"/news/{number + 1}"))

    end = crawl(raw_site(Live(make)).base, section="news")
    assert end.code is ExitCode.DONE
    assert {name for name in end.stories if name.startswith("old")} == {f"old-{n:02d}" for n in range(40)}
    assert len(end.stories) == len(set(end.stories))
    assert end.codes == []


def test_a_calendar_without_end_and_without_news_ends_by_itself(raw_site, crawl):
    def make(path: str) -> Raw:
        if path.startswith("/story/"):
            return GOOD
        number = int(path.rpartition("/")[2])
        return Raw(links(["a", "b"] if number < 3 else [], f"/news/{number + 1}"))

    live = Live(make)
    end = crawl(raw_site(live).base, section="news")
    assert (end.code, end.stories) == (ExitCode.DONE, ["a", "b"])
    assert len(live.asked) < 8


def test_a_list_of_ever_new_links_is_left_at_last_and_told(raw_site, crawl, monkeypatch):
    monkeypatch.setattr("scrapers.discovery.lists.MOST_PAGES", 12)

    def make(path: str) -> Raw:
        if path.startswith("/story/"):
            return Raw(story(path))
        number = int(path.rpartition("/")[2])
        return Raw(links([f"trap-{number}"], f"/news/{number + 1}"))

    end = crawl(raw_site(Live(make)).base, section="news")
    assert (end.reason, len(end.stories), end.codes) == ("finished", 12, ["damaged_list"])


@pytest.mark.parametrize("day", ["20 August 2019", "1 December 2020", ""], ids=["in the range", "too new", "no day"])
def test_a_list_by_day_that_has_no_end_is_left_at_last_and_told(raw_site, crawl, monkeypatch, day):
    monkeypatch.setattr("scrapers.discovery.dates.MOST_PAGES", 12)

    def make(path: str) -> Raw:
        if path.startswith("/story/"):
            return Raw(story(path, day))
        number = int(path.rpartition("/")[2]) if path.startswith("/news/") else 0
        return Raw(links([f"trap-{number}"], f"/news/{number + 1}"))

    live = Live(make)
    end = crawl(raw_site(live).base, {"MAX_PAGES": 200}, since="2019-08-01", until="2019-08-31")
    assert (end.reason, end.codes) == ("finished", ["damaged_list"])
    assert len(live.asked) < 60
    assert (len(end.stories) > 10) == (day != "1 December 2020")


@pytest.mark.parametrize("arguments", [{"section": "news"}, {"since": "2019-08-01", "until": "2019-08-31"}])
def test_a_trap_of_ever_new_links_ends_at_the_limit_that_was_set(raw_site, crawl, arguments):
    def make(path: str) -> Raw:
        if path.startswith("/story/"):
            return Raw(story(path))
        number = int(path.rpartition("/")[2]) if path.startswith("/news/") else 0
        return Raw(links([f"trap-{number}-{n}" for n in range(3)], f"/news/{number + 1}"))

    live = Live(make)
    end = crawl(raw_site(live).base, {"MAX_PAGES": 40}, **arguments)
    assert end.code is ExitCode.PARTIAL
    assert "limit" in end.message
    assert end.stories != []
    assert len(live.asked) < 60
