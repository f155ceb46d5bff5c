"""Standfirsts that no name tells: by how the first lines below the headline are set, and where."""

from __future__ import annotations

import re
from itertools import islice

from scrapers.parsers.cues import appeal_words
from scrapers.parsers.header import has_hint
from scrapers.parsers.key_points import KEY_POINTS
from scrapers.parsers.lines import Line, is_prose
from scrapers.parsers.page import Page
from scrapers.parsers.standfirst_place import SENTENCE_END, SHORTEST, Place, bears_own_class, stands_aside
from scrapers.parsers.text import QUESTION_MARKS, size

_NEAR = 14
_FURTHER_DOWN = 30
_FEWEST_CROSSHEADS = 2
_BULLETS = range(2, 6)
_HEAD_LINES = 6
_LONGEST_BULLET = 400
# "PORT ELLERY: The council …", "LONDON (Reuters) - …", "Port Ellery, Wales (AP) -- …" begin running text.
# "EXCLUSIVE: …" does not.
_DATELINE = re.compile(
    r"(?!(?:EXCLU|LIVE|WATCH|VIDEO|UPDATE|BREAKING|ANALY|OPINION|COMMENT|EXPLAIN|INTERVIEW|REVIEW|REPORT|FACT|INFO|DÉCRYPT"
    r"|ENQU|ENTRETIEN|PORTRAIT|RÉCIT|TRIBUNE|CHRONIQUE|CRITIQUE|QUIZ|PODCAST|ENTREVISTA|ANÁLISIS|KOMMENTAR|INTERVISTA))"
    r"[A-ZÀ-ÖØ-Þ]{3,20}(?:[ -][A-ZÀ-ÖØ-Þ]{2,20}){0,3}(?:, [A-Z][\w. ]{1,20})?(?:\s?\([^()]{2,20}\)\s?[:—–-]|:|\s?—)\s"
    r"|[^\W\d_][^()\d]{1,40}\s?\([A-Z][A-Za-z. ]{1,20}\)\s?\.?(?:--?|[–—])\s"
)


def second_level(page: Page, place: Place) -> list[Line]:
    """Return the heading below the headline that is long enough for a sentence."""
    # Byline and date may stand between, and buttons with their counts.
    near = page.lines[place.at + 1 : place.first][:_NEAR]
    free = (line for line in near if line.role is None and (line.level or size(line.text) >= SHORTEST))
    for line in islice(free, 3):
        if line.level and size(line.text) >= 40 and line.link_share < 0.5:
            return [] if _is_first_crosshead(page, line) else [line]
    return []


def _is_first_crosshead(page: Page, line: Line) -> bool:
    """Whether a heading is of one kind and in one row with headings further down: a text may begin with a crosshead."""
    row = line.node.row
    if row is None or page.scope is None or SENTENCE_END.search(line.text):
        return False
    alike = (
        each
        for each in page.lines[line.index + 2 : page.scope.end]
        if each.level == line.level and each.node.name == line.node.name and each.node.row is row
    )
    return sum(1 for _ in islice(alike, _FEWEST_CROSSHEADS)) == _FEWEST_CROSSHEADS


def _is_below_crosshead(page: Page, line: Line) -> bool:
    """Whether the first crosshead of a text stands right above a line: the first letter's on a page of letters."""
    above = page.lines[line.index - 1] if line.index else None
    return above is not None and above.role is None and bool(above.level) and _is_first_crosshead(page, above)


def bullets_above_text(page: Page, place: Place) -> list[Line]:
    """Return the sentences of a short list right above the first paragraph, where it has no heading of its own."""
    opening = next((line for line in place.lines if line.node.tag == "li"), None)
    if opening is None or opening.node.parent is None:
        return []
    above = page.lines[opening.index - 1]
    if above.role is None and above.index > place.at and (above.level or above.is_bold or KEY_POINTS.match(above.text)):
        return []
    bullets = page.lines[opening.node.parent.start : opening.node.parent.end]
    if opening is not bullets[0] or len(bullets) not in _BULLETS:
        return []
    if not all(line.role is None and line.node.tag == "li" and _is_statement(line) for line in bullets):
        return []
    rest = (line for line in page.lines[bullets[-1].index + 1 :] if line.role is None and is_prose(line))
    return bullets if next((line.node.tag != "li" for line in rest), False) else []


def _is_statement(line: Line) -> bool:
    return 40 <= size(line.text) <= _LONGEST_BULLET and line.link_share < 0.3


def bold_opening(page: Page, place: Place) -> list[Line]:
    """Return the first paragraph, or a bold sentence right above it, where the two that follow are not bold."""
    opening = [line for line in (*place.lines, *place.following) if place.first - 1 <= line.index <= place.first + 1]
    bold: list[Line] = []
    for line in opening:
        if line.is_bold and not line.level and (is_prose(line) or SENTENCE_END.search(line.text)):
            bold.append(line)
        elif bold or line.index >= place.first:
            break
    if (
        not bold
        or _DATELINE.match(bold[0].text)
        or sum(len(line.text) for line in bold) > 700
        or any(line.link_share > 0.5 for line in bold)
        or _is_first_question(page, bold[-1])
    ):
        return []
    after = [x for x in page.lines[bold[-1].index + 1 : bold[-1].index + 10] if x.role is None and is_prose(x)][:2]
    return bold if after and not any(x.is_bold for x in after) else []


def _is_first_question(page: Page, line: Line) -> bool:
    """Whether a bold question is the first of several: those of an interview."""
    below = page.lines[line.index + 1 : line.index + _FURTHER_DOWN]
    return line.text.endswith(QUESTION_MARKS) and any(
        each.is_bold and each.role is None and not each.level and each.text.endswith(QUESTION_MARKS) for each in below
    )


def of_another_class(page: Page, place: Place) -> list[Line]:
    """Return the first paragraph where it bears a class of its own and all that follow in its block share another."""
    if place.first >= len(page.lines):
        return []
    line = page.lines[place.first]
    if line.node.tag != "p" or len(line.text) > 600 or _is_below_crosshead(page, line):
        return []
    siblings = [
        each
        for each in page.lines[place.first + 1 : place.first + 30]
        if each.role is None and is_prose(each) and each.node.tag == "p" and each.node.parent is line.node.parent
    ]
    return [line] if len(siblings) >= 4 and bears_own_class(line, siblings) else []


def _in_block_of_its_own(line: Line, after: list[Line], place: Place) -> bool:
    """Whether a paragraph right below the head is all that a block holds: one named as teaser, or for nothing else."""
    around, block = line.node.parent, after[0].node.parent
    if around is None or block is None or around.end - around.start > 1 or place.first - place.at >= _HEAD_LINES:
        return False
    return "teaser" in around.hints or (around.name != "" and block.name != "" and around.tag == block.tag)


def outside_text(page: Page, place: Place) -> list[Line]:
    """Return the first paragraph where it bears a class of its own and stands outside the block of all that follow.

    Or where it is no paragraph by its element, as all that follow are.
    """
    if place.first >= len(page.lines):
        return []
    line = page.lines[place.first]
    if line.node.tag not in ("p", "div") or len(line.text) > 500 or stands_aside(line) or has_hint(line, "box"):
        return []
    if appeal_words(line.text) > 1 or _is_below_crosshead(page, line):
        return []
    after = [x for x in page.lines[line.index + 1 : line.index + 30] if x.role is None and is_prose(x)][:6]
    if len(after) < 3 or not (bears_own_class(line, after) or _in_block_of_its_own(line, after, place)):
        return []
    if line.node.tag == "div" and all(x.node.tag == "p" for x in after):
        return [line] if line.node.end - line.node.start == 1 else []
    block = after[0].node.parent
    if block is None or line.node.within(block) or not all(x.node.parent is block for x in after):
        return []
    # Texts that come in several wrappers of one class are cut by advertisements.
    around = line.node.parent
    return [line] if around is None or around.name != block.name or not block.name else []
