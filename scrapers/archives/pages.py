"""Pages saved as files: by wget, HTTrack, a browser or SingleFile, or with a manifest that says what each one is.

A page's URL, from the surest source down: the manifest; what the program that saved it wrote into it; what the page
says of itself (canonical link, og:url); the path of the file, when it begins with a host as wget's do. A page without
any of these cannot be told from others and is reported.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from scrapers.archives.codings import LARGEST_PAGE, CutShortError, TooLargeError, unpack_file
from scrapers.archives.inputs import MANIFEST, is_page_file, unpacked_name
from scrapers.archives.model import Damage, Place
from scrapers.archives.record import read_date
from scrapers.archives.response import Response

_HEAD = 1 << 16
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}(?:[:+]\d{1,5})?", re.IGNORECASE)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n(]+)")
_HTTRACK = re.compile(r"<!-- Mirrored from (\S+) by HTTrack[^,]*,\s*(\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT)")
_LINK = re.compile(r"<(?:link|meta)\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
# "?" in a URL as wget writes it into names on Windows, and the ending that -E puts behind names with another.
_INDEX = re.compile(r"(?:^|/)index\.html?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _About:
    """What is known of a saved page besides its bytes."""

    url: str | None
    date: datetime | None = None
    status: int = 200
    content_type: str | None = None


def read_pages(path: Path) -> Iterator[Response | Damage]:
    """Yield the pages of a folder, of a manifest, or of one file, in the order of the manifest or of their names.

    A manifest is `manifest.jsonl`, one object a line: {"file": path below the manifest's folder, "url": …} and, where
    known, "fetched_at", "status" and "content_type".
    """
    if path.is_dir() and not (path / MANIFEST).is_file():
        for file in sorted(path.rglob("*")):
            if file.is_file() and (is_page_file(file) or _looks_like_page(file)):
                yield from _read(file, file.relative_to(path), None)
    elif path.is_dir() or path.name == MANIFEST:
        yield from _listed(path / MANIFEST if path.is_dir() else path)
    else:
        yield from _read(path, Path(path.name), None)


def _listed(manifest: Path) -> Iterator[Response | Damage]:
    with manifest.open("rb") as lines:
        offset = 0
        for line in lines:
            place = Place(manifest.name, offset)
            offset += len(line)
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                file, about = str(entry["file"]), _about(entry)
            except (ValueError, KeyError, TypeError) as error:
                yield Damage(place, f'line passed over ({error!r}); wanted {{"file": …, "url": …}}')
                continue
            target = (manifest.parent / file).resolve()
            if not target.is_relative_to(manifest.parent.resolve()):
                yield Damage(place, f"{file} is outside the manifest's folder; passed over")
                continue
            yield from _read(target, Path(file), about)


def _about(entry: dict[str, Any]) -> _About:
    fetched = entry.get("fetched_at")
    date = datetime.fromisoformat(str(fetched)) if fetched else None
    if date is not None:
        date = date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    kind = entry.get("content_type")
    return _About(str(entry["url"]), date, int(entry.get("status") or 200), str(kind) if kind else None)


def _read(file: Path, shown: Path, about: _About | None) -> Iterator[Response | Damage]:
    name = _printable(shown.as_posix())
    place = Place(name, 0)
    try:
        size = file.stat().st_size
        if size > LARGEST_PAGE:
            yield Damage(place, f"passed over: {size} bytes are more than a page has ({LARGEST_PAGE})")
            return
        body = unpack_file(file.read_bytes(), is_brotli=file.suffix.lower() == ".br")
    except OSError as error:
        yield Damage(place, f"cannot be read ({error.strerror})")
        return
    except (CutShortError, TooLargeError) as error:
        yield Damage(place, f"passed over: {error}")
        return
    about = about or _told_by(body) or _About(_declared(body) or url_of_path(unpacked_name(shown)))
    if about.url is None or not _is_url(about.url):
        yield Damage(
            place,
            "passed over: neither the page nor its path says which URL it was; list it in a manifest.jsonl, "
            '{"file": …, "url": …} a line',
        )
        return
    headers = (("Content-Type", about.content_type),) if about.content_type else ()
    yield Response(about.url, about.date, about.status, headers, body, None, None, place)


def _told_by(body: bytes) -> _About | None:
    """Return what the program that saved a page wrote at its top."""
    top = body[:_HEAD].decode("utf-8", "replace")
    if found := _SINGLE_FILE.search(top):
        return _About(html.unescape(found[1]), _javascript_date(found[2]))
    if found := _SAVED.search(top):
        return _About(html.unescape(found[1]))
    if found := _HTTRACK.search(body.decode("latin-1")) if b"HTTrack" in body else None:
        # HTTrack leaves the scheme out.
        return _About(f"http://{found[1]}", parsedate_to_datetime(found[2]).astimezone(UTC))
    return None


def _javascript_date(text: str) -> datetime | None:
    """Read "Tue Nov 22 2022 10:15:00 GMT+0100", as a browser prints a date."""
    found = re.fullmatch(r"\w{3} (\w{3} \d{1,2} \d{4} [\d:]{8}) GMT([+-]\d{4})\s*", text)
    try:
        return datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z").astimezone(UTC) if found else None
    except ValueError:
        return read_date(text)


def _declared(body: bytes) -> str | None:
    """Return the canonical link, or og:url, when it is a whole URL."""
    found: dict[str, str] = {}
    for tag in _LINK.findall(body[: 4 * _HEAD].decode("utf-8", "replace")):
        values = {m[0].lower(): html.unescape(m[1] or m[2] or m[3]) for m in _ATTRIBUTE.findall(tag)}
        if "canonical" in values.get("rel", "").lower().split():
            found.setdefault("canonical", values.get("href", "").strip())
        elif values.get("property", "").lower() == "og:url":
            found.setdefault("og:url", values.get("content", "").strip())
    return next((url for key in ("canonical", "og:url") if _is_url(url := found.get(key, ""))), None)


def url_of_path(file: Path) -> str | None:
    """Return the URL that wget saved under a path like paper.example/news/story.html?page=2, or null.

    The scheme is not in the path; https is what sites have today. An index.html stands for its folder.
    """
    parts = file.parts
    at = next((i for i, part in enumerate(parts[:-1]) if _HOST.fullmatch(part)), None)
    if at is None:
        return None
    host = parts[at].replace("+", ":").lower()
    rest, mark, query = _printable("/".join(parts[at + 1 :])).partition("?")
    if not mark and "@" in parts[-1]:  # --restrict-file-names=windows writes the "?" so
        head, _, tail = rest.rpartition("@")
        if "=" in tail:
            rest, query = head, re.sub(r"\.html?$", "", tail)
    rest = _INDEX.sub(lambda found: "/" if found[0].startswith("/") else "", rest)
    path = quote(unquote(rest), safe="/:@!$&'()*+,;=~-._")
    url = f"https://{host}/{path}"
    return f"{url}?{query}" if query else url


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _looks_like_page(file: Path) -> bool:
    """wget saves /news/story as a file without an ending, and page.php?id=5 under that name."""
    if file.suffix and "?" not in file.name and file.suffix.lower() not in (".php", ".asp", ".aspx", ".jsp", ".cfm"):
        return False
    try:
        with file.open("rb") as opened:
            start = opened.read(256).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    except OSError:
        return False
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<!--"))


def _printable(name: str) -> str:
    """Return a file name as text: names that are no UTF-8 come with half surrogates (PEP 383)."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
