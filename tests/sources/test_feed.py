"""RSS and Atom feeds."""

from datetime import date

import pytest

from scrapers.sources import read_feed

URL = "https://echo.example/feed"
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Echo</title>
<link>https://echo.example/</link>
<item><title>Bakers’ &amp;#8216;no&amp;#8217;</title><link> https://echo.example/news/bakers/ </link>
<description>&lt;p&gt;They said &lt;b&gt;no&lt;/b&gt;&lt;/p&gt;</description>
<pubDate>Tue, 20 Aug 2019 13:34:00 +0100</pubDate></item>
<item><title>Elsewhere</title><link>https://elsewhere.example/news/x/</link></item>
<item><title>Again</title><link>https://echo.example/news/bakers/</link></item>
<item><title>No day</title><link>https://echo.example/art/7</link><pubDate>soon</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>
<link rel="edit" href="https://echo.example/art/9"/><link href="/art/1"/><summary>Short</summary>
<published>2019-08-20T13:34:00+01:00</published></entry></feed>"""


def test_rss_items_are_read_with_their_day_and_without_markup(patterns):
    first, second = read_feed(RSS.encode(), URL, patterns)
    assert first.url == "https://echo.example/news/bakers/"
    assert first.headline == "Bakers’ ‘no’"
    assert first.standfirst == "They said no"
    assert first.date == date(2019, 8, 20)
    assert (second.url, second.date) == ("https://echo.example/art/7", None)


def test_atom_entries_are_read_by_their_alternate_link(patterns):
    [entry] = read_feed(ATOM.encode(), URL, patterns)
    assert (entry.url, entry.headline, entry.standfirst) == ("https://echo.example/art/1", "One", "Short")
    assert entry.date == date(2019, 8, 20)


@pytest.mark.parametrize(
    "body", [b"", b"<html><p>No feed</p></html>", b"{}", b"<rss><channel><item>", RSS.encode()[:60]]
)
def test_what_is_no_feed_gives_nothing(patterns, body):
    assert read_feed(body, URL, patterns) == ()


def test_a_feed_cut_in_the_middle_gives_what_came(patterns):
    cut = RSS[: RSS.index("<item><title>Elsewhere")].encode()
    assert [link.url for link in read_feed(cut, URL, patterns)] == ["https://echo.example/news/bakers/"]


def test_entities_of_a_feed_are_not_followed(patterns, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    feed = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss><channel><item><title>&x;</title>'
        "<link>https://echo.example/art/1</link></item></channel></rss>"
    )
    assert [link.headline for link in read_feed(feed.encode(), URL, patterns)] == [None]
