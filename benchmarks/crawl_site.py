"""A site on loopback for measuring crawls: pages of real size from a server that costs next to nothing.

python -m benchmarks.crawl_site FOLDER    prints its port, then serves the files of a folder until it is killed
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
from pathlib import Path

from benchmarks.pages import Case

SIZE = 300_000
_SENTENCE = "The lock keeper had counted the barges every evening since the war, and on Friday one more came back."


def weigh(body: bytes, size: int = SIZE) -> bytes:
    """Return a page brought to a real page's weight with what weighs there: state in JSON, scripts, lists of links."""
    missing = size - len(body)
    if missing <= 0:
        return body
    states = (
        json.dumps({"id": n, "slug": f"story-{n * 7919}", "text": _SENTENCE, "w": n % 97}) for n in range(missing)
    )
    state = _up_to(states, ",", missing * 6 // 10)
    links = (
        f'<li class="menu-item"><a href="/topic/{n * 31}/">Topic {n * 31}: barges, locks</a></li>'
        for n in range(missing)
    )
    menu = _up_to(links, "\n", missing * 4 // 10)
    extra = f'<script>window.__STATE__=[{state}]</script><footer><ul class="menu">{menu}</ul></footer>'.encode()
    head, end, rest = body.rpartition(b"</body>")
    return (head if end else rest) + extra + (end + rest if end else b"")


def _up_to(parts: object, between: str, size: int) -> str:
    taken: list[str] = []
    for part in parts:  # type: ignore[attr-defined]
        if size <= 0:
            break
        taken.append(part)
        size -= len(part) + len(between)
    return between.join(taken)


def write_site(cases: list[Case], count: int, folder: Path, size: int = SIZE) -> list[str]:
    """Write so many distinct pages of at least `size` bytes, plain and gzip, and return their paths."""
    paths = []
    for number in range(count):
        body = weigh(cases[number % len(cases)].body, size) + b"\n<!-- page %d -->\n" % number
        (folder / f"{number}.html").write_bytes(body)
        (folder / f"{number}.html.gz").write_bytes(gzip.compress(body, 6))
        paths.append(f"/story/{number}/")
    return paths


class _Answers(asyncio.Protocol):
    """Answers each request on a connection that stays open, from bytes that are ready."""

    ready: dict[bytes, bytes]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.data = b""

    def data_received(self, data: bytes) -> None:
        self.data += data
        while b"\r\n\r\n" in self.data:
            head, self.data = self.data.split(b"\r\n\r\n", 1)
            path = head.split(b" ", 2)[1]
            nothing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
            self.transport.write(self.ready.get(path, nothing))  # type: ignore[attr-defined]


def _answer(body: bytes, coding: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/html; charset=utf-8\r\n" + coding
    return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


async def serve(folder: Path) -> None:
    """Serve a folder: /story/N/ as gzip, /plain/N/ as it is."""
    ready = {}
    for path in folder.glob("*.html"):
        ready[f"/plain/{path.stem}/".encode()] = _answer(path.read_bytes(), b"")
        packed = path.with_suffix(".html.gz").read_bytes()
        ready[f"/story/{path.stem}/".encode()] = _answer(packed, b"Content-Encoding: gzip\r\n")
    _Answers.ready = ready
    server = await asyncio.get_running_loop().create_server(_Answers, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
