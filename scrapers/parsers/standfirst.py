"""The standfirst: the sentence or two printed between headline and story.

Sources, in order: the layout's rule; lines marked as standfirst below the headline; lines that stand between the
headline and the byline, date or issue line; a line that the meta description repeats and that is set apart from
the paragraphs; a second-level heading right below the headline; the first paragraph when it alone is bold.
Only where nothing is printed: the meta description, if it is no copy of the first paragraph and not cut short.
"""

from __future__ import annotations

import re

from scrapers.parsers.furniture import is_prose
from scrapers.parsers.header import first_paragraph_index, has_hint, headline_index
from scrapers.parsers.page import Page
from scrapers.parsers.text import as_printed, plain, squeeze
from scrapers.parsers.walk import Line

_LONGEST = 1200
_SHORTEST = 15
_SENTENCE = re.compile(r"\w+\W+\w+\W+\w+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{6}")
_META_ROLES = frozenset(("byline", "published", "issue"))


def read_standfirst(page: Page) -> str | None:
    """Return the standfirst and take its lines. To be called after headline, byline, date and issue."""
    if page.layout is not None and (lines := page.rule_lines(page.layout.standfirst)):
        return _taken(page, lines, f"rule:{page.layout.name}")
    for source, finder in _FINDERS:
        if lines := finder(page):
            return _taken(page, lines, source)
    return _described(page)


def _taken(page: Page, lines: list[Line], source: str) -> str | None:
    text = as_printed(" ".join(line.text for line in lines))
    page.take("standfirst", lines, source)
    opening = page.lines[first_paragraph_index(page) :][:1]
    if opening and squeeze(opening[0].text) == squeeze(text):
        # Where an old page had no standfirst, a new site fills the place with the first paragraph.
        page.sources.pop("standfirst")
        return None
    return text


def _candidates(page: Page) -> list[Line]:
    """The free lines from the headline to the first paragraph, captions and short labels left out."""
    at = headline_index(page)
    end = min(first_paragraph_index(page), at + 30)
    return [
        line
        for line in page.lines[at + 1 : end + 1]
        if line.role is None and not has_hint(line, "caption", 3, 4) and not has_hint(line, "credit", 2, 2)
    ]


def _marked(page: Page) -> list[Line]:
    at = headline_index(page)
    first = first_paragraph_index(page)
    around = [*page.lines[at + 1 : first + 8], *page.lines[max(0, at - 3) : at]]
    marked = [
        line
        for line in around
        if line.role is None and has_hint(line, "standfirst", 3, 10) and not has_hint(line, "caption", 3, 4)
    ]
    if not marked or not _SENTENCE.search(marked[0].text):
        return []
    run = [marked[0]]
    for line in marked[1:]:
        if line.index != run[-1].index + 1:
            break
        run.append(line)
    if sum(len(line.text) for line in run) > _LONGEST:
        return []
    # A body wrapper may be called "lead" too: a standfirst is not most of the story.
    scope = page.scope
    if scope is not None and scope.prose and sum(len(x.text) for x in run if is_prose(x)) > scope.prose * 0.5:
        return []
    return run


def _between(page: Page) -> list[Line]:
    at = headline_index(page)
    lines = page.lines[at + 1 : at + 8]
    anchor = next((i for i, line in enumerate(lines) if line.role in _META_ROLES), None)
    if anchor is None:
        return []
    between = [line for line in lines[:anchor] if line.role is None and len(line.text) >= _SHORTEST]
    if not between or len(between) > 3 or sum(len(line.text) for line in between) > 600:
        return []
    if any(not _SENTENCE.search(line.text) or line.link_share > 0.6 for line in between):
        return []
    if any(has_hint(line, "caption", 2, 3) for line in between):
        return []
    return between


def _repeated_by_description(page: Page) -> list[Line]:
    description = page.metadata.first("description", "og:description", "twitter:description")
    if not description:
        return []
    first = first_paragraph_index(page)
    wanted = squeeze(description)
    for line in _candidates(page):
        said = squeeze(line.text)
        if len(said) < 20 or not (said == wanted or said.startswith(wanted[:80]) or wanted.startswith(said)):
            continue
        if line.index == first and not _set_apart(page, line):
            return []
        return [line]
    return []


def _set_apart(page: Page, line: Line) -> bool:
    """Whether a line looks other than the paragraphs after it: other element, or bold where they are not."""
    following = [x for x in page.lines[line.index + 1 : line.index + 6] if x.role is None and is_prose(x)][:2]
    if not following:
        return False
    if line.is_bold and not following[0].is_bold:
        return True
    return all(x.node.tag != line.node.tag for x in following) or all(
        x.node.parent is not line.node.parent and x.node.el.attrib != line.node.el.attrib for x in following
    )


def _second_level(page: Page) -> list[Line]:
    at = headline_index(page)
    for line in page.lines[at + 1 : at + 4]:
        if line.role is None and line.level and len(line.text) >= 40 and line.link_share < 0.5:
            return [line]
    return []


def _bold_opening(page: Page) -> list[Line]:
    first = first_paragraph_index(page)
    if first + 1 >= len(page.lines):
        return []
    line = page.lines[first]
    following = [x for x in page.lines[first + 1 : first + 8] if x.role is None and is_prose(x)]
    if line.is_bold and len(line.text) <= 600 and following and not any(x.is_bold for x in following):
        return [line]
    return []


_FINDERS = (
    ("markup", _marked),
    ("above byline", _between),
    ("description", _repeated_by_description),
    ("heading", _second_level),
    ("bold opening", _bold_opening),
)


def _described(page: Page) -> str | None:
    description = page.metadata.first("og:description", "description", "twitter:description")
    if not description or len(description) < 40 or description.endswith(("...", "…")):
        return None
    first = first_paragraph_index(page)
    opening = plain(" ".join(line.text for line in page.lines[first : first + 3] if line.role is None))
    said = plain(description).rstrip(". ")
    if squeeze(description)[:60] in squeeze(opening) or said in opening:
        return None
    page.note("standfirst", "metadata")
    return description
