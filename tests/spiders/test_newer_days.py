"""Finding days and issues on the new site, whose lists print neither."""

from datetime import date, timedelta

import pytest

from tests.spiders.conftest import html

HOME = "https://socialistworker.co.uk"
NEWEST = date(2023, 6, 30)
PER_PAGE = 4


def article(day, issue):
    paragraph = "<p>The council voted on Tuesday to keep the library in Mill Street open for good.</p>"
    stamp = f"{day}T09:00:00+01:00"
    return html(
        f'<article><h1 class="entry-title">News of {day}</h1><time datetime="{stamp}">{day}</time>'
        f'<div>Issue {issue}</div><div class="entry-content">{paragraph * 5}</div></article>'
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"News of {day}",'
        f'"datePublished":"{stamp}"}}</script>'
    )


@pytest.fixture
def archive():
    """A section with one article a day, 400 of them, newest first, four a page."""
    days = [NEWEST - timedelta(days=n) for n in range(400)]
    pages = {f"/news/of-{day}/": article(day, 2808 + (day - date(2022, 6, 1)).days // 7) for day in days}
    for number in range(len(days) // PER_PAGE):
        links = "".join(f'<a href="/news/of-{d}/"><p>Excerpt</p></a>' for d in days[number * 4 : number * 4 + 4])
        pages["/news/" if number == 0 else f"/news/page/{number + 1}/"] = html(links)
    return pages


def found(harvest):
    return sorted(a.url.removeprefix(f"{HOME}/news/of-").strip("/") for a in harvest.articles)


def test_some_days_are_found_without_reading_the_whole_archive(serve, crawl, archive):
    site = serve(archive)
    harvest = crawl(site, since="2022-09-01", until="2022-09-10")
    assert found(harvest) == [f"2022-09-{d:02}" for d in range(1, 11)]
    assert sum(path.startswith("/news/of-") for path in site.asked) < 40
    assert harvest.rejections == []


@pytest.mark.parametrize(
    ("since", "until", "count"), [("2023-06-29", "2023-07-30", 2), ("2022-05-01", "2022-05-30", 4)]
)
def test_days_at_either_end_of_the_archive_are_found(serve, crawl, archive, since, until, count):
    assert len(crawl(serve(archive), since=since, until=until).articles) == count


def test_a_month_without_issue_pages_is_found_by_the_days_of_its_articles(serve, crawl, archive):
    assert found(crawl(serve(archive), month="2022-09")) == [f"2022-09-{d:02}" for d in range(1, 31)]


def test_an_issue_without_a_page_is_found_by_the_number_on_its_articles(serve, crawl, archive):
    harvest = crawl(serve(archive), issue="2812")
    # The expected day says where to look, the number on the article what to take.
    assert found(harvest) == [str(date(2022, 6, 29) + timedelta(days=n)) for n in range(7)]


def test_one_article_that_fails_does_not_end_the_search(serve, crawl, archive):
    archive["/news/of-2022-09-05/"] = html("down", 503)
    harvest = crawl(serve(archive), since="2022-09-01", until="2022-09-10")
    assert found(harvest) == [f"2022-09-{d:02}" for d in range(1, 11) if d != 5]
    assert "http_503" in harvest.codes
