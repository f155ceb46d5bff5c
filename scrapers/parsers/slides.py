"""Slides of a picture series within a text: each is a picture below the name of the series, with a heading or a text.

The series is another story, told in captions; its name comes again on every slide, which no crosshead does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from scrapers.parsers.lines import Line, Node
from scrapers.parsers.page import Page

_FEWEST = 3
_MOST_LINES = 6
_LONGEST_NAME = 150


def mark_slides(page: Page) -> None:
    """Give the lines of slides their role. Linear."""
    headings = [line for line in page.lines if line.level and line.role is None and _may_be_name(line)]
    count = Counter(line.text for line in headings)
    for line in headings:
        if count[line.text] >= _FEWEST and (slide := _slide(page, line)) is not None:
            for each in page.lines[slide.start : slide.end]:
                each.role = each.role or "furniture"


def _may_be_name(line: Line) -> bool:
    """Whether a heading may be the name of a series; sections and stories that other blocks show are links."""
    return len(line.text) <= _LONGEST_NAME and not line.links


def _slide(page: Page, name: Line) -> Node | None:
    """Return the block that a name opens, if there are a picture and more lines in it."""
    slide = None
    for node in name.node.close_blocks(_MOST_LINES, _MOST_LINES):
        if node.start < name.index:
            break
        slide = node
    if slide is None or slide.end - slide.start < 2:
        return None
    if any(line.level == 1 for line in page.lines[slide.start : slide.end]):
        return None
    at = bisect_left(page.pictures, slide.start, key=lambda picture: picture.position)
    near = page.pictures[at : at + _MOST_LINES]
    return slide if any(picture.node.within(slide) for picture in near) else None
