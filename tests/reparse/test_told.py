"""What only the crawl knew is taken from the record that it left, and nothing else is."""

import pytest

from schemas import Article, Image
from scrapers.reparse.told import add_pictures, circumstances

URL = "https://paper.example/p.jpg"


@pytest.fixture
def article():
    images = [Image(url=URL, caption="As it is read today", width=10), Image(url="https://paper.example/q.jpg")]
    page = "https://paper.example/1"
    return Article.build(identity=page, publication="paper", url=page, canonical_url=page, images=images)


def test_pictures_get_what_was_found_out_when_they_were_fetched(article):
    fetched = {"url": URL, "caption": "As it was read", "sha256": "ab", "warc_record_id": "urn:uuid:1", "width": 640}
    other = {"url": "https://paper.example/q.jpg", "width": 3}
    add_pictures(article, {"images": [fetched, other], "headline": "Another"})
    first, second = article.images
    assert (first.caption, first.sha256, first.warc_record_id, first.width) == (
        "As it is read today",
        "ab",
        "urn:uuid:1",
        640,
    )
    assert (second.sha256, second.width) == (None, None)
    assert article.headline is None


def test_only_warnings_on_missing_pictures_of_the_article_are_taken(article):
    missing = {"code": "picture_missing", "field": "images", "message": f"{URL}: the site answered 404"}
    gone = {"code": "picture_missing", "field": "images", "message": "https://paper.example/x.jpg: timeout"}
    add_pictures(article, {"warnings": [missing, gone, {"code": "no_body", "message": "an older parser's"}]})
    assert [warning.message for warning in article.warnings] == [f"{URL}: the site answered 404"]


@pytest.mark.parametrize(
    "record", [{}, {"images": 5}, {"warnings": [1]}, {"provenance": {"source": 7}}, {"images": [{}]}]
)
def test_what_does_not_fit_is_taken_for_not_told(article, record):
    before = article.model_dump()
    add_pictures(article, record)
    assert article.model_dump() == before
    assert circumstances(record) == {"source": None, "source_url": None, "discovered_from": None}


def test_circumstances():
    told = {"provenance": {"source": "wayback", "discovered_from": "https://paper.example/", "status": 200}}
    assert circumstances(told) == {
        "source": "wayback",
        "source_url": None,
        "discovered_from": "https://paper.example/",
    }
