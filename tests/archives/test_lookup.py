"""What an archive answers: the capture that a crawl would have wanted, found again by its place."""

import zipfile

import pytest

from schemas import ArgumentError
from scrapers.archives.inputs import find_inputs
from scrapers.archives.lookup import Lookup, copy_in, replayable

URL = "https://paper.example/1"


def lookup(*paths):
    return Lookup(find_inputs([str(path) for path in paths]))


def test_a_page_is_found_by_its_url_with_either_scheme(archive, a_page, saved):
    made = archive()
    made.response(URL, a_page(1))
    made.response("http://paper.example/2?a=b", a_page(2))
    found = lookup(saved("made.warc.gz", made.data))
    assert len(found) == 2
    assert found.find(URL).body() == a_page(1)
    assert found.find(URL + "#part").body() == a_page(1)
    assert found.find("http://paper.example/1").body() == a_page(1)
    assert found.find("https://paper.example/2?a=b").body() == a_page(2)
    assert found.find("https://paper.example/2") is None
    assert found.find("https://www.paper.example/1") is None


def test_the_newest_capture_that_brought_something_is_given(archive, a_page, saved):
    made = archive()
    made.response(URL, a_page(1), date="2020-01-01T00:00:00Z")
    made.response(URL, a_page(3), date="2020-03-01T00:00:00Z")
    made.response(URL, a_page(2), date="2020-02-01T00:00:00Z")
    made.response(URL, b"busy", status="503 Busy", date="2020-04-01T00:00:00Z")
    made.response(URL, b"", status="304 Not Modified", kind="revisit", date="2020-05-01T00:00:00Z")
    made.response("https://paper.example/gone", b"", status="404 Not Found", date="2020-01-01T00:00:00Z")
    made.response("https://paper.example/moved", b"", status="301 Moved", headers=[("Location", "/1")])
    found = lookup(saved("made.warc.gz", made.data))
    assert found.find(URL).body() == a_page(3)
    assert found.find("https://paper.example/gone").status == 404
    assert found.find("https://paper.example/moved").header("location") == "/1"


def test_a_revisit_is_answered_with_the_payload_of_another_file(archive, a_page, saved):
    first, second = archive(), archive(software="broadsheet/1.0")
    original = first.response("https://paper.example/other", a_page(1))
    second.revisit(URL, original)
    found = lookup(saved("2.warc.gz", second.data), saved("1.warc.gz", first.data))
    assert found.find(URL).body() == a_page(1)
    assert found.find(URL).header("etag") == '"second"'
    assert found.got_by(found.find(URL)) == "crawl"
    assert found.got_by(found.find("https://paper.example/other")) == "warc"
    assert lookup(saved("2.warc.gz", second.data)).find(URL) is None


def test_a_wacz_and_plain_files_answer_too(five, saved, tmp_path):
    with zipfile.ZipFile(tmp_path / "made.wacz", "w") as package:
        package.writestr("archive/data.warc.gz", five().data)
    for path in (tmp_path / "made.wacz", saved("plain.warc", five(packed=False).data)):
        assert lookup(path).find("https://paper.example/3").place.offset > 0


def test_damage_is_passed_over_and_kept_to_be_told(five, saved):
    made = five()
    found = lookup(saved("made.warc.gz", made.data[:-100]))
    assert len(found) == 4
    assert [one.place.offset for one in found.damage] == [made.offsets[-1]]


def test_what_cannot_answer_is_one_message(five, saved, one_member, tmp_path):
    with pytest.raises(ArgumentError, match="warcio recompress"):
        lookup(saved("big.warc.gz", one_member(five().data)))
    with pytest.raises(ArgumentError, match="is no whole ZIP"):
        lookup(saved("cut.wacz", b"PK\x03\x04 and no more"))
    saved("pages/paper.example/a.html", b"<p>A page</p>")
    with pytest.raises(ArgumentError, match="holds saved pages, which have no answers to replay"):
        replayable(str(tmp_path / "pages"))


def test_a_crawl_of_a_copy_says_where_the_copy_was(archive, saved):
    plain = find_inputs([str(saved("plain.warc.gz", archive().data))])
    assert copy_in(plain, "socialist_worker") is None
    head = b"WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    block = b"isPartOf: socialist_worker\r\ncopy-of-site-at: http://127.0.0.1:8000\r\n"
    inputs = find_inputs([str(saved("copy.warc", head % (len(block), block)))])
    assert copy_in(inputs, "socialist_worker") == "http://127.0.0.1:8000"
    assert copy_in(inputs, "another_paper") is None
