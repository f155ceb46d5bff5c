"""What is known of a page's bytes before anybody has read them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Capture:
    """The circumstances of one capture, handed to the parser with the bytes and kept in a record's provenance.

    `fetched_at` must carry an offset. `content_type` is the header as sent. `source` says how the bytes were
    got ("crawl", "file", "wayback", …), `source_url` where from when that is not the paper's own URL, and
    `discovered_from` the page that listed the URL.
    """

    fetched_at: datetime | None = None
    status: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    payload_digest: str | None = None
    warc_file: str | None = None
    warc_record_id: str | None = None
    source: str | None = None
    source_url: str | None = None
    discovered_from: str | None = None

    def as_provenance(self) -> dict[str, Any]:
        """Return the capture as keyword arguments for `Provenance`."""
        fields = {field.name: getattr(self, field.name) for field in fields_of(self)}
        if self.fetched_at is not None:
            fields["fetched_at"] = self.fetched_at.isoformat()
        return fields
