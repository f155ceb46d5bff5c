"""What the paper says it prints is what its pages print."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from lxml import html

from examples.paper import Paper, expected_articles, expected_issues
from examples.paper.stories import HOST
from schemas.article import Author, Block, Image

Fetch = Callable[..., Any]
ARTICLES = expected_articles()


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def listed_ids(page: str) -> set[int]:
    return {int(number) for number in re.findall(r'href="[^"]*/art/(\d+)/', page)}


@pytest.mark.parametrize("article", ARTICLES, ids=[a["url"].removeprefix(HOST) for a in ARTICLES])
def test_the_truth_of_a_story_is_on_its_page(site: str, article: dict, fetch: Fetch) -> None:
    response, body = fetch(site, article["url"].removeprefix(HOST))
    assert response.status == 200
    page = html.fromstring(body.decode())
    printed = letters("".join(page.itertext()))
    said = [article["headline"], article["standfirst"], article["byline"], article["kicker"], article["published_text"]]
    said += [article["issue"]["label"]] if article["issue"] else []
    said += [block["text"] for block in article["body"]] + article["pull_quotes"] + article["endnotes"]
    said += [part for box in article["sidebars"] for part in (box["heading"], *box["paragraphs"])]
    said += [part for image in article["images"] for part in (image["caption"], image["credit"])]
    for text in [*filter(None, said), *article["furniture"]]:
        assert letters(text) in printed, text
    for image in article["images"]:
        assert image["url"].removeprefix(HOST) in page.xpath("//img/@src")
    assert ("Issue" in " ".join(page.xpath("//main//text() | //div[@class='article_view']//text()"))) == bool(
        article["issue"]
    )
    assert len(" ".join(block["text"] for block in article["body"])) > 250


@pytest.mark.parametrize("article", ARTICLES, ids=[a["url"].removeprefix(HOST) for a in ARTICLES])
def test_the_truth_itself_makes_sense(article: dict) -> None:
    for block in article["body"]:
        Block(**block)
    for image in article["images"]:
        Image(**image)
        assert image["position"] <= len(article["body"])
    for name in article["authors"]:
        Author(name=name)
        assert name in article["byline"]
    assert bool(article["authors"]) == bool(article["byline"])
    if article["byline"] and not article["byline"].lower().startswith("by "):
        assert article["byline"] in article["standfirst"]
    assert datetime.fromisoformat(article["published_at"]).tzinfo is not None


@pytest.mark.parametrize("issue", expected_issues(), ids=lambda issue: str(issue["internal_id"]))
def test_every_story_of_an_issue_stands_on_its_page_in_its_section(issue: dict) -> None:
    body = Paper().respond(issue["url"].removeprefix(HOST)).body.decode()
    page = html.fromstring(body)
    printed = [" ".join(text.split()) for text in page.itertext()]
    assert issue["label"] in printed
    assert f"Dated: {date.fromisoformat(issue['date']):%d %b %Y}" in printed
    for url in (issue["pdf_url"], issue["text_url"]):
        assert url is None or url.removeprefix(HOST) in page.xpath("//a/@href")
    at = 0
    for section in issue["sections"]:
        at = body.index(f"<h3>{section['name']}</h3>", at) if section["name"] else at
        for article in section["articles"]:
            at = body.index(f"/art/{article['id']}/", at)
            assert article["standfirst"] in printed
            assert article["headline"] is None or article["headline"] in printed
    assert listed_ids(body) == {article["id"] for section in issue["sections"] for article in section["articles"]}


def test_the_paper_shows_what_papers_print() -> None:
    assert len(ARTICLES) >= 30
    assert {article["layout"] for article in ARTICLES} == {"legacy", "wordpress"}
    assert len({letters(block["text"]) for article in ARTICLES for block in article["body"]}) > 200
    for field in (
        "kicker",
        "standfirst",
        "byline",
        "sidebars",
        "endnotes",
        "pull_quotes",
        "images",
        "issue",
        "modified_at",
    ):
        values = [bool(article[field]) for article in ARTICLES]
        assert any(values), field
        assert not all(values), field


def test_new_pages_give_the_date_in_the_head_alone(site: str, fetch: Fetch) -> None:
    for article in ARTICLES:
        if article["layout"] == "wordpress":
            page = html.fromstring(fetch(site, article["url"].removeprefix(HOST))[1])
            meta = page.xpath("//meta[@property='article:published_time']/@content")[0]
            assert datetime.fromisoformat(meta) == datetime.fromisoformat(article["published_at"])
            assert article["published_at"] in page.xpath("//time/@datetime")
