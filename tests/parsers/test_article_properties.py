"""What holds for any page at all, drawn at random: the record is valid and its text is clean."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from schemas import Article
from tests.parsers.odd_lines import odd_lines

Read = Callable[..., Article]
FIXTURES = sorted(Path(__file__).with_name("fixtures").glob("*/*/page.html"))
TAGS = (
    "p div span h1 h2 h3 article section aside main header footer nav figure figcaption img picture source noscript"
    " blockquote ul ol li table tr td th a b strong em i br hr"
    " time pre font center title meta script style svg template"
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
text = st.one_of(st.sampled_from(TEXTS), st.text(max_size=40), odd_lines)


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
def test_any_bytes_give_a_valid_record(read_checked: Read, body: bytes, content_type: str | None) -> None:
    read_checked(body, content_type=content_type)


@quick
@given(html)
def test_any_markup_gives_a_valid_record(read_checked: Read, page: str) -> None:
    read_checked(page.encode("utf-8", "surrogatepass"))


@quick
@given(
    st.sampled_from(FIXTURES),
    st.lists(st.tuples(st.integers(0, 4), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=4),
)
def test_a_damaged_page_gives_a_valid_record(
    read_checked: Read, path: Path, edits: list[tuple[int, float, float]]
) -> None:
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
    read_checked(body)


@quick
@given(st.dictionaries(st.sampled_from(LD_KEYS), json_values), st.booleans())
def test_any_structured_data_gives_a_valid_record(read_checked: Read, fields: dict[str, Any], in_graph: bool) -> None:
    node = {"@type": "NewsArticle", **fields}
    data = {"@context": "https://schema.org", "@graph": [node]} if in_graph else [[node]]
    script = json.dumps(data).replace("</", "<\\/")
    read_checked(f"<script type='application/ld+json'>{script}</script><h1>Weir</h1><p>{TEXTS[-1]}</p>".encode())


@quick
@given(
    st.dictionaries(
        st.sampled_from(["author", "og:title", "date", "og:locale", "citation_issue", "keywords"]), st.text()
    )
)
def test_any_meta_elements_give_a_valid_record(read_checked: Read, values: dict[str, str]) -> None:
    head = "".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in values.items())
    read_checked(f"<head>{head}</head><p>{TEXTS[-1]}</p>".encode("utf-8", "surrogatepass"))
