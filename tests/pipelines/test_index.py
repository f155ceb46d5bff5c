"""The index of a run's captures, beside what cdxj-indexer makes of the same files."""

import json
import random
import resource
import subprocess
import sys
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import WARCIterator

from pipelines.index import INDEX, SortedLines, captures, write_index
from schemas import OutputError

HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>"
ODD = [
    ("https://www.echo.example/b?y=2&x=1", HTML),
    ("https://echo.example/a", b"HTTP/1.1 301 Moved\r\nlocation: /b\r\n\r\n"),
    ("https://echo.example/a", b"HTTP/1.1 200\r\ncontent-type:TEXT/HTML;a\r\nContent-Type: text/plain\r\n\r\nx"),
    ("http://echo.example/robots.txt", b"HTTP/1.1 404 Not Found\r\n\r\n"),
    ("http://echo.example/b", HTML, "revisit"),
    ("http://echo.example/c", b"HTTP/1.1 304 Not Modified\r\n\r\n", "revisit"),
    ("http://127.0.0.1:8080/Z%C3%A9?q", HTML),
    ("http://écho.example/a%20b", HTML),
    ("https://echo.example/art/1/Bus+strike%E2%80%94and", b"HTTP/1.0 503 Busy\r\nContent-Type: text/html\r\n\r\n"),
]


@pytest.fixture
def run(tmp_path, write_warc):
    """A run folder with two WARC files, one that is still being written, and a stray file."""
    write_warc(tmp_path / "archive" / "b-1.warc.gz", ODD[:5])
    write_warc(tmp_path / "archive" / "a-2.warc.gz", ODD[5:])
    (tmp_path / "archive" / ".c-3.warc.gz.part").write_bytes(b"\x1f\x8b")
    (tmp_path / "archive" / ".d-4.warc.gz").write_bytes(b"\x1f\x8b")
    (tmp_path / "archive" / "notes.txt").write_text("mine")
    return tmp_path


def entries(index):
    for line in index.read_bytes().splitlines():
        key, timestamp, fields = line.split(b" ", 2)
        yield key.decode(), timestamp.decode(), json.loads(fields)


def test_every_response_and_revisit_is_in_the_index_and_nothing_else(run):
    assert write_index(run) == len(ODD)
    found = {(fields["url"], fields["status"], fields["mime"]) for _, _, fields in entries(run / INDEX)}
    assert found == {
        ("https://www.echo.example/b?y=2&x=1", "200", "text/html"),
        ("https://echo.example/a", "301", "unk"),
        ("https://echo.example/a", "200", "text/html"),
        ("http://echo.example/robots.txt", "404", "unk"),
        ("http://echo.example/b", "200", "warc/revisit"),
        ("http://echo.example/c", "304", "warc/revisit"),
        ("http://127.0.0.1:8080/Z%C3%A9?q", "200", "text/html"),
        ("http://écho.example/a%20b", "200", "text/html"),
        ("https://echo.example/art/1/Bus+strike%E2%80%94and", "503", "text/html"),
    }


def test_every_line_leads_to_its_record(run):
    write_index(run)
    for _, timestamp, fields in entries(run / INDEX):
        assert list(fields) == ["url", "digest", "mime", "filename", "offset", "length", "status"]
        data = (run / "archive" / fields["filename"]).read_bytes()
        start, length = int(fields["offset"]), int(fields["length"])
        alone = run / "alone.warc.gz"
        alone.write_bytes(data[start : start + length])
        with alone.open("rb") as file:
            (record,) = list(WARCIterator(file))
        headers = record.rec_headers
        assert headers["WARC-Target-URI"] == fields["url"]
        assert headers["WARC-Payload-Digest"] == fields["digest"]
        assert headers["WARC-Date"].translate(str.maketrans("", "", "-:T"))[:14] == timestamp


def test_lines_are_sorted_as_sort_does_it_in_the_c_locale(run):
    write_index(run)
    subprocess.run(["sort", "-c", run / INDEX], env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, check=True)


def test_cdxj_indexer_finds_the_same(run):
    write_index(run)
    files = sorted((run / "archive").glob("[ab]*.warc.gz"))
    theirs = subprocess.run(
        [Path(sys.executable).with_name("cdxj-indexer"), "--sort", *files], capture_output=True, text=True, check=True
    )
    (run / "theirs.cdxj").write_text(theirs.stdout)
    ours = [(key, time, {k: v for k, v in f.items() if v != "unk"}) for key, time, f in entries(run / INDEX)]
    # Media types are of one case here, as RFC 9110 (section 8.3.1) reads them.
    assert ours == [
        (key, time, f | ({"mime": f["mime"].lower()} if "mime" in f else {}))
        for key, time, f in entries(run / "theirs.cdxj")
    ]


def test_a_run_without_an_archive_gets_no_index(tmp_path):
    assert write_index(tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.98])
def test_a_file_that_is_cut_anywhere_is_told_with_the_place(run, keep):
    path = run / "archive" / "b-1.warc.gz"
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(OutputError, match=r"b-1\.warc\.gz: the record at byte \d+ cannot be read"):
        write_index(run)
    assert not (run / INDEX).exists()


@pytest.mark.parametrize("data", [b"", b"no archive at all\n" * 9, b"\x1f\x8b" + b"\0" * 100])
def test_a_file_that_is_no_warc_is_told_and_an_empty_one_holds_nothing(run, data):
    (run / "archive" / "b-1.warc.gz").write_bytes(data)
    if not data:
        assert write_index(run) == len(ODD[5:])
    else:
        with pytest.raises(OutputError, match=r"b-1\.warc\.gz: the record at byte 0"):
            write_index(run)


def test_any_flipped_byte_gives_lines_or_one_clear_error(run):
    path = run / "archive" / "b-1.warc.gz"
    data = path.read_bytes()
    for at in random.Random(7).sample(range(len(data)), 150):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        with suppress(OutputError):  # anything else is a traceback for the user
            assert all(line.endswith(b"}\n") for line in captures(path))


def test_a_full_disk_leaves_the_older_index_as_it_was(run):
    write_index(run)
    before = (run / INDEX).read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(OutputError, match=r"index\.cdxj"):
            write_index(run)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [path.name for path in (run / "indexes").iterdir()] == ["index.cdxj"]
    assert (run / INDEX).read_bytes() == before


@given(st.lists(st.binary(max_size=12).map(lambda data: data.replace(b"\n", b" ") + b"\n")), st.integers(1, 60))
def test_lines_come_out_sorted_however_many_wait_on_the_disk(tmp_path_factory, lines, limit):
    with SortedLines(tmp_path_factory.getbasetemp(), limit) as held:
        for line in lines:
            held.add(line)
        assert list(held) == sorted(lines)


def test_memory_does_not_grow_with_the_number_of_lines(tmp_path):
    tracemalloc.start()
    try:
        with SortedLines(tmp_path, limit=1 << 18) as held:
            for number in range(60_000):
                held.add(b"example,echo)/art/%d 20240510120000 {}\n" % (number * 7919 % 60_000))
            assert sum(1 for _ in held) == 60_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 << 20  # the lines themselves are 2.6 MB, and twice that as objects
    assert list(tmp_path.iterdir()) == []
