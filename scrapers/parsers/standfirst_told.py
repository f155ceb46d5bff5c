"""The standfirst that is told and not printed: the meta description, where it is one.

Most descriptions are written for search engines or copied from the first paragraph, and many are cut short.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

from scrapers.parsers.header import first_paragraph_index
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import site_name
from scrapers.parsers.text import as_printed, plain, squeeze

# The usual limits of a meta description: one of this length without an end was cut.
_CUT_FROM = 140
_ENDS = (".", "!", "?", "…", '"', "”", "“", "»", "’", "'", ")", "。", "！", "？", "」", "।", "؟")
_SOURCE_FIRST = re.compile(r"^[^()]{0,40}\([^()]{2,20}\)\s?[-–—]{0,2}\s?")  # "(CNN)", "Millbrook (AP) —"
_WORD = re.compile(r"\w{3,}")
# A description that shares so many of its words with the first paragraph is a copy of it.
_COPIED = 0.85
# A headline of so many characters does not stand in a sentence by chance.
_TITLE = 25
_SITE = 6
_OPENING = 40


def described(page: Page) -> str | None:
    """Return the description where it may stand for a standfirst; note the source."""
    told = page.metadata.first("og:description", "description", "twitter:description")
    description = as_printed(unescape(told)) if told else ""
    if len(description) < 40 or description.endswith(("...", "…")):
        return None
    if len(description) >= _CUT_FROM and not description.endswith(_ENDS):
        return None
    first = first_paragraph_index(page)
    free = (line.text for line in islice(page.lines, first, None) if line.role is None)
    opening = plain(" ".join(islice(free, 3)))
    said = plain(description).rstrip(". ")
    headline = " ".join(line.text for line in page.lines if line.role == "headline")
    copied = squeeze(description).removeprefix(squeeze(headline))[:60] in squeeze(opening)
    opens = squeeze(_SOURCE_FIRST.sub("", opening))[:_OPENING]
    copied = copied or (len(opens) == _OPENING and opens in squeeze(description))
    if copied or said in opening or _is_made_of(page, description, headline, first):
        return None
    if _is_of_site(page, description):
        return None
    page.note("standfirst", "metadata")
    return description


def _is_of_site(page: Page, description: str) -> bool:
    """Whether a description opens with the paper's name: it is that of the site and the same on every page."""
    site = squeeze(site_name(page))
    return len(site) >= _SITE and squeeze(description).startswith(site)


def _is_made_of(page: Page, description: str, headline: str, first: int) -> bool:
    """Whether a description is the first paragraph in slightly other words, or talks of the article by its headline."""
    paragraph = set(_WORD.findall(page.lines[first].text.lower())) if first < len(page.lines) else set()
    words = set(_WORD.findall(description.lower()))
    if len(words & paragraph) >= _COPIED * len(words):
        return True
    titles = (squeeze(headline), squeeze(headline.partition(": ")[2]))
    return any(len(title) >= _TITLE and title in squeeze(description) for title in titles)
