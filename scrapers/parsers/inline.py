"""Inline text between two block edges: what is printed, and which of it is linked, bold or italic.

Marks are kept as ranges of the raw text, so that an element may begin in one run of text and end in another
(a link around two blocks, a bold element around a line break). Linear in the text and the marks.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from scrapers.parsers.text import fold

# Line breaks from <br>, told apart from line feeds in the source by a character that no page prints.
BREAK = "\x0b"
LINK, BOLD, ITALIC = "link", "bold", "italic"
# A bold line with this much plain text below it in one paragraph is a heading above a paragraph.
_SHORTEST_HEADING, _LONGEST_HEADING, _SHORTEST_BELOW = 3, 200, 100
_FEW = 8  # pieces of text that tell whether there are several words

# A marked range of the pieces of a text, or of its characters: start, end, kind, the address of a link.
Mark = tuple[int, int, str, str | None]


@dataclass(slots=True)
class Run:
    """One line of text: `parts` are its pieces between single <br>; link, bold and italic count characters."""

    text: str
    parts: list[str] | None = None
    links: list[tuple[str, str]] = field(default_factory=list)
    link: int = 0
    bold: int = 0
    italic: int = 0

    def mark(self, kind: str, text: str, href: str | None) -> None:
        """Count marked text; a link is kept with its words."""
        if not text:
            return
        if kind == LINK:
            if href:  # an anchor without an address links nowhere
                self.link += len(text)
                self.links.append((href, text))
        elif kind == BOLD:
            self.bold += len(text)
        else:
            self.italic += len(text)


class InlineText:
    """Collects text and marks until a block edge, then gives them out as runs.

    `pieces` holds the text so far; who appends to it sees to it that the first piece is no white space.
    """

    __slots__ = ("_hrefs", "_marks", "_open", "_starts", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._marks: list[Mark] = []
        self._open = {LINK: 0, BOLD: 0, ITALIC: 0}
        self._starts = {LINK: 0, BOLD: 0, ITALIC: 0}
        self._hrefs: list[str | None] = []

    @property
    def at_start(self) -> bool:
        """Whether nothing is printed yet in this line: at a block's edge, or behind a line break."""
        if not self.pieces:
            return True
        last = self.pieces[-1]
        return last == BREAK or (last.isspace() and self.pieces[-2] == BREAK)

    def ends_word(self, size: int) -> bool:
        """Whether the text so far is several words of at least `size` characters, the last ending in a small letter."""
        last = self.pieces[-1][-1]
        if not last.islower() and last not in "?!’”)":
            return False
        begin = "".join(self.pieces[:_FEW])
        return len(begin) >= size and " " in begin

    def open(self, kind: str, href: str | None = None) -> None:
        """Begin a marked range; ranges of one kind inside each other are one."""
        count = self._open[kind]
        self._open[kind] = count + 1
        if not count:
            self._starts[kind] = len(self.pieces)
        if kind is LINK:
            self._hrefs.append(href)

    def close(self, kind: str) -> None:
        """End a marked range."""
        count = self._open[kind] - 1
        self._open[kind] = count
        href = self._hrefs.pop() if kind is LINK else None
        if not count and len(self.pieces) > self._starts[kind]:
            self._marks.append((self._starts[kind], len(self.pieces), kind, href))

    def take(self, *, whole: bool, headed: bool = False) -> list[Run]:
        """Return the runs collected so far and begin anew.

        Two line breaks in a row end a run. A single one does too, unless `whole` says that the text stands in an
        element that is one paragraph. `headed` says that such an element may open with a heading: a bold line with
        a break below it is a run of its own then.
        """
        if not self.pieces:
            return []
        self._cut_open_marks()
        pieces = self.pieces.copy()
        self.pieces.clear()
        marks = self._marks
        if marks:
            self._marks = []
        raw = pieces[0] if len(pieces) == 1 else "".join(pieces)
        if BREAK in raw:
            return _broken(raw, _in_characters(pieces, marks), whole=whole, headed=headed)
        text = fold(raw)
        if not text:
            return []
        run = Run(text)
        for start, end, kind, href in marks:
            all_of_it = end - start == len(pieces)
            run.mark(kind, text if all_of_it else fold("".join(pieces[start:end])), href)
        return [run]

    def _cut_open_marks(self) -> None:
        """End the ranges that are still open with this run; they begin anew with the next."""
        starts, size = self._starts, len(self.pieces)
        for kind, count in self._open.items():
            if count:
                if size > starts[kind]:
                    self._marks.append((starts[kind], size, kind, self._hrefs[-1] if kind == LINK else None))
                starts[kind] = 0


def _in_characters(pieces: list[str], marks: list[Mark]) -> list[Mark]:
    """Turn marks from counts of pieces into counts of characters."""
    at = [0, *accumulate(map(len, pieces))]
    return [(at[start], at[end], kind, href) for start, end, kind, href in marks]


def _broken(raw: str, marks: list[Mark], *, whole: bool, headed: bool) -> list[Run]:
    runs: list[Run] = []
    ends: list[int] = []  # where each run ends in the raw text
    at = 0
    begun = False
    heading = _heading_end(raw, marks) if headed else -1
    for piece in raw.split(BREAK):
        at += len(piece) + 1
        text = fold(piece)
        if not text:
            begun = False
            continue
        if begun and whole and ends[-1] != heading:
            run = runs[-1]
            if run.parts is None:
                run.parts = [run.text]
            run.parts.append(text)
            ends[-1] = at
        else:
            runs.append(Run(text))
            ends.append(at)
            begun = True
    for run in runs:
        if run.parts:
            run.text = " ".join(run.parts)
    for start, end, kind, href in marks:
        first = bisect_right(ends, start)
        for index in range(first, len(runs)):
            begin = ends[index - 1] if index else 0
            if begin >= end:
                break
            runs[index].mark(kind, fold(raw[max(start, begin) : min(end, ends[index])]), href)
    return runs


def _heading_end(raw: str, marks: list[Mark]) -> int:
    """Where a bold first line of a paragraph ends that stands above plain text, or -1: a heading in the paragraph."""
    end = raw.index(BREAK)
    first = raw[:end]
    if not _SHORTEST_HEADING <= len(first.strip()) <= _LONGEST_HEADING or len(raw) < end + _SHORTEST_BELOW:
        return -1
    begin = len(first) - len(first.lstrip())
    size = len(first.rstrip())
    bold = [(start, stop) for start, stop, kind, _ in marks if kind == BOLD]
    if not any(start <= begin and size <= stop for start, stop in bold):
        return -1
    return -1 if sum(stop - start for start, stop in bold) > 0.5 * len(raw) else end + 1
