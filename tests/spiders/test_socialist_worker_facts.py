"""Socialist Worker's addresses and numbers, as real pages have them."""

from datetime import date

import pytest

from scrapers.spiders.socialist_worker import LINKS, PUBLICATION, SITE_MAP, identity

HOME = "https://socialistworker.co.uk"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (f"{HOME}/art/43271/Rallies+for+Corbyn+set+the+tone", f"{HOME}/art/43271"),
        (f"{HOME}/art/43271/Rallies%20for%20Corbyn%20set", f"{HOME}/art/43271"),
        (f"{HOME}/art/44707/", f"{HOME}/art/44707"),
        (f"{HOME}/art/44707/2012", f"{HOME}/art/44707"),
        (f"{HOME}/art/22414/Fire%20strikers'%20mass%20pickets/stop", f"{HOME}/art/22414"),
        ("http://www.socialistworker.co.uk/art/5688", f"{HOME}/art/5688"),
        (f"{HOME}/issue/936", f"{HOME}/issue/936"),
        (f"{HOME}/issue/936/", f"{HOME}/issue/936"),
        (f"{HOME}/issue/3/2008", f"{HOME}/issue/3/2008"),
        (f"{HOME}/news/truss-resigns", f"{HOME}/news/truss-resigns/"),
        (f"{HOME}/News/Truss-Resigns/?utm_source=x", f"{HOME}/news/truss-resigns/"),
        (f"{HOME}/tag/strike/", f"{HOME}/tag/strike/"),
    ],
)
def test_what_a_page_is_keyed_on(url, key):
    assert identity(url) == key
    assert identity(key) == key


@pytest.mark.parametrize(
    ("path", "is_article"),
    [
        ("/art/1218/Tony+Cliff+interview", True),
        ("/art/44707/", True),
        ("/news/truss-resigns/", True),
        ("/features/europe-s-hidden-shame-a-system-to-criminalise-refugees/", True),
        ("/a-new-section/a-new-story/", True),
        ("/socialist-review-archive/chris-harman-1942-2009/", False),
        ("/news/page/2728/", False),
        ("/news/page/", False),
        ("/tag/strike/", False),
        ("/tag/view/12?offset=590&max=10", False),
        ("/public/events", False),
        ("/issue/936", False),
        ("/news/", False),
        ("/wp-content/uploads/2023/10/Palestine-1024x685.jpeg", False),
        ("/pdf/2518.pdf", False),
        ("/", False),
    ],
)
def test_what_is_an_article_of_the_paper(path, is_article):
    assert LINKS.is_article(HOME + path) is is_article


def test_the_facts_hold_together():
    numbers = [anchor.number for anchor in PUBLICATION.issue_anchors]
    assert numbers == sorted(numbers)
    days = [anchor.date for anchor in PUBLICATION.issue_anchors]
    assert days == sorted(days)
    assert PUBLICATION.expected_issue_date(2518) == date(2016, 8, 23)
    # Known from its contents: the number of 21 May 2024, more than a hundred numbers after the last anchor.
    assert abs((PUBLICATION.expected_issue_date(2906) - date(2024, 5, 21)).days) <= 7
    assert all(LINKS.is_month(HOME + SITE_MAP.month.format(year=2008, month=m)) for m in range(1, 13))
