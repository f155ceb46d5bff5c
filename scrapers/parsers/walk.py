"""One pass over the tree: a page becomes lines of text in reading order, each in its place in a tree of blocks.

Everything else reads this. A line is what a reader sees as one run of text between block edges; a node is a
block element with the range of lines below it. Both carry what markup says about them as hints, and later each
line gets at most one role (headline, byline, body, …), so that no text is ever used twice.
Time and memory are linear in the page; the walk is a loop, so nesting may be as deep as it likes.
"""

from __future__ import annotations

from itertools import chain

from lxml import etree

from scrapers.parsers.elements import (
    BLOCK,
    BREAK_LINE,
    CLOSED,
    EDGE,
    FURNITURE,
    KINDS,
    MARK,
    MARKS,
    MAY_BE_LINE,
    PICTURE,
    PLAIN,
    TYPED,
    UNKNOWN,
    is_bold,
    is_furniture,
    is_hidden,
    is_picture,
    is_within_line,
)
from scrapers.parsers.hints import NONE, hints_of, hints_of_element
from scrapers.parsers.inline import BOLD, BREAK, HIDDEN, LINK, InlineText
from scrapers.parsers.lines import Line, Node, Picture
from scrapers.parsers.touching import JOINTS, touches

_MAY_BE_HEADING = frozenset(("span", "strong", "b"))
_CROSSHEAD = frozenset(("crosshead",))
_SHORTEST_GLUED = 10
_QUOTES = "“„«‘‚‹\"'"
# Inline elements with these hints are lines of their own when nothing stands before them in their block.
_OWN_LINE = frozenset(("byline", "date", "credit", "kicker", "issue", "caption", "standfirst", "share", "tags"))
_PARAGRAPHS = frozenset(("p", "li"))  # which no element of theirs divides
_NAMES = frozenset(("byline", "credit"))
_LONGEST_PREPOSITION = 4
_PIECES = 3
_CAPTIONED = frozenset(("caption", "credit"))
_BREAK_NAMES = frozenset(("br", "break", "linebreak", "line-break"))


class Walk:
    """The result of one pass in document order: lines, the blocks that hold lines, and pictures.

    `nodes` begins with the root. `pictured` are the blocks that hold pictures and no lines; blocks that hold neither
    nobody asks about.
    """

    def __init__(self, root: etree._Element) -> None:
        self.lines: list[Line] = []
        self.nodes: list[Node] = []
        self.pictures: list[Picture] = []
        self.pictured: list[Node] = []
        self.inputs: list[int] = []  # where a reader can type something: indexes of the lines that follow
        self.choices: list[int] = []  # where a reader can choose one of several answers, likewise
        self._inline_text = InlineText()
        self._own: list[frozenset[str] | None] = []
        self._spans: list[tuple[int, str]] = []  # how deep the open spans are that are bold or hidden by class or style
        self._heading: Node | None = None  # the block that opens with the <span> or <b> just closed
        self._pending: tuple[Node, frozenset[str]] | None = None
        self._closed: tuple[int, str] = (-1, "")  # how much text there was when an inline element closed, and its tag
        blocks = self._run(root)
        self.nodes = [node for node in blocks if node.start < node.end or node.parent is None]
        self.pictured = self._empty_around_pictures()
        for node in chain(self.nodes, self.pictured):
            node.hints = hints_of_element(node.el)
            if "-" in node.tag and not node.tag.startswith("amp-"):  # <fact-box>, <related-stories>
                node.hints |= hints_of(node.tag)

    def _run(self, root: etree._Element) -> list[Node]:
        """Walk the tree; return its blocks."""
        # From the root, not from <body>: lxml puts elements it does not know into the head, and keeps second bodies.
        node = Node(root, root.tag, None, 0)
        blocks = [node]
        # The hottest loop of the parser: an element costs two turns, one to enter and one to leave it, so what a turn
        # does is asked of one table. Stepping from element to element costs less than lxml's own walk.
        pieces, lines, kind_of = self._inline_text.pieces, self.lines, KINDS.get
        entered: list[tuple[etree._Element, str, int, Node]] = []
        text, following = root.text, root[0] if len(root) else None
        while True:
            # White space at the beginning of a block prints nothing.
            if text and (pieces or not text.isspace()):
                if self._pending is None and self._heading is None:
                    pieces.append(text)
                else:
                    self._text(text)
            if following is not None:
                el, around = following, node
                tag = el.tag
                kind = kind_of(tag, UNKNOWN)
                if kind == UNKNOWN:
                    kind = PICTURE if is_picture(el, tag) else PLAIN if is_within_line(el, node) else BLOCK
                if kind == BLOCK:
                    if pieces:
                        self._flush(node)
                    node = Node(el, tag, around, len(lines))
                    blocks.append(node)
                    read = tag not in FURNITURE or not is_furniture(el, tag, around)
                elif kind == MARK:
                    self._open_inline(el, tag, node)
                    read = True
                elif kind == PLAIN:
                    read = True
                elif kind == CLOSED and tag != "input":
                    text, following = el.tail, el.getnext()
                    continue
                elif tag == "picture" and next(el.iter("figcaption"), None) is not None:
                    # Some pages put the caption inside the <picture>.
                    self._alone(el, kind, node)
                    entered.append((el, tag, kind, around))
                    text, following = None, el[0]
                    continue
                else:
                    self._alone(el, kind, node)
                    text, following = el.tail, el.getnext()
                    continue
                entered.append((el, tag, kind, around))
                text, following = (el.text, el[0] if len(el) else None) if read else (None, None)
            elif entered:
                el, tag, kind, around = entered.pop()
                if kind == BLOCK:
                    if pieces:
                        self._flush(node)
                    node.end = len(lines)
                    node = around
                elif kind == MARK:
                    self._close_inline(tag, node)
                text, following = el.tail, el.getnext()
            else:
                break
        if pieces:
            self._flush(node)
        node.end = len(lines)
        return blocks

    def _empty_around_pictures(self) -> list[Node]:
        """Return the blocks without lines that hold pictures, outer ones before those in them."""
        found: list[Node] = []
        seen: set[Node] = set()
        for picture in self.pictures:
            inner = []
            node: Node | None = picture.node
            while node is not None and node.start == node.end and node.parent is not None and node not in seen:
                inner.append(node)
                node = node.parent
            found.extend(reversed(inner))
            seen.update(inner)
        return found

    def _alone(self, el: etree._Element, kind: int, node: Node) -> None:
        """Note an element whose inside is not walked and that tells something: a line break, a picture, a field."""
        if kind == BREAK_LINE:
            if self._inline_text.pieces:
                self._inline_text.pieces.append(BREAK)
        elif kind == EDGE:
            if self._inline_text.pieces:
                self._flush(node)
        elif kind == PICTURE:
            self.pictures.append(Picture(el, node, len(self.lines)))
        elif el.tag == "input":
            typed = el.get("type", "text")
            if typed in TYPED:
                self.inputs.append(len(self.lines))
            elif typed == "radio":
                self.choices.append(len(self.lines))

    def _text(self, text: str) -> None:
        if self._heading is not None:
            # "<span>The keeper wakes</span>He had heard a train": glued together, they are shown apart.
            node, self._heading = self._heading, None
            if text.lstrip(_QUOTES)[:1].isupper() and self._inline_text.ends_word(_SHORTEST_GLUED):
                self._flush(node, _CROSSHEAD)
        if self._pending is not None and not text.isspace():
            # "<span>A B</span>, our man in C" and "<span>A</span> and <span>B</span>" are one line.
            first = text.lstrip()[0]
            if first.islower() or first in ",;:.()" or self._pending[0].tag in _PARAGRAPHS:
                self._pending = None
            elif self._is_preposition(self._pending[1]):
                self._pending = None
                self._inline_text.pieces.append(" ")  # style sheets set them apart
            else:
                self._flush(self._pending[0])
        self._inline_text.pieces.append(text)

    def _is_preposition(self, hints: frozenset[str]) -> bool:
        """Whether what stands so far in an element for a name is only the "By" before it."""
        return (
            not hints.isdisjoint(_NAMES)
            and len("".join(self._inline_text.pieces[:_PIECES]).strip()) <= _LONGEST_PREPOSITION
        )

    def _open_inline(self, el: etree._Element, tag: str, node: Node) -> None:
        own: frozenset[str] | None = None if self._inline_text.pieces else NONE  # what stands first may be a line
        pieces = self._inline_text.pieces
        if pieces and self._closed[0] == len(pieces) and touches(pieces[-1], el, self._closed[1], node):
            if "date" in hints_of_element(el):
                self._flush(node)
                own = NONE
            else:
                pieces.append(" ")  # style sheets set them apart
        elif tag == "a" == self._closed[1] and self._closed[0] == len(pieces) - 1 and pieces[-1] in JOINTS:
            pieces[-1] = f" {pieces[-1]} "  # "<a>Ana Po</a>and<a>Eva Lund</a>"
        if tag == "span":
            name, style = el.get("class"), el.get("style")
            if not el.text and not len(el):
                if self._inline_text.pieces and name and name.split(" ")[-1] in _BREAK_NAMES:
                    self._inline_text.pieces.append(BREAK)
            elif is_hidden(name, style):
                own = None
                self._spans.append((len(self._own), HIDDEN))
                self._inline_text.open(HIDDEN)
            elif self._inline_text.at_start and is_bold(name, style):
                self._spans.append((len(self._own), BOLD))
                self._inline_text.open(BOLD)
        asked = own is not None and (tag in _MAY_BE_HEADING or node.tag not in _PARAGRAPHS)
        if tag in MAY_BE_LINE and (asked or self._pending is not None):
            hints = hints_of_element(el)
            if hints and not hints.isdisjoint(_OWN_LINE):
                own = hints
                if self._pending is not None and "credit" in own and self._pending[1] & _CAPTIONED == {"caption"}:
                    # Caption and credit are two lines, whatever the credit begins with.
                    self._flush(self._pending[0])
        if (kind := MARKS.get(tag)) is not None:
            if kind is not LINK:
                self._heading = None  # "<b>Ann Lee</b><i>Mill Street</i>" is a signature
            self._inline_text.open(kind, el.get("href") if kind is LINK else None)
        self._own.append(own)

    def _close_inline(self, tag: str, node: Node) -> None:
        if (kind := MARKS.get(tag)) is not None:
            self._inline_text.close(kind)
        self._closed = len(self._inline_text.pieces), tag
        own = self._own.pop()
        if self._spans and self._spans[-1][0] == len(self._own):
            self._inline_text.close(self._spans.pop()[1])
        if own:
            if node.level is None or "kicker" in own:
                self._pending = (node, own)
        elif own is not None and tag in _MAY_BE_HEADING and self._inline_text.pieces and node.level is None:
            self._heading = node

    def _flush(self, node: Node, hints: frozenset[str] = NONE) -> None:
        self._heading = None
        if self._pending is not None:
            hints, self._pending = self._pending[1], None
        for line in self._inline_text.take(len(self.lines), node, hints):
            if not line.bold and is_bold(node.el.get("class"), node.el.get("style")):
                line.bold = len(line.text)
            self.lines.append(line)
