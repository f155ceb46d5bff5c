"""Scrapy's HTTP/1.1 download handler with a tape running: request.meta["exchange"] holds what went over the wire.

Scrapy and Twisted hand on headers and a body that they have read, not the bytes they read them from: the case, order
and folding of names, the reason phrase, repeats of some headers and the framing are gone by then. So the bytes are
taken where they pass, between the parser and the connection. The classes that this file builds on are private to
Scrapy and Twisted; the tests of this folder fail when a new version of either changes them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, ResponseDataLossError
from scrapy.http import Response
from scrapy.utils._download_handlers import get_dataloss_msg, wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import Request as TxRequest
from twisted.web.client import Agent, HTTPConnectionPool

from schemas.exchange import Truncation
from scrapers.wire.tape import Tape

# Room for interim answers and headers beside the largest body that is let in.
_HEADS = 1 << 20


class WireDownloadHandler(HTTP11DownloadHandler):
    """Downloads over http and https. Leaves an Exchange in request.meta["exchange"], however the download ends.

    It is None when no request was written: an unknown host, a refused connection. Returns and raises what Scrapy's
    handler does.
    """

    def __init__(self, crawler: Crawler, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__(crawler)
        self._now = now
        self._pool._factory = _TapedFactory

    async def download_request(self, request: Request) -> Response:
        """Download one request, as Scrapy's handler does, with a tape in the agent."""
        maxsize = request.meta.get("download_maxsize", self._default_maxsize)
        tape = Tape(request.url.partition("#")[0], self._now, maxsize + _HEADS if maxsize else 0)
        reason: Truncation | None = "unspecified"
        try:
            with wrap_twisted_exceptions():
                response: Response = await maybe_deferred_to_future(self._agent(tape).download_request(request))
            reason = "unspecified" if "download_stopped" in response.flags else None
        except DownloadTimeoutError:
            reason = "time"
            raise
        except DownloadCancelledError:
            reason = "length"
            raise
        except ResponseDataLossError:
            reason = "disconnect"
            if not self._fail_on_dataloss_warned:
                self._fail_on_dataloss_warned = True
                self._crawler.spider.logger.warning(get_dataloss_msg(request.url))  # type: ignore[union-attr]
            raise
        finally:
            tape.stop()
            request.meta["exchange"] = tape.exchange(reason)
        return response

    def _agent(self, tape: Tape) -> _TapedAgent:
        return _TapedAgent(
            tape,
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )


class _TapedAgent(_ScrapyAgent):
    """Scrapy's agent for one request, which takes its connection through a pool that puts the tape in."""

    def __init__(self, tape: Tape, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._tape = tape

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        agent = super()._get_agent(request, timeout)
        agent._pool = _TapingPool(self._pool, self._tape)  # type: ignore[assignment]
        return agent


class _TapingPool:
    """A connection pool as an agent sees it. Every connection it gives writes its request with the tape running."""

    def __init__(self, pool: HTTPConnectionPool | None, tape: Tape) -> None:
        assert pool is not None
        self._pool = pool
        self._tape = tape
        self.persistent = pool.persistent

    def getConnection(self, key: Any, endpoint: Any) -> Deferred[_TapedConnection]:  # noqa: N802 - Twisted's name
        connection: Deferred[Any] = self._pool.getConnection(key, endpoint)
        return connection.addCallback(_TapedConnection, self._tape)


class _TapedConnection:
    def __init__(self, connection: Any, tape: Tape) -> None:
        self._connection = connection
        self._tape = tape

    def request(self, request: TxRequest) -> Deferred[Any]:
        """Send the request. A kept connection that has died sends it again on a new one, and the tape goes along."""
        taped: _TapedRequest = _TapedRequest._construct(  # type: ignore[no-untyped-call]
            request.method, request.uri, request.headers, request.bodyProducer, request.persistent, request._parsedURI
        )
        taped.tape = self._tape
        sent: Deferred[Any] = self._connection.request(taped)
        return sent


class _TapedRequest(TxRequest):
    tape: Tape

    def writeTo(self, transport: Any) -> Deferred[None]:  # noqa: N802 - Twisted's name
        self.tape.begin(getattr(transport.getPeer(), "host", None))
        written: Deferred[None] = super().writeTo(  # type: ignore[no-untyped-call]
            _CopyingTransport(transport, self.tape)
        )
        return written


class _CopyingTransport:
    """A transport as a request sees it while it writes itself."""

    def __init__(self, transport: Any, tape: Tape) -> None:
        self._transport = transport
        self._tape = tape

    def write(self, data: bytes) -> None:
        self._tape.sent(data)
        self._transport.write(data)

    def writeSequence(self, data: list[bytes]) -> None:  # noqa: N802 - Twisted's name
        self.write(b"".join(data))

    def registerProducer(self, producer: object, streaming: bool) -> None:  # noqa: N802 - Twisted's name
        self._transport.registerProducer(producer, streaming)

    def unregisterProducer(self) -> None:  # noqa: N802 - Twisted's name
        self._transport.unregisterProducer()


class _TapedProtocol(_LenientHTTP11ClientProtocol):
    _tape: Tape | None = None

    def request(self, request: TxRequest) -> Deferred[Any]:
        self._tape = request.tape if isinstance(request, _TapedRequest) else None
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        if self._tape is not None:
            self._tape.received(data)  # before the parser: it may end the exchange with these bytes
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 - Twisted's name
        if self._tape is not None:
            self._tape.disconnected()
        super().connectionLost(reason)  # type: ignore[no-untyped-call]


class _TapedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: object) -> _TapedProtocol:  # noqa: N802 - Twisted's name
        return _TapedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
