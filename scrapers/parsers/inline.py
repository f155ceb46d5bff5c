"""Inline text between two block edges: what is printed, and which of it is linked, bold or italic.

Marks are kept as ranges of the raw text, so that an element may begin in one run of text and end in another
(a link around two blocks, a bold element around a line break). Linear in the text and the marks.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from scrapers.parsers.lines import Line, Node
from scrapers.parsers.text import fold

# Line breaks from <br>, told apart from line feeds in the source by a character that no page prints.
BREAK = "\x0b"
LINK, BOLD, ITALIC, HIDDEN = "link", "bold", "italic", "hidden"
_HIDDEN = frozenset(("hidden",))
_LONGEST_LABEL = 80  # for screen readers
# A bold line with this much plain text below it in one paragraph is a heading above a paragraph.
_SHORTEST_HEADING, _LONGEST_HEADING, _SHORTEST_BELOW = 3, 200, 100
_FEW = 8  # pieces of text that tell whether there are several words
# In these a single <br> breaks a line of print (verse, an address, a signature), not a paragraph.
_WHOLE = frozenset(("p", "li", "figcaption", "blockquote", "dd", "dt", "address", "caption", "pre"))

# A marked range of the pieces of a text, or of its characters: start, end, kind, the address of a link.
Mark = tuple[int, int, str, str | None]


class InlineText:
    """Collects text and marks until a block edge, then gives them out as lines.

    `pieces` holds the text so far; who appends to it sees to it that the first piece is no white space.
    """

    __slots__ = ("_hides", "_hrefs", "_marks", "_open", "_opened", "_starts", "pieces")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._marks: list[Mark] = []
        self._open = {LINK: 0, BOLD: 0, ITALIC: 0, HIDDEN: 0}
        self._starts = {LINK: 0, BOLD: 0, ITALIC: 0, HIDDEN: 0}
        self._hides = False  # whether some of the text is hidden
        self._hrefs: list[str | None] = []
        self._opened = 0  # marks of all kinds that are open

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
        self._opened += 1
        if not count:
            self._starts[kind] = len(self.pieces)
        if kind is LINK:
            self._hrefs.append(href)
        elif kind is HIDDEN:
            self._hides = True

    def close(self, kind: str) -> None:
        """End a marked range."""
        count = self._open[kind] - 1
        self._open[kind] = count
        self._opened -= 1
        href = self._hrefs.pop() if kind is LINK else None
        if not count and len(self.pieces) > self._starts[kind]:
            self._marks.append((self._starts[kind], len(self.pieces), kind, href))

    def take(self, index: int, node: Node, hints: frozenset[str]) -> list[Line]:
        """Return the lines collected so far, numbered from `index`, as lines of a block, and begin anew.

        Two line breaks in a row end a line. A single one does too, unless the block is an element that is one
        paragraph. A <p> may open with a heading: a bold line with a break below it is a line of its own then.
        """
        if self._opened:
            self._cut_open_marks()
        if self._hides and self._hide():
            hints |= _HIDDEN
        pieces, marks = self.pieces, self._marks
        raw = "".join(pieces)
        if BREAK in raw:
            lines = _broken(index, node, hints, raw, _in_characters(pieces, marks))
        elif text := fold(raw):
            line = Line(index, node, text, hints)
            for start, end, kind, href in marks:
                all_of_it = end - start == len(pieces)
                _mark(line, kind, text if all_of_it else fold("".join(pieces[start:end])), href)
            lines = [line]
        else:
            lines = []
        pieces.clear()
        marks.clear()
        return lines

    def _hide(self) -> bool:
        """Take hidden text out of a line that prints some too; return whether it is hidden as a whole."""
        hidden = [mark for mark in self._marks if mark[2] == HIDDEN]
        self._marks = [mark for mark in self._marks if mark[2] != HIDDEN]
        self._hides = self._open[HIDDEN] > 0
        pieces = list(self.pieces)
        for start, end, _, _ in hidden:
            said = "".join(pieces[start:end])
            # The colon behind a kicker stays, and so does what a reader unfolds.
            if len(said) <= _LONGEST_LABEL and any(map(str.isalnum, said)):
                pieces[start:end] = [""] * (end - start)
        if not "".join(pieces).strip():
            return True
        self.pieces[:] = pieces
        return False

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


def _mark(line: Line, kind: str, text: str, href: str | None) -> None:
    """Count marked text of a line; a link is kept with its words."""
    if not text:
        return
    if kind == LINK:
        if href:  # an anchor without an address links nowhere
            line.link += len(text)
            if line.links:
                line.links.append((href, text))
            else:
                line.links = [(href, text)]
    elif kind == BOLD:
        line.bold += len(text)
    else:
        line.italic += len(text)


def _broken(index: int, node: Node, hints: frozenset[str], raw: str, marks: list[Mark]) -> list[Line]:
    whole = node.tag in _WHOLE or node.level is not None
    lines: list[Line] = []
    ends: list[int] = []  # where each line ends in the raw text
    at = 0
    begun = False
    heading = _heading_end(raw, marks) if node.tag == "p" else -1
    for piece in raw.split(BREAK):
        at += len(piece) + 1
        text = fold(piece)
        if not text:
            begun = False
            continue
        if begun and whole and ends[-1] != heading:
            line = lines[-1]
            if line.parts is None:
                line.parts = [line.text]
            line.parts.append(text)
            ends[-1] = at
        else:
            lines.append(Line(index + len(lines), node, text, hints))
            ends.append(at)
            begun = True
    for line in lines:
        if line.parts:
            line.text = " ".join(line.parts)
    for start, end, kind, href in marks:
        first = bisect_right(ends, start)
        for number in range(first, len(lines)):
            begin = ends[number - 1] if number else 0
            if begin >= end:
                break
            _mark(lines[number], kind, fold(raw[max(start, begin) : min(end, ends[number])]), href)
    return lines


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
