"""The paper to try Broadsheet on: whole, and every story a few links away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from examples.paper import Paper, expected_articles
from examples.paper.legacy_lists import TAGS
from examples.paper.stories import HOST, issues

Fetch = Callable[..., Any]
ARTICLES = expected_articles()
OWN_HOSTS = {"socialistworker.co.uk", "www.socialistworker.co.uk"}
REVIEW = "/socialist-review-archive/"
SEEDS = {"both": ["/", "/archive", "/public/events"], "legacy": ["/"], "wordpress": ["/"]}
PAPER = Paper()


def links(page: bytes, target: str) -> Iterator[str]:
    """Yield the targets on the paper's own hosts that a page leads to, its pictures and style sheets among them."""
    for _, attribute, url, _ in html.fromstring(page).iterlinks():
        absolute = urlsplit(urljoin(HOST + target, url))
        if attribute in {"href", "src"} and absolute.netloc in OWN_HOSTS:
            yield absolute.path + (f"?{absolute.query}" if absolute.query else "")


def walk(paper: Paper, seeds: list[str]) -> dict[str, bytes]:
    """Return every HTML page that can be reached by links, by target. Fails at the first link that leads nowhere."""
    pages: dict[str, bytes] = {}
    seen, waiting = set(seeds), list(seeds)
    while waiting:
        target = waiting.pop()
        response = paper.respond(target)
        assert response.status == 200, f"{target} answers {response.status}"
        if response.headers["Content-Type"].startswith("text/html"):
            pages[target] = response.body
            found = set(links(response.body, target)) - seen
            seen |= found
            waiting += found
    return pages


def listed_ids(pages: dict[str, bytes]) -> set[int]:
    lists = [body.decode() for target, body in pages.items() if not target.startswith("/art/")]
    return {int(number) for page in lists for number in re.findall(r'href="[^"]*/art/(\d+)/', page)}


@pytest.mark.parametrize("layout", ["both", "legacy", "wordpress"])
def test_every_link_on_every_page_leads_somewhere(layout: str) -> None:
    paper = Paper(legacy=layout != "wordpress", wordpress=layout != "legacy")
    pages = walk(paper, SEEDS[layout])
    assert len(pages) > 10
    for target, body in pages.items():
        assert b"127.0.0.1" not in body, f"{target} links to the server instead of the paper"


def test_every_old_story_is_in_the_lists_and_every_new_one_is_a_link_away() -> None:
    old = walk(Paper(wordpress=False), ["/"])
    assert listed_ids(old) == {article["id"] for article in ARTICLES if article["layout"] == "legacy"}
    new = walk(Paper(legacy=False), ["/"])
    urls = {article["url"] for article in ARTICLES if article["layout"] == "wordpress"}
    assert urls <= {HOST + target for target in new}


def test_section_lists_show_twelve_drift_and_lose_nothing() -> None:
    paper = Paper()
    target: str | None = "/news?searchTitle=News&overrideId=1&offset=0&max=10&id=1"
    seen: list[int] = []
    while target:
        page = html.fromstring(paper.respond(target).body)
        found = [
            int(re.search(r"/art/(\d+)", href)[1]) for href in page.xpath("//div[@class='article_listing']//a/@href")
        ]
        assert len(found) == 12 or not page.xpath("//a[@class='nextLink']")
        seen += found
        target = next(iter(page.xpath("//a[@class='nextLink']/@href")), None)
    news = {article["id"] for article in ARTICLES if article["layout"] == "legacy" and article["section"] == "News"}
    assert set(seen) == news
    assert len(seen) > len(news)


def test_one_number_has_two_issue_pages_and_one_of_them_no_headlines() -> None:
    twins = [issue for issue in issues() if issue.number == "1843"]
    assert [issue.internal_id for issue in twins] == [104, 103]
    page = html.fromstring(Paper().respond("/issue/104").body)
    headlines = {article["headline"] for article in ARTICLES}
    assert not headlines & {link.text_content() for link in page.iter("a")}


@pytest.mark.parametrize(
    "slug", ["", "/", "/Bus+strike", "/Bus%20strike", "/Bus%20strike%20brings%20Haverley's%20roads", "/%E2%80%94"]
)
def test_an_old_story_is_found_by_its_number_under_any_slug(site: str, slug: str, fetch: Fetch) -> None:
    response, body = fetch(site, f"/art/90101{slug}")
    assert response.status == 200
    assert b"Bus strike brings Haverley" in body


@pytest.mark.parametrize(
    "target",
    ["/nothing", "/art/1/", "/issue/99999", "/issue/13/2016", "/news/page/99/", "/news/no-such-story/", "/tag/none/"],
)
def test_an_unknown_address_is_a_404(site: str, target: str, fetch: Fetch) -> None:
    assert fetch(site, target)[0].status == 404


def test_an_address_without_its_slash_moves_to_the_one_with_it(site: str, fetch: Fetch) -> None:
    response, _ = fetch(site, "/news/quarry-plan-is-dust")
    assert (response.status, response.getheader("Location")) == (301, "/news/quarry-plan-is-dust/")


def test_robots_lets_crawlers_in_and_names_the_sitemap(site: str, fetch: Fetch) -> None:
    response, body = fetch(site, "/robots.txt")
    assert response.getheader("Content-Type") == "text/plain; charset=utf-8"
    assert f"Sitemap: {HOST}/sitemap.xml" in body.decode().splitlines()
    assert "Disallow: /" not in body.decode().splitlines()


def test_the_sitemap_and_the_feed_name_the_new_stories(site: str, fetch: Fetch) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    index = etree.fromstring(fetch(site, "/sitemap.xml")[1])
    listed = set()
    for sitemap in index.xpath("//s:loc/text()", namespaces=names):
        entries = etree.fromstring(fetch(site, sitemap.removeprefix(HOST))[1])
        assert len(entries.xpath("//s:lastmod", namespaces=names)) == len(entries)
        listed |= set(entries.xpath("//s:loc/text()", namespaces=names))
    new = {article["url"] for article in ARTICLES if article["layout"] == "wordpress"}
    assert new <= listed
    assert any(REVIEW in url for url in listed)
    response, body = fetch(site, "/feed")
    assert response.getheader("Content-Type").startswith("application/rss+xml")
    items = etree.fromstring(body).xpath("//item/link/text()")
    assert items[0] == max(ARTICLES, key=lambda article: article["published_at"])["url"]


def test_an_issue_can_be_taken_away(site: str, fetch: Fetch) -> None:
    response, body = fetch(site, "/pdf/2519.pdf")
    assert (response.getheader("Content-Type"), body[:5], body[-6:]) == ("application/pdf", b"%PDF-", b"%%EOF\n")
    table = int(re.search(rb"startxref\n(\d+)", body)[1])
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", body[table:])]
    assert [body[place:].startswith(b"%d 0 obj" % number) for number, place in enumerate(places, 1)] == [True] * 5
    response, body = fetch(site, "/text/2519.txt")
    assert response.getheader("Content-Type") == "text/plain; charset=utf-8"
    assert "THOUSANDS MARCH FOR SALLOW GREEN" in body.decode()


def test_one_layout_can_be_served_without_the_other() -> None:
    assert Paper(wordpress=False).respond("/news/quarry-plan-is-dust/").status == 404
    assert Paper(legacy=False).respond("/art/90101/").status == 404
    assert Paper(legacy=False).respond("/archive").status == 404


@given(st.text(st.characters(codec="utf-8"), max_size=30), st.sampled_from(["", "/art/", "/issue/", "/news", "/tag/"]))
def test_no_address_brings_the_paper_down(target: str, prefix: str) -> None:
    assert PAPER.respond(prefix + target).status in {200, 301, 404}


@pytest.mark.parametrize("tag", sorted(TAGS))
def test_tag_lists_hold_the_stories_of_the_tag_dated_only_by_offset(tag: str) -> None:
    paper = Paper()
    tagged = [article for article in ARTICLES if article["layout"] == "legacy" and tag in article["tags"]]
    assert tagged
    dated = paper.respond(f"/tag/view/{TAGS[tag]}?offset=0&max=10").body.decode()
    for target in (f"/tag/view/{TAGS[tag]}", f"/public/searchByTag?id={TAGS[tag]}", f"/public/searchByTag/{TAGS[tag]}"):
        newest = paper.respond(target).body.decode()
        assert listed_ids({"/": newest.encode(), "/2": dated.encode()}) == {article["id"] for article in tagged}
        for article in tagged:
            day = f"{datetime.fromisoformat(article['published_at']):%d %B %Y}"
            assert f"/art/{article['id']}/" in newest
            assert day in dated
            assert day not in newest
