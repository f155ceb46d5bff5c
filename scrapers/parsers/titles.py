"""What a page calls itself: the titles it tells machines, without the paper's name, and which lines say the same.

They are written for search engines, so the printed headline often differs. How well a heading agrees with them tells
the page's own from those of other stories.
"""

from __future__ import annotations

import re

from scrapers.parsers.lines import Line
from scrapers.parsers.metadata import text_of
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import TITLE_SEPARATOR, host_label, names_host, site_name
from scrapers.parsers.text import plain, squeeze

_WORD = re.compile(r"\w+")
_LONGEST = 400
_BARS = " |｜│ㅣ–—·»:：•-_"
_SURELY = 0.8
_MOSTLY_LINK = 0.9


def page_titles(page: Page) -> list[str]:
    """Return what the page calls itself, most trusted first, without the paper's name."""
    found = [
        text_of(page.metadata.article.get("headline")),
        page.metadata.first("og:title", "twitter:title"),
        page.metadata.title,
    ]
    site, label = squeeze(site_name(page)), host_label(page.url)
    return list(dict.fromkeys(_without_site(title[:_LONGEST], site, label) for title in found if title))


def find_headings(page: Page) -> list[int]:
    """Return the indexes of the lines that are first-level headings.

    Where a page has none, those of the lines that say what the page calls itself and lead nowhere: its headline is a
    heading of another level, or no heading.
    """
    if page.first_level_headings:
        return page.first_level_headings
    titles = page_titles(page)
    squeezed = set(map(squeeze, titles)) - {"", squeeze(site_name(page))}
    return [line.index for line in page.lines if _says_title(line, titles, squeezed)]


def _says_title(line: Line, titles: list[str], squeezed: set[str]) -> bool:
    if not 1 < len(line.text) <= _LONGEST or line.link_share > _MOSTLY_LINK:
        return False
    if line.level is None and "headline" not in line.node.hints | line.hints:
        return squeeze(line.text) in squeezed
    return agreement(line.text, titles) >= _SURELY


def _without_site(title: str, site: str, label: str) -> str:
    """Take the paper's name off a title, and the section that stands beside it."""

    def is_site(part: str) -> bool:
        said = squeeze(part)
        return bool(said) and (said == site or (len(said) > 2 and said in label) or names_host(part, label))

    parts = [p for p in TITLE_SEPARATOR.split(title) if p.strip()]
    if len(parts) > 1 and is_site(parts[0]):
        return title[title.find(parts[0]) + len(parts[0]) :].lstrip(_BARS)
    named = False
    while len(parts) > 1:
        last = parts[-1]
        between = title[title.rfind(parts[-2]) + len(parts[-2]) : title.rfind(last)]
        # Behind the paper's name stands its section; alone, one or two words are the name of a paper unknown to us.
        # A colon is part of a headline more often than not.
        colon = ":" in between or "：" in between
        if not is_site(last) and (colon or len(last.split()) > (1 if named else 2)):
            break
        named = named or is_site(last)
        title = title[: title.rfind(parts.pop())].rstrip(_BARS)
    return title


def agreement(text: str, titles: list[str]) -> float:
    """Return how well a line agrees with any of the titles: word overlap, 0 to 1."""
    mine = set(_WORD.findall(plain(text)))
    best = 0.0
    for title in titles:
        other = set(_WORD.findall(plain(title)))
        if not mine or not other:
            continue
        if squeeze(text) == squeeze(title):
            return 1.0
        shared = len(mine & other)
        best = max(best, 2 * shared / (len(mine) + len(other)))
    return best
