"""Feeds of all makes give their articles, damaged ones as far as they go."""

import json
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.sources import LinkPatterns, read_feed

HOME = "https://echo.example"
URL = f"{HOME}/feed"
PLAIN = LinkPatterns(HOME, ("echo.example",), (re.compile(r"^/(art|news)/"),))
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Echo</title>
<link>https://echo.example/</link>
<item><title>Bakers’ &amp;#8216;no&amp;#8217;</title><link> https://echo.example/news/bakers/ </link>
<description>&lt;p&gt;They said &lt;b&gt;no&lt;/b&gt;&lt;/p&gt;</description><category>Work</category>
<pubDate>Tue, 20 Aug 2019 13:34:00 +0100</pubDate></item>
<item><title>Elsewhere</title><link>https://elsewhere.example/news/x/</link></item>
<item><title>Again</title><link>https://echo.example/news/bakers/?utm_source=rss&amp;utm_medium=feed</link></item>
<item><title>No day</title><link>https://echo.example/art/7</link><pubDate>soon</pubDate></item>
</channel></rss>"""
RSS_090 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>Echo</title><link>https://echo.example</link></channel>
<image><title>Echo</title><url>https://echo.example/art/99</url><link>https://echo.example/art/98</link></image>
<item><title>Quay closed</title><link>https://echo.example/art/1</link></item></rdf:RDF>"""
RSS_091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Echo</title>
<item><title>Quay closed</title><link>https://echo.example/art/1</link><description>Since Monday</description></item>
</channel></rss>"""
RSS_10 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://echo.example/">
<items><rdf:Seq><rdf:li rdf:resource="https://echo.example/art/1"/></rdf:Seq></items></channel>
<item rdf:about="https://echo.example/art/1"><title>Quay closed</title>
<dc:date>2004-03-09T06:00+01:00</dc:date></item></rdf:RDF>"""
ATOM_10 = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>
<link rel="edit" href="https://echo.example/art/9"/><link type="application/json" href="/art/8"/>
<link href="/art/1"/><summary>Short</summary><published>2019-08-20T13:34:00+01:00</published>
<updated>2019-09-01T00:00:00Z</updated><source><title>Other</title><link href="/art/7"/></source></entry></feed>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped">Q&amp;amp;A</title>
<link rel="alternate" type="text/html" href="https://echo.example/art/1"/><issued>2004-03-09T06:00:00Z</issued>
<modified>2004-03-10T06:00:00Z</modified></entry></feed>"""


def read(patterns, feed, **more):
    return list(read_feed(feed if isinstance(feed, bytes) else feed.encode(), URL, patterns, **more))


def test_rss_items_are_read_with_their_day_and_without_markup(patterns):
    first, second = read(patterns, RSS)
    assert first.url == "https://echo.example/news/bakers/"
    assert first.headline == "Bakers’ ‘no’"
    assert first.standfirst == "They said no"
    assert (first.date, first.section) == (date(2019, 8, 20), "Work")
    assert (second.url, second.date) == ("https://echo.example/art/7", None)


@pytest.mark.parametrize(
    ("feed", "headline", "day", "modified"),
    [
        (RSS_090, "Quay closed", None, None),
        (RSS_091, "Quay closed", None, None),
        (RSS_091.replace('"0.91"', '"0.92"'), "Quay closed", None, None),
        (RSS_10, "Quay closed", date(2004, 3, 9), None),
        (ATOM_03, "Q&A", date(2004, 3, 9), date(2004, 3, 10)),
        (ATOM_10, "One", date(2019, 8, 20), date(2019, 9, 1)),
    ],
)
def test_every_make_of_feed_gives_its_articles(patterns, feed, headline, day, modified):
    [entry] = read(patterns, feed)
    assert (entry.url, entry.headline) == (f"{HOME}/art/1", headline)
    assert (entry.date, entry.modified) == (day, modified)


@pytest.mark.parametrize("version", ["1", "1.1"])
def test_a_json_feed_gives_its_articles(patterns, version):
    items = [
        {
            "id": "1",
            "url": "/art/1",
            "title": "Ferry &amp; weir",
            "summary": "<b>Both</b>",
            "date_published": "2019-08-20",
        },
        {"id": f"{HOME}/art/2", "content_text": "No address but an id", "date_modified": "2019-08-21T00:00:00+02:00"},
        {"id": "3", "url": 7, "title": None},
        "no item",
    ]
    feed = {"version": f"https://jsonfeed.org/version/{version}", "_x": {"items": [{"url": "/art/66"}]}, "items": items}
    first, second = read(patterns, json.dumps(feed))
    assert (first.url, first.headline, first.standfirst, first.date) == (
        f"{HOME}/art/1",
        "Ferry & weir",
        "Both",
        date(2019, 8, 20),
    )
    assert (second.url, second.headline, second.modified) == (f"{HOME}/art/2", None, date(2019, 8, 21))


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ("<guid>https://echo.example/art/1</guid>", "/art/1"),
        ('<guid isPermaLink="false">https://echo.example/art/1</guid>', None),
        ("<link>https://elsewhere.example/r/1</link><guid>https://echo.example/art/1</guid>", "/art/1"),
        ('<link/><a:link xmlns:a="http://www.w3.org/2005/Atom" href="/art/1"/>', "/art/1"),
        ("<link><![CDATA[ https://echo.example/art/1/?a=1&b=2 ]]></link>", "/art/1/?a=1&b=2"),
        ("<link>https://echo.example/art/1/?a=1&b=2&copy=3</link>", "/art/1/?a=1&b=2&copy=3"),
        (
            '<link>https://feeds.example/x</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">'
            "https://echo.example/art/1</f:origLink>",
            "/art/1",
        ),
        ('<link xml:base="https://echo.example/art/">1</link>', "/art/1"),
        ("<guid>1234</guid>", None),
        ("<link>http://[</link>", None),
        ("<link>javascript:alert(1)</link>", None),
    ],
)
def test_the_address_is_found_wherever_a_feed_has_it(patterns, item, path):
    links = [link.url for link in read(patterns, f"<rss><channel><item>{item}</item></channel></rss>")]
    assert links == ([HOME + path] if path else [])


def test_addresses_are_relative_to_the_nearest_base(patterns):
    feed = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{HOME}/art/"><entry><link href="1"/></entry>'
        '<entry xml:base="../news/x/"><link href="../story/"/></entry></feed>'
    )
    assert [link.url for link in read(patterns, feed)] == [f"{HOME}/art/1", f"{HOME}/news/story/"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<html><p>No feed</p></html>",
        b"{}",
        b"[]",
        b"<rss><channel><item>",
        RSS.encode()[:60],
        b"\x1f\x8b",
    ],
)
def test_what_is_no_feed_gives_nothing(patterns, body):
    assert read(patterns, body) == []


@pytest.mark.parametrize("end", ["<item><title>Elsewhere", "</channel>"])
def test_a_feed_cut_in_the_middle_gives_what_came_and_says_so(patterns, end):
    damage = []
    links = read(patterns, RSS[: RSS.index(end)], report=damage.append)
    assert links[0].url == "https://echo.example/news/bakers/"
    assert damage == ["it is cut short; what is missing was not read"]


def test_a_json_feed_cut_in_the_middle_gives_what_came_and_says_so(patterns):
    damage = []
    feed = json.dumps({"items": [{"url": "/art/1"}, {"url": "/art/2"}, {"url": "/art/3"}]})
    assert len(read(patterns, feed[:-15], report=damage.append)) == 2
    assert len(damage) == 1
    assert read(patterns, '{"items": [' + "[" * 100_000) == []


def test_a_whole_feed_reports_nothing(patterns):
    damage = []
    for feed in (RSS, RSS_090, RSS_091, RSS_10, ATOM_03, ATOM_10, '{"items": []}'):
        read(patterns, feed, report=damage.append)
    assert damage == []


def test_markup_that_nobody_closed_does_not_swallow_the_next_items(patterns):
    items = "".join(
        f"<item><link>{HOME}/art/{n}</link><description>a<br>b<p>c</description></item>" for n in range(400)
    )
    links = read(patterns, f"<rss><channel>{items}</channel></rss>")
    assert [link.url for link in links] == [f"{HOME}/art/{n}" for n in range(400)]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),  # it lies
        ("cp1252", "utf-8"),  # it lies
        ("cp1252", "iso-8859-1"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-8-sig", "windows-1251"),  # it lies
        ("iso8859-2", "iso-8859-2"),
    ],
)
def test_accents_survive_whatever_the_declaration(patterns, encoding, declared):
    item = "<item><title>Café für Ö</title><link>/art/1</link></item>"
    feed = f'<?xml version="1.0" encoding="{declared}"?><rss>{item}</rss>'
    [link] = read(patterns, feed.encode(encoding))
    assert link.headline == "Café für Ö"


def test_references_of_html_are_read_and_bare_ampersands_kept(patterns):
    title = "Caf&eacute;&nbsp;&#150; A&B &mdash; &bogus;&#0;&lt;i&gt;x"
    [link] = read(patterns, f"\ufeff \n<rss><item><title>{title}</title><link>/art/1</link></item></rss>")
    assert link.headline == "Café – A&B — x"


def test_entities_of_a_feed_are_not_followed(patterns, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    feed = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY % y SYSTEM "{secret.as_uri()}">%y;]>'
        '<rss><channel><item a="&x;"><title>&x;</title><link>https://echo.example/art/1</link></item></channel></rss>'
    )
    assert [link.headline for link in read(patterns, feed)] == [None]


def test_entities_that_unfold_without_end_unfold_not_at_all(patterns):
    laughs = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    item = '<item b="&a11;"><title>&a11;</title><link>/art/1</link></item>'
    [link] = read(patterns, f"<!DOCTYPE rss [{laughs}]><rss>{item}</rss>")
    assert link.headline is None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([RSS, RSS_10, ATOM_10]), st.data())
def test_no_cut_and_no_spoilt_byte_raises(feed, data):
    body = bytearray(feed.encode())
    for _ in range(data.draw(st.integers(0, 5))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(body[: data.draw(st.integers(0, len(body)))])
    assert len(list(read_feed(cut, URL, PLAIN))) <= 4


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 400), max_size=8))
def test_where_the_chunks_end_makes_no_difference(sizes):
    body = RSS.replace("No day", "<![CDATA[A & B &amp; C]]> &eacute; d&#8217;or & co").encode()
    chunks, at = [], 0
    for size in sizes:
        chunks.append(body[at : at + size])
        at += size
    assert list(read_feed([*chunks, body[at:]], URL, PLAIN)) == list(read_feed(body, URL, PLAIN))
