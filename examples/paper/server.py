"""The paper over HTTP/1.1 on 127.0.0.1."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from examples.paper.site import Paper, Response
from schemas import ArgumentError

_ADDRESS = "127.0.0.1"


@contextmanager
def serve(paper: Paper | None = None, *, port: int = 0) -> Iterator[str]:
    """Serve a paper (both layouts by default) while the block runs, and give its base URL, "http://127.0.0.1:PORT".

    Port 0 takes any free one. Raises ArgumentError when the port cannot be had.
    """
    try:
        server = _Server((_ADDRESS, port), _handler(paper or Paper()))
    except (OSError, OverflowError) as error:
        raise ArgumentError(
            f"Port {port} of {_ADDRESS} cannot be used: {error}. Give a free one with --port, or leave it out."
        ) from error
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://{_ADDRESS}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of faults, but not of a crawl that is killed while it is answered: that is what some are for."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _handler(paper: Paper) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers GET and HEAD from the paper, and conditional requests with 304 (RFC 9110, section 13)."""

        protocol_version = "HTTP/1.1"
        server_version = "Paper"

        def do_GET(self) -> None:
            """Send the response with its body."""
            self._send(with_body=True)

        def do_HEAD(self) -> None:
            """Send the response without its body."""
            self._send(with_body=False)

        def log_message(self, format: str, *args: object) -> None:
            """Stay quiet: tests and the demo have a screen of their own."""

        def _send(self, *, with_body: bool) -> None:
            response = paper.respond(self.path)
            if _unchanged(response, self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")):
                response = Response(HTTPStatus.NOT_MODIFIED, response.headers, b"")
            self.send_response(response.status)
            for name, value in response.headers.items():
                self.send_header(name, value)
            if response.status != HTTPStatus.NOT_MODIFIED:
                self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            if with_body:
                self.wfile.write(response.body)

    return Handler


def _unchanged(response: Response, etags: str | None, since: str | None) -> bool:
    """Tell whether the client has this response already. An ETag beats a date (RFC 9110, 13.2.2)."""
    if response.status != HTTPStatus.OK:
        return False
    if etags is not None:
        known = {etag.strip().removeprefix("W/") for etag in etags.split(",")}
        return "*" in known or response.headers.get("ETag") in known
    changed = response.headers.get("Last-Modified")
    seen, last = _http_date(since), _http_date(changed)
    return seen is not None and last is not None and last <= seen


def _http_date(value: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(value) if value else None
    except ValueError:
        return None
