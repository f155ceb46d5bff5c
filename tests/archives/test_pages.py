"""Pages saved as files: whose they are is taken from the surest source, and never guessed."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from backports import zstd

from scrapers.archives.inputs import find_inputs
from scrapers.archives.model import Damage
from scrapers.archives.pages import read_pages, url_of_path

TEXT = b"<p>It was as wet as ever in Brackwater.</p>"


def read(path):
    found = list(read_pages(path))
    return [one for one in found if not isinstance(one, Damage)], [one for one in found if isinstance(one, Damage)]


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("paper.example/index.html", "https://paper.example/"),
        ("paper.example/news/index.html", "https://paper.example/news/"),
        ("mirror/www.paper.example/2024/05/story.html", "https://www.paper.example/2024/05/story.html"),
        ("paper.example:8080/a", "https://paper.example:8080/a"),
        ("paper.example+8080/a", "https://paper.example:8080/a"),
        ("paper.example/page.php?id=5", "https://paper.example/page.php?id=5"),
        ("paper.example/page.php@id=5.html", "https://paper.example/page.php?id=5"),
        ("paper.example/caf\u00e9 noir.html", "https://paper.example/caf%C3%A9%20noir.html"),
        ("paper.example/a%2Cb.html", "https://paper.example/a,b.html"),
        ("story.html", None),
        ("saved/story.html", None),
    ],
)
def test_the_url_of_a_path(path, url):
    assert url_of_path(Path(path)) == url


def test_what_a_page_says_of_itself_wins_over_its_path(saved, tmp_path):
    link = b"<html><head><LINK href=\"https://paper.example/news/true?a=1&amp;b=2\" rel='canonical'></head>"
    saved("pages/other.example/x.html", link + TEXT)
    saved("pages/y.html", b'<meta property="og:url" content="https://paper.example/og">' + TEXT)
    saved("pages/z.html", b'<link rel=canonical href="/relative">' + TEXT)
    pages, damaged = read(tmp_path / "pages")
    assert [one.url for one in pages] == ["https://paper.example/news/true?a=1&b=2", "https://paper.example/og"]
    assert [one.place.file for one in damaged] == ["z.html"]
    assert "manifest.jsonl" in damaged[0].what


def test_programs_that_save_pages_are_believed(saved, tmp_path):
    saved("pages/1.html", b"<!DOCTYPE html>\n<!-- saved from url=(0030)https://paper.example/one -->\n" + TEXT)
    saved(
        "pages/2.html",
        b"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://paper.example/two?a=b \n"
        b" saved date: Tue Nov 22 2022 10:15:00 GMT+0100 (Central European Standard Time)\n-->" + TEXT,
    )
    saved(
        "pages/3.html",
        TEXT + b"<!-- Mirrored from paper.example/three by HTTrack Website Copier/3.x [XR&CO'2014],"
        b" Tue, 01 Mar 2016 09:30:00 GMT -->",
    )
    pages, damaged = read(tmp_path / "pages")
    assert damaged == []
    assert [(one.url, one.date) for one in pages] == [
        ("https://paper.example/one", None),
        ("https://paper.example/two?a=b", datetime(2022, 11, 22, 9, 15, tzinfo=UTC)),
        ("http://paper.example/three", datetime(2016, 3, 1, 9, 30, tzinfo=UTC)),
    ]


def test_a_manifest_says_what_each_file_is(saved, tmp_path):
    saved("pages/a.bin", TEXT)
    lines = [
        {"file": "a.bin", "url": "https://paper.example/a", "fetched_at": "2016-08-23T18:00:00+02:00", "status": 200},
        {"file": "a.bin", "url": "https://paper.example/b", "content_type": "text/html; charset=latin-1"},
        {"file": "missing.html", "url": "https://paper.example/c"},
        {"file": "../../etc/passwd", "url": "https://paper.example/d"},
        {"file": "a.bin", "url": "javascript:alert()"},
        {"file": "a.bin"},
        {"file": "a.bin", "url": "https://paper.example/e", "fetched_at": "yesterday"},
    ]
    manifest = saved("pages/manifest.jsonl", "\n".join(map(json.dumps, lines)).encode() + b"\n\nnot json\n[]\n")
    for path in (manifest, manifest.parent):
        pages, damaged = read(path)
        assert [one.url for one in pages] == ["https://paper.example/a", "https://paper.example/b"]
        assert pages[0].date == datetime(2016, 8, 23, 16, tzinfo=UTC)
        assert pages[1].header("content-type") == "text/html; charset=latin-1"
        assert len(damaged) == 7
        assert "outside the manifest's folder" in damaged[1].what


def test_a_folder_is_read_in_the_order_of_its_names_whatever_they_are(saved, tmp_path):
    saved("pages/paper.example/b.html", TEXT)
    saved("pages/paper.example/a", b"<!DOCTYPE html>" + TEXT)
    saved("pages/paper.example/page.php?id=3", b"<html>" + TEXT)
    saved("pages/paper.example/picture.png", b"\x89PNG")
    saved("pages/paper.example/notes", b"just notes")
    saved("pages/paper.example/.hidden.html", TEXT)
    (tmp_path / "pages/paper.example" / b"broken\xff.html".decode("utf-8", "surrogateescape")).write_bytes(TEXT)
    pages, damaged = read(tmp_path / "pages")
    assert damaged == []
    names = ["a", "b.html", "broken\ufffd.html", "page.php?id=3"]
    assert [one.place.file.rpartition("/")[2] for one in pages] == names
    assert all(one.url.encode("ascii") for one in pages)


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(saved, tmp_path, monkeypatch):
    saved("pages/paper.example/a.html", TEXT * 10)
    saved("pages/paper.example/b.html", TEXT)
    monkeypatch.setattr("scrapers.archives.pages.LARGEST_PAGE", 100)
    (tmp_path / "pages/paper.example/c.html").symlink_to(tmp_path / "nowhere")
    pages, damaged = read(tmp_path / "pages")
    assert [one.url for one in pages] == ["https://paper.example/b.html"]
    assert [one.place.file for one in damaged] == ["paper.example/a.html"]


@pytest.mark.parametrize(
    ("name", "page_name", "pack"),
    [
        ("a.html.gz", "a.html", gzip.compress),
        ("a.HTM.GZ", "a.HTM", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("a.xhtml.zst", "a.xhtml", zstd.compress),
        ("a.html.br", "a.html", brotli.compress),
        ("a.html", "a.html", gzip.compress),  # as it came from a server, saved by a program that did not unpack it
    ],
)
def test_packed_pages_are_the_same_pages(saved, tmp_path, name, page_name, pack):
    file = saved(f"pages/paper.example/{name}", pack(TEXT))
    for path in (tmp_path / "pages", file):
        [one] = find_inputs([str(path)])
        assert one.kind == "pages"
    [page], damaged = read(tmp_path / "pages")
    assert damaged == []
    assert (page.url, page.body()) == (f"https://paper.example/{page_name}", TEXT)
    assert page.place.file == f"paper.example/{name}"


def test_a_packed_page_that_is_damaged_or_a_bomb_is_told(saved, tmp_path):
    packed = gzip.compress(TEXT * 100)
    saved("pages/paper.example/1.html.gz", packed[:-9])
    saved("pages/paper.example/2.html.gz", packed[:20] + b"\xff" * 9 + packed[29:])
    saved("pages/paper.example/3.html.br", TEXT)
    saved("pages/paper.example/4.html.zst", zstd.compress(TEXT * 100)[:-2])
    saved("pages/paper.example/5.html.gz", gzip.compress(bytes(40_000_000)))
    saved("pages/paper.example/6.html.br", brotli.compress(bytes(40_000_000), quality=1))
    saved("pages/paper.example/7.html.gz", packed)
    pages, damaged = read(tmp_path / "pages")
    assert [one.url for one in pages] == ["https://paper.example/7.html"]
    assert ["cannot be unpacked" in one.what for one in damaged] == [True] * 4 + [False] * 2
    assert ["more than" in one.what for one in damaged] == [False] * 4 + [True] * 2
