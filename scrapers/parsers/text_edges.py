"""Where the running text begins and ends among the lines that no field has taken.

Short lines before the first paragraph (reading time, place, labels) and after the last one are left out, and so are
teasers and the titles of videos between them. A first sentence may be as short as a label: it stands right above a
paragraph of its own kind.
"""

from __future__ import annotations

import re
from collections import Counter

from scrapers.parsers.crossheads import is_crosshead, mark_broken, mark_named
from scrapers.parsers.cues import cue_of_line
from scrapers.parsers.endnotes import opens_as_note
from scrapers.parsers.header import has_hint
from scrapers.parsers.lines import Line, Node, is_prose
from scrapers.parsers.text import QUESTION_MARKS, size

_LONGEST_TITLE = 160
_LONGEST_LABEL = 80
_AMONG, _NEAR = 2, 3
_LINKED = 0.6
_SENTENCE_ENDS = tuple(".!?…。！？؟")
_QUOTES = tuple('"”»“」')
_FEWEST_SIGNS = 16  # eight signs of Chinese, Japanese or Korean
_VIDEO = re.compile(r"video", re.IGNORECASE)
_SMALL_WORD = re.compile(r"\b[^\W\d_A-Z]\w*")
_PARAGRAPHS = frozenset(("p", "div"))
_TEXT_TAGS = frozenset(("p", "li", "blockquote", "pre", "td", "th", "dd", "dt", "figcaption"))


def running_text(lines: list[Line]) -> list[Line]:
    """Return the lines that are running text: from the first paragraph to the last, without stray labels."""
    mark_named(lines)
    mark_broken(lines)
    texts = _set_with_breaks(lines)
    first = next((i for i in range(len(lines)) if _opens(lines, i)), 0)
    while first and (
        _in_one_list(lines[first - 1], lines[first]) or _is_sentence_above(lines[first - 1], lines[first], texts)
    ):
        first -= 1
    last = next((i for i in range(len(lines) - 1, -1, -1) if _closes(lines[i])), len(lines) - 1)
    # Signatures and sign-offs are short and come right after the text; labels of what follows come in numbers.
    end = last + 1
    while end < len(lines) and end <= last + 2 and lines[end].node.tag == "p":
        end += 1
    last = end - 1 if end <= last + 2 or end == len(lines) else last
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1]):
        last += 1
    while last > first and _announces(lines[last]):
        last -= 1
    return [
        line
        for at, line in enumerate(lines[first : last + 1], first)
        if not (_is_teaser(line) or _is_of_video(line))
        and (_is_text(line) or is_crosshead(line) or line.node in texts or _is_among_paragraphs(lines, at))
    ]


def _set_with_breaks(lines: list[Line]) -> set[Node]:
    """Return the elements that hold several paragraphs, parted by nothing but line breaks: what is in them is text."""
    held = Counter(line.node for line in lines if is_prose(line))
    return {node for node, paragraphs in held.items() if paragraphs > 1}


def _is_sentence_above(line: Line, following: Line, texts: set[Node]) -> bool:
    """Whether a short sentence stands in the same element as the paragraph below it, a line break above."""
    return line.node is following.node and line.node in texts and not line.links and line.text[-1] in _SENTENCE_ENDS


def _is_among_paragraphs(lines: list[Line], at: int) -> bool:
    """Whether a short line is of the same kind as a paragraph next to it or next but one: "The minister replied:"."""
    one = lines[at].node
    return any(
        other.node.tag == one.tag
        and other.node.parent is one.parent
        and other.node.name == one.name
        and abs(other.index - lines[at].index) <= _NEAR
        and is_prose(other)
        for other in (*lines[max(0, at - _AMONG) : at], *lines[at + 1 : at + 1 + _AMONG])
    )


def _goes_on(line: Line, following: Line) -> bool:
    """Whether a short line is of one list with the one above it, that is set as paragraphs: results, ingredients."""
    one, two = line.node, following.node
    return one.tag == two.tag == "p" and one.parent is two.parent and one.name == two.name and not following.links


def _in_one_list(line: Line, following: Line) -> bool:
    one, two = line.node, following.node
    return one.tag == two.tag == "li" and one.parent is two.parent and following.index == line.index + 1


def _is_of_video(line: Line) -> bool:
    """Whether a line is the title of a video or what it shows, in a small block named for it."""
    if len(line.text) >= _LONGEST_TITLE and not has_hint(line, "caption", 2, 6):
        return False
    blocks = list(line.node.close_blocks(6, 6))
    if any(_VIDEO.search(node.name) for node in blocks):
        return True
    if len(line.text) >= _LONGEST_LABEL:
        return False
    return any(_VIDEO.search(f"{node.el.get('data-qa')} {node.el.get('data-testid')}") for node in blocks)


def _is_teaser(line: Line) -> bool:
    """A heading that is nothing but a link leads to another story; one in a gallery or player is its title."""
    leads_away = line.link_share > 0.9 and not all(href.startswith("#") for href, _ in line.links)
    return line.level is not None and (leads_away or has_hint(line, "gallery", 4, 12))


def _opens(lines: list[Line], at: int) -> bool:
    line = lines[at]
    if _is_teaser(line):
        return False
    if is_prose(line):
        return True
    if line.node.tag in ("p", "li", "blockquote") and size(line.text) >= 40 and not has_hint(line, "byline", 3, 8):
        return True
    if _is_first_sentence(lines, at):
        return True
    if not is_crosshead(line):
        return False
    if at == 0 and " " not in line.text and line.text.isalpha() and len(line.text) < 15:
        return False  # "Article", "Text": a label for those who have the page read to them
    following = next((each for each in lines[at + 1 : at + 4] if not is_crosshead(each)), None)
    return following is not None and is_prose(following)


def _is_first_sentence(lines: list[Line], at: int, most: int = 3) -> bool:
    """Whether a line is a short paragraph right above one of its kind, or one of a few: "Barely a shot was fired."."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if following is None or following.index != line.index + 1 or line.link_share > _LINKED or cue_of_line(line):
        return False
    alike = line.node.tag == following.node.tag in _PARAGRAPHS and line.node.row is following.node.row
    if not alike or line.node.name != following.node.name or line.is_italic:
        return False
    if line.is_bold and (not line.text.endswith(QUESTION_MARKS) or following.is_bold):
        return False  # an interview may begin with a question
    ends = line.text[-1] in _SENTENCE_ENDS or (line.text[-1] in _QUOTES and line.text[-2:-1] in _SENTENCE_ENDS)
    if not ends or not (is_prose(following) or (most > 1 and _is_first_sentence(lines, at + 1, most - 1))):
        return False
    return len(_SMALL_WORD.findall(line.text)) > 2 or size(line.text) - len(line.text) >= _FEWEST_SIGNS


def _closes(line: Line) -> bool:
    """Whether a text may end with a line: a sentence, a list item, a signature, a note; not a bare label."""
    if not _is_text(line) or line.level is not None or _is_linked_item(line):
        return False
    ends = line.text[-1] in _SENTENCE_ENDS or line.text[-1] in '”"»）)」' or len(line.text) >= 60
    return ends or line.is_bold or line.is_italic or line.node.tag == "li" or opens_as_note(line)


def _announces(line: Line) -> bool:
    """Whether a line announces what followed it on the page and is no text: "The whole report is here:"."""
    return line.text[-1] in ":：" and len(line.text) <= _LONGEST_LABEL


def _is_linked_item(line: Line) -> bool:
    """Whether a list item is a link and little else: a topic, a section, an author."""
    return line.node.tag == "li" and line.link_share > 0.9 and len(line.text) <= _LONGEST_LABEL


def _is_text(line: Line) -> bool:
    if line.node.tag in _TEXT_TAGS:
        return True
    return size(line.text) >= 40 or opens_as_note(line) or line.text[-1] in _SENTENCE_ENDS or line.text[-1] in '”"»」'
