"""The headline: the one printed above the article.

Sources, in order: the layout's rule; the first-level heading that agrees best with what the page calls itself; another
heading or block marked as headline that agrees with it; any line that says the same; the heading that opens the
<article>; the JSON-LD headline, og:title and <title> without the paper's name (`titles.py`). A printed line always
wins over metadata, because metadata carries the title written for search engines. Logos, names of sections and teasers
are first-level headings too on some pages: that is why agreement with the page's own titles decides between several.
The first-level heading may also be the last step of the bread crumbs, or lie in what looks like furniture: then it
must say what the page calls itself, and the heading printed below it is the same headline again, not text. A kicker in
an element of its own is split off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from scrapers.parsers.heading_kicker import opens_with_colon, split_kicker, split_subtitle
from scrapers.parsers.lines import Line, Node, is_prose
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import site_name
from scrapers.parsers.text import as_printed, fold, squeeze
from scrapers.parsers.titles import agreement, page_titles
from scrapers.parsers.tree import inner_text

_WORD = re.compile(r"\w+")
_LONGEST = 400
_LONGEST_BADGE = 24
_MOST_LINES = 4
_HEADER_LEVELS, _HEADER_LINES = 6, 20
# Of a heading among furniture, nearly all words must be those of one of the page's titles.
_SURELY = 0.8
_THE_SAME = 0.95
_KICKERS = frozenset(("kicker", "standfirst"))


@dataclass(frozen=True)
class _Heading:
    """A heading as printed: its lines, without those marked as kicker or standfirst, and how well it agrees."""

    lines: list[Line]
    text: str
    agreement: float
    source: str

    @property
    def is_free(self) -> bool:
        return all(line.role is None for line in self.lines)


def read_headline(page: Page) -> str | None:
    """Return the headline and take its lines."""
    if page.layout is not None and (lines := page.rule_lines(page.layout.headline)):
        page.take("headline", lines, f"rule:{page.layout.name}")
        return as_printed(" ".join(line.text for line in lines)) or None
    titles = page_titles(page)
    first_level = _first_level(page, titles)
    heading = _printed(page, titles, first_level)
    if heading is None:
        return _from_metadata(page, titles)
    shown = heading
    if not heading.is_free:
        below = _marked(page, titles, range(heading.lines[-1].index + 1, _text_begins(page, heading.lines[-1].index)))
        shown = below or heading
    page.take("headline", shown.lines, heading.source)
    kicker, text = split_kicker(shown.lines[0].node.el, shown.text, titles)
    page.kicker_in_headline = kicker
    text, page.standfirst_in_headline = split_subtitle(shown.lines[0].node.el, text, titles)
    _pass_over_repeats(first_level, heading)
    return _spaced(text if shown is heading else heading.text, titles) or None


def _spaced(text: str, titles: list[str]) -> str:
    """Return the headline; where words grew together that only style sheets part, with a title's spaces."""
    said, words = text.replace(" ", ""), _WORD.findall(text)
    for title in map(fold, titles):
        if title.replace(" ", "") == said and len(_WORD.findall(title)) > len(words):
            return title
    return text


def _first_level(page: Page, titles: list[str]) -> list[_Heading]:
    """The first-level headings of the page but for the paper's own name, in order."""
    site = squeeze(site_name(page))
    headings: list[_Heading] = []
    end = -1
    for index in page.first_level_headings:
        if index < end:
            continue
        line = page.lines[index]
        node = next((each for each in line.node.ancestors() if each.tag == f"h{line.level}"), line.node)
        end = node.end
        inside = page.lines[node.start : node.end]
        lines = _without_kickers([each for each in inside if each.role is None] or inside, titles)
        heading = _heading(lines, titles, "h1")
        if 1 < len(heading.text) <= _LONGEST and squeeze(heading.text) != site:
            headings.append(heading)
    return headings


def _without_kickers(lines: list[Line], titles: list[str]) -> list[Line]:
    """A heading broken into blocks is several lines; those marked as kicker or standfirst are not the headline."""
    bare = [line for line in lines if (line.hints | line.node.hints).isdisjoint(_KICKERS)]
    if not bare or len(bare) > _MOST_LINES:
        return [max(lines, key=lambda line: agreement(line.text, titles))]
    if len(bare) < len(lines) and opens_with_colon(bare[0].text):
        return lines[:_MOST_LINES]
    return bare


def _heading(lines: list[Line], titles: list[str], source: str) -> _Heading:
    said = [_without_badge(line, _without_last_link(line, titles), titles) for line in lines]
    text = as_printed("".join(part if opens_with_colon(part) else f" {part}" for part in said))
    return _Heading(lines, text, agreement(text, titles), source)


def _without_last_link(line: Line, titles: list[str]) -> str:
    """Leave out a link at a heading's end that is a button or leads home: "Weir bursts <a href="#">Save</a>"."""
    href, said = line.links[-1] if line.links else ("", "")
    rest = line.text[: -len(said)].rstrip() if said and line.text.endswith(said) else ""
    if not rest:
        return line.text
    leads_nowhere = href[:1] == "#" and not _is_title(line.text, titles)
    return rest if leads_nowhere or _is_title(rest, titles) else line.text


def _without_badge(line: Line, text: str, titles: list[str]) -> str:
    """Leave out what a heading's last element adds to what the page calls itself: <span>Subscribers</span>, a role."""
    last = line.node.el[-1] if len(line.node.el) else None
    said = inner_text(last) if last is not None and not (last.tail or "").strip() else ""
    rest = text[: -len(said)].rstrip() if 0 < len(said) <= _LONGEST_BADGE and text.endswith(said) else ""
    return rest if rest and _is_title(rest, titles) and not _is_title(text, titles) else text


def _is_title(text: str, titles: list[str]) -> bool:
    """Whether a text is what the page calls itself, letter for letter."""
    return squeeze(text) in map(squeeze, titles)


def _printed(page: Page, titles: list[str], first_level: list[_Heading]) -> _Heading | None:
    free = [heading for heading in first_level if heading.is_free]
    best = max(free, key=_rank, default=None)
    if best is not None and best.agreement > 0.3:
        return best
    named = max((h for h in first_level if not h.is_free), key=_rank, default=None)
    if named is not None and named.agreement >= _SURELY:
        return named
    marked = _marked(page, titles)
    says_all = marked is not None and marked.agreement >= _THE_SAME
    if best is not None and not says_all and (not titles or (len(free) == 1 and len(best.text) > 15)):
        return best
    if marked is not None and (marked.agreement >= _SURELY or first_level):
        return marked
    return (free[0] if free else None) or marked or _opening_article(page, titles)


def _opening_article(page: Page, titles: list[str]) -> _Heading | None:
    """The first heading of an <article>, at its beginning or in its <header>: the headline, whatever the title says."""
    for node in page.nodes:
        if node.tag != "article" or not node.prose:
            continue
        free = (line for line in page.lines[node.start : node.end] if line.role is None)
        for at, line in enumerate(islice(free, _MOST_LINES)):
            in_header = any(each.tag == "header" for each in line.node.close_blocks(_HEADER_LEVELS, _HEADER_LINES))
            if line.level is not None and line.link_share < 0.5 and (in_header or not at):
                return _heading([line], titles, "heading")
    return None


def _rank(heading: _Heading) -> tuple[float, bool, int]:
    """Of headings that say the same the first one is the page's; without any agreement the marked one."""
    hinted = heading.agreement < 0.3 and _is_marked(heading.lines[0])
    return round(heading.agreement, 2), hinted, -heading.lines[0].index


def _is_marked(line: Line) -> bool:
    return "headline" in line.node.hints or "headline" in line.hints


def _text_begins(page: Page, after: int) -> int:
    """Where the second paragraph of running text below a line stands: teasers that say the headline again follow it."""
    prose = (line.index for line in page.lines[after + 1 :] if line.role is None and is_prose(line))
    return next(islice(prose, 1, None), len(page.lines))


def _marked(page: Page, titles: list[str], where: range | None = None) -> _Heading | None:
    """The heading of any level, or the block marked as headline, that agrees best with the page's titles."""
    best: tuple[float, Line] | None = None
    for line in page.lines if where is None else page.lines[where.start : where.stop]:
        if line.role is None and (line.level or _is_marked(line)) and 1 < len(line.text) <= _LONGEST:
            score = agreement(line.text, titles)
            if best is None or score > best[0]:
                best = score, line
    if best is None or best[0] < 0.6:
        return None
    line = best[1]
    block: Node | None = next((node for node in line.node.ancestors() if node.tag in ("h1", "h2")), None)
    lines = [line]
    if block is not None:
        lines = _without_kickers([each for each in page.lines[block.start : block.end] if each.role is None], titles)
    return _heading(lines if line in lines else [line], titles, "heading")


def _pass_over_repeats(first_level: list[_Heading], headline: _Heading) -> None:
    """Pages made of two layouts print the headline once for each: the second print is no crosshead."""
    wanted = squeeze(headline.text)
    for heading in first_level:
        if heading.is_free and squeeze(heading.text) == wanted:
            for line in heading.lines:
                line.role = "repeat"


def _from_metadata(page: Page, titles: list[str]) -> str | None:
    for title in titles:
        if text := fold(title):
            page.note("headline", "metadata")
            page.warn("headline_not_printed", "no printed headline was found; this is the page's own title", "headline")
            return text
    return None
