"""Days in lists, lists of URLs, and where a site says that its lists are."""

from datetime import date

import pytest

from scrapers.sources import read_feed_links, read_sitemap_lines, read_url_list
from scrapers.sources.list_dates import read_day, read_last_day

HOME = "https://echo.example"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 20 Aug 2019 23:34:00 -0400", date(2019, 8, 20)),  # the paper's day, not UTC's
        ("Di, 20 Aug 2019 13:34:00 CEST", date(2019, 8, 20)),
        ("20 Aug 19 13:34 GMT", date(2019, 8, 20)),
        ("2019-08-20", date(2019, 8, 20)),
        ("2019-08-20T13:34Z", date(2019, 8, 20)),
        ("2019-08-20 13:34:00.123456+0200", date(2019, 8, 20)),
        (" 2019-8-2 ", date(2019, 8, 2)),
        ("2019-08", None),
        ("2019-02-31", None),
        ("31 Feb 2019 00:00:00 GMT", None),
        ("0000-00-00T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        ("9" * 5000, None),
    ],
)
def test_a_day_is_read_or_not_known(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "day"), [("2019", date(2019, 12, 31)), ("2020-02", date(2020, 2, 29)), ("2019-08-20", date(2019, 8, 20))]
)
def test_a_month_or_year_of_change_ends_on_its_last_day(text, day):
    assert read_last_day(text) == day


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_list_of_urls_is_read_line_by_line(end):
    text = f"# pages{end}{HOME}/a{end}{end}  {HOME}/b  {end}{HOME}/c"
    chunks = [text.encode()[:12], text.encode()[12:30], text.encode()[30:]]
    assert [url for _, url in read_url_list(chunks)] == [f"{HOME}/{name}" for name in "abc"]
    assert [number for number, _ in read_url_list(text.encode())] == [2, 4, 5]


def test_a_line_without_end_does_not_fill_memory():
    [(_, url)] = read_url_list(b"x" * 1_000_000 for _ in range(20))
    assert len(url) < 200_000


def test_robots_txt_names_sitemaps():
    body = (
        b"\xef\xbb\xbfSitemap: https://echo.example/a.xml\r\nUser-agent: *\r\nDisallow: /x\r\n"
        b"SITEMAP:/b.xml # news\r\n  sitemap : https://echo.example/a.xml\r\n# Sitemap: /no.xml\nSitemap:\nSitemap: http://[\n"
    )
    assert read_sitemap_lines(body, f"{HOME}/robots.txt") == (f"{HOME}/a.xml", f"{HOME}/b.xml")
    assert read_sitemap_lines(b"\xff\xfe\x00", f"{HOME}/robots.txt") == ()


def test_a_page_names_its_feeds_but_not_those_of_comments(patterns):
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/feed/"><link rel="ALTERNATE" '
        'type="application/atom+xml; charset=utf-8" href="/atom"><link rel="alternate" type="application/rss+xml" '
        'href="/comments/feed/"><link rel="alternate" type="application/rss+xml" href="https://elsewhere.example/feed">'
        '<link rel="alternate" hreflang="cy" href="/cy/"><link rel="stylesheet" type="text/css" href="/feed.css">'
    )
    assert read_feed_links(head.encode(), HOME, patterns) == (f"{HOME}/feed/", f"{HOME}/atom")
    assert read_feed_links(b"", HOME, patterns) == ()
