"""The index of a web archive, the addresses of captures, and which capture of a page is the best."""

import json
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.sources.wayback import (
    Archive,
    Snapshot,
    choose,
    rank,
    read_capture_index,
    read_capture_url,
    read_timestamp,
)

ROWS = [
    ["original", "timestamp", "mimetype", "statuscode", "digest", "length"],
    ["http://www.echo.example:80/art/1", "20080102030405", "text/html", "200", "AAA", "5120"],
    ["http://echo.example/art/2", "20080102030405", "warc/revisit", "-", "AAA", "-"],
    ["ftp://echo.example/art/3", "20080102030405", "text/html", "200", "AAA", "1"],
    ["http://echo.example/art/4", "20081302030405", "text/html", "200", "AAA", "1"],
]


def snapshot(year, length=1000, digest=None, status=200, mimetype="text/html"):
    return Snapshot(
        "http://echo.example/1", datetime(year, 1, 1, tzinfo=UTC), mimetype, status, digest or str(year), length
    )


def read(rows):
    damage = []
    data = rows if isinstance(rows, bytes) else json.dumps(rows).encode()
    return read_capture_index(data, damage.append), damage


def test_a_page_of_the_index_gives_its_captures():
    index, damage = read(ROWS)
    first, second = index.snapshots
    assert first == Snapshot(
        "http://www.echo.example:80/art/1", datetime(2008, 1, 2, 3, 4, 5, tzinfo=UTC), "text/html", 200, "AAA", 5120
    )
    assert (second.status, second.length) == (None, 0)
    assert (index.resume_key, damage) == (None, [])


@pytest.mark.parametrize("key", ["example,echo)/art/9 20080102030405", "example%2Cecho%29%2Fart%2F9+20080102030405"])
def test_the_key_to_the_next_page_is_read_quoted_or_not(key):
    index, _ = read([*ROWS, [], [key]])
    assert index.resume_key == "example,echo)/art/9 20080102030405"
    asked = Archive().index_url("echo.example/", None, None, 10, index.resume_key)
    assert parse_qs(urlsplit(asked).query)["resumeKey"] == [index.resume_key]


def test_fields_are_told_by_the_first_row():
    index, _ = read([["length", "timestamp", "original"], ["7", "2008", "http://echo.example/"]])
    assert index.snapshots == (Snapshot("http://echo.example/", datetime(2008, 1, 1, tzinfo=UTC), length=7),)


@pytest.mark.parametrize("data", [b"", b"\n", b"[]"])
def test_an_empty_index_is_no_damage(data):
    index, damage = read(data)
    assert (index.snapshots, index.resume_key, damage) == ((), None, [])


@pytest.mark.parametrize(
    "data", [json.dumps(ROWS)[:-60].encode(), b"<html>", b'{"a": 1}', b"[1, 2]", b"[[[1]]]", b"\x1f\x8b"]
)
def test_an_index_that_is_none_or_not_whole_is_reported(data):
    index, damage = read(data)
    assert len(damage) == 1
    assert len(index.snapshots) <= 2


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data):
    read(data)
    read(b"[" + data + b"]")


@pytest.mark.parametrize(
    "original",
    ["http://echo.example:80/art/1?a=b&c=%20d", "https://echo.example/art/café", "http://echo.example/a//b/"],
)
def test_the_address_of_a_capture_is_made_and_read(original):
    taken = datetime(2008, 1, 2, 3, 4, 5, tzinfo=UTC)
    url = Archive("http://127.0.0.1:8000/all").capture_url(Snapshot(original, taken))
    assert url.startswith("http://127.0.0.1:8000/all/web/20080102030405id_/http")
    assert read_capture_url(url) == (taken, original.replace("é", "%C3%A9"))


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/",
        "https://echo.example/web/2008/08/story",
        "https://web.archive.org/web/20089999000000id_/http://x/",
    ],
)
def test_another_address_is_no_capture(url):
    assert read_capture_url(url) is None


def test_short_timestamps_begin_the_period():
    assert read_timestamp("2008") == datetime(2008, 1, 1, tzinfo=UTC)
    assert read_timestamp("200807") == datetime(2008, 7, 1, tzinfo=UTC)
    assert read_timestamp("20080702030405") == datetime(2008, 7, 2, 3, 4, 5, tzinfo=UTC)
    assert read_timestamp("20080230") is None
    assert read_timestamp("x") is None


def test_the_index_is_asked_for_whole_pages_of_the_days():
    query = parse_qs(urlsplit(Archive().index_url("echo.example/", date(2008, 1, 1), date(2021, 12, 31), 500)).query)
    assert query["from"] == ["20080101"]
    assert query["to"] == ["20211231"]
    assert query["limit"] == ["500"]
    assert "statuscode:200" in query["filter"]
    assert "matchType=exact" in Archive().exact_url("echo.example/1", None, None, 5)


def test_the_best_capture_is_the_newest_that_is_no_stub():
    ranked = rank(
        [snapshot(2010, 900), snapshot(2014, 1000), snapshot(2012, 980), snapshot(2016, 300), snapshot(2018, 90)]
    )
    assert [each.taken.year for each in ranked] == [2014, 2012, 2010, 2016, 2018]


def test_captures_of_anything_but_a_page_are_none_and_each_content_counts_once():
    ranked = rank(
        [
            snapshot(2010, digest="A"),
            snapshot(2012, digest="A"),
            snapshot(2013, status=301),
            snapshot(2014, status=None, mimetype="warc/revisit"),
            snapshot(2015, mimetype="application/pdf"),
        ]
    )
    assert [each.taken.year for each in ranked] == [2010]
    assert rank([]) == []


def test_of_several_the_best_and_others_spread_over_time_are_chosen():
    ranked = rank([snapshot(year) for year in range(2001, 2011)])
    assert [each.taken.year for each in choose(ranked, 1)] == [2010]
    assert [each.taken.year for each in choose(ranked, 4)] == [2001, 2004, 2007, 2010]
    assert choose(ranked, 99) == sorted(ranked, key=lambda each: each.taken)
