"""A page that is no article is said to be none, and an article never is."""

import gzip
from collections.abc import Callable

import pytest

from schemas import Article

Read = Callable[..., Article]
TEASER = "<p>Some words that say what the story behind this headline is about, and not one more.</p>"
FRONT = "https://www.millbrookleader.example/"


def codes(article: Article) -> list[str]:
    return [warning.code for warning in article.warnings]


def teasers(count: int, below: str = TEASER) -> str:
    return "".join(
        f"<li><h2><a href='/n/{n}'>Headline number {n} of many on this page</a></h2>{below}</li>" for n in range(count)
    )


@pytest.mark.parametrize(
    ("html", "url"),
    [
        (f"<title>Millbrook Leader</title><main><ul>{teasers(30)}</ul></main>", FRONT),
        (f"<title>News</title><h1>News</h1><main><ul>{teasers(12)}</ul></main>", FRONT + "news"),
        (f"<title>Search</title><h1>Search: weir</h1><div>{teasers(20, '')}</div>", FRONT + "search?q=weir"),
        ("<title>404 Not Found</title><h1>Page not found</h1><p>There is nothing at this address.</p>", FRONT + "x"),
        ("<title>Seite nicht gefunden</title><h1>Seite nicht gefunden</h1><p>Schade.</p>", FRONT + "x"),
        ("<title>Just a moment...</title><h1>Checking</h1><p>Please wait while we look at your browser.</p>", FRONT),
        ("<title>Access denied</title><p>You have no permission to see this page.</p>", FRONT + "weir"),
        ("<title>Before you continue</title><p>We and 800 partners read and store cookies.</p>", FRONT + "weir"),
    ],
)
def test_lists_errors_and_walls_are_no_articles(read: Read, html: str, url: str) -> None:
    assert "not_an_article" in codes(read(html, url=url))


def test_an_article_under_a_river_of_teasers_is_one(read_plain: Read) -> None:
    article = read_plain(head="<meta property='og:type' content='article'>", after=f"<ul>{teasers(40)}</ul>")
    assert "not_an_article" not in codes(article)


def test_a_plain_article_is_one(read_plain: Read) -> None:
    assert codes(read_plain()) == []


def test_a_story_about_an_error_is_a_story(read_plain: Read) -> None:
    headline = "404 is a number too, says the lock keeper"
    assert "not_an_article" not in codes(read_plain(headline=f"<h1>{headline}</h1>", title=headline, middle=TEASER * 3))


def test_a_dated_story_of_some_length_is_one_however_many_teasers_surround_it(
    read_plain: Read, paragraphs: tuple[str, ...]
) -> None:
    article = read_plain(
        below="<p class='date'>18 May 2024</p>", end=f"<p>{paragraphs[0]}</p><p>{paragraphs[1]}</p>", after=teasers(30)
    )
    assert "not_an_article" not in codes(article)


def test_an_appeal_that_is_all_a_page_prints_is_no_text(read: Read) -> None:
    asked = "I would like to receive the Leader's daily newsletter. I would like to receive the weekly newsletter too."
    article = read(f"<title>Weir bursts</title><h1>Weir bursts</h1><div class='newsletter'><p>{asked}</p></div>")
    assert article.body == []
    assert "no_body" in [warning.code for warning in article.warnings]


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (gzip.compress(b"<h1>Weir bursts</h1>" * 50, mtime=0), "a gzip file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj", "a PDF"),
        (b"\xef\xbb\xbf\n%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj", "a PDF"),
        (b"\x89PNG\n\x1a\n\0\0\0\rIHDR", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", "a picture"),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_bytes_that_are_no_text_are_no_article(read: Read, body: bytes, what: str) -> None:
    article = read(body)
    assert [w.message for w in article.warnings if w.code == "not_an_article"] == [f"the bytes are {what} and no page"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1251", "shift_jis", "iso2022_jp"])
def test_a_page_in_any_encoding_is_text(read: Read, page: Callable[..., str], encoding: str) -> None:
    html = page().replace("charset='utf-8'", f"charset='{encoding}'").replace("’", "'").replace("–", "-")
    assert codes(read(html.encode(encoding, "replace"), content_type=f"text/html; charset={encoding}")) == []


def test_a_few_odd_bytes_make_no_page_binary(read_plain: Read) -> None:
    assert codes(read_plain(above="\0" * 20)) == []
