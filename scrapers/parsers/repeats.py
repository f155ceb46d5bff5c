"""An article that its page prints twice, as for wide screens and for narrow ones, or once more for the printer.

A sentence alone may well stand twice: as standfirst, as pull quote. Where several paragraphs come again, all of that
copy is dropped, with its headline and byline: the copy without the page's headline above it, the one in the block that
holds less, or else the second.
"""

from __future__ import annotations

from bisect import bisect_left

from scrapers.parsers.lines import Line, is_prose
from scrapers.parsers.page import Page

_FEWEST = 3
_MOST_OF_IT = 0.8  # of a copy's paragraphs, so many are in the other one too
_HEAD = 15  # lines of headline, byline, date and labels around a text


def mark_repeats(page: Page) -> None:
    """Give the lines of a second copy of the text the role "repeat". Linear in the lines."""
    first: dict[str, Line] = {}
    again: dict[str, Line] = {}
    for line in page.lines:
        if line.role is None and is_prose(line) and first.setdefault(line.text, line) is not line:
            again.setdefault(line.text, line)
    pairs = [(first[text], line) for text, line in again.items()]
    if len(pairs) < _FEWEST or pairs[-1][0].index >= pairs[0][1].index:
        return
    copies = [(pairs[0][side], pairs[-1][side].index + 1) for side in (0, 1)]
    if _rank(page, copies[0][0]) < _rank(page, copies[1][0]):
        copies.reverse()
    (kept, kept_end), (spare, end) = copies
    prose = sum(1 for line in page.lines[spare.index : end] if line.role is None and is_prose(line))
    if len(pairs) < _MOST_OF_IT * prose:
        return  # a river's blurbs, a refrain
    texts = [line.text for line in page.lines]
    start = spare.index
    before = set(texts[max(kept.index - _HEAD, end if kept.index > start else 0) : kept.index])
    after = set(texts[kept_end : min(kept_end + _HEAD, start if kept.index < start else len(texts))])
    while start > 0 and texts[start - 1] in before:
        start -= 1
    while end < len(texts) and texts[end] in after:
        end += 1
    for line in page.lines[start:end]:
        line.role = line.role or "repeat"


def _rank(page: Page, line: Line) -> tuple[bool, int]:
    """Whether a first-level heading stands above a copy that begins with a line, and how much text its block holds."""
    headings = page.first_level_headings
    above = bisect_left(headings, line.index)
    headed = above > 0 and line.index - headings[above - 1] <= _HEAD
    return headed, line.node.parent.prose if line.node.parent is not None else 0
