"""The Wayback Machine: its index of captures (the CDX server's API) and the addresses of captures.

The API is that of the wayback-cdx-server, which the Internet Archive runs and others too: /cdx/search/cdx?url=… answers
with rows, and with a resume key after them when there are more. An address /web/<timestamp>id_/<url> answers with the
bytes as they were captured, without the archive's own banner and changes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import quote, unquote_plus, urlencode, urlsplit

from scrapers.sources.decoding import decoded
from scrapers.sources.json_lists import members_of
from scrapers.sources.streams import Data, Report, ignore, once, pieces

_CAPTURE = re.compile(r"/web/(\d{4,14})[a-z_]*/(?=[a-zA-Z])(.+)", re.DOTALL)
_FIELDS = ("original", "timestamp", "mimetype", "statuscode", "digest", "length")
_HTML = ("text/html", "application/xhtml+xml", "unk")
# A capture of less than this part of the longest one is a stub: an error, a wall, a page that a script would fill.
_AMPLE = 0.6


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A capture as the index lists it. `taken` is its time in UTC, `length` its bytes in the archive, compressed."""

    original: str
    taken: datetime
    mimetype: str = ""
    status: int | None = None
    digest: str = ""
    length: int = 0


@dataclass(frozen=True)
class CaptureIndex:
    """A page of the index: its captures in the archive's order, and the key to the next page where there is one."""

    snapshots: tuple[Snapshot, ...] = ()
    resume_key: str | None = None


@dataclass(frozen=True)
class Archive:
    """A web archive. `address` is that of its front, without a slash at the end."""

    address: str = "https://web.archive.org"

    def index_url(
        self, prefix: str, since: date | None, until: date | None, most: int, resume_key: str | None = None
    ) -> str:
        """Return the address of a page of the index: at most `most` captures of all URLs that begin with a prefix.

        `since` and `until` are days of capture, both included. Only whole HTML pages are asked for, and of captures
        in a row with the same content the first.
        """
        query = [
            ("url", prefix),
            ("matchType", "prefix"),
            ("output", "json"),
            ("fl", ",".join(_FIELDS)),
            ("filter", "statuscode:200"),
            ("filter", "mimetype:text/html|application/xhtml.xml|unk"),
            ("collapse", "digest"),
            *([("from", f"{since:%Y%m%d}")] if since else []),
            *([("to", f"{until:%Y%m%d}")] if until else []),
            ("limit", str(most)),
            ("showResumeKey", "true"),
            *([("resumeKey", resume_key)] if resume_key else []),
        ]
        return f"{self.address}/cdx/search/cdx?{urlencode(query)}"

    def exact_url(
        self, original: str, since: date | None, until: date | None, most: int, resume_key: str | None = None
    ) -> str:
        """Return the address of a page of the index of the captures of one URL."""
        return self.index_url(original, since, until, most, resume_key).replace("&matchType=prefix", "&matchType=exact")

    def capture_url(self, snapshot: Snapshot) -> str:
        """Return the address at which the bytes of a capture are, as they were captured."""
        return f"{self.address}/web/{snapshot.taken:%Y%m%d%H%M%S}id_/{quote(snapshot.original, safe=_URL_SAFE)}"


_URL_SAFE = "/:?#[]@!$&'()*+,;=~-._%"


def read_capture_url(url: str) -> tuple[datetime, str] | None:
    """Return time and original URL of a capture from its address in an archive; None for any other address."""
    found = _CAPTURE.search(url.partition("//")[2])
    if not found or (taken := read_timestamp(found[1])) is None:
        return None
    return taken, found[2]


def read_timestamp(text: str) -> datetime | None:
    """Return the time of a timestamp of 4 to 14 digits, which begins with the year; what it leaves out is the first.

    >>> read_timestamp("20160823")
    datetime.datetime(2016, 8, 23, 0, 0, tzinfo=datetime.timezone.utc)
    """
    if not re.fullmatch(r"\d{4,14}", text):
        return None
    full = text + "00000101000000"[len(text) :]
    try:
        return datetime.strptime(full, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:  # month 13
        return None


def read_capture_index(data: Data, report: Report = ignore) -> CaptureIndex:
    """Read a page of the index (output=json). What cannot be read is left out; damage is reported in a sentence.

    The rows are lists; the first one names the fields, an empty one stands before the resume key.
    """
    report = once(report)
    text = "".join(decoded(pieces(data, report)))
    if not text.strip():  # no captures at all: some servers say so with nothing
        return CaptureIndex()
    rows = members_of(text, report)
    fields: list[str] = []
    snapshots: list[Snapshot] = []
    key: str | None = None
    ended = False
    for row in rows:
        if not isinstance(row, list) or not all(isinstance(value, str) for value in row):
            report(f"it is no index of captures; a row in it is {json.dumps(row)[:60]}")
        elif not row:
            ended = True
        elif ended:
            key = unquote_plus(row[0]) if "%" in row[0] else row[0]
        elif not fields:
            fields = row
        elif snapshot := _snapshot(dict(zip(fields, row, strict=False))):
            snapshots.append(snapshot)
    return CaptureIndex(tuple(snapshots), key)


def _snapshot(row: dict[str, str]) -> Snapshot | None:
    taken = read_timestamp(row.get("timestamp", ""))
    original = row.get("original", "")
    if taken is None or urlsplit(original[:8]).scheme not in ("http", "https"):
        return None
    status, length = row.get("statuscode", ""), row.get("length", "")
    return Snapshot(
        original,
        taken,
        row.get("mimetype", "").lower(),
        int(status) if re.fullmatch(r"\d{3}", status) else None,
        row.get("digest", ""),
        int(length) if re.fullmatch(r"\d{1,15}", length) else 0,
    )


def rank(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """Return the captures of one page that can be its article, each content once, the best first.

    The best is the newest one that is not much shorter than the longest: corrections are in it, and a stub or an
    error page that answered 200 is not. Then the others like it, from new to old, then the stubs, the longest first.
    Captures of redirects and errors are none, nor are those that only point to an earlier one with the same content.
    """
    first: dict[str, Snapshot] = {}
    for snapshot in sorted(snapshots, key=lambda each: each.taken):
        if snapshot.status == 200 and snapshot.mimetype in _HTML:
            first.setdefault(snapshot.digest or f"{snapshot.taken}", snapshot)
    longest = max((each.length for each in first.values()), default=0)
    ample = [each for each in first.values() if each.length >= _AMPLE * longest]
    stubs = [each for each in first.values() if each.length < _AMPLE * longest]
    return ample[::-1] + sorted(stubs, key=lambda each: -each.length)


def choose(ranked: Sequence[Snapshot], most: int) -> list[Snapshot]:
    """Return at most `most` captures of a ranking, from old to new: the best, then the first and others spread evenly.

    They are for those who want to see what was changed between them.
    """
    rest = sorted(ranked[1:], key=lambda each: each.taken)
    wanted = min(most - 1, len(rest))
    spread = [rest[at * len(rest) // wanted] for at in range(wanted)]
    return sorted([*ranked[:1], *spread], key=lambda each: each.taken)
