"""The days that feeds and sitemaps give, in the two ways in which they are written."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from email.utils import parsedate_tz

# W3C Date and Time Formats: a year, a month, a day, or a day with a time.
_W3C = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]\S.*)?)?)?")


def read_day(text: str | None) -> date | None:
    """Return the day of a date (RFC 822, RFC 3339, W3C-DTF), or None. It is the day where the paper is, not in UTC."""
    return _read(text or "", whole=False)


def read_last_day(text: str | None) -> date | None:
    """Return the day of a date, or the last one of a month or year that stands alone."""
    return _read(text or "", whole=True)


def _read(text: str, *, whole: bool) -> date | None:
    text = " ".join(text.split())[:100]
    try:
        if found := _W3C.fullmatch(text):
            year, month, day = (int(part) if part else None for part in found.groups())
            assert year is not None
            if day is None and not whole:
                return None
            month = month or 12
            return date(year, month, day or monthrange(year, month)[1])
        if parts := parsedate_tz(text):
            return date(*parts[:3])
    except (ValueError, IndexError):  # 31 February, month 13, numbers without end: printed wrong, so not known
        return None
    return None
