"""Lists of articles, however they are marked up."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.sources import LinkPatterns, read_listing
from scrapers.sources.listing import printed_day

BASE = "https://echo.example/news"


def read(patterns, html, **kwargs):
    return read_listing(html.encode(), BASE, patterns, **kwargs).links


def entry(link):
    return link.url.removeprefix("https://echo.example"), link.headline, link.standfirst


@pytest.mark.parametrize(
    "html",
    [
        '<h3><a href="/art/1/A">The headline</a></h3><p>The standfirst</p>',
        '<p><a href="/art/1/A">The headline</a><br>The standfirst</p>',
        '<a href="/art/1/A"><h3>The headline</h3><p>The standfirst</p></a>',
        '<a href="/art/1/A"><img alt="A picture"></a><a href="/art/1/A">The headline</a><p>The standfirst</p>',
        '<a href="/art/1/A"><img></a><h3>The headline</h3><p>The standfirst</p>',
        '<tr><td><a href="/art/1/A">The headline</a></td><td>The standfirst</td></tr>',
        '<h3><a href="/art/1/A">The headline</a></h3><p>The standfirst</p><a href="/art/1/A">Read more »</a>',
        '<h3><a href="/art/1/A">The headline</a></h3><a href="/art/1/B+cut">The standfirst</a>',
        '<h3><a href="/art/1/A">The \n\xa0 headline</a></h3><p>The <a href="/tag/9">standfirst</a></p>',
        '<h3><a href="/art/1/A">The headline</a></h3><p>The standfirst</p><p>Mobile users! Another line</p>',
    ],
)
def test_headline_and_standfirst_are_found_in_any_markup(patterns, html):
    assert [entry(link) for link in read(patterns, html)] == [("/art/1/A", "The headline", "The standfirst")]


def test_a_tag_list_gives_the_day_printed_with_each_entry(patterns):
    html = '<a href="/art/1">One</a><br>03 October 2017<br>First<br><a href="/art/2">Two</a><br>Second'
    first, second = read(patterns, html)
    assert (first.date, first.standfirst) == (date(2017, 10, 3), "First")
    assert (second.date, second.standfirst) == (None, "Second")


STANDFIRST = "Twelve schools came out in two days, and nobody's head teacher knew who had started it"


@pytest.mark.parametrize(
    ("path", "text", "is_headline"),
    [
        ("/art/1/School+students+empty+the+classrooms", STANDFIRST, False),
        ("/art/1/", STANDFIRST, False),
        ("/art/1/Letters", STANDFIRST, False),
        ("/news/quarry-plan-is-dust/", "After 11 years of tractors the firm has left the island", False),
        ("/art/1/Twelve+schools+came+out+in+two+days+and+nobodys+head", STANDFIRST, True),
        ("/news/teachers-won-t-cover-for-bosses-any-longer/", "Teachers won’t cover for bosses any longer", True),
        ("/news/rail-strikes-determined/", "Rail strikers say: we can win", True),
        ("/art/1/", "A short headline", True),
    ],
)
def test_an_only_text_is_the_headline_if_the_address_is_made_of_it(patterns, path, text, is_headline):
    html = f'<h3><a href="/art/2">Other</a></h3><p>Its standfirst</p><p><a href="{path}">{text}</a></p>'
    expected = (text, None) if is_headline else (None, text)
    assert entry(read(patterns, html)[1])[1:] == expected


def test_an_empty_headline_is_null(patterns):
    [link] = read(patterns, '<h3><a href="/art/1/"> </a></h3><p>A standfirst of its own</p>')
    assert (link.headline, link.standfirst) == (None, "A standfirst of its own")


def test_menus_the_foot_and_scripts_are_not_part_of_the_list(patterns):
    html = (
        '<nav><a href="/art/9">Menu</a></nav><div id="navigation"><a href="/art/8">Menu</a></div>'
        '<h3><a href="/art/1">One</a></h3><script>document.write(\'<a href="/art/7">x</a>\')</script>'
        '<div class="site-footer"><a href="/art/6">Foot</a> Some words</div><footer><a href="/art/5">Foot</a></footer>'
    )
    assert [entry(link) for link in read(patterns, html)] == [("/art/1", "One", None)]


def test_an_article_listed_twice_is_one_entry(patterns):
    html = (
        '<h3><a href="/art/1/A">One</a></h3><h3><a href="/art/2">Two</a></h3><h3><a href="/art/1/B">One again</a></h3>'
    )
    assert [entry(link)[0] for link in read(patterns, html)] == ["/art/1/A", "/art/2"]


def test_a_headline_that_begins_like_an_invitation_stays_a_headline(patterns):
    html = '<p><a href="/art/1">More strikes to come</a></p><p><a href="/art/2">Read all about it</a></p>'
    assert [link.headline for link in read(patterns, html)] == ["More strikes to come", "Read all about it"]


@pytest.mark.parametrize(
    "html",
    [
        '<a class="next page-numbers" href="/news/page/2/">Next</a>',
        '<head><link rel="next" href="https://echo.example/news/page/2/"></head>',
        '<nav><a rel="next" href="page/2/">2</a></nav>',
        '<nav><a href="/news/">Next</a><a href="/art/9">Next</a><a href="page/2/">Older posts »</a></nav>',
        '<div><a href="/news/page/2/" aria-label="Next page"><svg></svg></a></div>',
        '<p><a href="/news/page/2/">Nächste Seite</a> <a href="/news/page/9/">›</a></p>',
    ],
)
def test_the_link_to_the_next_page_is_found(patterns, html):
    listing = read_listing(html.encode(), "https://echo.example/news/", patterns)
    assert listing.next_url == "https://echo.example/news/page/2/"


@pytest.mark.parametrize(
    "html", ["", '<a href="/weiter/">Next weekend in the park</a>', '<a href="/news/page/1/">Back</a>']
)
def test_a_page_without_a_way_on_is_the_last(patterns, html):
    assert read_listing(html.encode(), "https://echo.example/news/", patterns).next_url is None


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_accents_survive_whatever_the_encoding(patterns, encoding):
    body = '<h3><a href="/art/1">Café “closed”</a></h3>'.replace("“", '"').replace("”", '"').encode(encoding)
    [link] = read_listing(body, BASE, patterns, encoding).links
    assert link.headline == 'Café "closed"'


@pytest.mark.parametrize("body", [b"", b"   ", b"\x00\x00", b"%PDF-1.4", b"<", b"<a href=", b"\xff\xfe\x00"])
def test_a_page_that_is_nothing_has_no_articles(patterns, body):
    assert read_listing(body, BASE, patterns).links == ()


_PIECES = ["<a href=/art/1>", "</a>", "<h3>", "</h3>", "<div>", "</p>", "x", "<nav>", "<br>", "&#0;"]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(_PIECES)))
def test_broken_markup_never_raises_and_never_doubles(parts):
    plain = LinkPatterns("https://echo.example", ("echo.example",), (re.compile(r"^/art/\d+"),))
    assert len(read_listing("".join(parts).encode(), BASE, plain).links) <= 1


def test_a_page_nested_deeper_than_any_design_is_read_to_its_end(patterns):
    html = "<div>" * 1500 + '<a href="/art/1">Deep</a>' + "</div>" * 1500 + '<a href="/art/2">After</a>'
    assert [entry(link)[0] for link in read(patterns, html)] == ["/art/1", "/art/2"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03 October 2017", date(2017, 10, 3)),
        ("31 Oct 2017", date(2017, 10, 31)),
        ("Dated: 1 Jan. 2004", date(2004, 1, 1)),
        ("31 February 2017", None),
        ("October 2017", None),
        ("", None),
    ],
)
def test_printed_days(text, day):
    assert printed_day(text) == day
