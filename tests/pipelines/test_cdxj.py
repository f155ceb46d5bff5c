"""The lines of the index that are noted while an archive is written, beside those that are read from it."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.archive import Archive, ArchiveSettings
from pipelines.index import INDEX, write_index
from schemas.exchange import Exchange

BEGAN = datetime(2016, 8, 23, 16, 18, 1, 999_999, tzinfo=UTC)
REQUEST = b"GET / HTTP/1.1\r\nHost: echo.example\r\n\r\n"
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
NOT_MODIFIED = b"HTTP/1.1 304 Not Modified\r\n\r\n"


def exchange(url, head, body=b"", **more):
    return Exchange(url, BEGAN, "127.0.0.1", REQUEST, head=head, body=body, **more)


A, B = "https://www.echo.example/a?y=2&x=1", "http://127.0.0.1:8080/b%20c"
ODD = [
    exchange(A, HTML, b"<p>One"),
    exchange(B, HTML, b"<p>One"),  # a revisit
    exchange(A, NOT_MODIFIED),
    exchange("https://echo.example/unknown", NOT_MODIFIED),  # no digest
    exchange(A, None),  # no answer
    exchange(A, b"HTTP/1.1 301\r\nlocation: /b", truncated="disconnect"),  # the head was cut off
    exchange(A, b"HTTP/1.1 200 OK\ncontent-type:TEXT/Plain\n\n", b"\r\n\r\nContent-Type: text/html"),
    exchange(A, b"no HTTP at all\r\n\r\n", b"Content-Type: text/html"),
    exchange(A, HTML, b"x" * 70_000, interim=b"HTTP/1.1 103 Early Hints\r\n\r\n", trailers=b"A: b\r\n"),
    exchange(A, b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\nContent-Type: text/html\r\n\r\n", b"z"),
    exchange(A, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"w", transfer_coding="chunked"),
]
HEADS = st.one_of(
    st.sampled_from([each.head for each in ODD]),
    st.lists(st.sampled_from([b"HTTP/1.1 200 OK", b"Content-Type: a/B", b": ", b"\r\n", b"\n", b"\xe9", b"x"])).map(
        b"".join
    ),
)
EXCHANGES = st.lists(st.builds(exchange, st.sampled_from([A, B]), HEADS, st.binary(max_size=40)), max_size=8)


def both_ways(run, exchanges, roll_over):
    """Return the index from what was noted, and the one that is read from the files."""
    numbers = count()
    made = ArchiveSettings(
        "echo", "here", roll_over=roll_over, now=lambda: BEGAN, new_id=lambda: f"urn:uuid:{next(numbers)}"
    )
    archive = Archive(run, made)
    for each in exchanges:
        archive.keep(each)
    archive.close()
    found = []
    for noted in (archive.noted, None):
        written = write_index(run, noted)
        found.append((written, (run / INDEX).read_bytes() if written or (run / INDEX).exists() else b""))
        (run / INDEX).unlink(missing_ok=True)
    return found


@given(EXCHANGES, st.sampled_from([1, 2000, 10**9]))
@settings(max_examples=60, deadline=None)
@example(ODD, 1)
@example(ODD, 10**9)
def test_an_index_is_the_same_whether_noted_or_read(exchanges, roll_over):
    with TemporaryDirectory() as folder:
        noted, read = both_ways(Path(folder), exchanges, roll_over)
    assert noted == read
    assert noted[0] == sum(each.head is not None for each in exchanges)


def test_files_of_an_earlier_crawl_are_read_beside_those_that_were_noted(tmp_path):
    with_both = ArchiveSettings("echo", "here")
    for each in (ODD[:2], ODD[2:]):
        archive = Archive(tmp_path, with_both)
        for one in each:
            archive.keep(one)
        archive.close()
    assert len(archive.noted.files) == 1
    assert write_index(tmp_path, archive.noted) == len(ODD) - 1
    from_both = (tmp_path / INDEX).read_bytes()
    write_index(tmp_path)
    assert (tmp_path / INDEX).read_bytes() == from_both


@pytest.mark.parametrize("level", [0, 1, 6, 12])
def test_records_are_whole_at_every_level_of_compression(tmp_path, level):
    archive = Archive(tmp_path, ArchiveSettings("echo", "here", level=level))
    archive.keep(exchange(A, HTML, b"<p>One</p>" * 9_999))
    archive.keep(exchange(B, HTML))
    archive.close()
    assert write_index(tmp_path) == 2
