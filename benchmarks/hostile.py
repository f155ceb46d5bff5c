"""What hostile or broken pages hold: data islands, head elements, attributes, characters and lines of text."""

from __future__ import annotations

import json
from random import Random
from typing import Any

RAW: tuple[bytes, ...] = (
    b"\x00",
    b"\x00" * 50,
    b"\x01\x02\x1f\x7f",
    b"\x0b\x0c\x1c\x1d\x1e\x1f",
    b"\x1b$B!!\x1b(B",
    b"\xc2\x85\xc2\x80\xc2\x9f",
    b"\xed\xa0\x80",  # a lone surrogate in UTF-8
    b"\xed\xa0\xbd\xed\xb8\x80",  # a pair of them
    b"\xef\xbf\xbe\xef\xbf\xbf\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xf4\x90\x80\x80",
    b"\xc0\xaf",
    b"\x80\x81\xfe",
    "e\u0301\u0327 \u1100\u1161\u11a8 \u212b \u0344".encode(),  # not NFC
    ("z" + "\u0300\u0327\u0489" * 300).encode(),
    "\u202e\u200f\u2066\u00ad\u200b\u2060".encode(),
    "\u2028\u2029\u3000\u1680\u180e".encode(),
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U000e0041".encode(),
    b"<![CDATA[",
    b"<!--",
    b"-->",
    b"<?xml version='1.0' encoding='ebcdic'?>",
    b"<plaintext>",
    b"</html>",
    b"</body></html><html><body>",
    b"<script>",
    b"<textarea>",
    b"<noscript>",
    b"<base href='//[::1'>",
    b"<base href='javascript:alert(1)//'>",
    b"<frameset><frame>",
    b"<svg><title>A barge</title><p>",
    b"<math><mi><mglyph><p>",
)

ENTITIES = tuple(
    "&#0; &#1; &#x0b; &#x1f; &#x7f; &#128; &#x9f; &#xD800; &#xDFFF; &#xFFFE; &#xFFFF; &#x10FFFF; &#x110000;"
    " &#99999999999; &#xFEFF; &#8203; &shy; &nbsp; &NewLine; &Tab; &amp;#0; &lt;script&gt; &bogus; &#; &#x; &AMP &lt;b"
    " &fjlig;".split()
)

LINES = (
    "By",
    "By By By and and, , by",
    "By " + "A" * 3000,
    "By " + "Ada Lund and " * 400,
    "(Pic: )",
    "(" * 2000,
    "Foto: " + "/" * 500,
    "© © © ©",
    "Photo: A / B / C / " * 100,
    "Issue No.",
    "Issue No. 99999999999999999999999999",
    "Vol. IX No. 0",
    "Nr. ٣٤٥ – 31.02.2031",
    "No. ²³¹",
    "31 February 2016",
    "00:00 00/00/0000",
    "2016-13-45T99:99:99+99:99",
    "99999-01-01",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "Published: 12 12 12 12 12 12 12 12",
    "٢٣ أغسطس ٢٠١٦",
    "平成28年8月23日",
    "Thanks to",
    "Thanks to " * 300,
    "Read more:",
    "null",
    "NaN",
    "•",
    "• • •",
    ".",
    "\\",
    "<>",
    "'" * 1000,
    "a@b" * 500,
    "x" * 20_000,
    "é" * 20_000,
    "字" * 5_000,
    " \u00a0 " * 2_000,
    "1" * 5_000,
    "A, " * 5_000,
    "a-" * 5_000,
    "Ab " * 3_000,
)

_BAD_URLS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "//[bad",
    "http://[::1",
    "http://",
    "http:///x",
    "https://a b/c d",
    "http://a:99999999/",
    "http://a:b/",
    "http://\u2100.example/",
    "http://user:pass@host.example/\u0000x",
    "https://" + "a" * 5000,
    "http://xn--\u00df.example/%zz%",
    "?" + "a=b&" * 500,
    "mailto:a@b",
    "\\\\host\\x",
    "http:\\\\host\\x",
    "#",
    "",
    "\t",
    "https://a/\u202e\ud800",
    "http://a/\u3000",
)

ATTRIBUTES = (
    *(f'{name}="{url}"' for name in ("href", "src", "data-src") for url in _BAD_URLS),
    *(f'class="{words}"' for words in ("byline author", "headline", "standfirst lead", "kicker", "caption", "credit")),
    *(f'class="{words}"' for words in ("infobox sidebar", "newsletter", "nav", "comments", "date", "issue", "gallery")),
    *(
        f'class="{words}"'
        for words in ("article-body", "hidden", "no-no-no", "-", "pull-quote", "end-note", "live tags")
    ),
    f'class="{"box lead " * 2000}"',
    f'class="{"x" * 20_000}"',
    'class="\u0000\ud800"',
    "class",
    'style="display:none"',
    'style="float:left;border:1px;background:red"',
    "hidden",
    'aria-hidden="true"',
    'srcset="a.jpg 1x, b.jpg nanw, c.jpg 9999999999999999w, , ,"',
    f'srcset="{"a.jpg 1w, " * 3000}"',
    'srcset=",,,,"',
    'srcset="a 1e999w"',
    'width="1e999"',
    'width="-5"',
    'width="99999999999999999999"',
    'height="٣"',
    'datetime="2016-13-45T25:61"',
    'datetime="0000-00-00"',
    'datetime="99999-99-99"',
    'datetime="2016-08-23T16:18:00+99:00"',
    'datetime="1471966680000000"',
    'content="\u0000"',
    'lang="x-klingon-"',
    f'lang="{"a-" * 500}"',
    'rel="author"',
    'rel="tag"',
    'itemprop="headline datePublished author"',
    'role="navigation"',
    'xmlns="http://example.org/x"',
    'xml:lang="\ud800"',
    "foo:bar='1'",
    'alt="' + "e\u0301" * 3000 + '"',
    'colspan="999999999"',
    'id="&#0;&#xd800;"',
    "=",
    '"',
    "'>",
)

_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**400,
    1e308,
    float("nan"),
    float("inf"),
    "",
    " ",
    "\u0000\ud800",
    "e\u0301",
    "javascript:alert(1)",
    "http://[::1",
    "2016-13-45",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "x" * 10_000,
    [],
    {},
    [[]],
    [None],
    {"@id": "#self"},
    {"@type": ["Person", None, 5], "name": {"@value": ["A", {"name": 7}]}},
    {"@type": "Person", "name": "By \u0000 Ada Lund"},
    ["Ada Lund", ["Bo Ek", [{"name": ["Cy"]}]]],
)
_KEYS = (
    "@type @id @graph headline name author creator datePublished dateModified dateCreated articleBody"
    " articleSection keywords description image isPartOf issueNumber volumeNumber pageStart inLanguage publisher"
    " isAccessibleForFree mainEntityOfPage url caption creditText"
).split()
METAS = (
    *(
        f'<meta property="{name}" content="{value}">'
        for name in (
            "og:title",
            "article:published_time",
            "author",
            "og:url",
            "description",
            "citation_issue",
            "og:locale",
        )
        for value in ("", "\u0000&#xd800;", "javascript:alert(1)", "2016-99-99", "e\u0301" * 500, "A" * 20_000)
    ),
    *(f'<link rel="canonical" href="{url}">' for url in _BAD_URLS),
    *(f'<base href="{url}">' for url in _BAD_URLS),
    '<meta charset="utf-7">',
    '<meta http-equiv="content-type" content="text/html; charset=utf-16">',
    "<title></title>",
    "<title>&#0;&#xd800;\u202e</title>",
    "<title>" + " | " * 3000 + "</title>",
    "<title>" + "a - b | " * 2000 + "</title>",
)


def json_ld(rng: Random) -> str:
    """Return a data island's text: JSON of wrong types, of great depth or size, or no JSON at all."""
    kind = rng.random()
    if kind < 0.08:
        return "[" * rng.choice((50, 5_000, 100_000))
    if kind < 0.14:
        return '{"@graph":' * 2_000 + "[]" + "}" * 2_000
    if kind < 0.18:
        return json.dumps({"@type": "NewsArticle", "author": [{"name": f"Ada {n} Lund"} for n in range(20_000)]})
    if kind < 0.22:
        return '{"@type":"NewsArticle","headline":"' + "A" * 500_000 + '"}'
    if kind < 0.26:
        return rng.choice(("", "null", "{", "<!--", "/*", '"\\ud800"', "[NaN, Infinity]", '{"@type":"NewsArticle",}'))
    text = json.dumps(_node(rng, 0), ensure_ascii=rng.random() < 0.5)
    return text[: rng.randrange(len(text))] if rng.random() < 0.1 else text


def _node(rng: Random, depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": "#self"}
    for key in rng.sample(_KEYS, k=rng.randint(2, 14)):
        node[key] = _node(rng, depth + 1) if depth < 4 and rng.random() < 0.2 else rng.choice(_VALUES)
    if rng.random() < 0.8:
        node["@type"] = rng.choice(("NewsArticle", ["NewsArticle", 7], "https://schema.org/Article", "Person"))
    return node
