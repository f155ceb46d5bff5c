"""What an element is to the walk: a block, a mark within a line, a picture, or something no reader sees into."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml import etree

from scrapers.parsers.hints import hides, hints_of
from scrapers.parsers.inline import BOLD, ITALIC, LINK
from scrapers.parsers.lines import Node

_SKIP = frozenset(
    "script style template svg math iframe object embed canvas audio select option optgroup datalist title map"
    " textarea input progress meter portal applet noembed noframes"
    # Microdata stands within words of the text: <span itemscope><meta itemprop="name" content="Oslo">Oslo</span>.
    " base link meta".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i ins kbd label mark nobr rb rp rt rtc ruby"
    " s samp small span strike strong sub sup time tt u var wbr amp-link".split()
)
# An underlined line is a heading as a bold one is.
MARKS = {"a": LINK, "b": BOLD, "strong": BOLD, "u": BOLD, "i": ITALIC, "em": ITALIC}
_PICTURES = frozenset(("img", "amp-img", "picture", "noscript", "video"))
MAY_BE_LINE = frozenset(("span", "time", "cite", "small", "label", "a", "strong", "b", "em", "i"))
# What an element is to the walk: something whose inside no reader sees, a picture, a line break, a block edge that
# nothing can stand in, an inline mark that is followed, plain inline text, a block, or an element unknown to HTML.
CLOSED, PICTURE, BREAK_LINE, EDGE, MARK, PLAIN, BLOCK, UNKNOWN = range(8)
# The blocks that HTML knows. Elements that it does not know are inline by its rules, and papers name blocks of their
# own all the same: one is inline that holds nothing but words and stands in a paragraph.
_BLOCKS = frozenset(
    "html head body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frameset h1 h2 h3 h4 h5 h6 header hgroup legend li listing main menu nav ol optgroup p pre plaintext"
    " search section summary table caption tbody td tfoot th thead tr colgroup col ul xmp".split()
)
KINDS = {
    **dict.fromkeys(_BLOCKS, BLOCK),
    **dict.fromkeys(_INLINE, PLAIN),
    **dict.fromkeys(MARKS.keys() | MAY_BE_LINE, MARK),
    **dict.fromkeys(_PICTURES, PICTURE),
    **dict.fromkeys(_SKIP, CLOSED),
    "hr": EDGE,
    "br": BREAK_LINE,
}
_LINES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"))
_WORDS = frozenset((MARK, PLAIN, BREAK_LINE))
_KEEPS_FOOTER = frozenset(("article", "main", "figure"))
FURNITURE = frozenset(("nav", "footer", "dialog"))
_BOLD_NAMES = frozenset(("bold", "strong", "font-bold", "fw-bold", "text-bold", "font-weight-bold"))
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# Kinds of <input> that a reader types something into.
TYPED = frozenset(("text", "email", "tel"))


def is_within_line(el: etree._Element, around: Node) -> bool:
    """Return whether an element that is no block for sure marks words of a line: "<person><b>Ada Lund</b></person>"."""
    if el.tag == "button":
        return around.tag == "p" and (not _says_anything(el) or _is_between_words(el))
    if el.tag == "q":
        return around.tag in _LINES or not _stands_alone(el)
    return around.tag in _LINES and all(KINDS.get(inner.tag, BLOCK) in _WORDS for inner in el)


def _stands_alone(quote: etree._Element) -> bool:
    """Whether a <q> stands between blocks and not between words: a pull quote."""
    parent, before, after = quote.getparent(), quote.getprevious(), quote.getnext()
    if parent is None or KINDS.get(parent.tag, BLOCK) != BLOCK:
        return False
    beside = [parent.text if before is None else before.tail, quote.tail]
    blocks = all(other is None or KINDS.get(other.tag, BLOCK) in (BLOCK, EDGE, CLOSED) for other in (before, after))
    return blocks and not any(text and not text.isspace() for text in beside)


def _says_anything(button: etree._Element) -> bool:
    """Whether there are words on a button, and not only a drawing."""
    said = [button.text, *(inner.tail for inner in button)]
    said += [inner.text for inner in button if KINDS.get(inner.tag) != CLOSED]
    return any(text and not text.isspace() for text in said)


def _is_between_words(button: etree._Element) -> bool:
    """Whether a button stands in a sentence: a word of the text that is explained at a touch."""
    parent, before = button.getparent(), button.getprevious()
    opening = before.tail if before is not None else parent.text if parent is not None else None
    return all(text and not text.isspace() for text in (opening, button.tail))


def is_picture(el: etree._Element, tag: str) -> bool:
    """Return whether a custom element stands for a picture until a script draws it: <story-image src="/weir.jpg">."""
    if "-" not in tag or not tag.endswith(("image", "img", "picture")):
        return False
    return bool(el.get("src") or el.get("data-src")) and next(el.iter("img"), None) is None


def is_furniture(el: etree._Element, tag: str, around: Node) -> bool:
    """Return whether an element is furniture by its tag alone, so that its inside need not be walked.

    Bread crumbs stand in a <nav> too, the <footer> of an article may hold its notes, and that of a figure its credit.
    """
    if tag == "nav":
        named = f"{el.get('class')} {el.get('id')} {el.get('aria-label')}".lower()
        return "crumb" not in named and "brotkrum" not in named and len(el) > 0 and not _few_links(el)
    return tag == "dialog" or not any(node.tag in _KEEPS_FOOTER for node in around.ancestors())


def is_unfolded(el: etree._Element) -> bool:
    """Return whether a button right before an element unfolds it (ARIA Authoring Practices, "disclosure")."""
    before = el.getprevious()
    button = next(before.iter("button"), None) if before is not None else None
    return button is not None and button.get("aria-expanded") is not None


@lru_cache(maxsize=256)
def is_hidden(name: str | None, style: str | None) -> bool:
    """Return whether class or style hides a <span> from who looks at the page: what is in it is read aloud only."""
    return bool((name and "hidden" in hints_of(name)) or (style and hides(style)))


@lru_cache(maxsize=256)
def is_bold(name: str | None, style: str | None) -> bool:
    """Return whether class or style makes an element bold, as editors do that know no headings."""
    if name and ("bold" in name or "strong" in name) and not _BOLD_NAMES.isdisjoint(name.lower().split()):
        return True
    return bool(style and "font-weight" in style and _BOLD_STYLE.search(style))


def _few_links(el: etree._Element) -> bool:
    """Unnamed bread crumbs are a handful of links with the way from the home page."""
    return sum(1 for _ in islice(el.iter("a"), 6)) < 6
