"""What tests of several folders share: one reactor for all crawls of a process, a site that answers in raw bytes."""

import asyncio
import signal
import socket
import socketserver
import ssl
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Event, Lock

import pytest
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor, is_reactor_installed
from twisted.python.failure import Failure

from schemas import Publication
from tests.finished_runs import finished_run, write_warc
from tests.servers import serving

__all__ = ["finished_run", "write_warc"]

# A shell starts what it runs in the background with Ctrl-C ignored, and so are all programs that the tests start then.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    if not is_reactor_installed():
        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor

    loop = reactor._asyncioEventloop
    asyncio.set_event_loop(loop)
    reactor.startRunning(installSignalHandlers=False)
    yield loop
    reactor.callLater(0, reactor.stop)
    loop.run_forever()


@dataclass
class Raw:
    """An answer as bytes. `then`: keep the connection, close it, reset it, or hang with the connection open.

    With `drip` it is sent byte by byte, so many seconds apart.
    """

    data: bytes
    then: str = "keep"
    drip: float = 0


@dataclass
class RawSite:
    """A site as a table from paths to answers, sent as they are; a list is used up answer by answer.

    `requests` has every request in order, byte for byte; `connections` counts.
    """

    answers: Mapping[str, Raw | list[Raw]]
    base: str = ""
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    over: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def next_answer(self, request: bytes) -> Raw:
        path = request.split(b" ")[1].decode()
        with self.lock:
            self.requests.append(request)
            answer = self.answers.get(path, Raw(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))
            return answer.pop(0) if isinstance(answer, list) else answer


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while lengths and len(body) < lengths[0]:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def _pieces(answer: Raw) -> Iterable[bytes]:
    return (answer.data[at : at + 1] for at in range(len(answer.data))) if answer.drip else (answer.data,)


def _handler(site: RawSite) -> type[socketserver.BaseRequestHandler]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with site.lock:
                site.connections += 1
            while request := _read_request(self.request):
                answer = site.next_answer(request)
                for piece in _pieces(answer):
                    self.request.sendall(piece)
                    if answer.drip and site.over.wait(answer.drip):
                        return
                if answer.then == "reset":
                    self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.request.close()
                if answer.then == "hang":
                    site.over.wait(30)
                if answer.then != "keep":
                    return

    return Handler


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    tls: ssl.SSLContext | None = None

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        return (self.tls.wrap_socket(connection, server_side=True), address) if self.tls else (connection, address)

    def shutdown_request(self, request: socket.socket) -> None:
        # Twisted's own would shut a connection down that was reset on purpose.
        request.close()

    def handle_error(self, *_: object) -> None:
        """A client that goes away is what some tests are about."""


@pytest.fixture
def raw_site() -> Iterator[Callable[..., RawSite]]:
    """Give a function that serves raw answers until the test is over, over TLS if given a context."""
    with ExitStack() as stack:

        def start(answers: Mapping[str, Raw | list[Raw]], tls: ssl.SSLContext | None = None) -> RawSite:
            site = RawSite(answers)
            server = _Server(("127.0.0.1", 0), _handler(site))
            server.tls = tls
            site.base = f"{'https' if tls else 'http'}://{stack.enter_context(serving(server))}"
            stack.callback(site.over.set)
            return site

        yield start


class _Fetcher(Spider):
    """Asks for what it is given, one after the other, and keeps what each request ended with."""

    name = "valley_echo"
    publication = Publication("valley_echo", "Valley Echo", ("echo.example",), "https://echo.example/", "UTC", "en")

    def __init__(self, requests: list[Request]) -> None:
        super().__init__()
        self.ends: list[Response | Failure] = []
        self.todo = requests

    async def start(self):
        for request in self.todo[:1]:
            yield request.replace(callback=self.ended, errback=self.ended, dont_filter=True)

    def ended(self, end: Response | Failure):
        self.ends.append(end)
        for request in self.todo[len(self.ends) : len(self.ends) + 1]:
            yield request.replace(callback=self.ended, errback=self.ended, dont_filter=True)


@pytest.fixture
def fetch(loop: asyncio.AbstractEventLoop) -> Callable[..., tuple[list[Response | Failure], Mapping[str, object]]]:
    """Give a function that fetches requests in order with the project's settings, but no delays and no pipelines.

    It returns the response or failure of each, and the stats.
    """

    def run(*requests: Request | str, **settings: object) -> tuple[list[Response | Failure], Mapping[str, object]]:
        chosen = Settings()
        chosen.setmodule("scrapers.settings", priority="project")
        quick = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "RETRY_TIMES": 0, "ITEM_PIPELINES": {}}
        ours = {"MEMUSAGE_ENABLED": False, "ROBOTSTXT_OBEY": False, "HTTPERROR_ALLOW_ALL": True}
        ours["DOWNLOADER_MIDDLEWARES"] = {"pipelines.preserve.PreserveMiddleware": 950}
        chosen.setdict({**quick, **ours, **settings}, priority="cmdline")
        runner = AsyncCrawlerRunner(chosen)
        crawler = runner.create_crawler(_Fetcher)
        todo = [Request(request) if isinstance(request, str) else request for request in requests]
        loop.run_until_complete(runner.crawl(crawler, requests=todo))
        assert isinstance(crawler.spider, _Fetcher)
        return crawler.spider.ends, crawler.stats.get_stats()

    return run
