"""Lists of URLs: a text with one on each line; blank lines and lines that begin with "#" are none."""

from __future__ import annotations

from collections.abc import Iterator

from scrapers.sources.decoding import decoded
from scrapers.sources.streams import Data, Report, ignore, pieces

_LONGEST_LINE = 64 * 1024


def read_url_list(data: Data, charset: str | None = None, report: Report = ignore) -> Iterator[tuple[int, str]]:
    """Yield the number (from 1) and the text of each line that is to be a URL; whether it is one is not looked at."""
    rest, number = "", 0
    for text in decoded(pieces(data, report), charset):
        lines = (rest + text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        rest = lines.pop()[:_LONGEST_LINE]
        for line in lines:
            number += 1
            if (url := line.strip()) and not url.startswith("#"):
                yield number, url
    if (url := rest.strip()) and not url.startswith("#"):
        yield number + 1, url
