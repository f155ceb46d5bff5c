"""Retry-After: how long a site asks to be left alone (RFC 9110, section 10.2.3)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_retry_after(value: str | None, date: str | None, now: datetime) -> float | None:
    """Return the seconds to wait, or None where nothing is asked for or it cannot be read.

    `value` is a number of seconds or a date. A date is counted from the answer's own Date header, since the clocks of
    servers go wrong; without one from `now`. A date that is past means not to wait.

    >>> read_retry_after("120", None, datetime(2024, 5, 1, tzinfo=UTC))
    120.0
    >>> read_retry_after("Wed, 01 May 2024 00:02:00 GMT", None, datetime(2024, 5, 1, tzinfo=UTC))
    120.0
    """
    text = (value or "").strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", text):  # fractions are against the rules, and clear
        return float(text[:18])
    until = _instant(text)
    if until is None:
        return None
    return max(0.0, (until - (_instant(date or "") or now)).total_seconds())


def _instant(text: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    # "-0000" gives a time without a zone; in HTTP all times are UTC.
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
