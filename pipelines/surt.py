"""SURT: a URL with its host turned round, so that all pages of a site stand together in a sorted index.

The key is what replay tools look captures up by (pywb, ReplayWeb.page, OpenWayback), so it has to be the one they
make. The rules are those of the Wayback Machine: the canonical form of Google Safe Browsing (version 2), and then
lower case, no www, no session, no empty query, parameters in order. The library that states them in Python is under
the AGPL, which this project's licence does not admit; the tests hold the keys to its output.
"""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from urllib.parse import unquote_to_bytes

_PARTS = re.compile(r"(?s)(?:([a-z][a-z0-9+.-]*):)?(/*)([^/?\\]*)([^?]*)(?:\?(.*))?", re.IGNORECASE)
_HOST = re.compile(r"(?s)(?:.*@)?(\[[0-9a-f:.]*\]|[^:\[\]]*)(?::([0-9]*))?", re.IGNORECASE)
_UNSAFE = re.compile(rb"[\x00-\x20\x7f-\xff#%]")
_LINE_BREAKS = re.compile(r"[\t\r\n]")
_PORTS = {"http": "80", "https": "443", "ftp": "21"}
# Escapes within escapes are undone until none is left; a URL made to be slow gets so many rounds.
_ROUNDS = 50

# Addresses that servers make for one visitor: the same page under a thousand keys.
_PATH_SESSION = re.compile(r"(?<=/)(?:\([a-z0-9]{24}\)|\((?:[a-z]\([a-z0-9]{24}\))+\))/(?=[^?]*\.aspx$)")
_QUERY_SESSION = re.compile(
    r"(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}(?:&|$)|aspsessionid[a-z]{8}=[a-z]{24}(?:&|$)"
    r"|cfid=[^&]+&cftoken=[^&]+(?:&|$)"
)


def surt(url: str) -> str:
    """Return the key of a URL: "https://www.Echo.example/News/?b=2&a=1" is "example,echo)/news?a=1&b=2".

    What is no http, https or ftp URL (urn:, dns:, mailto:, nonsense) is its own key. Raises nothing; the key has no
    white space and no line break in it.
    """
    text = _LINE_BREAKS.sub("", url).strip().partition("#")[0]
    parts = _PARTS.fullmatch(text)
    scheme = (parts[1] or "http").lower() if parts else ""
    where = _HOST.fullmatch(_decoded(parts[3]).decode("utf-8", "replace")) if parts and scheme in _PORTS else None
    host = _host(where[1]) if where else ""
    if parts is None or where is None or not host:
        return _escaped(url.strip().encode("utf-8", "replace"))
    port = f":{where[2]}" if where[2] and where[2] != _PORTS[scheme] else ""
    return f"{host}{port}){_path(parts[4])}{_query(parts[5])}"


def _host(name: str) -> str:
    """Return a host name turned round, without www; an IPv4 address too, whichever way it is written."""
    name = re.sub(r"\.{2,}", ".", name).strip(".").lower()
    if name.startswith("["):
        return name.strip("[]")
    if name.isascii() and name.isdecimal() and int(name) < 1 << 32:
        name = str(ipaddress.IPv4Address(int(name)))
    if not name.isascii():
        with suppress(UnicodeError):  # no name of the DNS: its bytes are escaped below
            name = name.encode("idna").decode("ascii")
    labels = re.sub(r"^www[0-9]*\.", "", name).split(".")
    return _escaped(",".join(reversed(labels)).encode("utf-8")).lower()


def _path(path: str) -> str:
    segments: list[bytes] = []
    raw = _decoded(path)
    parts = raw.split(b"/")
    for segment in parts:
        if segment == b"..":
            del segments[-1:]
        elif segment not in (b"", b"."):
            segments.append(segment)
    slash = b"/" if segments and parts[-1] in (b"", b".", b"..") else b""
    text = "/" + _escaped(b"/".join(segments) + slash).lower()
    return _PATH_SESSION.sub("", text).rstrip("/") or "/"


def _query(query: str | None) -> str:
    if not query:
        return ""
    text = _QUERY_SESSION.sub("", _escaped(_decoded(query)).lower())
    pairs = sorted(text.split("&"), key=lambda pair: pair.partition("="))
    return "?" + "&".join(pairs) if text else ""


def _decoded(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    for _ in range(_ROUNDS):
        plain = unquote_to_bytes(data)
        if plain == data:
            break
        data = plain
    return data


def _escaped(data: bytes) -> str:
    return _UNSAFE.sub(lambda found: b"%%%02X" % found[0][0], data).decode("ascii")
