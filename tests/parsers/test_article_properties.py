"""What holds for every page, however broken or hostile: a valid record, clean text, the same answer twice."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from schemas import Article, Capture
from schemas.json_schema import schema_path
from scrapers.parsers.article import parse_article

URL = "https://www.millbrookleader.example/news/weir-story"
CAPTURE = Capture(fetched_at=datetime(2024, 5, 20, tzinfo=UTC), status=200, content_type="text/html", source="crawl")
ROOT = Path(__file__).resolve().parents[2]
FIXTURES = sorted(Path(__file__).with_name("fixtures").glob("*/*/page.html"))
# C0 and C1 controls, lone surrogates, byte order marks: nothing that belongs in a line of text. A table's text has
# a line feed between its rows.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
TAGS = (
    "p div span h1 h2 h3 article section aside main header footer nav figure figcaption img picture source noscript"
    (" blockquote ul ol li table tr td th a b strong em i br hr" " time pre font center title meta script style svg template")
).split()
CLASSES = (
    "byline author headline standfirst kicker caption credit sidebar box timeline keypoints pullquote newsletter share"
    " comments related date issue body gallery author-bio css-1x9 tags footer endnote"
).split()
TEXTS = (
    "By Ada Lund",
    "Issue 2518",
    "4 July 2017",
    "Thanks to Bo Ek",
    "(Pic: Neil Fry)",
    "Read more:",
    "Advertisement",
    "<&>",
    "\u200f\u202e\u00ad",
    "Vol. 12 No. 7",
    "Key points",
    "The weir burst at four in the morning, and by six the lower meadow was a lake with hens standing on it. ",
)


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_path("article").read_text(encoding="utf-8")))


def read(body: bytes, *, url: str = URL, content_type: str | None = "text/html") -> Article:
    return parse_article(body, url, Capture(fetched_at=CAPTURE.fetched_at, content_type=content_type))


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


attribute = st.sampled_from(
    [f'class="{name}"' for name in CLASSES]
    + ['href="/a"', 'href="javascript:alert(1)"', 'href="//[bad"', 'src="x.jpg"', 'src="data:image/gif;base64,R0lG"']
    + ['srcset="a.jpg 1x, b.jpg nanw, c.jpg 9999999999w"', 'datetime="2016-13-45"', 'datetime="2016-08-23T16:18+01:00"']
    + [
        'rel="tag"',
        'rel="author"',
        'style="float:left"',
        'lang="x-klingon-"',
        'width="-1"',
        'role="navigation"',
        "class",
    ]
)
text = st.one_of(st.sampled_from(TEXTS), st.text(max_size=40))


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def build(tag: str, attributes: list[str], inner: list[str], closed: bool) -> str:
        return f"<{tag} {' '.join(attributes)}>{''.join(inner)}{f'</{tag}>' if closed else ''}"

    return st.builds(
        build, st.sampled_from(TAGS), st.lists(attribute, max_size=3), st.lists(children, max_size=5), st.booleans()
    )


html = st.recursive(text, element, max_leaves=30)
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.sampled_from(TEXTS)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=12,
)
LD_KEYS = (
    "headline author creator datePublished dateModified keywords articleSection inLanguage isAccessibleForFree isPartOf"
    " image publisher pageStart name issueNumber volumeNumber"
).split()
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(
    st.binary(max_size=600), st.sampled_from([None, "text/html", "text/html; charset=utf-16", "image/png; charset=''"])
)
@example(b"", None)
@example(b"\xff\xfe", None)
@example(b"\xef\xbb\xbf\x00<", "text/html; charset=unknown-9")
@example(b"<?xml version='1.0' encoding='hex'?><p>ab", "text/html; charset=idna")
@example(b"<p>+AGEA-", "text/html; charset=utf-7")
def test_any_bytes_give_a_valid_record(body: bytes, content_type: str | None) -> None:
    check(read(body, content_type=content_type))


@quick
@given(html)
def test_any_markup_gives_a_valid_record(page: str) -> None:
    check(read(page.encode("utf-8", "surrogatepass")))


@quick
@given(
    st.sampled_from(FIXTURES),
    st.lists(st.tuples(st.integers(0, 4), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=4),
)
def test_a_damaged_page_gives_a_valid_record(path: Path, edits: list[tuple[int, float, float]]) -> None:
    body = path.read_bytes()
    for kind, a, b in edits:
        start, end = sorted((int(a * len(body)), int(b * len(body))))
        if kind == 0:
            body = body[:end]
        elif kind == 1:
            body = body[:start] + body[end:]
        elif kind == 2:
            body = body[:end] + body[start:end][:20_000] + body[end:]
        elif kind == 3:
            other = FIXTURES[end % len(FIXTURES)].read_bytes()
            body = body[:start] + other[len(other) // 3 :]
        else:
            body = bytes(byte ^ 0x15 if start <= at < start + 40 else byte for at, byte in enumerate(body))
    check(read(body))


@quick
@given(st.dictionaries(st.sampled_from(LD_KEYS), json_values), st.booleans())
def test_any_structured_data_gives_a_valid_record(fields: dict[str, Any], in_graph: bool) -> None:
    node = {"@type": "NewsArticle", **fields}
    data = {"@context": "https://schema.org", "@graph": [node]} if in_graph else [[node]]
    script = json.dumps(data).replace("</", "<\\/")
    check(read(f"<script type='application/ld+json'>{script}</script><h1>Weir</h1><p>{TEXTS[-1]}</p>".encode()))


@quick
@given(
    st.dictionaries(
        st.sampled_from(["author", "og:title", "date", "og:locale", "citation_issue", "keywords"]), st.text()
    )
)
def test_any_meta_elements_give_a_valid_record(values: dict[str, str]) -> None:
    head = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in values.items())
    check(read(f"<head>{head}</head><p>{TEXTS[-1]}</p>".encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize(
    "url", ["", "https://", "//x", "mailto:a@b", "http://[::1", "https://a.example:99999/x", "https://a.example/\ud800"]
)
def test_any_address_gives_a_valid_record(url: str) -> None:
    check(read(FIXTURES[0].read_bytes(), url=url))


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
def test_hostile_structured_data_is_survived(script: str) -> None:
    article = check(
        read(f"<script type='application/ld+json'>{script}</script><h1>Weir</h1><p>{TEXTS[-1]}</p>".encode())
    )
    assert article.text == TEXTS[-1].strip()


def test_links_and_pictures_of_other_schemes_are_left_out() -> None:
    words = f'{TEXTS[-1]}<a href="JaVaScRiPt:alert(1)">press</a> <a href="\tjava\nscript:x">this</a> <a href="/b">b</a>'
    images = "".join(
        f'<figure><img src="{src}"><figcaption>Seen at noon.</figcaption></figure>'
        for src in ("javascript:1", "data:x", "/i.jpg")
    )
    article = check(read(f"<h1>Weir</h1><p>{words}</p>{images}<p>{TEXTS[-1]}</p>".encode()))
    assert [link.url for block in article.body for link in block.links] == ["https://www.millbrookleader.example/b"]
    assert {image.url for image in article.images} <= {None, "https://www.millbrookleader.example/i.jpg"}


def test_nul_bytes_and_character_references_to_nothing_are_dropped() -> None:
    article = check(read(f"<h1>We\0ir</h1><p>{TEXTS[-1]}&#0;&#xD800;&#xFFFF;&#11;end\0</p>".encode()))
    assert article.headline == "Weir"


NESTING = ["div", "b", "span", "blockquote", "ul><li", "table><tr><td", "font", "a href=/x"]


@pytest.mark.parametrize("tag", NESTING)
def test_a_thousand_unclosed_elements_lose_no_text(tag: str) -> None:
    article = check(read(f"<h1>Weir</h1>{f'<{tag}>' * 500}{TEXTS[-1]}".encode()))
    assert TEXTS[-1].strip() in article.text


@pytest.mark.parametrize("tag", NESTING)
def test_what_a_hundred_thousand_unclosed_elements_hide_is_told(tag: str) -> None:
    article = check(read(f"<h1>Weir</h1>{f'<{tag}>' * 100_000}{TEXTS[-1]}".encode()))
    assert TEXTS[-1].strip() in article.text or article.warnings


def test_fifty_thousand_links_are_not_taken_for_an_article() -> None:
    links = "".join(
        f'<li><a href="/n/{n}">Headline number {n} of a very long list of links</a></li>' for n in range(50_000)
    )
    article = check(read(f"<h1>Weir</h1><p>{TEXTS[-1]}</p><p>{TEXTS[-1]}</p><ul class='related'>{links}</ul>".encode()))
    assert len(article.body) == 2


def test_a_text_of_a_megabyte_is_kept_whole() -> None:
    words = "The weir burst. " * 65_536
    article = check(read(f"<h1>Weir</h1><p>{words}</p>".encode()))
    assert article.text == words.strip()
    assert article.word_count == 3 * 65_536


def test_the_work_done_grows_with_the_page_and_not_with_its_square() -> None:
    """Counted in calls, not seconds: eight times the page may cost no more than ten times the calls."""
    small, large = (calls_for(blocks) for blocks in (40, 320))
    assert large < 10 * small


def calls_for(blocks: int) -> int:
    block = f"<div class='box'><h3>Key points</h3><p>{TEXTS[-1]}<a href='/x'>x</a></p></div><figure><img src='i.jpg'><figcaption>Seen (Pic: Bo Ek)</figcaption></figure><p>{TEXTS[-1]}</p><p>Thanks to Bo Ek</p>"
    body = f"<h1>Weir</h1><article>{block * blocks}</article>".encode()
    read(body)
    calls = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read(body)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.parent.name)
def test_the_same_bytes_give_the_same_record(path: Path) -> None:
    body = path.read_bytes()
    first = parse_article(body, URL, CAPTURE).to_json_line()
    assert parse_article(bytes(bytearray(body)), URL, CAPTURE).to_json_line() == first
    check(parse_article(body, URL, CAPTURE))


def test_the_order_in_which_pages_are_read_changes_no_record() -> None:
    forwards = [read(path.read_bytes()).to_json_line() for path in FIXTURES]
    backwards = [read(path.read_bytes()).to_json_line() for path in reversed(FIXTURES)]
    assert backwards[::-1] == forwards


def test_the_capture_is_kept_in_the_provenance_and_nothing_is_made_up() -> None:
    provenance = check(parse_article(FIXTURES[0].read_bytes(), URL, CAPTURE)).provenance
    assert (provenance.fetched_at, provenance.status, provenance.source) == ("2024-05-20T00:00:00+00:00", 200, "crawl")
    assert parse_article(FIXTURES[0].read_bytes(), URL).provenance.fetched_at is None


BLOCKED = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"scrapy", "twisted", "requests", "urllib3", "httpx", "aiohttp"}:
            raise ImportError(name + " is not for parsers")
sys.meta_path.insert(0, Refuse())
import pkgutil, importlib, scrapers.parsers
for module in pkgutil.iter_modules(scrapers.parsers.__path__):
    importlib.import_module("scrapers.parsers." + module.name)
assert "dateparser" not in sys.modules, "dateparser takes a second to import: import it where it is used"
from scrapers.parsers.article import parse_article
print(parse_article(open(sys.argv[1], "rb").read(), "https://a.example/b").headline)
"""


def test_parsers_work_with_scrapy_twisted_and_requests_absent() -> None:
    path = next(path for path in FIXTURES if path.parent.name == "timber-yard")
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", BLOCKED, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "The last saw on the Tarn falls silent"


def test_reading_a_page_opens_no_file_and_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    body = FIXTURES[0].read_bytes()
    read(body)

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the parser reached out of its arguments")

    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    check(read(body))
