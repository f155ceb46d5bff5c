"""Saved pages, each with the record that a reader of the page would expect: found by themselves, told field by field.

A fixture is a directory <publication>/<name> with page.html (the bytes as served), expected.json (the fields) and
meta.json: url, fetched_at, content_type, kind (what the page stands for), encoding (what the bytes truly are in) and
left_out (the longer texts of the page that are no part of the article).
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from schemas import Article, Capture
from scrapers.parsers.article import parse_article

ROOT = Path(__file__).with_name("fixtures")
FIXTURES = sorted(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("*/*/page.html"))
PAGE_FIELDS = (
    "publication publication_name canonical_url issue section kicker headline standfirst byline authors published_at"
    " published_date published_text modified_at language topics body images sidebars pull_quotes endnotes free_to_read"
).split()
# What is derived from other fields or comes from the crawl, not from the page.
OTHER_FIELDS = "schema_version id revision content_hash changed url text word_count provenance warnings".split()
# A text of this length is a sentence and not a label. In scripts without spaces a sentence is shorter.
LONG, LONG_UNSPACED = 30, 12
UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
INVISIBLE = re.compile(r"[\s\u00ad\u200b\u200e\u200f\u202a-\u202e]+")
LABELS = {"headline": "//h1", "topics": "//body//a[@rel='tag']", "language": "/html[@lang]", "images": "//figcaption"}
TEXT_NODES = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::svg)]"


@cache
def load(fixture: str, name: str) -> dict[str, Any]:
    return json.loads((ROOT / fixture / name).read_text(encoding="utf-8"))


@cache
def record(fixture: str) -> dict[str, Any]:
    meta = load(fixture, "meta.json")
    capture = Capture(fetched_at=datetime.fromisoformat(meta["fetched_at"]), content_type=meta["content_type"])
    article = parse_article((ROOT / fixture / "page.html").read_bytes(), meta["url"], capture)
    return article.model_dump(mode="json")


@cache
def tree(fixture: str) -> html.HtmlElement:
    """The page read by its known encoding, without the parser under test."""
    text = (ROOT / fixture / "page.html").read_bytes().decode(load(fixture, "meta.json")["encoding"])
    return html.fromstring(re.sub(r"^<!DOCTYPE[^>]*>", "", text, flags=re.IGNORECASE))


def as_reader_sees(field: str, value: Any) -> Any:
    """The part of a field that a page shows; instants are compared as such, not by the zone they are told in."""
    if field == "body":
        return [{"type": block["type"], "text": block["text"]} for block in value]
    if field == "images":
        return [{key: image[key] for key in ("caption", "credit", "role")} for image in value]
    if field == "sidebars":
        return [
            {"heading": box["heading"], "kind": box["kind"], "paragraphs": box["paragraphs"]}
            if "paragraphs" in box
            else {"heading": box["heading"], "kind": box["kind"], "paragraphs": [b["text"] for b in box["body"]]}
            for box in value
        ]
    if field in ("published_at", "modified_at") and value:
        return datetime.fromisoformat(value)
    return value


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def squeezed(text: str) -> str:
    return INVISIBLE.sub("", text)


@pytest.mark.parametrize("field", PAGE_FIELDS)
@pytest.mark.parametrize("fixture", FIXTURES)
def test_the_record_says_what_the_page_shows(fixture: str, field: str) -> None:
    expected = load(fixture, "expected.json")[field]
    assert as_reader_sees(field, record(fixture)[field]) == as_reader_sees(field, expected)


def test_there_are_fixtures_and_every_field_of_a_record_is_compared() -> None:
    assert len(FIXTURES) >= 12
    assert [name for name in Article.model_fields if name not in OTHER_FIELDS] == PAGE_FIELDS


@pytest.mark.parametrize("fixture", FIXTURES)
def test_a_fixture_states_every_field(fixture: str) -> None:
    assert list(load(fixture, "expected.json")) == PAGE_FIELDS
    assert set(load(fixture, "meta.json")) == {"url", "fetched_at", "content_type", "kind", "encoding", "left_out"}
    assert load(fixture, "expected.json")["publication"] == fixture.partition("/")[0]


@pytest.mark.parametrize("fixture", FIXTURES)
def test_a_fixture_is_not_hollow(fixture: str) -> None:
    """Every longer text of the page is in the expected record, or is told to be no part of the article."""
    told = {squeezed(text) for text in load(fixture, "meta.json")["left_out"]}
    wanted = sorted({squeezed(s) for s in strings(load(fixture, "expected.json")) if len(s) > 3}, key=len, reverse=True)
    everything = "\n".join(wanted)
    missing = []
    for node in tree(fixture).xpath(TEXT_NODES):
        text = squeezed(node)
        rest = text
        for part in wanted:
            rest = rest.replace(part, "")
        labelled = len(rest) < LONG and len(rest) < len(text)
        long_enough = len(" ".join(node.split())) >= (LONG_UNSPACED if UNSPACED.search(text) else LONG)
        if long_enough and not labelled and text not in everything and text not in told:
            missing.append(str(node))
    assert missing == []


@pytest.mark.parametrize("field", LABELS)
@pytest.mark.parametrize("fixture", FIXTURES)
def test_a_fixture_tells_what_the_markup_labels(fixture: str, field: str) -> None:
    if tree(fixture).xpath(LABELS[field]):
        assert load(fixture, "expected.json")[field], f"the page has {LABELS[field]} but expected.json has no {field}"


@pytest.mark.parametrize("fixture", FIXTURES)
def test_a_fixture_expects_nothing_that_the_page_does_not_print(fixture: str) -> None:
    printed = squeezed(tree(fixture).text_content())
    expected = load(fixture, "expected.json")
    fields = ("headline", "standfirst", "kicker", "byline", "published_text", "body", "images", "sidebars", "endnotes")
    texts = [
        text
        for field in fields
        for text in strings(as_reader_sees(field, expected[field]))
        if text not in ("paragraph", "crosshead", "list_item", "quote", "lead", "inline", "gallery", "sidebar")
        and text not in ("box", "keypoints", "timeline", "profile", "story")
    ]
    assert len(texts) > 5
    assert [text for text in texts if squeezed(text) not in printed] == []


@pytest.mark.parametrize("field", PAGE_FIELDS)
def test_every_field_is_shown_by_some_fixture(field: str) -> None:
    assert any(load(fixture, "expected.json")[field] not in (None, [], "") for fixture in FIXTURES)
