"""Pages made to hurt a parser: each gives a valid record, and the work stays in proportion to the page."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from schemas import Article
from scrapers.parsers.article import parse_article

Read = Callable[..., Article]
FIXTURES = sorted(Path(__file__).with_name("fixtures").glob("*/*/page.html"))
PROSE = "The weir burst at four in the morning, and by six the lower meadow was a lake with hens standing on it."


@pytest.mark.parametrize(
    "url", ["", "https://", "//x", "mailto:a@b", "http://[::1", "https://a.example:99999/x", "https://a.example/\ud800"]
)
def test_any_address_gives_a_valid_record(read_checked: Read, url: str) -> None:
    read_checked(FIXTURES[0].read_bytes(), url=url)


@pytest.mark.parametrize(
    "script",
    [
        "[" * 200_000,
        '{"@type":"NewsArticle","author":' * 5_000 + "1" + "}" * 5_000,
        '{"@type":"NewsArticle","headline":NaN,"author":Infinity,"datePublished":-Infinity}',
        '{"@type":"NewsArticle","headline":1e400,"pageStart":' + "9" * 5_000 + "}",
        '{"@type":["NewsArticle",null,3],"author":[[[["Ada Lund"]]]],"headline":{"@value":["Weir"]}}',
        '{"@type":{"a":1},"author":{"name":{"name":{"name":"x"}}}}',
        '{"@type":"NewsArticle","author":{"name":"javascript:alert(1)","url":"javascript:alert(1)"}}',
        '{"@type":"NewsArticle","headline":"\\ud800\\u0000","keywords":"\\udfff,\\u0000"}',
        '{"@type":"NewsArticle","isPartOf":'
        + json.dumps([{"@type": "PublicationIssue", "issueNumber": [None]}] * 9)
        + "}",
        '{"@type":"NewsArticle","isPartOf":{"@type":"PublicationIssue","issueNumber":"7","datePublished":"2016-XX-YY"}}',
        "null",
        "",
        "<!-- {} -->",
    ],
    ids=lambda script: script[:40],
)
def test_hostile_structured_data_is_survived(read_checked: Read, script: str) -> None:
    article = read_checked(f"<script type='application/ld+json'>{script}</script><h1>Weir</h1><p>{PROSE}</p>".encode())
    assert article.text == PROSE


def test_links_and_pictures_of_other_schemes_are_left_out(read_checked: Read) -> None:
    words = f'{PROSE}<a href="JaVaScRiPt:alert(1)">press</a> <a href="\tjava\nscript:x">this</a> <a href="/b">b</a>'
    images = "".join(
        f'<figure><img src="{src}"><figcaption>Seen at noon.</figcaption></figure>'
        for src in ("javascript:1", "data:x", "/i.jpg")
    )
    article = read_checked(f"<h1>Weir</h1><p>{words}</p>{images}<p>{PROSE}</p>".encode())
    assert [link.url for block in article.body for link in block.links] == ["https://www.millbrookleader.example/b"]
    assert {image.url for image in article.images} <= {None, "https://www.millbrookleader.example/i.jpg"}


def test_nul_bytes_and_character_references_to_nothing_are_dropped(read_checked: Read) -> None:
    article = read_checked(f"<h1>We\0ir</h1><p>{PROSE}&#0;&#xD800;&#xFFFF;&#11;end\0</p>".encode())
    assert article.headline == "Weir"


def test_an_authors_name_in_microdata_is_folded_like_any_other_text(read_checked: Read) -> None:
    told = '<span itemprop="author" itemscope><meta itemprop="name" content="Ada\u00a0 L\x7fund"></span>'
    page = f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1>Weir</h1>{told}<p>{PROSE}</p></div>"
    assert [author.name for author in read_checked(page.encode()).authors] == ["Ada Lund"]


def test_a_printed_date_is_folded_like_any_other_text(read_checked: Read) -> None:
    page = f"<h1>Weir</h1><time datetime='2016-08-23'>23 aou\u0302t\u00ad 2016</time><p>{PROSE}</p>"
    assert read_checked(page.encode()).published_text == "23 août 2016"


NESTING = ["div", "b", "span", "blockquote", "ul><li", "table><tr><td", "font", "a href=/x"]


@pytest.mark.parametrize("tag", NESTING)
def test_a_thousand_unclosed_elements_lose_no_text(read_checked: Read, tag: str) -> None:
    article = read_checked(f"<h1>Weir</h1>{f'<{tag}>' * 500}{PROSE}".encode())
    assert PROSE in article.text


@pytest.mark.parametrize("tag", NESTING)
def test_what_a_hundred_thousand_unclosed_elements_hide_is_told(read_checked: Read, tag: str) -> None:
    article = read_checked(f"<h1>Weir</h1>{f'<{tag}>' * 100_000}{PROSE}".encode())
    assert PROSE in article.text or article.warnings


def test_fifty_thousand_links_are_not_taken_for_an_article(read_checked: Read) -> None:
    links = "".join(
        f'<li><a href="/n/{n}">Headline number {n} of a very long list of links</a></li>' for n in range(50_000)
    )
    article = read_checked(f"<h1>Weir</h1><p>{PROSE}</p><p>{PROSE}</p><ul class='related'>{links}</ul>".encode())
    assert len(article.body) == 2


def test_a_text_of_a_megabyte_is_kept_whole(read_checked: Read) -> None:
    words = "The weir burst. " * 65_536
    article = read_checked(f"<h1>Weir</h1><p>{words}</p>".encode())
    assert article.text == words.strip()
    assert article.word_count == 3 * 65_536


FIGURE = "<figure><img src='i.jpg'><figcaption>Seen at noon (Pic: Bo Ek)</figcaption></figure>"
SECTIONS = {
    "thanks": f"<div class='box'><h3>Key points</h3><p>{PROSE}<a href='/x'>x</a></p></div><p>{PROSE}</p>"
    f"{FIGURE}<p>Thanks to Bo Ek</p>",
    "boxes with a title each": f"<h2>At noon</h2>{f'<p>{PROSE}</p>' * 2}{FIGURE}"
    "<aside class='box'><h3>Floods</h3><p>There were nine in that year.</p><p>Ten by now.</p></aside><ul><li>Hens</ul>",
    "lives": f"<p>{PROSE}</p><aside class='box'><h3>Bo Ek</h3><p>Bo Ek keeps the weir.</p></aside>",
    "posts": f"<h3>12:30 Bo Ek</h3><time datetime='2016-08-23T12:30Z'>12.30</time><p>{PROSE}</p><hr>",
}


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_the_work_done_grows_with_the_page_and_not_with_its_square(section: str) -> None:
    """Counted in lines of code run, not seconds: what is added to a page costs the same however long the page is."""
    short, longer, longest = (lines_run_for(section * times) for times in (20, 80, 320))
    assert longest - longer < 4.2 * (longer - short)


def lines_run_for(text: str) -> int:
    body = f"<h1>Weir</h1><p>By Ada Lund</p><article>{text}</article>".encode()
    parse_article(body, "https://www.millbrookleader.example/news/weir-story")
    lines = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        parse_article(body, "https://www.millbrookleader.example/news/weir-story")
    finally:
        sys.settrace(before)
    return lines
