"""The headline: the one printed above the article, without kicker.

Sources, in order: the layout's rule; the first-level heading that agrees best with what the page calls itself;
another heading or block marked as headline that agrees with it; any line that says the same; the JSON-LD
headline, og:title and <title> without the paper's name. A printed line always wins over metadata, because
metadata carries the title written for search engines. Logos and teasers are first-level headings too on some
pages: that is why agreement with the page's own titles decides between several.
"""

from __future__ import annotations

import re

from scrapers.parsers.hints import hints_of
from scrapers.parsers.metadata import text_of
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import TITLE_SEPARATOR, host_label, names_host, site_name
from scrapers.parsers.text import as_printed, fold, plain, squeeze
from scrapers.parsers.tree import inner_text
from scrapers.parsers.walk import Line

_WORD = re.compile(r"\w+")
_LONGEST = 400


def read_headline(page: Page) -> str | None:
    """Return the headline and take its lines."""
    if page.layout is not None and (lines := page.rule_lines(page.layout.headline)):
        page.take("headline", lines, f"rule:{page.layout.name}")
        return as_printed(" ".join(line.text for line in lines)) or None
    titles = page_titles(page)
    line, source = _printed(page, titles)
    if line is None:
        return _from_metadata(page, titles)
    lines = _same_heading(page, line)
    page.take("headline", lines, source)
    return _without_kicker(page, line, as_printed(" ".join(each.text for each in lines))) or None


def _without_kicker(page: Page, line: Line, text: str) -> str:
    """Split off a kicker that stands inside the heading, in an element of its own before the headline."""
    for el in line.node.el.iter("span", "small", "strong", "b", "em", "i"):
        inner = inner_text(el)
        if inner and text.startswith(inner) and len(inner) < len(text) and "kicker" in hints_of(el.get("class") or ""):
            page.kicker_in_headline = inner.rstrip(" :|–—-")
            return text[len(inner) :].lstrip(" :|–—-")
    return text


def page_titles(page: Page) -> list[str]:
    """Return what the page calls itself, most trusted first, without the paper's name."""
    found = [
        text_of(page.metadata.article.get("headline")),
        page.metadata.first("og:title", "twitter:title"),
        page.metadata.title,
    ]
    site, label = squeeze(site_name(page)), host_label(page.url)
    return list(dict.fromkeys(_without_site(title, site, label) for title in found if title))


def _without_site(title: str, site: str, label: str) -> str:
    """Take the paper's name off a title, and the section that stands beside it."""

    def is_site(part: str) -> bool:
        said = squeeze(part)
        return bool(said) and (said == site or (len(said) > 2 and said in label) or names_host(part, label))

    parts = [p for p in TITLE_SEPARATOR.split(title) if p.strip()]
    if len(parts) > 1 and is_site(parts[0]):
        return title[title.find(parts[0]) + len(parts[0]) :].lstrip(" |–—·»:•-")
    named = False
    while len(parts) > 1:
        last = parts[-1]
        between = title[title.rfind(parts[-2]) + len(parts[-2]) : title.rfind(last)]
        # Behind the paper's name stands its section; alone, one or two words are the name of a paper unknown to us.
        # A colon is part of a headline more often than not.
        if not is_site(last) and (":" in between or len(last.split()) > (1 if named else 2)):
            break
        named = named or is_site(last)
        title = title[: title.rfind(parts.pop())].rstrip(" |–—·»:•-")
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


def _printed(page: Page, titles: list[str]) -> tuple[Line | None, str]:
    def eligible(line: Line) -> bool:
        return line.role is None and 1 < len(line.text) <= _LONGEST

    site = squeeze(site_name(page))
    first_level = [page.lines[i] for i in page.first_level_headings if eligible(page.lines[i])]
    first_level = [line for line in first_level if squeeze(line.text) != site]
    if first_level:
        best = max(first_level, key=lambda line: (agreement(line.text, titles), _hinted(line), -line.index))
        score = agreement(best.text, titles)
        if score > 0.3 or not titles or (len(first_level) == 1 and len(best.text) > 15):
            return best, "h1"
    marked = [line for line in page.lines if eligible(line) and (line.level or _hinted(line))]
    scored = [(agreement(line.text, titles), -line.index, line) for line in marked]
    if scored:
        score, _, best = max(scored, key=lambda item: item[:2])
        if score >= 0.6:
            return best, "heading"
    if first_level:
        return first_level[0], "h1"
    for line in page.lines:
        if eligible(line) and len(line.text) > 10 and agreement(line.text, titles) >= 0.85:
            return line, "text"
    return None, ""


def _hinted(line: Line) -> bool:
    return "headline" in line.node.hints or "headline" in line.hints


def _same_heading(page: Page, line: Line) -> list[Line]:
    """A heading broken into blocks is several lines; those marked as kicker or standfirst are not the headline."""
    heading = next((node for node in line.node.ancestors() if node.tag in ("h1", "h2")), None)
    if heading is None:
        return [line]
    lines = [each for each in page.lines[heading.start : heading.end] if each.role is None]
    plain_lines = [each for each in lines if (each.hints | each.node.hints).isdisjoint(("kicker", "standfirst"))]
    return plain_lines if line in plain_lines and len(plain_lines) <= 4 else [line]


def _from_metadata(page: Page, titles: list[str]) -> str | None:
    for title in titles:
        if text := fold(title):
            page.note("headline", "metadata")
            page.warn("headline_not_printed", "no printed headline was found; this is the page's own title", "headline")
            return text
    return None
