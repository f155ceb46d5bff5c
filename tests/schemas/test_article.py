import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schemas import Article, Author, Block, Image, IssueRef, Link, ParseWarning, Sidebar
from schemas.record import content_hash, record_id

# The order of DESIGN's table: readers of a line may count on it.
KEYS = (
    "schema_version id revision content_hash changed publication publication_name url canonical_url issue section "
    "kicker headline standfirst byline authors published_at published_date published_text modified_at language topics "
    "body text word_count images sidebars pull_quotes endnotes free_to_read provenance warnings"
).split()
URL = "https://echo.example/art/1"


def build(**fields):
    return Article.build(**{"identity": URL, "publication": "valley_echo", "url": URL, "canonical_url": URL, **fields})


TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
LINES = st.none() | TEXT
BLOCKS = st.lists(
    st.builds(
        Block,
        type=st.sampled_from(["paragraph", "crosshead", "list_item", "quote", "preformatted", "table"]),
        text=TEXT,
        level=st.none() | st.integers(1, 6),
        links=st.lists(st.builds(Link, url=TEXT, text=TEXT), max_size=2),
    ),
    max_size=3,
)
ARTICLES = st.builds(
    build,
    headline=LINES,
    standfirst=LINES,
    authors=st.lists(st.builds(Author, name=TEXT, url=LINES), max_size=2),
    issue=st.none() | st.builds(IssueRef, number=LINES, label=LINES),
    published_at=st.none() | st.datetimes(timezones=st.timezones()).map(lambda t: t.isoformat(timespec="minutes")),
    published_date=st.none() | st.dates().map(str),
    body=BLOCKS,
    images=st.lists(st.builds(Image, url=LINES, caption=LINES, position=st.integers(0, 9)), max_size=2),
    sidebars=st.lists(st.builds(Sidebar, heading=LINES, body=BLOCKS.filter(bool)), max_size=2),
    endnotes=st.lists(TEXT, max_size=2),
    warnings=st.lists(st.builds(ParseWarning, code=TEXT, message=TEXT), max_size=2),
)


@given(ARTICLES)
def test_a_line_read_back_is_the_article_that_was_written(article):
    line = article.to_json_line()
    assert "\n" not in line
    assert Article.model_validate_json(line) == article
    assert Article.model_validate(json.loads(line)).to_json_line() == line


@given(ARTICLES)
def test_every_key_is_always_there_in_one_order(article):
    assert list(json.loads(article.to_json_line())) == KEYS


def test_an_empty_article_has_null_and_empty_lists_and_never_the_word_none():
    line = build().to_json_line()
    record = json.loads(line)
    assert record["headline"] is None
    assert record["authors"] == record["body"] == record["images"] == record["warnings"] == []
    assert "None" not in line


def test_the_id_comes_from_the_url_alone_and_is_a_uuid5():
    # RFC 9562, section 5.5: SHA-1 over name space and name, cut to 16 bytes, with version and variant set.
    digest = bytearray(hashlib.sha1(bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8") + URL.encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    assert build().id.replace("-", "") == digest.hex()
    assert record_id(URL) == build().id == "c765eee0-29cb-5bf8-81dd-ff15afd2ffbe"
    assert build(headline="Other").id == build().id
    assert build(identity=URL + "2").id != build().id


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "New"},
        {"standfirst": "New"},
        {"byline": "by Ada Lark"},
        {"authors": [Author(name="Ada Lark")]},
        {"body": [Block(type="paragraph", text="New.")]},
        {"images": [Image(url=None, caption="New")]},
        {"sidebars": [Sidebar(body=[Block(type="paragraph", text="New.")])]},
        {"endnotes": ["Thanks to Ada Lark"]},
    ],
)
def test_other_words_make_another_content_hash(change):
    assert build(**change).content_hash != build().content_hash


@pytest.mark.parametrize(
    "change",
    [
        {"section": "News"},
        {"topics": ["Libraries"]},
        {"url": URL + "?from=feed"},
        {"provenance": {"fetched_at": "2024-01-01T00:00:00+00:00"}},
        {"warnings": [ParseWarning(code="x", message="y")]},
        {"modified_at": "2024-01-01T00:00:00+00:00"},
    ],
)
def test_furniture_and_circumstances_make_no_other_content_hash(change):
    assert build(**change).content_hash == build().content_hash


def test_a_picture_that_moved_to_another_address_is_the_same_picture():
    small = Image(url="a-300.jpg", caption="The crowd", width=300, height=200)
    large = Image(url="a-900.jpg", caption="The crowd", width=900, height=600, sha256="0" * 64)
    assert build(images=[small]).content_hash == build(images=[large]).content_hash


@given(st.dictionaries(st.text(max_size=5), st.integers(), max_size=5))
def test_the_content_hash_does_not_depend_on_the_order_of_keys(fields):
    assert content_hash(fields) == content_hash(dict(reversed(fields.items())))


def test_text_is_the_body_joined_by_blank_lines():
    blocks = [Block(type="paragraph", text="One."), Block(type="crosshead", text="Two", level=2)]
    article = build(body=blocks, sidebars=[Sidebar(heading="Box", body=blocks)])
    assert article.text == article.sidebars[0].text == "One.\n\nTwo"


@pytest.mark.parametrize(
    "wrong",
    [
        {"published_at": "2016-08-23T16:18:00"},
        {"published_at": "yesterday"},
        {"modified_at": "2016-08-23"},
        {"published_date": "23 August 2016"},
        {"issue": {"date": "2016-8-23"}},
        {"word_count": -1},
        {"revision": 0},
        {"headlin": "a misspelt key"},
        {"body": [{"type": "song", "text": "La"}]},
        {"body": [{"type": "paragraph", "text": ""}]},
        {"images": [{"url": None, "position": -1}]},
        {"sidebars": [{"body": []}]},
        {"authors": [{"name": ""}]},
    ],
)
def test_what_breaks_the_schema_is_refused(wrong):
    sound = build().model_dump()
    with pytest.raises(ValidationError):
        Article.model_validate({**sound, **wrong})
