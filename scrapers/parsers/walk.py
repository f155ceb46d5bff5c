"""One pass over the tree: a page becomes lines of text in reading order, each in its place in a tree of blocks.

Everything else reads this. A line is what a reader sees as one run of text between block edges; a node is a
block element with the range of lines below it. Both carry what markup says about them as hints, and later each
line gets at most one role (headline, byline, body, …), so that no text is ever used twice.
Time and memory are linear in the page; the walk is a loop, so nesting may be as deep as it likes.
"""

from __future__ import annotations

import re
from itertools import chain, islice

from lxml import etree

from scrapers.parsers.hints import NONE, hints_of_element
from scrapers.parsers.inline import BOLD, BREAK, ITALIC, LINK, InlineText
from scrapers.parsers.lines import Line, Node, Picture

# Blocks in which libxml2 never puts anything.
_VOID = frozenset(("base", "hr", "link", "meta"))
_SKIP = frozenset(
    "script style template svg math iframe object embed canvas audio select option optgroup datalist title map"
    " textarea input progress meter portal applet noembed noframes".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby"
    " s samp small span strike strong sub sup time tt u var wbr amp-link".split()
)
# An underlined line is a heading as a bold one is.
_MARKS = {"a": LINK, "b": BOLD, "strong": BOLD, "u": BOLD, "i": ITALIC, "em": ITALIC}
_PICTURES = frozenset(("img", "amp-img", "picture", "noscript", "video"))
_MAY_BE_HEADING = frozenset(("span", "strong", "b"))
_CROSSHEAD = frozenset(("crosshead",))
_SHORTEST_GLUED = 10
_QUOTES = "“„«‘‚‹\"'"
_MAY_BE_LINE = frozenset(("span", "time", "cite", "small", "label", "a", "strong", "b", "em", "i"))
# What an element is to the walk: something whose inside no reader sees, a picture, a line break, a block edge that
# nothing can stand in, an inline mark that is followed, plain inline text, a block, or an element unknown to HTML.
_CLOSED, _PICTURE, _BREAK, _EDGE, _MARK, _PLAIN, _BLOCK, _UNKNOWN = range(8)
# The blocks that HTML knows. Elements that it does not know are inline by its rules, and papers name blocks of their
# own all the same: one is inline that holds but text and stands in a paragraph.
_BLOCKS = frozenset(
    "html head body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frameset h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav ol optgroup p pre plaintext"
    " search section summary table caption tbody td tfoot th thead tr colgroup col ul xmp button".split()
)
_KINDS = {
    **dict.fromkeys(_BLOCKS, _BLOCK),
    **dict.fromkeys(_INLINE, _PLAIN),
    **dict.fromkeys(_MARKS.keys() | _MAY_BE_LINE, _MARK),
    **dict.fromkeys(_PICTURES, _PICTURE),
    **dict.fromkeys(_SKIP, _CLOSED),
    **dict.fromkeys(_VOID, _EDGE),
    "br": _BREAK,
}
# Inline elements with these hints are lines of their own when nothing stands before them in their block.
_OWN_LINE = frozenset(("byline", "date", "credit", "kicker", "issue", "caption", "standfirst", "share", "tags"))
_PARAGRAPHS = frozenset(("p", "li"))  # which no element of theirs divides
_CAPTIONED = frozenset(("caption", "credit"))
# In these a single <br> breaks a line of print (verse, an address, a signature), not a paragraph.
_WHOLE = frozenset(("p", "li", "figcaption", "blockquote", "dd", "dt", "address", "caption", "pre"))
_FURNITURE = frozenset(("nav", "footer", "dialog"))
_BREAK_NAMES = frozenset(("br", "break", "linebreak", "line-break"))
_BOLD_NAMES = frozenset(("bold", "strong", "font-bold", "fw-bold", "text-bold", "font-weight-bold"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


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
        self._inline = InlineText()
        self._own: list[frozenset[str] | None] = []
        self._bold_spans: list[int] = []  # how deep the open spans are that a class or style makes bold
        self._heading: Node | None = None  # the block that opens with the <span> or <b> just closed
        self._pending: tuple[Node, frozenset[str]] | None = None
        blocks = self._run(root)
        self.nodes = [node for node in blocks if node.start < node.end or node.parent is None]
        self.pictured = self._empty_around_pictures()
        for node in chain(self.nodes, self.pictured):
            node.hints = hints_of_element(node.el)

    def _run(self, root: etree._Element) -> list[Node]:
        """Walk the tree; return its blocks."""
        # From the root, not from <body>: lxml puts elements it does not know into the head, and keeps second bodies.
        node = Node(root, root.tag, None, 0)
        blocks = [node]
        if root.text and not root.text.isspace():
            self._text(root.text)
        # The hottest loop of the parser: an element costs two turns, so what a turn does is asked of one table.
        pieces, lines, kind_of = self._inline.pieces, self.lines, _KINDS.get
        walker = etree.iterwalk(root, events=("start", "end"))
        next(walker)
        for event, el in walker:
            tag = el.tag
            kind = kind_of(tag, _UNKNOWN)
            if event == "start":
                if kind == _BLOCK or (kind == _UNKNOWN and (node.tag != "p" or len(el))):
                    if pieces:
                        self._flush(node)
                    node, around = Node(el, tag, node, len(lines)), node
                    blocks.append(node)
                    if tag in _FURNITURE and _is_furniture(el, tag, around):
                        walker.skip_subtree()
                        continue
                elif kind == _MARK:
                    self._open_inline(el, tag, node)
                elif kind == _BREAK:
                    if pieces:
                        pieces.append(BREAK)
                    continue
                elif kind == _EDGE:
                    if pieces:
                        self._flush(node)
                    continue
                elif kind < _PLAIN:
                    self._closed(el, tag, kind, node)
                    # Some pages put the caption inside the <picture>.
                    if tag != "picture" or el.find(".//figcaption") is None:
                        walker.skip_subtree()
                    continue
                text = el.text
            else:
                if kind == _BLOCK or node.el is el:
                    if pieces:
                        self._flush(node)
                    node.end = len(lines)
                    if node.parent is None:
                        break
                    node = node.parent
                elif kind == _MARK:
                    self._close_inline(tag, node)
                text = el.tail
            # White space at the beginning of a block prints nothing.
            if text and (pieces or not text.isspace()):
                if self._pending is None and self._heading is None:
                    pieces.append(text)
                else:
                    self._text(text)
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

    def _closed(self, el: etree._Element, tag: str, kind: int, node: Node) -> None:
        """Note an element whose inside is not walked: a picture, a field of a form, a script."""
        if kind == _PICTURE:
            self.pictures.append(Picture(el, node, len(self.lines)))
        elif tag == "input":
            typed = el.get("type", "text")
            if typed in ("text", "email", "tel"):
                self.inputs.append(len(self.lines))
            elif typed == "radio":
                self.choices.append(len(self.lines))

    def _text(self, text: str) -> None:
        if self._heading is not None:
            # "<span>The keeper wakes</span>He had heard a train": glued together, they are shown apart.
            node, self._heading = self._heading, None
            if text.lstrip(_QUOTES)[:1].isupper() and self._inline.ends_word(_SHORTEST_GLUED):
                self._flush(node, _CROSSHEAD)
        if self._pending is not None and not text.isspace():
            # "<span>A B</span>, our man in C" and "<span>A</span> and <span>B</span>" are one line.
            first = text.lstrip()[0]
            if first.islower() or first in ",;:.()":
                self._pending = None
            else:
                self._flush(self._pending[0])
        self._inline.pieces.append(text)

    def _open_inline(self, el: etree._Element, tag: str, node: Node) -> None:
        own: frozenset[str] | None = None if self._inline.pieces else NONE  # what stands first may be a line
        if tag == "span":
            if not el.text and not len(el):
                if self._inline.pieces and (el.get("class") or "").split(" ")[-1] in _BREAK_NAMES:
                    self._inline.pieces.append(BREAK)
            elif self._inline.at_start and _is_bold(el):
                self._bold_spans.append(len(self._own))
                self._inline.open(BOLD)
        asked = own is not None and (tag in _MAY_BE_HEADING or node.tag not in _PARAGRAPHS)
        if tag in _MAY_BE_LINE and (asked or self._pending is not None):
            hints = hints_of_element(el)
            if hints and not hints.isdisjoint(_OWN_LINE):
                own = hints
                if self._pending is not None and "credit" in own and self._pending[1] & _CAPTIONED == {"caption"}:
                    self._flush(self._pending[0])  # caption and credit are two lines, whatever the credit begins with
        if (kind := _MARKS.get(tag)) is not None:
            if kind is not LINK:
                self._heading = None  # "<b>Ann Lee</b><i>Mill Street</i>" is a signature
            self._inline.open(kind, el.get("href") if kind is LINK else None)
        self._own.append(own)

    def _close_inline(self, tag: str, node: Node) -> None:
        if (kind := _MARKS.get(tag)) is not None:
            self._inline.close(kind)
        own = self._own.pop()
        if self._bold_spans and self._bold_spans[-1] == len(self._own):
            self._bold_spans.pop()
            self._inline.close(BOLD)
        if own:
            if node.tag not in _PARAGRAPHS and (node.level is None or "kicker" in own):
                self._pending = (node, own)
        elif own is not None and tag in _MAY_BE_HEADING and self._inline.pieces and node.level is None:
            self._heading = node

    def _flush(self, node: Node, hints: frozenset[str] = NONE) -> None:
        self._heading = None
        if self._pending is not None:
            hints, self._pending = self._pending[1], None
        whole = node.tag in _WHOLE or node.level is not None
        for run in self._inline.take(whole=whole, headed=node.tag == "p"):
            if not run.bold and _is_bold(node.el):
                run.bold = len(run.text)
            self.lines.append(Line(len(self.lines), node, run, hints))


def _is_furniture(el: etree._Element, tag: str, around: Node) -> bool:
    """Whether an element is furniture by its tag alone, so that its inside need not be walked.

    Bread crumbs stand in a <nav> too, and the <footer> of an article may hold its notes.
    """
    if tag == "nav":
        named = f"{el.get('class')} {el.get('id')} {el.get('aria-label')}".lower()
        return "crumb" not in named and "brotkrum" not in named and len(el) > 0 and not _few_links(el)
    return tag == "dialog" or not any(node.tag in ("article", "main") for node in around.ancestors())


def _is_bold(el: etree._Element) -> bool:
    """Whether class or style makes a <span> bold, as editors do that know no headings."""
    name = el.get("class")
    if name and ("bold" in name or "strong" in name) and not _BOLD_NAMES.isdisjoint(name.lower().split()):
        return True
    style = el.get("style")
    return bool(style and "font-weight" in style and _BOLD_STYLE.search(style))


def _few_links(el: etree._Element) -> bool:
    """Unnamed bread crumbs are a handful of links with the way from the home page."""
    return sum(1 for _ in islice(el.iter("a"), 6)) < 6
