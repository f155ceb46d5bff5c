"""What a picture's caption lines say: the caption and the credit, apart.

The credit is, in order: that of two elements side by side that is only names; a line that markup calls so and that has
its form; an element marked as credit (or <cite>, <small>) at the end of a line; a line that is nothing but a credit;
the end of the caption ("(Pic: A B)", "Foto: A B", "A B/Agency"); the last of several lines, or the last of a line's own
elements, that is only names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from scrapers.parsers.agencies import is_agency
from scrapers.parsers.caption_pairs import split_pair
from scrapers.parsers.credit_words import BARE_LABEL, common_words, reads_as_source
from scrapers.parsers.credits import is_credit_line, read_credit, split_credit, without_unfold
from scrapers.parsers.hints import hints_of
from scrapers.parsers.lines import Line
from scrapers.parsers.text import fold, is_file_name, squeeze
from scrapers.parsers.tree import inner_text

_CREDIT_TAGS = frozenset(("cite", "small"))
_CAPTIONED = frozenset(("caption", "credit"))
_EMPTY = re.compile(r"[(\[]\s*[)\]]")  # brackets that held the credit
_LONGEST_CREDIT = 200
_LONGEST_AGENCY = 60
_SENTENCE = 3  # more small words than a credit has
_LARGEST_BLOCK = 6
_DEEPEST = 3


@dataclass
class Caption:
    """The text and the credit of one picture; either may be missing."""

    text: str | None = None
    credit: str | None = None

    def add_text(self, text: str | None) -> None:
        """Add a line to the caption unless it says so already."""
        if not text:
            return
        if self.text is None or squeeze(self.text) in squeeze(text):
            self.text = text
        elif squeeze(text) not in squeeze(self.text):
            self.text = f"{self.text} {text}"

    def add_credit(self, credit: str | None, *, more: bool = False) -> None:
        """Set the credit; `more` adds the second half of one that is printed in two pieces."""
        if credit and self.credit is None:
            self.credit = credit
        elif credit and more and self.credit and squeeze(credit) not in squeeze(self.credit):
            self.credit = f"{self.credit}, {credit}"


def read_caption(lines: list[Line]) -> Caption:
    """Return caption and credit of a picture's caption lines."""
    caption = Caption()
    labelled = False
    has_figcaption = any(map(_in_figcaption, lines))
    has_credit = len(lines) > 1 and any(
        "caption" not in hints and "credit" in hints for hints in map(_hints_around, lines)
    )
    has_caption = has_credit or any("caption" in hints and "credit" not in hints for hints in map(_hints_around, lines))
    for line in lines:
        if is_file_name(line.text):
            continue
        if has_credit and _hints_around(line) >= _CAPTIONED:
            caption.add_text(line.text)  # "caption attribution" above "credit"
            continue
        if BARE_LABEL.fullmatch(line.text) and not (line is lines[-1] and read_credit(line.text)):
            # the label in an element of its own, the name in the next; "Imagem: Reprodução" is label and source
            labelled = True
            continue
        if labelled:
            labelled = False
            caption.add_credit(read_credit(line.text[:_LONGEST_CREDIT]), more=True)
            continue
        named = caption.text and line.text[0] == "|" and reads_as_source(line.text.lstrip("| "))
        if named or (caption.credit and line.text[0] in "/|,"):  # "Photo by A B" and "/Agency" in two elements
            caption.add_credit(read_credit(line.text.lstrip("/|, ")), more=True)
            continue
        if has_figcaption and reads_as_source(line.text) and not _in_figcaption(line):
            caption.add_credit(read_credit(line.text), more="credit" in _hints_around(line))
            continue
        if has_caption and caption.text and _hints_around(line) >= _CAPTIONED and reads_as_source(line.text):
            caption.add_credit(read_credit(line.text))  # "media-caption-text" above "media-caption-credit"
            continue
        text, credit = _split(line, [other.text for other in lines if other is not line])
        caption.add_text(text)
        caption.add_credit(credit, more=text is None)
    if caption.credit is None and len(lines) > 1 and reads_as_source(lines[-1].text):
        rest = read_caption(lines[:-1])
        if rest.text and squeeze(rest.text) != squeeze(lines[-1].text):
            return Caption(rest.text, read_credit(lines[-1].text))
    return caption


def _in_figcaption(line: Line) -> bool:
    return any(node.tag == "figcaption" for _, node in zip(range(5), line.node.ancestors(), strict=False))


def _hints_around(line: Line) -> frozenset[str]:
    """What markup says of a line: its own element and the blocks that hold nothing else."""
    hints = line.hints | line.node.hints
    for node in line.node.close_blocks(_DEEPEST, 1):
        if node.tag in ("figure", "figcaption"):
            break
        hints |= node.hints
    return hints


def _split(line: Line, others: list[str]) -> tuple[str | None, str | None]:
    """Caption and credit of one line; `others` are the texts of the picture's other lines."""
    text = line.text
    hints = _hints_around(line)
    if is_credit_line(text) or is_agency(text):
        return _split_leading(line) or (None, read_credit(text))
    if pair := split_pair(line):
        return pair[0], read_credit(pair[1])
    if "credit" in hints and len(text) <= _LONGEST_CREDIT:
        parts = _split_elements(line, others)
        if parts and common_words(parts[0] or "") > 1:  # both in the block of the credit, each in an element of its own
            return parts
        caption, credit = split_credit(text)
        # "caption-credit" may name the block of both: there the text decides.
        if "caption" not in hints or (caption and not credit and reads_as_source(text)):
            words = common_words(caption or "") if not reads_as_source(text) else 0
            told = words > (1 if credit is not None else _SENTENCE)
            return (caption, credit) if told else (None, read_credit(text))
    if "byline" in hints and reads_as_source(text):
        return None, read_credit(text)
    if line.parts and (reads_as_source(line.parts[-1]) or is_credit_line(line.parts[-1])):
        return " ".join(line.parts[:-1]), read_credit(line.parts[-1])
    return _split_elements(line, others) or split_credit(text)


def _split_leading(line: Line) -> tuple[str | None, str | None] | None:
    """Credit and caption where a <span> at the start of the line is the credit, and what follows a sentence's words."""
    first = next(iter(line.node.el.iter("span")), None)
    text = inner_text(first) if first is not None else ""
    rest = line.text[len(text) :].strip()
    if not text or not line.text.startswith(text) or common_words(rest) < 2 or not is_credit_line(text):
        return None
    return rest, read_credit(text)


def _split_elements(line: Line, others: list[str]) -> tuple[str | None, str | None] | None:
    """Caption and credit where an element of the line marks the credit, or holds just names at its end.

    An element of the block that is a line of its own is none of this one, though the caption may name what it credits.
    """
    node = line.node
    if node.end - node.start > _LARGEST_BLOCK:
        return None
    elements = list(node.el.iter("span", "cite", "small", "em", "i", "b", "strong", "a"))[:40]
    for el in reversed(elements):
        text = inner_text(el)
        if not text or text in others or text not in line.text or not _is_credit(el, text, line.text):
            continue
        if line.text.partition(text)[0].rstrip().endswith("/"):  # the agency behind a name
            continue
        whole = _with_agency(text, line.text)
        if credit := read_credit(whole):
            # "Northgate’s new hall. Northgate": the credit's own place is the end.
            before, _, after = line.text.rpartition(whole)
            rest = _EMPTY.sub("", before + after)
            return without_unfold(fold(rest)).rstrip(" |–—-") or None, credit
    return None


def _with_agency(text: str, whole: str) -> str:
    """A credit with the agency behind a stroke that ends the line, where only the name is marked: "A B /Agency"."""
    behind = whole.partition(text)[2]
    return whole[-len(text + behind) :] if behind.lstrip().startswith("/") and len(behind) < _LONGEST_AGENCY else text


def _is_credit(el: etree._Element, text: str, whole: str) -> bool:
    if el.tag in _CREDIT_TAGS:
        # All of a caption may be set small.
        return len(text) < _LONGEST_CREDIT and (text != whole or reads_as_source(text))
    hints = hints_of(f"{el.get('class') or ''} {el.get('itemprop') or ''} {el.get('data-testid') or ''}")
    if "credit" in hints:
        return len(text) < _LONGEST_CREDIT and (text != whole or reads_as_source(text))
    if "byline" in hints and whole.endswith(text) and text != whole:
        return reads_as_source(text) and not whole.removesuffix(text).rstrip().endswith(":")
    if el.tag != "span" or len(text) == len(whole) or not whole.endswith(text):
        return False
    before = whole[: -len(text)].rstrip()
    # "A B/Agency" is a credit behind a caption without a full stop too.
    ends = before[-1:] in '.!?…"”»)' or ("/" in text and before[-1:] != ":")
    return is_credit_line(text) or (ends and reads_as_source(text.strip("()")))
