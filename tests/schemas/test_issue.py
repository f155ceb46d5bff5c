import json

import pytest
from pydantic import ValidationError

from schemas import Issue

URL = "https://echo.example/issue/9"
SECTIONS = [
    {"name": None, "articles": [{"url": "https://echo.example/art/1", "headline": "Lead"}]},
    {"name": "Letters", "articles": [{"url": "https://echo.example/art/2"}, {"url": "https://echo.example/art/3"}]},
]


def test_the_listed_articles_are_counted():
    assert Issue(id="i", publication="e", url=URL, sections=SECTIONS).article_count == 3
    assert Issue(id="i", publication="e", url=URL).article_count == 0


def test_a_line_read_back_is_the_issue_with_every_key_in_order():
    issue = Issue(id="i", publication="e", url=URL, number="1520", sections=SECTIONS)
    assert Issue.model_validate_json(issue.to_json_line()) == issue
    assert (
        list(json.loads(issue.to_json_line()))
        == (
            "schema_version id publication number label date volume url pdf_url text_url cover_image_url sections "
            "article_count provenance"
        ).split()
    )


@pytest.mark.parametrize("wrong", [{"date": "31 Oct 2017"}, {"article_count": -1}, {"pages": 16}])
def test_what_breaks_the_schema_is_refused(wrong):
    with pytest.raises(ValidationError):
        Issue(**{"id": "i", "publication": "e", "url": URL, **wrong})
