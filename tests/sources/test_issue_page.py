"""An issue's contents page: number, day, downloads, sections."""

from datetime import date

import pytest

from scrapers.sources import read_issue_page, read_month_page

URL = "https://echo.example/issue/936"
NAMES = ("International", "Comment", "Features", "Reviews", "What We Think", "Other Categories")
HEAD = "<div>Valley Echo</div><div>Issue: 2578<br>Dated: 31 Oct 2017</div>"


def story(number):
    return f'<h3><a href="/art/{number}/S">Headline {number}</a></h3><p>Standfirst {number}</p>'


def outline(page):
    return [(s.name, [a.url.split("/")[4] for a in s.articles]) for s in page.sections]


def test_number_label_and_day_are_read_from_the_text(patterns):
    page = read_issue_page((HEAD + story(1)).encode(), URL, patterns)
    assert (page.number, page.label, page.date) == ("2578", "Issue: 2578", date(2017, 10, 31))
    assert page.own_url == URL


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Issue: 2111", "2111"),
        ("Issue No. 2238a", "2238a"),
        ("Issue 2513", "2513"),
        ("This issue", None),
        ("Issues for Month of 3/2008", None),
    ],
)
def test_the_issue_line_in_its_forms(patterns, text, number):
    assert read_issue_page(f"<p>{text}</p>".encode(), URL, patterns).number == number


def test_a_story_that_names_an_issue_does_not_change_the_number(patterns):
    html = HEAD + '<a href="/art/1">Issue 9 of our series</a><p>As Issue 1000 said</p>'
    assert read_issue_page(html.encode(), URL, patterns).number == "2578"


def test_articles_stand_in_the_section_whose_heading_is_above_them(patterns):
    html = HEAD + story(1) + story(2) + "<h2>Comment</h2>" + story(3) + "<div>What We Think</div>" + story(4)
    page = read_issue_page(html.encode(), URL, patterns, NAMES)
    assert outline(page) == [(None, ["1", "2"]), ("Comment", ["3"]), ("What We Think", ["4"])]
    assert page.sections[0].articles[0].standfirst == "Standfirst 1"


def test_a_menu_of_sections_opens_none_of_them(patterns):
    menu = "".join(f'<li><a href="#{n}">{n}</a></li>' for n in NAMES)
    html = HEAD + story(1) + f"<ul>{menu}</ul>" + story(2) + "<h2>Reviews</h2>" + story(3)
    assert outline(read_issue_page(html.encode(), URL, patterns, NAMES)) == [(None, ["1", "2"]), ("Reviews", ["3"])]


def test_a_section_without_articles_is_left_out(patterns):
    html = HEAD + "<h2>Comment</h2><h2>Reviews</h2>" + story(3)
    assert outline(read_issue_page(html.encode(), URL, patterns, NAMES)) == [("Reviews", ["3"])]


def test_downloads_and_cover_are_optional(patterns):
    bare = read_issue_page(HEAD.encode(), URL, patterns)
    assert (bare.pdf_url, bare.text_url, bare.cover_image_url) == (None, None, None)
    html = (
        HEAD + '<a href="/d/1">Download PDF</a><a href="/d/2">Download <b>plain text</b></a>'
        '<img src="/logo.png"><img class="cover" src="/covers/2578.jpg">'
    )
    page = read_issue_page(html.encode(), URL, patterns)
    assert page.pdf_url == "https://echo.example/d/1"
    assert page.text_url == "https://echo.example/d/2"
    assert page.cover_image_url == "https://echo.example/covers/2578.jpg"


def test_a_picture_that_is_not_called_a_cover_is_not_taken_for_one(patterns):
    page = read_issue_page((HEAD + '<img src="/a.jpg" alt="Marchers">').encode(), URL, patterns)
    assert page.cover_image_url is None


def test_the_page_of_the_newest_issue_says_which_it_is_if_it_can(patterns):
    archive = "https://echo.example/archive"
    assert read_issue_page(HEAD.encode(), archive, patterns).own_url is None
    named = '<head><link rel="canonical" href="/issue/940"></head>' + HEAD
    assert read_issue_page(named.encode(), archive, patterns).own_url == "https://echo.example/issue/940"


def test_a_month_page_lists_its_issues_once_each_and_no_months(patterns):
    html = (
        '<a href="/issue/936">Lead</a><a href="https://www.echo.example/issue/937"><img></a>'
        '<a href="/issue/936">Again</a>'
        '<a href="/issue/9/2017">September</a><a href="https://elsewhere.example/issue/5">Other</a>'
    )
    found = read_month_page(html.encode(), "https://echo.example/issue/10/2017", patterns)
    assert found == ("https://echo.example/issue/936", "https://echo.example/issue/937")


@pytest.mark.parametrize("body", [b"", b"\x00", b"<html>", b"{}"])
def test_pages_that_are_nothing_have_neither_number_nor_issues(patterns, body):
    assert read_issue_page(body, URL, patterns).number is None
    assert read_month_page(body, URL, patterns) == ()
