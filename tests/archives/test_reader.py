"""Inputs in one stream: pages with what is told of them; revisits with their payload; packages whole or torn."""

import json
import tracemalloc
import zipfile
from collections import Counter

import pytest

from scrapers.archives.inputs import find_inputs
from scrapers.archives.model import Damage, Notice
from scrapers.archives.reader import Archived, ArchiveReader, Skipped


def read(*paths):
    return list(ArchiveReader(find_inputs([str(path) for path in paths])).read())


def pages(found):
    return [one for one in found if isinstance(one, Archived)]


def of_kind(found, kind):
    return [one for one in found if isinstance(one, kind)]


def test_pages_come_and_all_else_is_counted_by_kind(archive, a_page, saved):
    made = archive()
    made.response("https://paper.example/1", a_page(1))
    made.response("https://paper.example/gone", a_page(2), status="404 Not Found")
    made.response("https://paper.example/moved", b"", status="301 Moved", headers=[("Location", "/1")])
    made.response("https://paper.example/p.png", b"\x89PNG", headers=[("Content-Type", "image/png")])
    made.response("https://paper.example/cut", a_page(3), WARC_Truncated="length")
    made.response("dns:paper.example", b"")
    found = read(saved("made.warc.gz", made.data))
    assert [one.response.url for one in pages(found)] == ["https://paper.example/1"]
    assert pages(found)[0].told.made_by["software"] == "another crawler"
    kinds = Counter(one.kind for one in of_kind(found, Skipped))
    assert kinds == {"status_404": 1, "status_301": 1, "not_html": 1, "cut_short": 1}


def test_a_block_that_is_not_what_its_digest_says_is_damage(archive, a_page, saved):
    made = archive(packed=False)
    made.response("https://paper.example/1", a_page(1))
    made.response("https://paper.example/2", a_page(2))
    found = read(saved("made.warc", made.data.replace(b"word1x7 ", b"sword1x7")))
    assert [one.response.url for one in pages(found)] == ["https://paper.example/2"]
    assert [one.place.offset for one in of_kind(found, Damage)] == [made.offsets[1]]


def test_a_revisit_has_the_payload_of_its_original_and_its_own_head_and_date(archive, a_page, saved):
    first, second = archive(), archive()
    original = first.response("https://paper.example/1", a_page(1))
    again = second.revisit("https://paper.example/1", original)
    one, other = saved("1.warc.gz", first.data), saved("2.warc.gz", second.data)
    for order in ((one, other), (other, one)):  # the original may come later
        found = pages(read(*order))
        assert [page.response.body() for page in found] == [a_page(1)] * 2
        revisit = found[1].response
        assert revisit.header("ETag") == '"second"'
        assert revisit.date.isoformat() == "2020-02-05T10:00:00+00:00"
        assert f"<{revisit.record_id}>" == again.rec_headers.get_header("WARC-Record-ID")


def test_a_revisit_without_its_original_is_told_with_what_to_do(archive, a_page, saved):
    first, second = archive(), archive()
    second.revisit("https://paper.example/1", first.response("https://paper.example/1", a_page(1)))
    found = read(saved("2.warc.gz", second.data))
    assert pages(found) == []
    [damage] = of_kind(found, Damage)
    assert "name its file as well" in damage.what
    assert damage.place.offset == second.offsets[1]


def test_a_revisit_of_what_is_no_page_is_no_damage(archive, a_page, saved):
    made, plain = archive(), [("Content-Type", "text/plain")]
    robots = made.response("https://paper.example/robots.txt", b"User-agent: *\n", headers=plain)
    made.revisit("https://paper.example/robots.txt", robots, fields=plain)
    found = read(saved("made.warc.gz", made.data))
    assert of_kind(found, Damage) == []
    assert [one.kind for one in of_kind(found, Skipped)] == ["not_html", "not_html"]


def test_a_304_is_an_answer_without_a_page(archive, a_page, saved):
    made = archive()
    made.response("https://paper.example/1", b"", status="304 Not Modified", kind="revisit")
    assert [one.kind for one in read(saved("made.warc.gz", made.data))] == ["status_304"]


def test_what_our_crawl_made_of_a_page_is_told_with_it(archive, a_page, saved):
    made = archive(software="broadsheet/1.0 scrapy/2.19")
    ids = []
    for number in range(3):
        record = made.response(f"http://127.0.0.1:1/{number}", a_page(number))
        ids.append(record.rec_headers.get_header("WARC-Record-ID"))
    block = {"url": "https://paper.example/1", "provenance": {"discovered_from": "https://paper.example/"}}
    made.metadata("http://127.0.0.1:1/1", json.dumps(block).encode(), ids[1])
    made.metadata("http://127.0.0.1:1/2", b"not json", ids[2])
    made.metadata("http://127.0.0.1:1/2", b"[1]", ids[2])
    found = pages(read(saved("made.warc.gz", made.data)))
    assert [one.told.record for one in found] == [{}, block, {}]
    assert [one.response.url[-1] for one in found] == ["0", "1", "2"]


@pytest.fixture
def wacz(saved, five, tmp_path):
    def make(compression=zipfile.ZIP_STORED):
        path = tmp_path / "made.wacz"
        with zipfile.ZipFile(path, "w", compression) as package:
            package.writestr("archive/data.warc.gz", five().data)
            package.writestr("archive/more.warc", five(packed=False).data)
            package.writestr("pages/pages.jsonl", "{}\n")
        return path

    return make


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz_without_an_index_is_read_whole(wacz, compression):
    found = read(wacz(compression))
    assert len(pages(found)) == 10
    assert {one.response.place.file for one in pages(found)} == {
        "made.wacz/archive/data.warc.gz",
        "made.wacz/archive/more.warc",
    }


def test_a_wacz_that_was_cut_is_searched_for_its_records(wacz):
    path = wacz()
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"archive/more.warc")])
    found = read(path)
    assert len(pages(found)) == 5
    [notice] = of_kind(found, Notice)
    assert "no whole ZIP" in str(notice)


def test_a_wacz_whose_member_is_damaged_gives_the_others(wacz):
    path = wacz()
    data = bytearray(path.read_bytes())
    data[data.index(b"\x1f\x8b\x08") + 700] ^= 0xFF
    path.write_bytes(bytes(data))
    found = read(path)
    assert len(pages(found)) == 9
    assert len(of_kind(found, Damage)) == 1


def test_memory_does_not_grow_with_the_file(archive, a_page, saved):
    def peak(count):
        made = archive(software="broadsheet/1.0")
        for number in range(count):
            made.response(f"https://paper.example/{number}", a_page(number, 4000))
        path = saved(f"{count}.warc.gz", made.data)
        del made
        tracemalloc.start()
        for _ in ArchiveReader(find_inputs([str(path)])).read():
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    few, many = peak(100), peak(400)
    assert many < few * 1.3
