"""A web archive on loopback that speaks the protocol of the Wayback Machine: index with resume keys, raw captures."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote_plus, urlsplit

from tests.servers import serving


@dataclass
class Kept:
    """A capture in the archive."""

    timestamp: str
    url: str
    body: bytes
    status: str = "200"
    mimetype: str = "text/html"
    digest: str = ""

    @property
    def urlkey(self) -> str:
        parts = urlsplit(self.url)
        host = ",".join(reversed((parts.hostname or "").removeprefix("www.").split(".")))
        return f"{host}){parts.path.lower()}" + (f"?{parts.query}" if parts.query else "")

    def row(self) -> dict[str, str]:
        digest = self.digest or f"D{hash(self.body) & 0xFFFFFFFF:X}"
        return {
            "urlkey": self.urlkey,
            "timestamp": self.timestamp,
            "original": self.url,
            "mimetype": self.mimetype,
            "statuscode": self.status,
            "digest": digest,
            "length": str(len(self.body)),
        }


@dataclass
class WaybackMachine:
    """The archive. `index_faults` and `capture_faults` are answers to give first, each once, before the right ones."""

    captures: list[Kept] = field(default_factory=list)
    index_faults: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    capture_faults: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    names_keys: bool = True
    base: str = ""
    asked: list[str] = field(default_factory=list)

    def index_queries(self) -> list[dict[str, list[str]]]:
        return [parse_qs(urlsplit(path).query) for path in self.asked if path.startswith("/cdx/")]

    def captures_asked(self) -> list[str]:
        return [path for path in self.asked if path.startswith("/web/")]

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if path.startswith("/cdx/search/cdx?"):
            if self.index_faults:
                return self.index_faults.pop(0)
            body = json.dumps(self._index(parse_qs(urlsplit(path).query)))
            return 200, {"Content-Type": "application/json"}, body.replace("], [", "],\n[").encode()
        if path.startswith("/web/"):
            return self.capture_faults.pop(0) if self.capture_faults else self._capture(path)
        return 404, {"Content-Type": "text/html"}, b"<h1>Not here</h1>"

    def _index(self, query: dict[str, list[str]]) -> list[list[str]]:
        one = {name: values[0] for name, values in query.items()}
        rows = sorted((kept.row() for kept in self.captures), key=lambda row: (row["urlkey"], row["timestamp"]))
        key = Kept("", "http://" + re.sub(r"^https?://", "", one["url"]), b"").urlkey
        exact = one.get("matchType") != "prefix"
        rows = [r for r in rows if (r["urlkey"] == key if exact else r["urlkey"].startswith(key))]
        rows = [r for r in rows if one.get("from", "0") <= r["timestamp"] and r["timestamp"][:8] <= one.get("to", "9")]
        for wanted in query.get("filter", []):
            name, _, pattern = wanted.partition(":")
            rows = [r for r in rows if re.fullmatch(pattern, r[name])]
        if name := one.get("collapse"):
            rows = [
                r
                for at, r in enumerate(rows)
                if not at or (r["urlkey"], r[name]) != (rows[at - 1]["urlkey"], rows[at - 1][name])
            ]
        if resume := one.get("resumeKey"):
            rows = [r for r in rows if f"{r['urlkey']} {r['timestamp']}" >= resume]
        limit = int(one["limit"])
        fields = one["fl"].split(",")
        page = [[r[name] for name in fields] for r in rows[:limit]]
        if not page:
            return []
        answer = [fields, *page]
        if one.get("showResumeKey") == "true" and len(rows) > limit and self.names_keys:
            answer += [[], [quote_plus(f"{rows[limit]['urlkey']} {rows[limit]['timestamp']}")]]
        return answer

    def _capture(self, path: str) -> tuple[int, dict[str, str], bytes]:
        found = re.fullmatch(r"/web/(\d{14})id_/(.*)", path)
        if found is None:
            return 400, {}, b""
        for kept in self.captures:
            if (kept.timestamp, kept.url) == (found[1], found[2]):
                headers = {
                    "Content-Type": kept.mimetype,
                    "Memento-Datetime": "Tue, 23 Aug 2016 15:18:00 GMT",
                    "X-Archive-Orig-ETag": '"then"',
                    "ETag": '"now"',
                }
                return 200, headers, kept.body
        for kept in self.captures:  # the nearest in time, as the archive redirects
            if kept.url == found[2]:
                return 302, {"Location": f"/web/{kept.timestamp}id_/{kept.url}"}, b""
        return 404, {"Content-Type": "text/html"}, b"<h1>Not archived</h1>"


@contextmanager
def running(archive: WaybackMachine) -> Iterator[WaybackMachine]:
    """Serve an archive on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            archive.asked.append(self.path)
            status, headers, body = archive.answer(self.path)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            if headers.get("Connection") == "close":
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as place:
        archive.base = f"http://{place}"
        yield archive
