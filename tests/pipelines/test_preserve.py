"""What a server sent and what the archive holds are the same bytes, chunk framing aside."""

import gzip
import hashlib
import re

import brotli
import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from pipelines.archive import Archive
from pipelines.preserve import PreserveMiddleware
from tests.conftest import Raw
from tests.pipelines.warcs import passes_check, read_run

try:
    from compression import zstd
except ImportError:  # before Python 3.14
    from backports import zstd

OK = b"HTTP/1.1 200 OK\r\n"
PAGE = b"<p>The council voted to keep the library open.</p>" * 40


def sized(body, head=b"", status=b"HTTP/1.1 200 OK\r\n"):
    return status + head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def framed(body, size=700):
    pieces = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%X;note=x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.fixture
def keep(fetch, raw_site, tmp_path):
    """Serve answers, fetch each path in order with preservation, and return the archive's records and the rest."""

    def run(answers, *requests, **settings):
        site = raw_site(answers)
        todo = [r if isinstance(r, Request) else Request(site.base + r) for r in requests or answers]
        todo = [r.replace(url=r.url.replace("http://site", site.base)) for r in todo]
        writer = {"ITEM_PIPELINES": {"pipelines.write.WritePipeline": 800}, "OUTPUT_DIR": str(tmp_path / "output")}
        ends, stats = fetch(*todo, **{**writer, **settings})
        [folder] = (tmp_path / "output" / "valley_echo").glob("2*Z")
        assert all(passes_check(path) for path in (folder / "archive").iterdir())
        return read_run(folder), ends, stats, site

    return run


def answers_of(records):
    return [record for record in records if record.kind in ("response", "revisit")]


SAME = {
    "mixed case and repeats": sized(
        PAGE, b"X-ONE: 1\r\nx-one:2\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nX-One:   3  \r\n"
    ),
    "no reason phrase": sized(PAGE, status=b"HTTP/1.1 200\r\n"),
    "an empty reason phrase": sized(PAGE, status=b"HTTP/1.1 200 \r\n"),
    "a reason of its own": sized(PAGE, status=b"HTTP/1.0 200 All is well\r\n"),
    "latin-1 in a value": sized(PAGE, b"X-Place: Orl\xe9ans\r\n"),
    "folded lines": sized(PAGE, b"X-Long: one\r\n two\r\n\tthree\r\n"),
    "a line that is no header": sized(PAGE, b"what is this\r\n"),
    "line feeds alone": sized(PAGE).replace(b"\r\n", b"\n"),
    "gzip": sized(gzip.compress(PAGE), b"Content-Encoding: gzip\r\n"),
    "br": sized(brotli.compress(PAGE), b"Content-Encoding: br\r\n"),
    "zstd": sized(zstd.compress(PAGE), b"Content-Encoding: zstd\r\n"),
    "gzip that is none": sized(b"not gzip", b"Content-Encoding: gzip\r\n"),
    "204": b"HTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n",
    "404": sized(PAGE, status=b"HTTP/1.1 404 Nicht gefunden\r\n"),
    "500": sized(PAGE, status=b"HTTP/1.1 500 Oh\r\n"),
    "an empty body": sized(b""),
}


@pytest.mark.parametrize("name", SAME)
def test_the_record_holds_what_the_server_sent(keep, name):
    records, _, _, site = keep({"/a?q=1": Raw(SAME[name])})
    info, response, request = records
    assert (info.kind, response.kind, request.kind) == ("warcinfo", "response", "request")
    assert response.block == SAME[name]
    assert request.block == site.requests[0]


def test_a_body_that_ends_with_the_connection_is_kept_whole(keep):
    sent = b"HTTP/1.1 200 OK\r\n\r\n" + PAGE
    _, response, _ = keep({"/": Raw(sent, "close")})[0]
    assert response.block == sent
    assert "WARC-Truncated" not in response.headers


@pytest.mark.parametrize("body", [PAGE, gzip.compress(PAGE), b""], ids=["plain", "gzip", "empty"])
def test_chunk_framing_is_taken_off_and_said_so(keep, body):
    coding = b"Content-Encoding: gzip\r\n" if body[:2] == b"\x1f\x8b" else b""
    head = b"HTTP/1.1 200 OK\r\nA: 1\r\ntransfer-ENCODING:  Chunked\r\n" + coding + b"B: 2\r\n\r\n"
    _, response, _ = keep({"/": Raw(head + framed(body))})[0]
    assert response.block == head.replace(b"transfer-ENC", b"X-Archive-Orig-transfer-ENC") + body


def test_a_large_body_is_kept_whole(keep):
    body = hashlib.shake_256(b"seed").digest(1 << 20) * 40
    _, response, _ = keep({"/": Raw(sized(body))}, DOWNLOAD_MAXSIZE=50 << 20)[0]
    assert response.block.endswith(b"\r\n\r\n" + body)
    assert response.headers["WARC-Payload-Digest"] == "sha256:" + hashlib.sha256(body).hexdigest()


def test_an_answer_to_head_has_a_head_alone(keep):
    sent = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"
    _, response, request = keep({"/": Raw(sent)}, Request("http://site/", method="HEAD"))[0]
    assert response.block == sent
    assert request.block.startswith(b"HEAD / HTTP/1.1\r\n")


def test_each_step_of_a_chain_of_redirects_is_kept(keep):
    steps = [sized(b"", b"Location: /%d\r\n" % n, b"HTTP/1.1 301 Moved\r\n") for n in (1, 2)]
    records, [end], _, _ = keep({"/": Raw(steps[0]), "/1": Raw(steps[1]), "/2": Raw(sized(PAGE))}, "/")
    kept = answers_of(records)
    assert [record.block for record in kept] == [*steps, sized(PAGE)]
    assert end.meta["preserved"].warc_record_id == kept[-1].id


def test_each_try_of_a_request_that_is_tried_again_is_kept(keep):
    busy = sized(b"later", b"Retry-After: 1\r\n", b"HTTP/1.1 503 Busy\r\n")
    tries = [Raw(busy), Raw(OK + b"Content-Length: 99\r\n\r\nhalf", "close"), Raw(sized(PAGE))]
    records, [end], stats, _ = keep({"/": tries}, "/", RETRY_TIMES=5)
    kept = answers_of(records)
    assert [record.block for record in kept] == [busy, OK + b"Content-Length: 99\r\n\r\nhalf", sized(PAGE)]
    assert [record.headers.get("WARC-Truncated") for record in kept] == [None, "disconnect", None]
    assert end.body == PAGE
    assert (stats["broadsheet/exchanges"], stats["broadsheet/exchanges_truncated"]) == (3, 1)


def test_robots_txt_is_kept_too(keep):
    robots = sized(b"User-agent: *\nAllow: /\n")
    ours = {
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "scrapers.politeness.RobotsMiddleware": 100,
        "pipelines.preserve.PreserveMiddleware": 950,
    }
    records, _, _, _ = keep(
        {"/robots.txt": Raw(robots), "/a": Raw(sized(PAGE))}, "/a", ROBOTSTXT_OBEY=True, DOWNLOADER_MIDDLEWARES=ours
    )
    assert [record.block for record in answers_of(records)] == [robots, sized(PAGE)]
    assert b"robots: obey\r\n" in records[0].block


def test_a_request_that_got_no_answer_stands_alone(keep):
    records, [end], _, site = keep({"/": Raw(b"", "close")})
    assert isinstance(end, Failure)
    assert [record.kind for record in records] == ["warcinfo", "request"]
    assert records[1].block == site.requests[0]
    assert "preserved" not in end.request.meta


def test_what_came_beside_an_answer_is_kept_beside_its_record(keep):
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    head = OK + b"Transfer-Encoding: chunked\r\n\r\n"
    _, response, _, interim, trailers = keep({"/": Raw(early + head + b"1\r\na\r\n0\r\nX-Sum: 1\r\n\r\n")})[0]
    assert response.block == OK + b"X-Archive-Orig-Transfer-Encoding: chunked\r\n\r\na"
    assert (interim.kind, interim.block) == ("metadata", early)
    assert (trailers.kind, trailers.block) == ("metadata", b"X-Sum: 1\r\n")
    assert interim.headers["WARC-Target-URI"].startswith("urn:broadsheet:interim:http://127.0.0.1")
    assert {r.headers["WARC-Concurrent-To"] for r in (interim, trailers)} == {f"<{response.id}>"}


def test_the_headers_of_a_pair_say_where_when_and_what(keep):
    (info, response, request), [end], _, site = keep({"/a": Raw(sized(PAGE))}, OPERATOR="archive@example.org")
    kept = end.meta["preserved"]
    for record in (response, request):
        assert record.headers["WARC-Target-URI"] == f"{site.base}/a"
        assert record.headers["WARC-IP-Address"] == "127.0.0.1"
        assert record.headers["WARC-Warcinfo-ID"] == f"<{info.id}>"
        assert record.headers["WARC-Block-Digest"] == "sha256:" + hashlib.sha256(record.block).hexdigest()
    assert response.headers["WARC-Date"] == request.headers["WARC-Date"]
    assert response.headers["WARC-Date"] == kept.began.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert response.headers["Content-Type"] == "application/http; msgtype=response"
    assert request.headers["Content-Type"] == "application/http; msgtype=request"
    assert request.headers["WARC-Concurrent-To"] == f"<{response.id}>"
    assert (
        response.headers["WARC-Payload-Digest"] == kept.payload_digest == "sha256:" + hashlib.sha256(PAGE).hexdigest()
    )
    assert kept.warc_record_id == response.id
    assert kept.warc_file == f"archive/{info.headers['WARC-Filename']}"
    assert re.fullmatch(r"archive/valley_echo-\d{14}-00000-[\w.]+\.warc\.gz", kept.warc_file)
    fields = dict(line.split(": ", 1) for line in info.block.decode().splitlines())
    assert fields["operator"] == "archive@example.org"
    assert fields["robots"] == "ignore"
    assert fields["isPartOf"] == "valley_echo"
    assert fields["http-header-user-agent"].startswith("Broadsheet")
    assert fields["software"].startswith("broadsheet/")


def test_a_payload_that_came_before_is_referred_to_and_not_kept_twice(keep):
    again = sized(PAGE, b"X-Other: head\r\n")
    records, ends, _, site = keep(
        {"/a": Raw(sized(PAGE)), "/b": Raw(again), "/c": Raw(sized(b"")), "/d": Raw(sized(b""))}
    )
    first, second, *empty = answers_of(records)
    assert (second.kind, second.block) == ("revisit", again.removesuffix(PAGE))
    assert second.headers["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
    assert second.headers["WARC-Refers-To"] == f"<{first.id}>"
    assert second.headers["WARC-Refers-To-Target-URI"] == f"{site.base}/a"
    assert second.headers["WARC-Refers-To-Date"] == first.headers["WARC-Date"]
    assert second.headers["WARC-Payload-Digest"] == first.headers["WARC-Payload-Digest"]
    assert ends[1].meta["preserved"].warc_record_id == second.id
    assert [record.kind for record in empty] == ["response", "response"]


def test_a_304_refers_to_the_capture_that_still_holds(keep):
    gone = b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n"
    records, _, _, _ = keep({"/a": [Raw(sized(PAGE)), Raw(gone)], "/b": Raw(gone)}, "/a", "/a", "/b")
    first, same, unknown = answers_of(records)
    assert (same.kind, same.block) == ("revisit", gone)
    assert same.headers["WARC-Profile"] == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    assert same.headers["WARC-Refers-To"] == f"<{first.id}>"
    assert same.headers["WARC-Payload-Digest"] == first.headers["WARC-Payload-Digest"]
    assert (unknown.kind, unknown.block) == ("revisit", gone)
    assert "WARC-Refers-To" not in unknown.headers


def test_files_roll_over_and_each_begins_with_its_own_warcinfo(keep, tmp_path):
    bodies = [hashlib.shake_256(b"%d" % n).digest(4000) for n in range(5)]
    records, ends, _, _ = keep({f"/{n}": Raw(sized(body)) for n, body in enumerate(bodies)}, WARC_ROLL_OVER=9000)
    names = [record.headers["WARC-Filename"] for record in records if record.kind == "warcinfo"]
    assert [name.split("-")[2] for name in names] == ["00000", "00001", "00002"]
    assert [record.block.split(b"\r\n\r\n", 1)[1] for record in answers_of(records)] == bodies
    [folder] = (tmp_path / "output" / "valley_echo").glob("2*Z")
    assert sorted(path.name for path in (folder / "archive").iterdir()) == names
    assert {end.meta["preserved"].warc_file for end in ends} == {f"archive/{name}" for name in names}


def test_an_archive_that_cannot_be_written_stops_the_crawl_and_nobody_reads_the_answer(keep, monkeypatch):
    answers = {f"/{n}": Raw(sized(PAGE + b"%d" % n)) for n in range(6)}
    real = Archive._write

    def fills_up(self, data):
        if self._size > 1500:
            raise OSError(28, "No space left on device")
        real(self, data)

    monkeypatch.setattr("pipelines.archive.Archive._write", fills_up)
    records, ends, stats, site = keep(answers)
    assert stats["finish_reason"] == "disk"
    assert "No space left on device. Free some space" in stats["broadsheet/error"]
    failed = [end for end in ends if isinstance(end, Failure)]
    assert len(failed) == 1
    assert failed[0].type.__name__ == "NotPreserved"
    assert len(site.requests) == len(ends) < 6
    assert len(answers_of(records)) == len(ends) - 1


def test_without_a_run_folder_there_is_nothing_to_keep_anything_in():
    with pytest.raises(NotConfigured, match=r"WritePipeline is not among the ITEM_PIPELINES"):
        PreserveMiddleware.from_crawler(get_crawler(settings_dict={"ITEM_PIPELINES": {}}))
