"""From a visit to a request: what its meta tells the downloader and the pipelines."""

from __future__ import annotations

from typing import Any

from schemas.record import record_id
from scrapers.discovery import Visit
from scrapers.selection import Selection

# A sitemap may have 50 MB, which is more than any page.
_LARGEST_LIST = 64 * 1024 * 1024


def meta_of(visit: Visit, selection: Selection) -> dict[str, Any]:
    """Return what is to be known of a visit: the most bytes of a list; of an article its id and where it was found.

    What was asked for by name is looked at again whenever it is asked for. A crawl of what is newest looks at an
    article only when it is due ("as_due"), unless a strategy waits for it; so does one of gaps at what a list names.
    """
    size = {"download_maxsize": _LARGEST_LIST} if visit.data else {}
    if visit.key is None or visit.listing:
        return size
    is_listed = selection.kind == "newest" or (selection.kind == "gaps" and visit.found is not None)
    link = {
        "id": record_id(visit.key),
        "url": visit.url,
        "found_on": visit.found.on if visit.found else None,
        "as_due": is_listed and visit.failed is None,
    }
    return {**size, "link": link}
