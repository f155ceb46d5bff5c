"""Where a standfirst may stand: the lines from the headline to the first paragraph, and what markup says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from scrapers.parsers.crossheads import is_crosshead
from scrapers.parsers.cues import appeal_words, cue_of_line
from scrapers.parsers.header import first_paragraph_index, has_hint, headline_index, in_picture
from scrapers.parsers.lines import Line, is_prose
from scrapers.parsers.page import Page
from scrapers.parsers.text import QUESTION_MARKS, squeeze

SENTENCE_END = re.compile(r"[.!?…»”\"’)。！？」।]$")
SHORTEST = 15  # characters of a standfirst
_MOST_LINES = 30
_LEVELS = 6
_BLOCK = 10
_MASTHEAD = 6
# Blocks whose names say something else of the standfirst inside them ("byline-social", "paywall-content").
_MISNAMED = frozenset(("share", "appeal", "tools", "ad", "bio", "tags"))
# What is written for lists and search engines, as against the words for a printed standfirst.
_FOR_LISTS = re.compile(r"summary|excerpt|abstract|description|teaser", re.IGNORECASE)
_OF_VIDEO = re.compile(r"video|player", re.IGNORECASE)
# "11 minute read", "Lesezeit: 3 Min.", "Temps de lecture 4 min": a number of minutes, and a word for reading or none.
_MINUTES = re.compile(
    r"(?<!\d)\d{1,3}[\s-]{0,2}(?:min|мин|хв|perc|dk\b|dakika|menit|phút|λεπτ|דקות|دقيق|دقائق|分|분)", re.IGNORECASE
)
_READING = re.compile(
    r"read|les|lect|lett|leitura|läs|læs|lukua|czyt|čten|čítan|olvas|чтен|чита|oku|baca|đọc|ανάγν|קריאה|قراءة|読|读|閱讀|읽",
    re.IGNORECASE,
)
_LONGEST_READING_TIME = 45
_EDITORS_NOTE = re.compile(
    r"\W{0,3}(?:editor.?s.? note|(?:anmerkung|hinweis) der redaktion|note de la rédaction"
    r"|nota del? (?:editor|la redacción)|nota d[ao] (?:redação|editor)"
    r"|nota della redazione|noot van de redactie|от редакции)\s?[:：.–—-]",
    re.IGNORECASE,
)
_LONGEST_WHENCE = 45
_LONGEST_WORD = 3  # "By", "Von" of a byline whose names stand on the next line
_SENTENCE_ENDS = ".!?…:。！？"
# The first paragraph of any text may be set with an initial or without an indent.
_INITIALS = re.compile(r"drop|first|initial|lettrine|indent|intro-?cap", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """`at` is the headline's last line, `first` the first paragraph; `lines` the free lines between, with `first`.

    `following` are the few free lines after it.
    """

    at: int
    first: int
    lines: list[Line]
    following: list[Line]

    @classmethod
    def of(cls, page: Page) -> Place:
        """Return the place on a page, captions and credits left out."""
        at, first = headline_index(page), first_paragraph_index(page)
        end = min(first, at + _MOST_LINES)
        lines = [line for line in page.lines[at + 1 : end + 1] if line.role is None and not stands_aside(line)]
        following = [line for line in page.lines[end + 1 : end + 4] if line.role is None]
        return cls(at, first, lines, following)


def pass_over_labels(page: Page) -> None:
    """Give lines below the headline that are no standfirst a role.

    Such are the headline printed again, the reading time, the word "Advertisement", and a word on the author. A note
    of the editors is kept with the end notes.
    """
    at = headline_index(page)
    headline = squeeze(" ".join(line.text for line in page.lines if line.role == "headline"))
    byline = ""
    signed: Line | None = None  # the byline's last line
    for line in page.lines[at + 1 : min(first_paragraph_index(page), at + _MOST_LINES) + 1]:
        if line.role == "byline":
            byline = f"{byline} {line.text}"
            signed = line
        elif line.role is not None:
            continue
        elif _EDITORS_NOTE.match(line.text):
            page.take("endnotes", [line], "above text")
        elif headline and squeeze(line.text) == headline:
            if page.lines[line.index - 1].role is not None:  # else that may be the kicker of a head within the text
                line.role = "repeat"
        elif (
            _is_reading_time(line.text)
            or cue_of_line(line) == "ad"
            or (signed is not None and (_is_about_author(line, byline) or _is_whence(line, signed)))
        ):
            line.role = "furniture"


def _is_about_author(line: Line, byline: str) -> bool:
    """Whether a line in the byline's block opens with a name of the byline: what the author is and has done."""
    name = line.text.split(maxsplit=2)[:2]
    if len(name) < 2 or " ".join(name) not in byline:
        return False
    return any("byline" in node.hints or "bio" in node.hints for node in line.node.close_blocks(3, _BLOCK))


def _is_whence(line: Line, byline: Line) -> bool:
    """Whether a short line right below the byline, in its row, says where the author writes from, or for."""
    if line.index != byline.index + 1 or len(line.text) > _LONGEST_WHENCE or line.level or "standfirst" in line.hints:
        return False
    if line.text[-1] in _SENTENCE_ENDS or "standfirst" in line.node.hints:
        return False
    row = byline.node.row
    if "byline" in line.node.hints or line.node.row is row:
        return True
    return row is not None and row.end - row.start <= _BLOCK and line.node.within(row)


def _is_reading_time(text: str) -> bool:
    """Whether a short line tells how long the article takes to read."""
    minutes = _MINUTES.search(text) if len(text) <= _LONGEST_READING_TIME else None
    return minutes is not None and (bool(_READING.search(text)) or len(text.split()) <= 2)


def stands_aside(line: Line) -> bool:
    """Whether a line is a caption, a credit, or part of a notice beside the text."""
    if in_picture(line) or has_hint(line, "credit", 2, 2):
        return True
    return any(node.tag == "aside" for node in line.node.close_blocks(3, _BLOCK))


def marked_lines(page: Page, place: Place) -> list[Line]:
    """Return the first run of lines that class names call a standfirst, above the second paragraph."""
    above = [line for line in page.lines[max(0, place.at - 3) : max(0, place.at)] if not _is_of_masthead(page, line)]
    around = [*page.lines[place.at + 1 : _end_of(page, place.first + 1, 3)], *above]
    run: list[Line] = []
    for line in around:
        if _is_marked(line, place) and (line.index <= place.first or not _heads_section(line)):
            if run and not _is_next(page, run[-1], line):
                break
            run.append(line)
    printed = [line for line in run if not _FOR_LISTS.search(line.node.name)]
    return printed or run


def _heads_section(line: Line) -> bool:
    """Whether a line below the first paragraph is a crosshead, whatever its class says ("subheadline")."""
    return is_crosshead(line) or (line.is_bold and line.text.endswith(QUESTION_MARKS))


def _is_of_masthead(page: Page, line: Line) -> bool:
    """Whether a line stands beside the link to the home page: what the paper says of itself."""
    if line.role is not None or "standfirst" not in line.hints | line.node.hints:
        return False
    if line.node.name.startswith("site-"):
        return True
    return any(
        page.is_home(link.get("href"))
        for node in line.node.close_blocks(3, _MASTHEAD)
        for link in islice(node.el.iter("a"), _MASTHEAD)
    )


def _end_of(page: Page, start: int, most: int) -> int:
    """Return where so many free lines end."""
    for at in range(start, min(start + _MOST_LINES, len(page.lines))):
        most -= page.lines[at].role is None
        if not most:
            return at + 1
    return start + _MOST_LINES


def _is_next(page: Page, before: Line, line: Line) -> bool:
    """Whether only furniture stands between two lines, and a heading is not followed by a paragraph of the text."""
    if before.level and line.node.parent is not before.node.parent:
        return False
    return before.index < line.index and all(
        each.role == "furniture" for each in page.lines[before.index + 1 : line.index]
    )


def _is_marked(line: Line, place: Place) -> bool:
    if line.role not in (None, "furniture") or line.link_share > 0.6 or len(line.text) <= _LONGEST_WORD:
        return False
    if in_picture(line) or cue_of_line(line) == "ad":
        return False
    blocks = [node for node in line.node.close_blocks(_LEVELS, _BLOCK) if not node.start <= place.at < node.end]
    if "standfirst" not in line.hints and not any("standfirst" in node.hints for node in blocks):
        return False
    if any(_OF_VIDEO.search(node.name) for node in blocks):
        return False
    return line.role is None or _is_misnamed(line)


def _is_misnamed(line: Line) -> bool:
    """Whether a sentence marked as standfirst only looks like furniture because of the block it stands in."""
    nodes = list(islice(line.node.ancestors(), 3 * _LEVELS))
    if line.node.tag not in ("p", "h2", "h3", "li", "div") or not any("standfirst" in node.hints for node in nodes[:2]):
        return False
    kinds = {node.role for node in nodes if node.role is not None}
    if not kinds or not kinds <= _MISNAMED or len(line.text) < 25 or line.link_share > 0.2:
        return False
    return cue_of_line(line) is None and not appeal_words(line.text)


def is_set_apart(page: Page, line: Line) -> bool:
    """Whether a line looks other than the paragraphs after it: bold, or of another element, class or block."""
    following = [x for x in page.lines[line.index + 1 : line.index + 16] if x.role is None and is_prose(x)]
    following = [x for x in following if x.node.tag != "li" and not in_picture(x)][:2]
    if not following:
        return False
    if line.is_bold and not following[0].is_bold:
        return True
    if all(x.node.tag != line.node.tag for x in following) or bears_own_class(line, following):
        return True
    return _in_own_block(line, following)


def bears_own_class(line: Line, following: list[Line]) -> bool:
    """Whether a line's class is none of the one class, or none, that all the others bear; initials are passed over.

    Where the others bear several classes each, one that all of them share does, if the line has no such class.
    """
    mine = line.node.el.get("class") or ""
    if not mine or _INITIALS.search(mine):
        return False
    theirs = {each.node.el.get("class") or "" for each in following}
    if len(theirs) == 1:
        return mine not in theirs
    shared = set.intersection(*(set(names.split()) for names in theirs)) if theirs else set()
    return bool(shared) and shared.isdisjoint(mine.split())


def _in_own_block(line: Line, following: list[Line]) -> bool:
    """Whether a line stands alone in its block, where the paragraphs after it share another."""
    block = line.node.parent
    if block is None or block.end - block.start > 3 or len(following) < 2:
        return False
    theirs = following[0].node.parent
    return theirs is not None and theirs is not block and all(x.node.within(theirs) for x in following)
