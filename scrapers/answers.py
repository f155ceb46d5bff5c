"""From a response to a page: whose it is, when it was captured, and whether it can be read at all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from schemas import Capture, Provenance, Reason, Rejection
from schemas.exchange import Preserved
from scrapers.discovery import Page, Visit
from scrapers.markup import beginning, what_file
from scrapers.mirror import Mirror
from scrapers.sources import LinkPatterns
from scrapers.sources.wayback import read_capture_url

_HTML = ("text/html", "application/xhtml+xml")


def page_of(response: Response, visit: Visit, links: LinkPatterns, mirror: Mirror) -> Page:
    """Return the page of a response. Its URL is the paper's own, also when a copy or an archive was asked."""
    archived = read_capture_url(response.url) if visit.ask else None
    fetched = archived[1] if archived else response.url
    url = links.resolve(fetched, response.url) or visit.url
    charset = http_content_type_encoding(header(response, "Content-Type"))
    # Links on a page from an archive lead to the paper, as they did when it was captured.
    return Page(url, fetched, response.body, capture_of(response, visit, mirror), charset)


def capture_of(response: Response, visit: Visit, mirror: Mirror) -> Capture:
    """Return the circumstances of a response. A page from an archive was captured when the archive captured it."""
    kept: Preserved | None = response.meta.get("preserved")
    archived = read_capture_url(response.url) if visit.ask else None
    original = "X-Archive-Orig-" if archived else ""  # so archives name the headers that the paper sent
    fetched_at = kept.began if kept else datetime.now(UTC)
    return Capture(
        fetched_at=archived[0] if archived else fetched_at,
        status=response.status,
        content_type=header(response, "Content-Type"),
        etag=header(response, original + "ETag"),
        last_modified=header(response, original + "Last-Modified"),
        payload_digest=kept.payload_digest if kept else None,
        warc_file=kept.warc_file if kept else None,
        warc_record_id=kept.warc_record_id if kept else None,
        source="wayback" if archived else response.meta.get("got_by", "crawl"),
        source_url=response.url if archived or mirror.site else None,
        discovered_from=visit.found.on if visit.found else None,
    )


def no_capture(visit: Visit) -> Capture:
    """Return the circumstances of a visit that nothing came of."""
    return Capture(
        fetched_at=datetime.now(UTC),
        source="wayback" if visit.ask else "crawl",
        source_url=visit.ask,
        discovered_from=visit.found.on if visit.found else None,
    )


def rejection_of(
    visit: Visit, publication: str, stage: Literal["fetch", "parse"], reason: Reason, capture: Capture
) -> Rejection:
    """Return the record of a page that could not be had; it tells what the list that led to it says of it."""
    return Rejection(
        publication=publication,
        url=visit.url,
        stage=stage,
        reasons=[reason],
        record=_as_listed(visit),
        provenance=Provenance(**capture.as_provenance()),
    )


def _as_listed(visit: Visit) -> dict[str, Any] | None:
    if visit.listed is None or visit.found is None:
        return None
    said = {name: getattr(visit.listed, name) for name in ("headline", "standfirst", "section")}
    days = {"date": visit.listed.date, "modified": visit.listed.modified, "found_at": visit.found.at}
    return {**said, **{name: day.isoformat() if day else None for name, day in days.items()}}


def header(response: Response, name: str) -> str | None:
    """Return a header's first value as sent, None where there is none."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value is not None else None


def headers_of(response: Response) -> dict[str, str]:
    """Return the headers, names in lower case, of repeated ones the first."""
    return {name.decode("latin-1").lower(): header(response, name.decode("latin-1")) or "" for name in response.headers}


def is_readable(response: Response, data: bool) -> bool:
    """Tell whether a response is a page: by its content type, or where there is none by how it begins.

    Of lists for machines anything goes but pictures and the like: feeds are served under any type there is.
    """
    if what_file(response.body):
        return False
    kind = (header(response, "Content-Type") or "").partition(";")[0].strip().casefold()
    if data:
        return not kind.startswith(("image/", "audio/", "video/", "font/"))
    return kind in _HTML or (not kind and beginning(response.body).startswith(b"<"))
