"""One pass over the tree: a page becomes lines of text in reading order, each in its place in a tree of blocks.

Everything else reads this. A line is what a reader sees as one run of text between block edges; a node is a
block element with the range of lines below it. Both carry what markup says about them as hints, and later each
line gets at most one role (headline, byline, body, …), so that no text is ever used twice.
Time and memory are linear in the page; the walk is a loop, so nesting may be as deep as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from scrapers.parsers.hints import NONE, hints_of
from scrapers.parsers.text import fold

_SKIP = frozenset(
    "script style template svg math iframe object embed canvas audio select option optgroup datalist head title map"
    " textarea input progress meter dialog portal applet".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby"
    " s samp small span strike strong sub sup time tt u var wbr amp-link".split()
)
_BOLD = frozenset(("b", "strong"))
_ITALIC = frozenset(("i", "em", "cite"))
_PICTURES = frozenset(("img", "amp-img", "picture", "noscript", "video"))
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
# Inline elements with these hints are lines of their own when nothing stands before them in their block.
_OWN_LINE = frozenset(("byline", "date", "credit", "kicker", "issue", "caption", "standfirst", "share", "tags"))
# Line breaks from <br>, told apart from line feeds in the source by a character that no page prints.
BREAK = "\x0b"


class Node:
    """A block element. `start` and `end` are the range of its lines; `prose` counts characters of running text."""

    __slots__ = ("depth", "el", "end", "hints", "level", "parent", "prose", "role", "start", "tag")

    def __init__(self, el: etree._Element, tag: str, parent: Node | None, hints: frozenset[str], start: int) -> None:
        self.el = el
        self.tag = tag
        self.parent = parent
        self.hints = hints
        self.start = start
        self.end = start
        self.depth = parent.depth + 1 if parent is not None else 0
        self.prose = 0
        self.level: int | None = _HEADINGS.get(tag) or (parent.level if parent is not None else None)
        self.role: str | None = None

    def ancestors(self) -> Iterator[Node]:
        """Yield the node itself and the nodes around it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def within(self, other: Node) -> bool:
        """Tell whether this node is `other` or lies in it."""
        node: Node | None = self
        while node is not None and node.depth >= other.depth:
            if node is other:
                return True
            node = node.parent
        return False


class Line:
    """A run of text. `parts` are its pieces between <br>; link, bold and italic count characters of such text."""

    __slots__ = ("bold", "hints", "index", "italic", "level", "link", "links", "node", "parts", "role", "text")

    def __init__(self, index: int, node: Node, text: str) -> None:
        self.index = index
        self.node = node
        self.text = text
        self.parts: list[str] | None = None
        self.level: int | None = None
        self.link = 0
        self.bold = 0
        self.italic = 0
        self.links: list[tuple[str, str]] = []
        self.hints = NONE
        self.role: str | None = None

    def __repr__(self) -> str:
        return f"<Line {self.index} {self.node.tag} {self.role} {self.text[:60]!r}>"

    @property
    def is_bold(self) -> bool:
        """Whether all of the text is bold."""
        return self.bold >= len(self.text) * 0.95

    @property
    def is_italic(self) -> bool:
        """Whether all of the text is italic."""
        return self.italic >= len(self.text) * 0.95

    @property
    def link_share(self) -> float:
        """The share of the text that is links, 0 to 1."""
        return min(1.0, self.link / len(self.text))


class Picture:
    """A picture element: `position` is the index of the line that follows it."""

    __slots__ = ("el", "node", "position")

    def __init__(self, el: etree._Element, node: Node, position: int) -> None:
        self.el = el
        self.node = node
        self.position = position


class Walk:
    """The result of one pass: lines, nodes and pictures in document order."""

    def __init__(self, root: etree._Element) -> None:
        self.lines: list[Line] = []
        self.nodes: list[Node] = []
        self.pictures: list[Picture] = []
        self._buffer: list[str] = []
        self._length = 0
        self._links: list[tuple[str, str]] = []
        self._link = self._bold = self._italic = 0
        self._hints = NONE
        self._run(root)

    def _run(self, root: etree._Element) -> None:
        body = root if root.tag != "html" else next(iter(root.findall("body")), root)
        node: Node | None = None
        inline: list[tuple[str, int, int, frozenset[str] | None]] = []
        walker = etree.iterwalk(body, events=("start", "end"))
        for event, el in walker:
            tag = el.tag
            if tag in _SKIP:
                if event == "start":
                    walker.skip_subtree()
                elif el is not body:
                    self._text(el.tail, inline)
                continue
            if event == "start":
                if tag in _INLINE:
                    self._open_inline(el, tag, inline)
                elif tag == "br":
                    self._buffer.append(BREAK)
                elif tag in _PICTURES:
                    if node is not None:
                        self.pictures.append(Picture(el, node, len(self.lines)))
                    if tag != "picture":
                        walker.skip_subtree()
                    continue
                else:
                    self._flush(node)
                    node = Node(el, tag, node, _hints(el), len(self.lines))
                    self.nodes.append(node)
                self._text(el.text, inline)
                continue
            if tag in _INLINE:
                self._close_inline(el, inline, node)
            elif tag not in _PICTURES and tag != "br":
                self._flush(node)
                assert node is not None
                node.end = len(self.lines)
                node = node.parent
            if el is not body:
                self._text(el.tail, inline)

    def _text(self, text: str | None, inline: list[tuple[str, int, int, frozenset[str] | None]]) -> None:
        if not text:
            return
        self._buffer.append(text)
        size = len(text) if not text.isspace() else 0
        self._length += size

    def _open_inline(
        self, el: etree._Element, tag: str, inline: list[tuple[str, int, int, frozenset[str] | None]]
    ) -> None:
        own: frozenset[str] | None = None
        if tag in ("span", "time", "cite", "small", "label", "a") and len(el.attrib):
            hints = _hints(el)
            if not self._length and not hints.isdisjoint(_OWN_LINE):
                own = hints
        elif tag == "time":
            own = NONE
        inline.append((tag, len(self._buffer), self._length, own))

    def _close_inline(
        self, el: etree._Element, inline: list[tuple[str, int, int, frozenset[str] | None]], node: Node | None
    ) -> None:
        tag, start, before, own = inline.pop()
        size = self._length - before
        if tag in _BOLD:
            self._bold += size
        elif tag in _ITALIC:
            self._italic += size
        elif tag == "a" and start <= len(self._buffer):
            self._link += size
            href = el.get("href")
            if href and size > 0:
                self._links.append((href, "".join(self._buffer[start:])))
        if own is not None and node is not None and node.tag not in ("p", "li") and node.level is None:
            self._hints = own
            self._flush(node)

    def _flush(self, node: Node | None) -> None:
        if not self._buffer:
            return
        raw = "".join(self._buffer)
        self._buffer.clear()
        link, bold, italic, links, hints = self._link, self._bold, self._italic, self._links, self._hints
        self._length = self._link = self._bold = self._italic = 0
        self._links, self._hints = [], NONE
        if raw.isspace() or node is None:
            return
        if BREAK in raw:
            self._flush_broken(raw, node, bool(bold), links)
            return
        text = fold(raw)
        if text:
            line = self._line(node, text)
            line.link, line.bold, line.italic, line.hints = link, bold, italic, hints
            line.links = [(href, folded) for href, label in links if (folded := fold(label))]

    def _flush_broken(self, raw: str, node: Node, bold: bool, links: list[tuple[str, str]]) -> None:
        """Two <br> in a row end a line; a single one is kept in `parts`."""
        run: list[str] = []
        pieces = [fold(piece) for piece in raw.split(BREAK)]
        for piece in [*pieces, ""]:
            if piece:
                run.append(piece)
                continue
            if run:
                line = self._line(node, " ".join(run))
                line.parts = run if len(run) > 1 else None
                line.links = [(h, t) for h, label in links if (t := fold(label)) and t in line.text]
                line.link = sum(len(t) for _, t in line.links)
                line.bold = self._marked(node, line.text) if bold else 0
            run = []

    def _marked(self, node: Node, text: str) -> int:
        bold = {fold("".join(el.itertext())) for el in node.el.iter("b", "strong")}
        return len(text) if text in bold else 0

    def _line(self, node: Node, text: str) -> Line:
        line = Line(len(self.lines), node, text)
        line.level = node.level
        self.lines.append(line)
        return line


def _hints(el: etree._Element) -> frozenset[str]:
    get = el.get
    value = get("class") or ""
    for name in ("id", "itemprop", "rel", "data-testid", "data-component"):
        more = get(name)
        if more:
            value = f"{value} {more}"
    if get("role") in ("navigation", "complementary", "search"):
        value += " nav" if get("role") != "complementary" else " aside"
    return hints_of(value) if value else NONE
