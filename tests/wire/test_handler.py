"""The tape beside Scrapy's parser: what a raw server sent is what the exchange holds, however the download ends."""

import ssl
from datetime import UTC, datetime

import pytest
from scrapy import Request
from twisted.python.failure import Failure

from tests.conftest import Raw

OK = b"HTTP/1.1 200 OK\r\n"


def length(body, head=b""):
    return Raw(OK + head + b"Content-Length: %d\r\n\r\n%s" % (len(body), body))


def exchange_of(end):
    return end.request.meta["exchange"]


@pytest.fixture
def exchanges(fetch, raw_site):
    """Serve answers, fetch each path once in order, and return the exchanges, what each ended with, and the site."""

    def run(answers, *requests, tls=None, **settings):
        site = raw_site(answers, tls)
        todo = [r if isinstance(r, Request) else Request(site.base + r) for r in requests or answers]
        todo = [r.replace(url=r.url.replace("http://site", site.base)) for r in todo]
        ends, _ = fetch(*todo, DOWNLOADER_MIDDLEWARES={}, REDIRECT_ENABLED=False, COMPRESSION_ENABLED=False, **settings)
        return [exchange_of(end) for end in ends], ends, site

    return run


def test_request_and_answer_are_the_bytes_that_went_over_the_wire(exchanges):
    head = b"HTTP/1.1 200 Fine by me\r\nSeRvEr: x\r\nset-cookie: a=1\r\nSet-Cookie: b=2\r\nX-Odd: caf\xe9\r\n"
    answer = Raw(head + b"content-LENGTH: 4\r\n\r\nbody")
    before = datetime.now(UTC)
    [exchange], [response], site = exchanges({"/a?q=1&r=%20": answer})
    assert exchange.request == site.requests[0]
    assert exchange.request.startswith(b"GET /a?q=1&r=%20 HTTP/1.1\r\n")
    assert exchange.head + exchange.body == answer.data
    assert (exchange.url, exchange.ip, exchange.method) == (site.base + "/a?q=1&r=%20", "127.0.0.1", "GET")
    assert (exchange.status, exchange.truncated, response.body) == (200, None, b"body")
    assert before <= exchange.began <= datetime.now(UTC)


def test_exchanges_on_one_kept_connection_do_not_run_into_each_other(exchanges):
    answers = {f"/{n}": length(b"%d" % n * n) for n in range(1, 8)}
    found, _, site = exchanges(answers)
    assert [e.head + e.body for e in found] == [answer.data for answer in answers.values()]
    assert [e.request for e in found] == site.requests
    assert site.connections == 1


def test_bytes_beyond_the_answer_belong_to_nobody(exchanges):
    surplus = Raw(length(b"one").data + b"HTTP/1.1 500 smuggled\r\n\r\n")
    found, ends, _ = exchanges({"/1": surplus, "/2": length(b"two")})
    assert [e.body for e in found] == [b"one", b"two"]
    assert [end.body for end in ends] == [b"one", b"two"]


def test_a_kept_connection_that_died_is_replaced_and_the_tape_begins_anew(exchanges):
    answers = {"/1": length(b"one"), "/2": [Raw(b"", "close"), length(b"two")]}
    found, _, site = exchanges(answers)
    assert found[1].request == site.requests[2]
    assert found[1].body == b"two"
    assert site.connections == 2


def test_chunks_come_off_and_are_said_to_have_been_there(exchanges):
    raw = OK + b"Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 5\r\n\r\n"
    [exchange], [response], _ = exchanges({"/": Raw(raw)})
    assert exchange.head == OK + b"Transfer-Encoding: chunked\r\n\r\n"
    assert (exchange.body, exchange.transfer_coding, exchange.trailers) == (b"abcde", "chunked", b"X-Sum: 5\r\n")
    assert (response.body, exchange.truncated) == (b"abcde", None)


def test_interim_answers_are_kept_apart(exchanges):
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"
    [exchange], _, _ = exchanges({"/": Raw(early + length(b"page").data)})
    assert (exchange.interim, exchange.status, exchange.body) == (early, 200, b"page")


def test_an_answer_that_ends_with_the_connection_is_whole(exchanges):
    [exchange], [response], _ = exchanges({"/": Raw(b"HTTP/1.0 200 OK\r\n\r\nto the end", "close")})
    assert (exchange.body, exchange.truncated, response.body) == (b"to the end", None, b"to the end")


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_the_request_is_kept_with_its_body(exchanges, method):
    sent = b"a=1&b=2" if method == "POST" else b""
    answer = Raw(OK + b"Content-Length: 0\r\n\r\n")
    [exchange], _, site = exchanges({"/form": answer}, Request("http://site/form", method=method, body=sent))
    assert exchange.request == site.requests[0]
    assert exchange.request.endswith(b"\r\n\r\n" + sent)
    assert (exchange.method, exchange.truncated) == (method, None)


CUT = {
    "in the head": (Raw(b"HTTP/1.1 200 OK\r\nServ", "close"), b"HTTP/1.1 200 OK\r\nServ", b"", "disconnect"),
    "in the body": (Raw(OK + b"Content-Length: 9\r\n\r\nhalf", "close"), None, b"half", "disconnect"),
    "by a reset": (Raw(OK + b"Content-Length: 9\r\n\r\nhalf", "reset"), None, b"half", "disconnect"),
    "in a chunk": (Raw(OK + b"Transfer-Encoding: chunked\r\n\r\n9\r\nhalf", "close"), None, b"half", "disconnect"),
    "by the clock": (Raw(OK + b"Content-Length: 9\r\n\r\nhalf", "hang"), None, b"half", "time"),
    "by its length": (Raw(OK + b"Content-Length: 9999999\r\n\r\nhalf", "close"), None, b"half", "length"),
    "by growing": (Raw(OK + b"\r\n" + b"x" * 4096, "hang"), None, b"x" * 4096, "length"),
    "no HTTP at all": (Raw(b"SSH-2.0-x\r\n\r\nhello", "close"), b"SSH-2.0-x\r\n\r\n", b"hello", "unspecified"),
}


@pytest.mark.parametrize("name", CUT)
def test_what_came_of_an_answer_that_was_cut_off_is_kept_with_the_reason(exchanges, name):
    answer, head, body, truncated = CUT[name]
    [exchange], [end], _ = exchanges({"/": answer}, DOWNLOAD_TIMEOUT=0.3, DOWNLOAD_MAXSIZE=2048)
    assert isinstance(end, Failure)
    assert exchange.head == (head or answer.data[: answer.data.index(b"\r\n\r\n") + 4])
    # Of an answer that is given up at its head no more than a part of the body may have come.
    assert body.startswith(exchange.body) if truncated == "length" else exchange.body == body
    assert exchange.truncated == truncated


def test_a_request_that_nothing_answered_is_kept_alone(exchanges):
    [exchange], [end], site = exchanges({"/": Raw(b"", "close")})
    assert isinstance(end, Failure)
    assert (exchange.request, exchange.head, exchange.truncated) == (site.requests[0], None, None)


def test_where_no_request_was_written_there_is_no_exchange(exchanges, free_port):
    [exchange], [end], _ = exchanges({}, Request(f"http://127.0.0.1:{free_port}/"))
    assert isinstance(end, Failure)
    assert exchange is None


def test_a_head_without_end_fills_no_memory(exchanges):
    flood = Raw(b"HTTP/1.1 103 x\r\n\r\n" * 70_000, "hang")
    [exchange], _, _ = exchanges({"/": flood}, DOWNLOAD_TIMEOUT=2, DOWNLOAD_MAXSIZE=100)
    assert len(exchange.interim) <= 100 + (1 << 20) < len(flood.data)


def test_over_tls_the_bytes_are_those_inside_it(exchanges, certificate):
    answer = length(b"secret", b"X-a: 1\r\nx-A: 2\r\n")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    [exchange], _, site = exchanges({"/": answer}, tls=context, DOWNLOAD_VERIFY_CERTIFICATES=False)
    assert exchange.head + exchange.body == answer.data
    assert (exchange.request, exchange.ip) == (site.requests[0], "127.0.0.1")
    assert exchange.url.startswith("https://")
