"""What a page is made of, as fields see it: lines of text, the blocks they stand in, pictures between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from scrapers.parsers.hints import NONE

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_DIGITS = re.compile(r"\d+")


class Node:
    """A block element. `start` and `end` are the range of its lines; `prose` counts characters of running text."""

    __slots__ = ("_name", "depth", "el", "end", "hints", "level", "parent", "prose", "role", "start", "tag")

    def __init__(self, el: etree._Element, tag: str, parent: Node | None, start: int) -> None:
        self.el = el
        self.tag = tag
        self.parent = parent
        self.start = start
        self.end = start
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.prose = 0
        self.level: int | None = _HEADINGS.get(tag) or (parent.level if parent is not None else None)
        self.hints = NONE  # worked out for the blocks that hold something, at the end of the walk
        self.role: str | None = None
        self._name: str | None = None

    @property
    def name(self) -> str:
        """The class, or else the id, without numbers: what nodes of one kind have in common."""
        if self._name is None:
            self._name = bare_name(self.el.get("class") or self.el.get("id") or "")
        return self._name

    def ancestors(self) -> Iterator[Node]:
        """Yield the node itself and the nodes around it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def close_blocks(self, levels: int, most_lines: int) -> Iterator[Node]:
        """Yield the node itself and the nodes around it, at most `levels`, while they hold at most `most_lines`."""
        node: Node | None = self
        while node is not None and levels > 0 and node.end - node.start <= most_lines:
            yield node
            node = node.parent
            levels -= 1

    @property
    def row(self) -> Node | None:
        """The block around the node and around wrappers that hold nothing else: where its siblings stand."""
        around = self.parent
        while around is not None and around.end - around.start == self.end - self.start:
            around = around.parent
        return around

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

    __slots__ = ("bold", "cue", "hints", "index", "italic", "level", "link", "links", "node", "parts", "role", "text")

    def __init__(self, index: int, node: Node, text: str, hints: frozenset[str]) -> None:
        self.index = index
        self.node = node
        self.level = node.level
        self.text = text
        self.parts: list[str] | None = None
        self.links: list[tuple[str, str]] | tuple[()] = ()
        self.link = self.bold = self.italic = 0
        self.hints = hints
        self.cue: str | None = ""  # what it announces, when somebody has asked; see furniture
        self.role: str | None = None

    def __repr__(self) -> str:
        return f"<Line {self.index} {self.node.tag} {self.role} {self.text[:60]!r}>"

    @property
    def is_bold(self) -> bool:
        """Whether all of the text is bold."""
        return self.bold >= _print_size(self.text)

    @property
    def is_italic(self) -> bool:
        """Whether all of the text is italic."""
        return self.italic >= _print_size(self.text)

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


def is_prose(line: Line) -> bool:
    """Whether a line is running text: long enough for a sentence (fewer characters in CJK), and not mostly links."""
    size = len(line.text)
    if size < 25 or line.level is not None or 2 * line.link > size:
        return False
    return size >= 70 or line.text[-1] in "。！？」" or "、" in line.text


@lru_cache(maxsize=16_384)
def bare_name(value: str) -> str:
    """Return a class or id without its digits: "post-1234" and "post-1235" are of one kind."""
    return _DIGITS.sub("", value)


def _print_size(text: str) -> float:
    """Nearly all of the characters that show: the space between two bold words is often in neither."""
    return (len(text) - text.count(" ")) * 0.95
