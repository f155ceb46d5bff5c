"""The standfirst: the sentence or two printed between headline and story, in one piece or several.

Sources, in order: the layout's rule; what the heading itself holds below the headline; lines marked as standfirst
around the headline; lines that stand between the headline and the byline, date or issue line; lines that the meta
description repeats and that are set apart from the paragraphs; a sentence that shares the headline's own block; a
second-level heading right below the headline; the sentences of a short list there; the first paragraph when it alone
is bold, of another class than all that follow, or outside their block. A subtitle of a few words may have a lead below
it: then both are taken. A list of key points under a heading of its own is a box, not a standfirst.
Only where nothing is printed: the meta description, if it is no copy of the first paragraph and not cut short.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from scrapers.parsers.header import first_paragraph_index, headline_index
from scrapers.parsers.lines import Line, is_prose
from scrapers.parsers.page import Page
from scrapers.parsers.standfirst_opening import (
    bold_opening,
    bullets_above_text,
    of_another_class,
    outside_text,
    second_level,
)
from scrapers.parsers.standfirst_place import (
    SENTENCE_END,
    SHORTEST,
    Place,
    is_set_apart,
    marked_lines,
    pass_over_labels,
    stands_aside,
)
from scrapers.parsers.standfirst_told import described
from scrapers.parsers.text import as_printed, size, squeeze

_LONGEST = 1200
_SUBTITLE = 50
_SENTENCE = re.compile(r"\w+\W+\w+\W+\w+|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{6}")
# A line so much shorter than the sentence above it is a label.
_LABEL = 0.3
_GOES_ON = 2
_UNFOLD = re.compile(
    r"(?<=[.!?…])\s(?:read (?:more|on)|show more|see more|mehr(?: lesen)?|weiterlesen|lire (?:la suite|plus)|leer más"
    r"|leggi tutto|lees meer|les mer|läs mer|læs mere|lue lisää|czytaj (?:dalej|więcej)|читать далее)$",
    re.IGNORECASE,
)
_META_ROLES = frozenset(("byline", "published", "issue"))


def read_standfirst(page: Page) -> str | None:
    """Return the standfirst and take its lines. To be called after headline, byline, date and issue."""
    if page.layout is not None and (lines := page.rule_lines(page.layout.standfirst)):
        return _taken(page, lines, f"rule:{page.layout.name}")
    pass_over_labels(page)
    if page.standfirst_in_headline:
        page.note("standfirst", "headline")
        return page.standfirst_in_headline
    place = Place.of(page)
    taken: list[Line] = []
    won = ""
    for source, finder, leads in _FINDERS:
        if taken and not leads:
            continue
        found = finder(page, place)
        if taken and (not found or found[0].index <= taken[-1].index):
            continue
        taken += found
        won = won or (source if found else "")
        if taken and sum(len(line.text) for line in taken) > _SUBTITLE:
            break
    return _taken(page, _with_subtitle(page, taken), won) if taken else described(page)


def _is_sentence(text: str) -> bool:
    """Whether a text begins with several words. Of a long one only the beginning is searched: words of 1 MB exist."""
    return _SENTENCE.search(text, 0, _LONGEST) is not None


def _taken(page: Page, lines: list[Line], source: str) -> str | None:
    text = _UNFOLD.sub("", as_printed(" ".join(line.text for line in lines)))
    if squeeze(text) == squeeze(" ".join(line.text for line in page.lines if line.role == "headline")):
        for line in lines:
            line.role = "repeat"
        return None
    page.take("standfirst", lines, source)
    opening = page.lines[first_paragraph_index(page) :][:1]
    if opening and squeeze(opening[0].text) == squeeze(text):
        # Where an old page had no standfirst, a new site fills the place with the first paragraph.
        page.sources.pop("standfirst")
        return None
    return text


def _with_subtitle(page: Page, lines: list[Line]) -> list[Line]:
    """A small heading between headline and standfirst belongs to them and is no crosshead."""
    at = headline_index(page) + 1
    if at >= lines[0].index:
        return lines
    line = page.lines[at]
    if line.role is None and line.level and len(line.text) <= 100 and line.link_share < 0.5:
        return [line, *lines]
    return lines


def _marked(page: Page, place: Place) -> list[Line]:
    run = marked_lines(page, place)
    if not run or not _is_sentence(run[0].text) or sum(len(line.text) for line in run) > _LONGEST:
        return []
    # A body wrapper may be called "lead" too: a standfirst is not most of the story.
    scope = page.scope
    if scope is not None and scope.prose and sum(len(x.text) for x in run if is_prose(x)) > scope.prose * 0.5:
        return []
    return run


def _between(page: Page, place: Place) -> list[Line]:
    return _above_meta(page, place, 1)


def _below_date(page: Page, place: Place) -> list[Line]:
    """The date may stand above the standfirst, and the byline below it."""
    return _above_meta(page, place, 3)


def _above_meta(page: Page, place: Place, most: int) -> list[Line]:
    """The sentences between the headline and the first of byline, date and issue that has any above it."""
    near = page.lines[place.at + 1 : place.at + 14]
    lines = [line for line in near if line.role != "furniture" and not stands_aside(line)][:8]
    anchors = [i for i, line in enumerate(lines) if line.role in _META_ROLES]
    above = (lines[:anchor] for anchor in anchors[:most])
    between = next((found for each in above if (found := [line for line in each if _may_be_between(line)])), [])
    if not between or len(between) > 3 or sum(len(line.text) for line in between) > 600:
        return []
    if not any(line.role is None and is_prose(line) for line in page.lines[between[-1].index + 1 :]):
        return []  # a short story with its date below it
    if not all(_is_sentence(line.text) and line.link_share <= 0.6 for line in between):
        return []
    # "Author of the article:", "Give this article": a label behind a sentence is none of it.
    longest = max(between, key=lambda line: len(line.text))
    return [
        line
        for line in between
        if line.index <= longest.index
        or size(line.text) >= _LABEL * size(longest.text)
        or SENTENCE_END.search(line.text)
    ]


def _may_be_between(line: Line) -> bool:
    # "The abbey from the hill. | © Ada Lund" is below a picture that stands elsewhere.
    return line.role is None and size(line.text) >= SHORTEST and "©" not in line.text


def _repeated_by_description(page: Page, place: Place) -> list[Line]:
    for description in page.metadata.all("description", "og:description", "twitter:description")[:3]:
        said = squeeze(unescape(description))
        run = _run_of(place, said)
        if len(run) == 1 and not _is_sentence(run[0].text) and squeeze(run[0].text) != said:
            continue  # a crosshead or a place opens the text, and the description of it
        if description.endswith(("...", "…")) and sum(len(line.text) for line in run) > _GOES_ON * len(description):
            continue  # a system cut the description out of the first paragraph
        if run and (is_set_apart(page, run[-1]) or (run[-1].index < place.first and not _opens_text(page, run[-1]))):
            return run
    return []


def _run_of(place: Place, said: str) -> list[Line]:
    """The lines that a description is made of, from its first word on; it may be cut in the last of them."""
    run: list[Line] = []
    left = said
    for line in [*place.lines, *place.following] if len(said) >= 12 else []:
        text = squeeze(line.text)
        if left and text and left.startswith(text):
            run.append(line)
            left = left[len(text) :]
        elif len(left) >= 12 and text.startswith(left[:80]):
            return [*run, line]
        elif run:
            break
    return run


def _opens_text(page: Page, line: Line) -> bool:
    """Whether a line stands in one row with the paragraph after it, and looks no other."""
    after = page.lines[line.index + 1] if line.index + 1 < len(page.lines) else None
    return after is not None and after.role is None and after.node.parent is line.node.parent


def _in_header(page: Page, place: Place) -> list[Line]:
    """Sentences in the headline's own block or in a header, where the running text is elsewhere."""
    scope = page.scope
    for line in place.lines[:3]:
        if line.index > place.at + 6:
            return []
        if not (is_prose(line) or (len(line.text) >= 40 and SENTENCE_END.search(line.text))) or line.link_share > 0.3:
            continue
        holder = next(
            (
                node
                for node in line.node.ancestors()
                if node.tag in ("header", "hgroup") or node.start <= place.at < node.end
            ),
            None,
        )
        in_box = any("box" in node.hints for node in list(line.node.ancestors())[:3])
        if holder is None or scope is None or line.level or in_box:
            return []
        run = [each for each in page.lines[line.index : holder.end] if each.role is None and is_prose(each)] or [line]
        said = sum(len(each.text) for each in run)
        return run if holder.prose <= said + 200 and holder.prose < scope.prose / 3 and said <= 700 else []
    return []


# Source, finder, and whether it may find the lead below a subtitle.
_FINDERS: tuple[tuple[str, Callable[[Page, Place], list[Line]], bool], ...] = (
    ("markup", _marked, False),
    ("above byline", _between, False),
    ("description", _repeated_by_description, True),
    ("header", _in_header, True),
    ("below date", _below_date, False),
    ("heading", second_level, False),
    ("bullets", bullets_above_text, False),
    ("bold opening", bold_opening, True),
    ("class", of_another_class, False),
    ("outside text", outside_text, False),
)
