"""What lists list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class ListedLink:
    """An article as a list shows it. `date` is the day printed with it, `modified` the last day it was changed on."""

    url: str
    headline: str | None = None
    standfirst: str | None = None
    date: datetime.date | None = None
    section: str | None = None
    modified: datetime.date | None = None


@dataclass(frozen=True)
class ListedSitemap:
    """A sitemap that an index names. `modified` is the last day on which anything in it was changed."""

    url: str
    modified: datetime.date | None = None
