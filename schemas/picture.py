"""A picture that was fetched, or why it was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

# Which of an article's pictures a crawl fetches.
Choice = Literal["none", "lead", "all"]

# The code of a picture that was not asked for, because the crawl ended first: it is no fault of the picture's.
CRAWL_ENDED: Final = "crawl_ended"


@dataclass(frozen=True, slots=True)
class FetchedPicture:
    """The bytes of a picture, content coding off, and the record that holds them ("urn:uuid:…", None: not kept)."""

    body: bytes
    content_type: str | None
    warc_record_id: str | None


@dataclass(frozen=True, slots=True)
class MissingPicture:
    """Why a picture could not be had: a stable code, as for pages, and a sentence for people."""

    code: str
    message: str
