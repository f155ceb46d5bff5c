"""Politeness in whole crawls: robots.txt to the letter, pauses that are asked for, and sites that refuse."""

import time
from email.utils import formatdate

import pytest

from scrapers import settings as ours
from scrapers.politeness import RobotsMiddleware
from tests.spiders.conftest import HTML, html, moved
from tests.spiders.harbour_lantern import HOME, HarbourLanternSpider
from tests.spiders.test_lists_for_machines import LINE, feed

TEXT = {"Content-Type": "text/plain"}
STORY = html(f"<article><h1>The lantern is lit</h1>{LINE * 6}</article>")
CHALLENGE = html("<h1>Just a moment...</h1><script>window._cf_chl_opt={}</script>")
CONSENT = html("<h1>Before you continue</h1><p>We and 800 partners.</p><form><button>Accept</button></form>")


def robots(text):
    return {"/robots.txt": (200, TEXT, text.encode())}


def in_turn(*answers):
    """Give answers one after the other, the last one for ever."""
    left = list(answers)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


@pytest.fixture
def read(serve, crawl, tmp_path):
    """Crawl pages of a site by name."""

    def run(pages, names, settings=None):
        site = serve(pages)
        urls = tmp_path / "urls.txt"
        urls.write_text("".join(f"{HOME}/story/{name}\n" for name in names))
        return site, crawl(site, settings or {}, spider=HarbourLanternSpider, urls=str(urls))

    return run


def test_the_longest_rule_wins_and_wildcards_count(read):
    ours_alone = "User-agent: broadsheet\nDisallow: /story/\nAllow: /story/open\nDisallow: /story/*-draft$\n"
    rules = ours_alone + "User-agent: *\nAllow: /\n"
    names = ["closed", "open-one", "open-two-draft"]
    _, harvest = read({**robots(rules), **{f"/story/{name}": STORY for name in names}}, names)
    assert [a.url for a in harvest.articles] == [f"{HOME}/story/open-one"]
    assert harvest.codes == ["robots_forbidden", "robots_forbidden"]


def test_groups_for_one_agent_are_one_and_a_mark_at_the_beginning_is_none(read):
    groups = [
        "User-agent: *\nDisallow: /story/a\n",
        "User-agent: x\nDisallow: /\n",
        "User-agent: *\nDisallow: /story/b\n",
    ]
    rules = "\ufeff" + "\n".join(groups)
    _, harvest = read({**robots(rules), **{f"/story/{n}": STORY for n in "abc"}}, "abc")
    assert [a.url for a in harvest.articles] == [f"{HOME}/story/c"]


def test_five_hundred_kilobytes_are_read_and_no_half_rule(read):
    most, half = 500 * 1024, "Disallow: /"
    head = "User-agent: *\nDisallow: /story/a\n"
    rules = head + "#" * (most - len(head) - 1 - len(half)) + "\n" + half + "other\nDisallow: /story/b\n"
    assert rules[:most].endswith(half)
    _, harvest = read({**robots(rules), **{f"/story/{n}": STORY for n in "ab"}}, "ab")
    assert [a.url for a in harvest.articles] == [f"{HOME}/story/b"]


@pytest.mark.parametrize("hops", [1, 5])
def test_redirects_of_robots_txt_are_followed(read, hops):
    pages = {f"/r{n}": moved(f"/r{n + 1}") for n in range(1, hops)}
    pages |= {"/robots.txt": moved("/r1"), f"/r{hops}": (200, TEXT, b"User-agent: *\nDisallow: /\n"), "/story/a": STORY}
    assert read(pages, "a")[1].codes == ["robots_forbidden"]


def test_a_robots_txt_that_redirects_for_ever_is_not_there(read):
    _, harvest = read(
        {"/robots.txt": moved("/robots.txt?x"), "/robots.txt?x": moved("/robots.txt"), "/story/a": STORY}, "a"
    )
    assert len(harvest.articles) == 1


def test_a_robots_txt_that_is_asked_for_too_often_forbids_for_now(read):
    site, harvest = read({"/robots.txt": html("slow down", 429), "/story/a": STORY}, "a")
    assert harvest.codes == ["robots_unreachable"]
    assert site.count("/story/a") == 0


class AgeingRobots(RobotsMiddleware):
    """The real middleware, by a clock on which a day and an hour pass each time that it is looked at."""

    @classmethod
    def from_crawler(cls, crawler):
        hours = iter(range(0, 10**6, 25))
        return cls(crawler, clock=lambda: next(hours) * 3600.0)


OPEN, SHUT = (200, TEXT, b"User-agent: *\nAllow: /\n"), (200, TEXT, b"User-agent: *\nDisallow: /\n")


AGEING = {
    "CONCURRENT_REQUESTS": 1,
    "DOWNLOADER_MIDDLEWARES": {
        **ours.DOWNLOADER_MIDDLEWARES,
        "scrapers.politeness.RobotsMiddleware": None,
        AgeingRobots: 100,
    },
}


def test_robots_txt_is_asked_for_again_after_a_day(read):
    pages = {"/robots.txt": in_turn(OPEN, SHUT), **{f"/story/{n}": STORY for n in "ab"}}
    site, harvest = read(pages, "ab", AGEING)
    assert ([a.url for a in harvest.articles], harvest.codes) == ([f"{HOME}/story/a"], ["robots_forbidden"])
    assert site.count("/robots.txt") == 2


def test_the_copy_serves_for_longer_while_robots_txt_cannot_be_had(read):
    rules = (200, TEXT, b"User-agent: *\nDisallow: /story/b\n")
    pages = {"/robots.txt": in_turn(rules, html("down", 503)), **{f"/story/{n}": STORY for n in "abc"}}
    site, harvest = read(pages, "abc", AGEING)
    assert (len(harvest.articles), harvest.codes) == (2, ["robots_forbidden"])
    assert site.count("/robots.txt") == 3


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_obeyed_and_the_page_is_got(read, status, form):
    asked = []

    def page():
        asked.append(time.monotonic())
        date = {"Date": formatdate(0, usegmt=True)}
        wait = "1" if form == "seconds" else formatdate(1, usegmt=True)
        return (status, {**HTML, **date, "Retry-After": wait}, b"later") if len(asked) == 1 else STORY

    _, harvest = read({"/story/a": page}, "a", {"RETRY_TIMES": 1})
    assert len(harvest.articles) == 1
    assert asked[1] - asked[0] >= 1


def test_a_site_that_asks_for_hours_is_left_at_once_and_what_was_got_is_kept(read):
    hours = (503, {**HTML, "Retry-After": "7200"}, b"closed for repairs")
    site, harvest = read({"/story/a": STORY, "/story/b": hours, "/story/c": STORY}, "abc", {"CONCURRENT_REQUESTS": 1})
    assert len(harvest.articles) == 1
    assert harvest.codes[0] == "asked_to_wait"
    assert harvest.stats["finish_reason"] == "refused"
    assert site.count("/story/c") == 0
    assert "7200 seconds" in harvest.spider.trouble[1]


@pytest.mark.parametrize(
    ("page", "code", "most"),
    [
        (CHALLENGE, "block_page", 5),
        (CONSENT, "consent_wall", 5),
        ((429, HTML, b"slow down"), "http_429", 2),
        ((403, HTML, b"no"), "http_403", 10),
    ],
)
def test_a_site_that_refuses_the_crawl_is_left_and_what_was_got_is_kept(read, page, code, most):
    names = [f"s{n:02d}" for n in range(40)]
    pages = {f"/story/{name}": STORY if name < "s03" else page for name in names}
    _, harvest = read(pages, names)
    assert len(harvest.articles) == 3
    assert set(harvest.codes) == {code}
    assert most <= len(harvest.codes) <= most + 6  # those that were on their way
    assert (harvest.stats["finish_reason"], harvest.spider.blocked) == ("refused", True)


def test_a_single_wall_is_a_gap_and_no_article_and_no_end(read):
    _, harvest = read({"/story/a": CHALLENGE, "/story/b": STORY, "/story/c": CONSENT, "/story/d": STORY}, "abcd")
    assert len(harvest.articles) == 2
    assert sorted(harvest.codes) == ["block_page", "consent_wall"]
    assert harvest.stats["finish_reason"] == "finished"


def test_an_error_says_which_guard_it_comes_from(read):
    _, harvest = read({"/story/a": (403, HTML, CHALLENGE[2])}, "a")
    assert harvest.codes == ["http_403"]
    assert "Cloudflare" in harvest.rejections[0].reasons[0].message


def test_a_front_page_behind_a_wall_blocks_the_crawl(serve, crawl):
    harvest = crawl(serve({"/": CHALLENGE, "/feed.xml": feed()}), spider=HarbourLanternSpider)
    assert (harvest.codes[0], harvest.spider.blocked) == ("block_page", True)


def test_a_site_that_only_fails_is_given_up(read):
    names = [f"s{n:02d}" for n in range(40)]
    _, harvest = read({f"/story/{name}": (500, HTML, b"oops") for name in names}, names)
    assert harvest.stats["finish_reason"] == "site_failing"
    assert len(harvest.codes) < 14


def test_a_crawl_delay_is_kept(read):
    started = time.monotonic()
    _, harvest = read(
        {**robots("User-agent: *\nCrawl-delay: 0.4\nAllow: /\n"), **{f"/story/{n}": STORY for n in "abc"}}, "abc"
    )
    assert len(harvest.articles) == 3
    assert time.monotonic() - started >= 0.8
