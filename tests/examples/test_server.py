"""The paper over HTTP, as crawlers and commands meet it."""

from __future__ import annotations

import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from examples.paper import Paper, serve
from schemas import ArgumentError

Fetch = Callable[..., Any]


def test_a_page_that_has_not_changed_is_not_sent_again(site: str, fetch: Fetch) -> None:
    first, body = fetch(site, "/art/90101/")
    assert body
    by_etag, empty = fetch(site, "/art/90101/", If_None_Match=first.getheader("ETag"))
    assert (by_etag.status, empty) == (304, b"")
    by_date, empty = fetch(site, "/art/90101/", If_Modified_Since=first.getheader("Last-Modified"))
    assert (by_date.status, empty) == (304, b"")
    other, body = fetch(
        site, "/art/90101/", If_None_Match='"another"', If_Modified_Since=first.getheader("Last-Modified")
    )
    assert (other.status, bool(body)) == (200, True)
    older, _ = fetch(site, "/art/90101/", If_Modified_Since="Tue, 02 Aug 2016 10:00:00 GMT")
    assert older.status == 200
    broken, _ = fetch(site, "/art/90101/", If_Modified_Since="last Tuesday")
    assert broken.status == 200


def test_head_gives_the_headers_of_get(site: str, fetch: Fetch) -> None:
    got, body = fetch(site, "/news/")
    asked, nothing = fetch(site, "/news/", "HEAD")
    assert nothing == b""
    assert asked.getheader("ETag") == got.getheader("ETag")
    assert asked.getheader("Content-Length") == str(len(body))


def test_an_override_answers_before_the_paper_and_requests_are_kept(fetch: Fetch) -> None:
    paper = Paper(overrides={"/robots.txt": (503, {"Retry-After": "5"}, b"later"), "/news?offset=10": (500, {}, b"")})
    with serve(paper) as site:
        response, body = fetch(site, "/robots.txt?x=1")
        assert (response.status, response.getheader("Retry-After"), body) == (503, "5", b"later")
        assert fetch(site, "/news?offset=10")[0].status == 500
        assert fetch(site, "/news?offset=0")[0].status == 200
    assert paper.requested == ["/robots.txt?x=1", "/news?offset=10", "/news?offset=0"]


def test_a_port_that_is_taken_is_said_so() -> None:
    with serve() as site, pytest.raises(ArgumentError, match="--port"), serve(port=urlsplit(site).port or 0):
        pass


def test_the_command_prints_its_url_serves_and_stops(fetch: Fetch) -> None:
    command = [sys.executable, "-m", "examples.paper", "--legacy"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        try:
            assert fetch(url, "/archive")[0].status == 200
            assert fetch(url, "/sitemap.xml")[0].status == 404
            taken = subprocess.run(
                [*command, "--port", str(urlsplit(url).port)], capture_output=True, text=True, timeout=30
            )
            assert taken.returncode == 2
            assert "--port" in taken.stderr
            assert "Traceback" not in taken.stderr
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert process.stderr
        assert process.stderr.read() == ""


def test_a_client_that_goes_away_is_not_worth_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    with serve(Paper()) as url:
        client = socket.create_connection(("127.0.0.1", urlsplit(url).port or 0))
        client.sendall(b"GET / HTTP/1.1\r\n")
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.close()
        with urlopen(url) as answer:
            assert answer.status == 200
    assert capfd.readouterr().err == ""
