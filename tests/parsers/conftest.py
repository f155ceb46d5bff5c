"""Pages to read, a plain newspaper page that a test changes in one place, and what is promised of every record."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from schemas import Article, Capture
from schemas.json_schema import schema_path
from scrapers.parsers.article import parse_article
from scrapers.parsers.rules import Rules

URL = "https://www.millbrookleader.example/news/weir-story"
FETCHED = datetime(2024, 5, 20, 9, 0, tzinfo=UTC)
PARAGRAPHS = (
    "The weir at Millbrook burst shortly after four in the morning, and by six the meadow was a lake with hens on it.",
    "Nobody was hurt. The lock keeper, who sleeps above the sluice, said that he had heard a train being folded.",
    "Engineers from the county arrived at noon with two pumps and a discussion about which should be started first.",
    "The bridge stays closed until Friday at the earliest, and the milk goes over the railway viaduct by hand.",
)
HEADLINE = "Weir bursts at Millbrook"
# C0 and C1 controls, lone surrogates, byte order marks: nothing that belongs in a line of text. A table's text has
# a line feed between its rows.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")


@pytest.fixture
def paragraphs() -> tuple[str, ...]:
    """The running text of the plain page."""
    return PARAGRAPHS


@pytest.fixture
def read() -> Callable[..., Article]:
    """Read a whole page given as text or bytes."""

    def read_page(
        html: str | bytes, *, url: str = URL, content_type: str | None = "text/html", rules: Rules | None = None
    ) -> Article:
        body = html.encode("utf-8") if isinstance(html, str) else html
        return parse_article(body, url, Capture(fetched_at=FETCHED, content_type=content_type), rules)

    return read_page


@pytest.fixture
def page() -> Callable[..., str]:
    """Build the plain page: `above`, `below` stand around the headline, `middle` and `end` inside the text."""

    def build(
        *,
        headline: str = f"<h1>{HEADLINE}</h1>",
        title: str = f"{HEADLINE} | Millbrook Leader",
        head: str = "",
        above: str = "",
        below: str = "",
        middle: str = "",
        end: str = "",
        after: str = "",
        lang: str = ' lang="en"',
    ) -> str:
        first, second, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
        return (
            f"<!doctype html><html{lang}><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
            "<nav><ul><li><a href='/news'>News</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
            f"<main><article>{above}{headline}{below}<div class='text'>{first}{second}{middle}"
            f"{''.join(rest)}{end}</div>"
            f"</article></main>{after}<footer><p>Millbrook Leader, Church Lane</p></footer></body></html>"
        )

    return build


@pytest.fixture
def read_plain(read: Callable[..., Article], page: Callable[..., str]) -> Callable[..., Article]:
    """Read the plain page with the given changes."""

    def read_changed(**changes: Any) -> Article:
        return read(page(**changes))

    return read_changed


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_path("article").read_text(encoding="utf-8")))


def shown_texts(data: dict[str, Any]) -> Iterator[str]:
    for key in ("kicker", "headline", "standfirst", "byline", "section", "published_text"):
        if data[key] is not None:
            yield data[key]
    yield from data["topics"] + data["pull_quotes"] + data["endnotes"]
    yield from (author["name"] for author in data["authors"])
    for image in data["images"]:
        yield from (image[key] for key in ("caption", "credit", "alt") if image[key] is not None)
    for blocks in (data["body"], *(box["body"] for box in data["sidebars"])):
        for block in blocks:
            yield block["text"]
            yield from (link["text"] for link in block["links"])


def urls(data: dict[str, Any]) -> Iterator[str]:
    yield from (image["url"] for image in data["images"] if image["url"] is not None)
    yield from (author["url"] for author in data["authors"] if author["url"] is not None)
    for blocks in (data["body"], *(box["body"] for box in data["sidebars"])):
        yield from (link["url"] for block in blocks for link in block["links"])


def check(article: Article) -> Article:
    """Everything that is promised of any record."""
    data = json.loads(article.to_json_line())
    assert [error.message for error in validator().iter_errors(data)] == []
    assert list(data) == list(Article.model_fields)
    for text in shown_texts(data):
        assert text, "a text is null or it says something"
        assert not CONTROL.search(text), f"control character in {text!r}"
        assert unicodedata.is_normalized("NFC", text)
        for line in text.split("\n"):
            assert line == " ".join(line.split()), f"white space is not folded in {line!r}"
    assert [url for url in urls(data) if not re.match(r"https?://[^/\s]+", url) or re.search(r"\s", url)] == []
    assert data["text"] == "\n\n".join(block["text"] for block in data["body"])
    assert all(box["text"] == "\n\n".join(b["text"] for b in box["body"]) for box in data["sidebars"])
    assert set(data["provenance"]["fields"]) <= set(Article.model_fields)
    assert all(data["provenance"]["fields"].values())
    assert all(0 <= item["position"] <= len(data["body"]) for item in (*data["images"], *data["sidebars"]))
    assert {name for name in Article.model_fields if data[name] == "None"} == set()
    return article


@pytest.fixture(scope="session")
def read_checked() -> Callable[..., Article]:
    """Read a page's bytes and hold the record to everything that is promised of any record."""

    def read_and_check(body: bytes, *, url: str = URL, content_type: str | None = "text/html") -> Article:
        return check(parse_article(body, url, Capture(fetched_at=FETCHED, content_type=content_type)))

    return read_and_check
