"""The day that a URL carries: the last resort of a page that tells its date nowhere else."""

from __future__ import annotations

import re

from scrapers.parsers.dates import ReadDate
from scrapers.parsers.months import month_number
from scrapers.parsers.printed_dates import real_day

_URL_DAY = re.compile(
    r"(?<![\dA-Za-z])(?P<y>(?:1[6-9]|20)\d{2})(?P<sep>[/_.-]?)(?P<m>\d{1,2}|[A-Za-z]{3,9})(?P=sep)(?P<d>\d{1,2})(?![\dA-Za-z])"
)
# The section may stand between year and month: /2010/POLITICS/08/13/.
_URL_SECTION = re.compile(r"/(?P<y>(?:19|20)\d{2})/[A-Za-z][\w.-]{1,40}/(?P<m>[01]?\d)/(?P<d>[0-3]?\d)/")
# Serial numbers of editorial systems begin with the minute of filing: A2026012914320005196, AKR20250113101500004.
# Fourteen digits are the stamp of a web archive, the moment of capture.
_URL_SERIAL = re.compile(
    r"(?<![\dA-Za-z])[A-Z]{0,4}(?P<y>(?:199|20[0-4])\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?:[01]\d|2[0-3])"
    r"[0-5]\d{4,11}(?![\dA-Za-z])"
)


def date_from_url(url: str) -> ReadDate | None:
    """Return the day that a URL's path carries (/2016/08/23/, /2016-08-23-, /20160823/, /2016/aug/23/), or None.

    Last, one with the section in between (/2016/sport/08/23/) and a serial number that begins with a day and an hour
    count too. A year and month alone are no day. The query is left out: it carries the dates of caches and searches.
    """
    path = re.sub(r"^[a-zA-Z][\w+.-]{0,20}://[^/]*", "", url[:2000]).split("?")[0].split("#")[0]
    for match in _URL_DAY.finditer(path):
        name = match["m"]
        if not match["sep"] and (len(name) != 2 or len(match["d"]) != 2):
            continue
        month = int(name) if name.isdigit() else month_number(name, "en") or 0
        if day := real_day(int(match["y"]), month, int(match["d"])):
            return ReadDate(day, None, match[0])
    for pattern in (_URL_SECTION, _URL_SERIAL):
        found = pattern.search(path)
        if found and (day := real_day(int(found["y"]), int(found["m"]), int(found["d"]))):
            return ReadDate(day, None, found[0])
    return None
