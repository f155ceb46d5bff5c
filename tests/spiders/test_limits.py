"""Limits end a crawl cleanly: what was asked for is finished, nothing more is asked for."""

import pytest
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from scrapers.limits import Limits, LimitsExtension
from tests.spiders.conftest import html, story

STORIES = 12
ONE_AT_A_TIME = {"CONCURRENT_REQUESTS": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}


@pytest.fixture
def site(serve):
    links = "".join(f'<a href="/art/{number}/A">A</a>' for number in range(1, STORIES + 1))
    issue = html(f'<link rel="canonical" href="/issue/875"><p>Issue: 2518</p><p>Dated: 23 Aug 2016</p>{links}')
    return serve(
        {
            "/robots.txt": (200, {"Content-Type": "text/plain"}, b"User-agent: *\nAllow: /\n"),
            "/archive": issue,
            **{f"/art/{number}/A": story(f"Story {number}") for number in range(1, STORIES + 1)},
        }
    )


@pytest.mark.parametrize("pages", [1, 2, 5])
def test_pages_are_counted_without_robots_txt(site, crawl, pages):
    harvest = crawl(site, {"MAX_PAGES": pages, **ONE_AT_A_TIME})
    assert harvest.stats["finish_reason"] == "closespider_pagecount"
    assert pages <= harvest.stats["broadsheet/fetched"] <= pages + 1  # one may be on its way
    assert len(harvest.articles) == harvest.stats["broadsheet/fetched"] - 1


def test_bytes_are_counted_as_they_come(site, crawl):
    size = len(site.pages["/art/1/A"][2])
    harvest = crawl(site, {"MAX_BYTES": 5 * size, **ONE_AT_A_TIME})
    assert harvest.stats["finish_reason"] == "closespider_bytes"
    assert 3 <= len(harvest.articles) <= 6


def test_time_ends_a_crawl_that_would_go_on(site, crawl):
    harvest = crawl(site, {"MAX_TIME": 1, "DOWNLOAD_DELAY": 0.4, **ONE_AT_A_TIME})
    assert harvest.stats["finish_reason"] == "closespider_timeout"
    assert harvest.stats["elapsed_time_seconds"] < 4
    assert len(harvest.articles) < STORIES


def test_a_limit_that_is_not_reached_changes_nothing(site, crawl):
    harvest = crawl(site, {"MAX_PAGES": 100, "MAX_BYTES": 10**9, "MAX_TIME": 3600})
    assert harvest.stats["finish_reason"] == "finished"
    assert len(harvest.articles) == STORIES


def test_without_a_limit_there_is_nothing_to_do():
    with pytest.raises(NotConfigured):
        LimitsExtension(get_crawler(settings_dict=Settings()), Limits())
