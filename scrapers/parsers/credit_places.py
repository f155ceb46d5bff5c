"""Where in a caption a credit stands that a label or a © announces. Each reader knows one way of printing it.

What stands at the end without a label is read in credit_tails.
"""

from __future__ import annotations

import re

from scrapers.parsers.credit_words import (
    BARE_LABEL,
    GIVEN,
    HOLDS_LABEL,
    IS_ENGLISH,
    LABEL_SIGN,
    LABEL_WORD,
    LABELLED,
    SIGNED,
    bracket_end,
    claims_rights,
    common_words,
    reads_as_source,
    unbalanced,
)
from scrapers.parsers.text import small_letters

# A credit is no longer than this: "Handout/English School Board/AFP via Getty Images".
LONGEST_CREDIT = 160

# The caption's part of a text and the raw credits cut out of it.
Split = tuple[str, list[str]]

_OPENING = re.compile(r"[(\[（【〔]\s?")
_WITH_ARTICLE = re.compile(r"(?:a|an|the|this|these|here)\s[a-z]", re.IGNORECASE)
_WITH_NAME = re.compile(r"\w+\s[A-Z]")


def _bracketed(text: str) -> Split | None:
    """Labelled brackets, wherever they stand; the last one may never have been closed: "… (Pic: Jess Hurd/"."""
    rest, credits = "", []
    at = 0
    for match in _OPENING.finditer(text):
        if match.start() < at:
            continue
        label = LABELLED.match(text, match.end()) or SIGNED.match(text, match.end())
        if label is None:
            continue
        end = bracket_end(text, match.start())
        if end - match.start() > LONGEST_CREDIT:
            continue
        rest += text[at : match.start()]
        credits.append(text[match.end() : end].rstrip(")]）】〕" if unbalanced(text[match.end() : end]) else ""))
        at = end
    if not credits:
        return None
    return rest + text[at:], credits


# What may stand before a label that has no bracket: nothing, the end of a sentence, a dash or comma, a bracket, a line.
_BOUNDARY = re.compile(r"(?:^|[.!?…)\]\"”’'»«,;:|–—/·•、。＝）-])\s?$")


def _labelled(text: str) -> Split | None:
    """A label or a © and then the credit, to the end of the text."""
    floor, small = max(0, len(text) - LONGEST_CREDIT), small_letters(text)
    if not (LABEL_SIGN.search(small, floor) or LABEL_WORD.search(small, floor)) or not HOLDS_LABEL.search(small, floor):
        return None
    for match in sorted([*LABELLED.finditer(text, floor), *SIGNED.finditer(text, floor)], key=lambda m: m.start()):
        start = match.start()
        credit = text[match.end() :]
        if not (start == 0 or _may_start(text, match) or _names_by(match, credit)):
            continue
        if credit.strip() and _fits(credit, match) and not (start == 0 and _sentence_end(credit)):
            before = text[:start].rstrip()
            return ("" if BARE_LABEL.fullmatch(before) else before), [text[start:]]
    return None


def _may_start(text: str, match: re.Match[str]) -> bool:
    """Return whether a label stands where a credit may begin, and not inside a sentence ("the big picture: …")."""
    start = match.start()
    label = match.groupdict().get("label")
    if _BOUNDARY.search(text[max(0, start - 3) : start]):
        return True
    if label is None:
        return not text[start].isalpha() or (text[start - 1] == " " and text[start].isupper())
    uncased = not label[0].islower() and not label[0].isupper()
    if text[start - 1] == " ":
        if label[-1] == ".":  # "… na rynku fot. A B": an abbreviation is no word of the sentence
            return True
        return (label[0].isupper() and not match["by"]) or uncased
    glued = label[0].isupper() and label[1:2].islower() and text[start - 1].isalnum()
    return (glued or uncased) and bool(match["mark"])


def _names_by(match: re.Match[str], credit: str) -> bool:
    """Whether "Photo by" stands in the middle of a line and nothing but names come behind it."""
    label = match.groupdict().get("label")
    return bool(label and match["by"] and label[0].isupper()) and reads_as_source(credit)


def _fits(credit: str, match: re.Match[str]) -> bool:
    """Return whether the text behind a label can be a credit: labels that are everyday words ask for names."""
    label = match.groupdict().get("label")
    if claims_rights(credit):
        return False
    if _WITH_ARTICLE.match(credit) and not _WITH_NAME.match(credit):
        return False
    common = common_words(credit)
    if label and match["by"]:
        return common < 2 or "/" in credit
    if not label and not IS_ENGLISH.match(match[0]) and GIVEN.fullmatch(match[0]):
        return common < 6
    if not IS_ENGLISH.fullmatch(label) if label else match[0][:1] in "©ⓒ&(（":
        return common < 6
    # Alone in its line, "Picture: Workers march on Parliament" is a caption.
    most = 1 if match.start() == 0 else 2
    return common <= most or ("/" in credit and common < 8)


_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?]\s(?=[^\W\d_])|\)\s(?=\S)|\s[–—|]\s")


def _sentence_end(text: str) -> re.Match[str] | None:
    """Return where a caption begins behind a credit that stands first, or None."""
    for match in _SENTENCE_END.finditer(text):
        if common_words(text[match.end() :]) >= 2:
            return match
    return None


def _leading(text: str) -> Split | None:
    """A labelled credit and then the caption: "Photo: A B. The harbour at dawn"."""
    match = LABELLED.match(text) or SIGNED.match(text)
    if match is None or not (cut := _sentence_end(text[match.end() :][: 2 * LONGEST_CREDIT])):
        return None
    credit = text[match.end() : match.end() + cut.start()]
    if len(credit) > LONGEST_CREDIT or not _fits(credit, match):
        return None
    return text[match.end() + cut.end() :], [credit]


LABELLED_READERS = (_bracketed, _labelled, _leading)
