"""The byline grammar: from printed text to authors. Pure text in, `Byline` out; nothing here knows pages.

Own lines are read by `read_byline`, standfirsts by `byline_in_standfirst`, headlines by `read_headline_byline`,
body lines by `byline_in_text`, and letters' signatures by `split_signature`. Where several find something, a line
of its own is the strongest witness and a headline the weakest.
"""

from __future__ import annotations

from scrapers.parsers.byline_headline import byline_in_text, read_headline_byline, split_signature
from scrapers.parsers.byline_line import Byline, read_byline
from scrapers.parsers.byline_standfirst import byline_in_standfirst

__all__ = [
    "Byline",
    "byline_in_standfirst",
    "byline_in_text",
    "read_byline",
    "read_headline_byline",
    "split_signature",
]
