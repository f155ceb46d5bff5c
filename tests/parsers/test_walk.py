"""A page becomes lines as a reader sees them, each in its place."""

from functools import partial
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.markup import parse_utf8
from scrapers.parsers.walk import Walk


def walk(html: str) -> Walk:
    return Walk(parse_utf8(f"<body>{html}</body>".encode()))


def texts(html: str) -> list[str]:
    return [line.text for line in walk(html).lines]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>two</p>", ["One", "two"]),
        ("<p>One <b>bold</b> word</p>", ["One bold word"]),
        ("<p>half<em>word</em>s</p>", ["halfwords"]),
        ("<div>before<p>inside</p>after</div>", ["before", "inside", "after"]),
        ("<p>Hens like <i>corn<button><svg></svg></button></i>, and rain.</p>", ["Hens like corn, and rain."]),
        ("<p>The <button aria-describedby='t1'>weir</button> burst.</p>", ["The weir burst."]),
        ("<p>The weir burst.<button>Share</button></p>", ["The weir burst.", "Share"]),
        ("<p>One\n\t two</p>", ["One two"]),
        ("<p>first<br>second</p>", ["first second"]),
        ("<p>first<br><br>second</p>", ["first", "second"]),
        ("<p>first<br> \n <br/>second</p>", ["first", "second"]),
        ("<p> </p><p>&nbsp;</p><p>text</p>", ["text"]),
        ("<p>seen<script>var hidden = 1</script> text</p><style>p{}</style>", ["seen text"]),
        ("<p>a<noscript>b</noscript>c</p>", ["ac"]),
        ("<p>text<span class='visually-hidden'> (opens in a new tab)</span>, more</p>", ["text, more"]),
        ("<p><span style='display: none'>Label </span>text<br><span class='sr-only'>b</span>more</p>", ["text more"]),
        ("<h1>Weirs<span class='sr-only'>:</span> one bursts</h1>", ["Weirs: one bursts"]),  # style shows the colon
        ("<p><a href='/a'><span class='sr-only'>Share</span></a></p>", ["Share"]),  # all there is stays, as a hint
        (
            f"<p>Seen<span style='display:none'>{', unfolded by a button' * 5}</span></p>",
            ["Seen" + ", unfolded by a button" * 5],
        ),
        ("<p><span class='md:block hidden'>text</span> here</p>", ["text here"]),  # on small screens only
        ("<p>a<template>b</template></p><svg><text>c</text></svg><select><option>d</select>", ["a"]),
        ("<p>a<!-- b -->c<?php d ?></p>", ["ac"]),
        ("<custom-block>one</custom-block><custom-block>two</custom-block>", ["one", "two"]),
        ("<p>we had launched our <private-company>Mill</private-company> page</p>", ["we had launched our Mill page"]),
        ("<p>in <place><b>Millbrook</b></place> today</p>", ["in Millbrook today"]),
        ("<h3>Why <place>Millbrook</place>?</h3>", ["Why Millbrook?"]),
        ("<p>text</p><p><promo-box><div>one</div></promo-box> two</p>", ["text", "one", "two"]),
        # microdata names what stands within the words of a text
        ("<p>in <span itemscope><meta itemprop='name' content='Oslo'>Oslo</span> today</p>", ["in Oslo today"]),
        ("<p>in Oslo<link itemprop='url' href='/oslo'> today</p>", ["in Oslo today"]),
        ("<p>one<hr>two</p>", ["one", "two"]),
        ("text <i>alone</i>", ["text alone"]),
        ("<ul><li>one<li>two<ul><li>three</ul></ul>", ["one", "two", "three"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", ["a", "b", "c"]),
    ],
)
def test_lines_are_what_a_reader_sees_between_block_edges(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>one</p><p>two</p>",
        "<!doctype html><title>t</title><p>one</p><p>two</p>",
        "<!doctype html><title>t</title><article><p>one</p><p>two</p></article>",
        "<html><head><title>t</title><main><p>one</p></main><p>two</p>",
        "<html><body><p>one</p></body><body><p>two</p></body></html>",
        "<html><p>one</p></html><p>two</p>",
        "<HTML><p>one</p></HTML><p>two</p>",
        "<html><script>x = 'text/html'</script><p>one</p></html><p>two</p>",
    ],
)
def test_a_page_with_few_or_odd_tags_around_its_text_loses_none(html: str) -> None:
    assert [line.text for line in Walk(parse_utf8(html.encode())).lines] == ["one", "two"]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<div><span class='author-by'>By</span><a class='author' href='/a'>Ada Lund</a></div>", ["By Ada Lund"]),
        ("<div><span class='author'>Ada Lund</span><span class='date'>2 May</span></div>", ["Ada Lund", "2 May"]),
        ("<div><span class='kicker'>UK</span> The keeper wakes</div>", ["UK", "The keeper wakes"]),
    ],
)
def test_marked_spans_are_lines_but_not_the_by_before_a_name(html: str, texts: list[str]) -> None:
    assert [line.text for line in walk(html).lines] == texts


def test_the_parts_between_single_breaks_are_kept() -> None:
    line, other = walk("<p>Keith Prince<br>Norfolk</p><p>plain</p>").lines
    assert (line.text, line.parts) == ("Keith Prince Norfolk", ["Keith Prince", "Norfolk"])
    assert other.parts is None


def test_links_are_kept_with_their_words() -> None:
    (line,) = walk('<p>See <a href="/a">the  <b>plan</b></a> and <a href="/b">map</a>.</p>').lines
    assert line.links == [("/a", "the plan"), ("/b", "map")]
    assert 0 < line.link_share < 1


@pytest.mark.parametrize(
    ("html", "bold", "italic"),
    [
        ("<p><b>All bold</b></p>", True, False),
        ("<p><strong>All</strong> <b>bold</b></p>", True, False),
        ("<p><b>Mostly</b> not bold</p>", False, False),
        ("<p><em>All in italics</em></p>", False, True),
        ("<p><b><i>Both of them</i></b></p>", True, True),
        ("<p>plain</p>", False, False),
    ],
)
def test_a_line_knows_whether_all_of_it_is_bold_or_italic(html: str, bold: bool, italic: bool) -> None:
    (line,) = walk(html).lines
    assert (line.is_bold, line.is_italic) == (bold, italic)


def test_heading_levels_reach_the_lines_inside() -> None:
    lines = walk("<h1>a</h1><h3><div>b</div></h3><p>c</p>").lines
    assert [line.level for line in lines] == [1, 3, None]


def test_nodes_hold_the_range_of_their_lines() -> None:
    page = walk("<div id='x'><p>a</p><p>b</p></div><p>c</p>")
    node = next(node for node in page.nodes if node.el.get("id") == "x")
    assert [line.text for line in page.lines[node.start : node.end]] == ["a", "b"]
    assert page.lines[0].node.within(node)
    assert not page.lines[2].node.within(node)


def test_pictures_stand_before_the_line_that_follows_them() -> None:
    page = walk("<p>a</p><img src=1><p>b</p><p>c</p><figure><img src=2><figcaption>d</figcaption></figure>")
    assert [(picture.el.get("src"), picture.position) for picture in page.pictures] == [("1", 1), ("2", 3)]


def test_spans_that_say_what_they_are_stand_on_lines_of_their_own() -> None:
    html = '<div><span class="author">Ada Lund</span> <span class="date">4 July 2017</span></div>'
    assert texts(html) == ["Ada Lund", "4 July 2017"]


def test_bold_and_italic_elements_that_say_what_they_are_stand_on_lines_of_their_own() -> None:
    html = '<div><strong class="summary">The bridge is closed</strong>The weir burst. <em>Nobody</em> was hurt.</div>'
    line, text = walk(html).lines
    assert (line.text, line.is_bold) == ("The bridge is closed", True)
    assert (text.text, text.is_bold) == ("The weir burst. Nobody was hurt.", False)


def test_a_marked_span_inside_a_sentence_does_not_break_it() -> None:
    assert texts('<p>It was <span class="author">Ada Lund</span> who rang.</p>') == ["It was Ada Lund who rang."]


html_text = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8).map(partial(normalize, "NFC"))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["p", "div", "li", "b", "span", "h2", "td"]), html_text), max_size=12))
def test_no_word_is_lost_and_none_is_read_twice(parts: list[tuple[str, str]]) -> None:
    page = walk("".join(f"<{tag}>{word}</{tag}>" for tag, word in parts))
    together = "".join(line.text for line in page.lines).replace(" ", "")
    assert normalize("NFC", together) == normalize("NFC", "".join(word for _, word in parts))
    assert [line.index for line in page.lines] == list(range(len(page.lines)))
    assert all(0 <= node.start <= node.end <= len(page.lines) for node in page.nodes)
