"""Sitemaps, indexes and news sitemaps: read to their end in little memory, damaged ones as far as they go."""

import gzip
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.sources import LinkPatterns, ListedLink, ListedSitemap, kind_of, read_list, read_sitemap

HOME = "https://echo.example"
URL = f"{HOME}/sitemap.xml"
ROOT = Path(__file__).resolve().parents[2]
PLAIN = LinkPatterns(HOME, ("echo.example",), (re.compile(r"^/art/"),))
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://echo.example/art/1 </loc><lastmod>2019-08-20T10:00:00+01:00</lastmod><priority>0.5</priority>
<image:image><image:loc>https://echo.example/art/77</image:loc></image:image></url>
<url><loc>https://echo.example/about/</loc></url>
<url><loc>https://elsewhere.example/art/2</loc></url>
<url><loc>/art/3</loc><lastmod>2018</lastmod></url>
<url><lastmod>2018-01-01</lastmod></url>
</urlset>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://echo.example/art/1</loc><n:news>
<n:publication><n:name>Echo</n:name><n:language>en</n:language></n:publication>
<n:publication_date>2019-08-20</n:publication_date><n:title>Quay closed</n:title></n:news></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.google.com/schemas/sitemap/0.84">
<sitemap><loc>https://echo.example/sitemap-2018.xml.gz</loc><lastmod>2018-12-31</lastmod></sitemap>
<sitemap><loc>/sitemap-news.xml</loc></sitemap><sitemap><loc>http://[</loc></sitemap></sitemapindex>"""
LONG = gzip.compress(
    b"<urlset>" + b"".join(b"<url><loc>/art/%d/%d</loc></url>" % (n, n**5) for n in range(1000)) + b"</urlset>"
)


def read(body, patterns=PLAIN, **more):
    return list(read_list(body if isinstance(body, bytes) else body.encode(), URL, patterns, **more))


def test_a_sitemap_gives_the_papers_articles_with_their_last_change():
    assert read(SITEMAP) == [
        ListedLink(f"{HOME}/art/1", modified=date(2019, 8, 20)),
        ListedLink(f"{HOME}/art/3", modified=date(2018, 12, 31)),  # a year alone: its last day
    ]


def test_a_news_sitemap_gives_day_and_headline():
    assert read(NEWS) == [ListedLink(f"{HOME}/art/1", "Quay closed", date=date(2019, 8, 20))]


def test_an_index_gives_its_sitemaps():
    assert read(INDEX) == [
        ListedSitemap(f"{HOME}/sitemap-2018.xml.gz", date(2018, 12, 31)),
        ListedSitemap(f"{HOME}/sitemap-news.xml"),
    ]


def test_a_text_of_urls_is_a_sitemap_too():
    text = f"\ufeff{HOME}/art/1\r\n\r\nhttps://elsewhere.example/art/9\n# none\n{HOME}/art/2?utm_medium=x"
    assert [link.url for link in read(text)] == [f"{HOME}/art/1", f"{HOME}/art/2"]


@pytest.mark.parametrize("body", [SITEMAP, NEWS, INDEX])
def test_gzip_is_read_like_the_plain_list(body):
    data = body.encode()
    half = len(data) // 2
    two_members = gzip.compress(data[:half]) + gzip.compress(data[half:]) + b"\0" * 100
    assert read(gzip.compress(data)) == read(two_members) == read(data)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (SITEMAP, "sitemap"),
        (INDEX, "sitemap"),
        ("<rss><channel/></rss>", "feed"),
        ('<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"/>', "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1"}', "feed"),
        ("https://echo.example/", "urls"),
        ("<!DOCTYPE html><html><body>Not found</body></html>", None),
        ('{"error": 404}', None),
        ("", None),
    ],
)
def test_what_a_list_is_its_bytes_say(body, kind):
    assert kind_of(body.encode()) == kind
    assert kind_of(body.encode("utf-16")) == kind or kind_of(b"\xff\xfe" + body.encode("utf-16-le")) == kind


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "it is empty"),
        (b"<html><body>Not found</body></html>", "it begins with '<html><body>Not found"),
        (SITEMAP.encode()[:400], "cut short"),
        (LONG[:3000], "gzip is cut short"),
        (LONG[:3000] + b"xxxx" + LONG[3004:], "gzip is damaged"),
    ],
)
def test_what_is_no_list_or_no_whole_one_is_reported_and_read_as_far_as_it_goes(body, words):
    damage = []
    found = read(body, report=damage.append)
    assert words in damage[0]
    assert bool(found) == (b"urlset" in body or body.startswith(LONG[:3000]))


def test_a_whole_list_reports_nothing():
    damage = []
    for body in (SITEMAP, NEWS, INDEX, "https://echo.example/art/1"):
        read(body, report=damage.append)
    assert damage == []


_MEASURED = """
import re, sys, zlib
from scrapers.sources import LinkPatterns, read_list

def plain(count, pad):
    yield b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    entry = '<url><loc>https://echo.example/art/%d/' + 'x' * pad + '</loc><lastmod>2019-08-20</lastmod></url>'
    for start in range(0, count, 500):
        yield ''.join(entry % n for n in range(start, start + 500)).encode()
    yield b'</urlset>'

def packed(chunks):
    engine = zlib.compressobj(wbits=31)
    for chunk in chunks:
        yield engine.compress(chunk)
    yield engine.flush()

def bomb():
    engine = zlib.compressobj(9, wbits=31)
    yield engine.compress(b'<urlset><url><loc>https://echo.example/art/1</loc></url>')
    for _ in range(2000):
        yield engine.compress(b' ' * 1_000_000)
    yield engine.flush()

def nested():
    yield b'<urlset><url><loc>https://echo.example/art/1</loc>'
    for _ in range(3000):
        yield b'<x a="y">' * 1000

def letters(start):
    for n in range(800):
        yield (start if n == 0 else b'') + b'x' * 65536

patterns = LinkPatterns("https://echo.example", ("echo.example",), (re.compile("^/art/"),))
damage = []
lists = {
    "packed": lambda: packed(plain(50_000, 940)),
    "bomb": bomb,
    "nested": nested,
    "text": lambda: letters(b'<urlset><url><loc>'),
    "attribute": lambda: letters(b'<urlset><url a="'),
}
count = sum(1 for _ in read_list(lists[sys.argv[1]](), "https://echo.example/s", patterns, None, damage.append))
# The peak of this process alone; getrusage would tell that of the one it was made from.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(count, len(damage), peak // 1024)
"""


@pytest.mark.parametrize(
    ("which", "links", "damage"),
    [("packed", 50_000, 0), ("bomb", 1, 1), ("nested", 0, 1), ("text", 0, 1), ("attribute", 0, 1)],
)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")
def test_fifty_megabytes_are_read_in_little_memory(which, links, damage):
    """The whole process, with Python and lxml, stays under 60 MB: 50 MB of links, of gzip, of one endless element."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, which], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    count, reports, peak = map(int, done.stdout.split())
    assert (count, reports) == (links, damage)
    assert peak < 60


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([SITEMAP.encode(), NEWS.encode(), gzip.compress(INDEX.encode())]), st.data())
def test_no_cut_and_no_spoilt_byte_raises(body, data):
    spoilt = bytearray(body)
    for _ in range(data.draw(st.integers(0, 5))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(spoilt[: data.draw(st.integers(0, len(spoilt)))])
    assert len(list(read_sitemap(cut, URL, PLAIN))) <= 3
    assert len(read(cut)) <= 3
