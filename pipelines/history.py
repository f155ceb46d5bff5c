"""What was crawled when, as the run folders tell it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from pipelines.package import PACKAGE
from pipelines.run import STATS

_NAME = "%Y%m%dT%H%M%SZ"


def last_crawl(publication_folder: Path) -> datetime | None:
    """Return when the newest crawl began that came to an end and got a page; null when there is none.

    A crawl that was killed has to be tried again, and so has one that the site did not let in. Folders of other
    things, and damaged ones, are passed over.
    """
    names = [path.name for path in publication_folder.iterdir()] if publication_folder.is_dir() else []
    for name in sorted(names, reverse=True):
        began = _began(name)
        if began is not None and _got_something(publication_folder / name):
            return began
    return None


def _began(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _got_something(run: Path) -> bool:
    if not (run / PACKAGE).is_file():
        return False
    try:
        stats = json.loads((run / STATS).read_bytes())
        return int(stats.get("broadsheet/fetched") or 0) > 0
    except (OSError, ValueError, TypeError, AttributeError):  # lost or damaged: it does not say that it got anything
        return False
