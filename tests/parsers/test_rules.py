"""A publication's rules: what the markup of its pages does not say, in the layouts that they had."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from schemas import Publication
from scrapers.parsers.rules import Layout, Rules

LEADER = Publication(
    slug="millbrook-leader",
    name="Millbrook Leader",
    hosts=("www.millbrookleader.example",),
    home="https://www.millbrookleader.example/",
    timezone="America/New_York",
    language="en",
)
# Cells of a table without a class: nothing tells one from another but their place.
TABLE = (
    "<table><tr><td>Rivers</td></tr><tr><td>What the lock keeper heard</td></tr><tr><td>No. 34</td></tr>"
    "<tr><td>Hens swam where cattle grazed.</td></tr><tr><td>Ada Lund, Millbrook</td></tr><tr><td>05/03/2024</td></tr>"
    "<tr><td>Seen by 12 readers today, of whom 3 were hens and did not say what they thought.</td></tr></table>"
)


def cell(number: int) -> tuple[str, ...]:
    return (f"//article/table//tr[{number}]/td",)


CELLS = Layout(
    name="table",
    kicker=cell(1),
    headline=cell(2),
    issue=cell(3),
    standfirst=cell(4),
    byline=cell(5),
    published=cell(6),
    drop=("//article/table//tr[7]",),
)


def test_a_layout_tells_every_field_its_place(read: Any, page: Any, paragraphs: tuple[str, ...]) -> None:
    rules = Rules(LEADER, layouts=(CELLS,), day_first=False)
    article = read(page(headline=TABLE, title="Millbrook Leader"), rules=rules)
    assert (article.kicker, article.headline) == ("Rivers", "What the lock keeper heard")
    assert article.standfirst == "Hens swam where cattle grazed."
    assert article.issue is not None
    assert article.issue.number == "34"
    assert article.byline == "Ada Lund, Millbrook"
    assert (article.published_date, article.published_text) == ("2024-05-03", "05/03/2024")
    assert [block.text for block in article.body] == list(paragraphs)
    assert article.provenance.fields["published_date"] == "rule:table"


@pytest.mark.parametrize(("day_first", "day"), [(True, "2024-03-05"), (False, "2024-05-03")])
def test_the_paper_s_order_of_day_and_month(read: Any, page: Any, day_first: bool, day: str) -> None:
    article = read(page(headline=TABLE), rules=Rules(LEADER, layouts=(CELLS,), day_first=day_first))
    assert article.published_date == day


@pytest.mark.parametrize("where", ["head", "below"])
def test_a_time_without_a_zone_is_in_the_paper_s(read: Any, page: Any, where: str) -> None:
    told = {
        "head": "<meta property='article:published_time' content='2024-05-03T04:00:00'>",
        "below": "<time datetime='2024-05-03T04:00:00'>3 May</time>",
    }
    html = page(**{where: told[where]})
    assert read(html, rules=Rules(LEADER)).published_at == "2024-05-03T04:00:00-04:00"
    assert read(html).published_at is None


@pytest.mark.parametrize(
    ("layouts", "name"),
    [
        ((Layout("old", until=date(2020, 1, 1)), Layout("new", since=date(2020, 1, 2))), "new"),
        ((Layout("old", marks=("//footer",), until=date(2020, 1, 1)), Layout("new")), "old"),
        ((Layout("later", since=date(2025, 1, 1)),), None),
    ],
)
def test_the_page_s_marks_choose_the_layout_and_else_the_day_of_the_capture(
    read: Any, page: Any, layouts: tuple[Layout, ...], name: str | None
) -> None:
    assert read(page(), rules=Rules(LEADER, layouts=layouts)).provenance.layout == name
