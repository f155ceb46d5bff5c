"""Captions that no markup names, told by how they are set: alone below their picture, in italics, centred, small.

Pages made by hand, by word processors and by style sheets without speaking names print captions so. A paragraph of
the story may stand below a picture too, so a line must be short and look other than the paragraph after it, or share
with the picture a block that holds nothing else.
"""

from __future__ import annotations

import re
from itertools import islice

from scrapers.parsers.caption_marks import PLAYER
from scrapers.parsers.credit_words import common_words
from scrapers.parsers.header import has_hint
from scrapers.parsers.lines import Line, Node, Picture, is_prose
from scrapers.parsers.page import Page

_LONGEST = 250
_LONGEST_CREDITED = 600
_OTHERS = frozenset(
    ("teaser", "byline", "bio", "related", "tools", "share", "date", "kicker", "standfirst", "headline")
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_RUNNING_TIME = re.compile(r"\d{1,2}:\d{2}")
_NEXT = 6


def stands_below(node: Node, line: Line, *, credited: bool = False) -> bool:
    """Return whether a line is the one text of a block round a picture, and says something.

    A name alone may be the author's beside a portrait, a heading or a link that of a teaser. With `credited`, a credit
    follows it there.
    """
    if node.tag != "div" or line.level or line.link_share > 0.5:
        return False
    if len(line.text) > (_LONGEST_CREDITED if credited else _LONGEST):
        return False
    if not (node.hints | line.hints | line.node.hints).isdisjoint(_OTHERS):
        return False
    if _RUNNING_TIME.match(line.text) or any(PLAYER.search(each.name) for each in islice(line.node.ancestors(), 4)):
        return False
    return (
        common_words(line.text) > 1 or (line.text[-1] in ".。" and len(line.text) > 20) or bool(_CJK.match(line.text))
    )


def is_set_as_caption(page: Page, picture: Picture, line: Line) -> bool:
    """Return whether the line right below a picture is set as captions are, and the paragraph after it is not.

    A picture in a block of its own, above the text, says nothing of the text's first line.
    """
    if not any(node is line.node.parent for node in islice(picture.node.ancestors(), 3)):
        return False
    if line.level or len(line.text) > _LONGEST or line.text.endswith(":") or line.link_share > 0.5:
        return False
    if _RUNNING_TIME.match(line.text):
        return False
    if not (line.is_italic or _is_small(line) or _is_centred(line) or (line.is_bold and line.text[-1] == ".")):
        return False
    if has_hint(line, "standfirst") or has_hint(line, "byline"):
        return False
    after = next((x for x in page.lines[line.index + 1 : line.index + _NEXT] if x.role is None and is_prose(x)), None)
    if after is None:
        return False
    return not (
        (line.is_italic and after.is_italic)
        or (line.is_bold and after.is_bold)
        or (_is_centred(line) and _is_centred(after))
        or (_is_small(line) and _is_small(after))
    )


def _is_centred(line: Line) -> bool:
    for node in islice(line.node.ancestors(), 2):
        if node.tag == "center" or node.el.get("align") == "center":
            return True
        if _CENTRED.search(node.el.get("style") or "") or "center" in (node.el.get("class") or ""):
            return node.end - node.start <= 2
    return False


def _is_small(line: Line) -> bool:
    """Whether all of a line stands in <small>, or in <font> of a small size."""
    el = line.node.el
    inner = el[0] if len(el) == 1 and not (el.text or "").strip() else el
    return inner.tag == "small" or (inner.tag == "font" and str(inner.get("size")) in ("1", "-1", "-2"))
