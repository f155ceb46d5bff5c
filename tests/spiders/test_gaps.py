"""A crawl of gaps: what was found to be missing is fetched, whatever kind it is, and what is held is left alone."""

from datetime import date

import pytest

from examples.paper.server import serve
from examples.paper.site import Paper
from scrapers.selection import Selection

HOME = "https://socialistworker.co.uk"


@pytest.fixture
def fetched(crawl):
    """Give a function that crawls the example paper for what is missing."""

    def run(**missing):
        with serve(Paper()) as base:
            return crawl(None, selection=Selection("gaps", site=base, **missing))

    return run


def test_issues_are_fetched_by_their_number_with_their_articles(fetched):
    harvest = fetched(numbers=(2242, 2519))
    assert sorted(issue.number for issue in harvest.issues) == ["2242", "2519"]
    numbers = {article.issue.number for article in harvest.articles if article.issue}
    assert numbers >= {"2242", "2519"}


def test_issues_without_numbers_are_fetched_by_their_day(fetched):
    harvest = fetched(days=(date(2016, 8, 24),))
    assert [issue.number for issue in harvest.issues] == ["2518"]


def test_a_page_is_read_as_what_its_address_says(fetched):
    harvest = fetched(urls=(f"{HOME}/art/90110", f"{HOME}/issue/523"))
    assert [issue.number for issue in harvest.issues] == ["2242"]
    assert f"{HOME}/art/90110" in {article.url for article in harvest.articles}


@pytest.mark.parametrize("path", ["/feed", "/post-sitemap.xml", "/news/", "/robots.txt"])
def test_a_list_that_could_not_be_read_is_read_for_its_articles(fetched, path):
    harvest = fetched(urls=(HOME + path,))
    assert len(harvest.articles) >= 3
    assert harvest.rejections == []


def test_what_belongs_to_another_paper_is_left_out(fetched):
    harvest = fetched(urls=(f"{HOME}/socialist-review-archive/the-long-winter/", "https://echo.example/art/1"))
    assert (harvest.articles, harvest.rejections) == ([], [])


def test_nothing_missing_is_nothing_asked_for(fetched):
    harvest = fetched()
    assert (harvest.articles, harvest.issues, harvest.rejections) == ([], [], [])
