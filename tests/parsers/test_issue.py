"""The printed issue: near the headline, below the text, in the bread crumbs; never the one now on sale."""

from __future__ import annotations

import json
from typing import Any

import pytest


def test_the_issue_of_bread_crumbs_below_the_text(read_plain: Any) -> None:
    crumbs = "<ol class='breadcrumbs'><li><a href='/'>Start</a></li><li><a href='/a/42'>Ausgabe 42/2025</a></li></ol>"
    article = read_plain(after=f"<div>{crumbs}</div>", lang=' lang="de"')
    assert article.issue is not None
    assert article.issue.number == "42"


def test_the_issue_of_bread_crumbs_told_to_machines(read_plain: Any) -> None:
    steps = [{"@type": "ListItem", "position": 1, "item": {"@id": "/a/7", "name": "Issue 3107"}}]
    node = {"@type": "BreadcrumbList", "itemListElement": steps}
    article = read_plain(head=f"<script type='application/ld+json'>{json.dumps(node)}</script>")
    assert article.issue is not None
    assert article.issue.number == "3107"


def test_small_print_with_its_page_is_the_articles_issue(read_plain: Any) -> None:
    after = "<div class='doc-footer'><ul><li>Газета «Маяк» №84 от 15.05.2024, стр. 1</li></ul></div>"
    article = read_plain(after=after, lang=' lang="ru"')
    assert article.issue is not None
    assert (article.issue.number, article.issue.date, article.issue.page) == ("84", "2024-05-15", "1")


@pytest.mark.parametrize(
    "line",
    ["Latest issue: No. 84, 15 May 2024", "Issue 84, 15 May 2024", "Subscribe: Issue 3001 out now"],
)
def test_an_issue_in_the_footer_without_a_page_is_the_one_on_sale(read_plain: Any, line: str) -> None:
    assert read_plain(after=f"<div class='footer'><div class='shop'><p>{line}</p></div></div>").issue is None


def test_an_issue_beside_the_date_is_a_line_of_its_own(read_plain: Any) -> None:
    below = "<div><span class='issue'>Issue 2518</span><span class='date'>14 May 2024</span></div>"
    article = read_plain(below=below)
    assert article.issue is not None
    assert (article.issue.number, article.published_date) == ("2518", "2024-05-14")


def test_a_link_to_the_issue_below_the_standfirst_names_it_without_a_class(read_plain: Any) -> None:
    below = (
        "<p>The meadow is a lake, the bridge is closed and the milk goes over the viaduct. How it came to this.</p>"
        "<div><div><span>Sat 18 May 2024, 10:12</span></div><div><a href='/issue/2507'>Issue No. 2507</a></div></div>"
    )
    issue = read_plain(below=below).issue
    assert issue is not None
    assert issue.number == "2507"


def test_an_issue_marked_as_such_shares_its_line_with_the_kicker(read_plain: Any) -> None:
    article = read_plain(above="<div><span class='issue'>No. 34</span><span>Rivers</span></div>")
    assert (article.kicker, article.issue and article.issue.label) == ("Rivers", "No. 34")


def test_the_issue_that_machines_are_told_keeps_its_day(read_plain: Any) -> None:
    part = {"@type": "PublicationIssue", "issueNumber": "34", "datePublished": "2024-05-03"}
    node = {"@type": "NewsArticle", "headline": "Weir bursts at Millbrook", "isPartOf": part}
    article = read_plain(head=f"<script type='application/ld+json'>{json.dumps(node)}</script>")
    assert article.issue is not None
    assert (article.issue.number, article.issue.date) == ("34", "2024-05-03")


def test_a_number_behind_the_papers_name_in_the_title_is_the_issue(read_plain: Any) -> None:
    issue = read_plain(title="Weir bursts - THE MILLBROOK LEADER 52/2018").issue
    assert issue is not None
    assert (issue.number, issue.label) == ("52", "THE MILLBROOK LEADER 52/2018")
    assert read_plain(title="Weir bursts - Season 12/2018").issue is None


def test_a_number_behind_the_papers_name_below_the_text_is_the_issue(read_plain: Any) -> None:
    issue = read_plain(end="<p>Aus Millbrook Leader 19/2024</p>").issue
    assert issue is not None
    assert (issue.number, issue.label) == ("19", "Millbrook Leader 19/2024")


def test_the_number_of_a_ware_is_no_issue(read_plain: Any) -> None:
    assert read_plain(below="<p>Nr.: 009345</p>").issue is None
