"""A link on a page becomes the paper's own URL, in one spelling, or nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.mirror import Mirror
from scrapers.sources import LinkPatterns

HOME = "https://echo.example"
PLAIN = LinkPatterns(home=HOME, hosts=("echo.example",), article=())


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/art/5/A+title", f"{HOME}/art/5/A+title"),
        ("6/B", f"{HOME}/art/6/B"),
        ("http://www.echo.example/art/5#top", f"{HOME}/art/5"),
        ("//ECHO.example/art/5", f"{HOME}/art/5"),
        (" /art/5/two words ", f"{HOME}/art/5/two%20words"),
        ("/art/5/two%20words", f"{HOME}/art/5/two%20words"),
        ("/art/5/caf%c3%a9", f"{HOME}/art/5/caf%C3%A9"),
        ("/art/5/A%2C+B%3A%20%41%7e", f"{HOME}/art/5/A%2C+B%3A%20A~"),
        ("/art/5/100%", f"{HOME}/art/5/100%25"),
        ("/art/5/café", f"{HOME}/art/5/caf%C3%A9"),
        ("/news?offset=10&max=10", f"{HOME}/news?offset=10&max=10"),
        ("/art/5?utm_source=rss&id=7&fbclid=x&UTM_term=y", f"{HOME}/art/5?id=7"),
        ("/art/5?utm_campaign=x", f"{HOME}/art/5"),
        ("/art/5?utm", f"{HOME}/art/5?utm"),
        ("", f"{HOME}/art/"),
        ("https://elsewhere.example/art/5", None),
        ("https://echo.example.elsewhere.example/art/5", None),
        ("mailto:editor@echo.example", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        ("/art/5/\ud800", None),
        ("http://echo.example:port/", f"{HOME}/"),
    ],
)
def test_a_link_is_resolved_to_the_papers_own_url(patterns, href, url):
    assert patterns.resolve(href, f"{HOME}/art/") == url


def test_what_is_left_out_is_no_article(patterns):
    assert patterns.is_article(f"{HOME}/news/story/")
    assert not patterns.is_article(f"{HOME}/news/review-of-books/")
    assert patterns.is_excluded(f"{HOME}/news/review-of-books/")


def test_issue_and_month_pages_are_told_apart(patterns):
    assert patterns.is_issue(f"{HOME}/issue/936")
    assert not patterns.is_issue(f"{HOME}/issue/3/2008")
    assert patterns.is_month(f"{HOME}/issue/3/2008")


@given(st.text(min_size=0, max_size=60), st.text(max_size=30))
def test_one_spelling_is_final(path, query):
    once = PLAIN.normalise(f"{HOME}/{path}?{query}".replace("#", ""))
    assert PLAIN.normalise(once) == once
    assert once.isascii()
    assert once.startswith(HOME + "/")


@given(st.text(max_size=60))
def test_no_link_text_breaks_the_reader(href):
    assert PLAIN.resolve(href, f"{HOME}/") is None or PLAIN.resolve(href, f"{HOME}/").startswith(HOME)


@given(st.from_regex(r"/[a-z0-9/+%,.-]{0,40}", fullmatch=True), st.sampled_from(["", "/mirror", "/a/b"]))
def test_a_page_of_a_copy_is_the_papers_page_and_back(path, below):
    mirror = Mirror.at(HOME, f"http://127.0.0.1:8000{below}")
    assert mirror.to_paper(mirror.to_copy(HOME + path)) == HOME + path


def test_links_of_a_copy_are_the_papers_links(patterns):
    mirror = Mirror.at(HOME, "http://127.0.0.1:8000/mirror/")
    copy = replace(patterns, localise=mirror.to_paper)
    base = "http://127.0.0.1:8000/mirror/issue/936"
    for href in ("/mirror/art/5", "/art/5", "../art/5", "http://127.0.0.1:8000/mirror/art/5", f"{HOME}/art/5"):
        assert copy.resolve(href, base) == f"{HOME}/art/5"
    assert copy.resolve("http://127.0.0.1:9000/art/5", base) is None
