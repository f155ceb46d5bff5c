"""Credits that end in a licence: "… at dawn. Ada Lund, CC BY-SA 4.0", "… at dawn (CC0)", "… via Wikimedia Commons".

A licence of Creative Commons asks to be named with the picture, so what names
one is a credit, with who stands beside it.
"""

from __future__ import annotations

import re

from scrapers.parsers.credit_places import LONGEST_CREDIT, Split
from scrapers.parsers.credit_words import reads_as_source
from scrapers.parsers.expressions import on_first_use

_LICENCE = on_first_use(
    r"(?<![^\W_])(?:CC[ -](?:BY|0)(?:[ -](?:SA|NC|ND)){0,2}|CC0|CC(?=[ -]Lizenz|[ -]licen[cs]e)|Creative Commons)"
    r"(?:[ -](?:Lizenz|licen[cs]e))?(?:[ -]?[1-4]\.\d)?(?![^\W_])"
)
# What may stand behind it: who gave the picture, or where it was found.
_BEHIND = re.compile(r"[\s,/|:–—-]*(?:(?:via|by|von|par|por)\s)?(?P<whom>[^()\[\]]{0,60}?)\W*")
_PART = re.compile(r"\s?[/|–—]\s?|,\s|\s-\s|(?<=[.!?…”\"])\s")
_MOST_PARTS = 3
_SENTENCE_ENDS = (". ", "! ", "? ", "… ", "” ", '" ')


def licensed_tail(text: str) -> Split | None:
    """A licence at the end, or right before whom the picture is from, with the names before it."""
    if "CC" not in text and "Creative" not in text:
        return None
    match = _LICENCE.search(text, max(0, len(text) - LONGEST_CREDIT))
    if match is None:
        return None
    behind = _BEHIND.fullmatch(text, match.end())
    if behind is None or (behind["whom"] and not reads_as_source(behind["whom"])):
        return None
    bracket = max(text.rfind("(", 0, match.start()), text.rfind("[", 0, match.start()))
    if bracket >= 0 and not re.search(r"[)\]]", text[bracket : match.start()]):
        return text[:bracket].rstrip(), [text[bracket + 1 :].rstrip(")] .")]
    before = text[: match.start()].rstrip()
    if match[0].startswith("Creative") and before[-1:].isalnum():
        return None  # a sentence speaks of them
    start = _start(text[: match.start()])
    return text[:start].rstrip(" ,/|–—-"), [text[start:]]


def _start(before: str) -> int:
    """Return where the names begin that stand before a licence; the text's end where none do."""
    parts = list(_PART.finditer(before, max(0, len(before) - LONGEST_CREDIT)))
    start = len(before)
    ends = [match.start() for match in parts]
    begins = [0, *(match.end() for match in parts)]
    for begin, end in list(zip(begins, [*ends, len(before)], strict=True))[::-1][:_MOST_PARTS]:
        said = before[begin:end].strip()
        if said and not reads_as_source(said):
            break
        start = begin
        if before[:begin].endswith(_SENTENCE_ENDS):
            break
    return start
