"""Captions and credits apart, however one paper or another prints them together."""

from __future__ import annotations

import re
from functools import lru_cache

from scrapers.parsers.credit_licences import licensed_tail
from scrapers.parsers.credit_places import LABELLED_READERS, LONGEST_CREDIT
from scrapers.parsers.credit_tails import UNLABELLED_READERS
from scrapers.parsers.credit_words import (
    BARE_LABEL,
    CLOSING,
    LABELLED,
    NAKED_LABEL,
    SIGNED,
    UNFOLD,
    UNNAMED,
    bracket_end,
    claims_rights,
    reads_as_source,
    unbalanced,
)
from scrapers.parsers.text import fold, squeeze

# How much of a caption is looked at.
_LONGEST = 3000
_TRIM = " \t-–—|,;:/·•*、"
_TAG = re.compile(r"<[^<>]{0,300}>?")
_LONGEST_UNFOLD = 24
_DURATION = re.compile(r"^\d{1,2}:\d{2}\s?[-–—•·|]\s?")  # of a film
_COUNTER = re.compile(
    r"\[?\d{1,3}\s?(?:/|of|de|von|di|van|sur|av|af|z|из)\s?\d{1,3}[\s\]:.–—-]+(?=[^\W\d_a-z]\S*\s\S+\s\S)"
)
_FROM_FILES = re.compile("(?:资料(?:图片?|照片)：|資料(?:圖片?|照片)：)+")  # no label of a credit: an old picture
_SAME_OPENING = 6


@lru_cache(maxsize=512)
def split_credit(caption: str) -> tuple[str | None, str | None]:
    """Return (caption, credit) of one text; either is None when there is none.

    The credit comes bare, without its label, sign and brackets: "(Pic: Neil Terry)" gives "Neil Terry". It is looked
    for in a labelled bracket, behind a label or a © at the end, before the caption at the start, in a bracket of
    names at the end, and behind the last full stop when it has the form of an agency's. Everything else is caption.
    """
    text = without_unfold(fold(caption[:_LONGEST]))
    if len(text) <= LONGEST_CREDIT and claims_rights(text):
        return _clean_caption(text), None
    if label := _FROM_FILES.match(text):
        shown, credit = split_credit(text[label.end() :])
        return (f"{label[0]}{shown}" if shown else None), credit
    for reader in (*LABELLED_READERS, licensed_tail, *UNLABELLED_READERS):
        if found := reader(text):
            before, credits = found
            return _clean_caption(before), "; ".join(filter(None, map(read_credit, credits))) or None
    return _clean_caption(text), None


@lru_cache(maxsize=256)
def read_credit(text: str) -> str | None:
    """Return the bare credit in the text of an element known to be one, or None when only label or debris is there."""
    credit = _DURATION.sub("", _TAG.sub(" ", without_unfold(fold(text[:_LONGEST]))).lstrip(" .,;–—•·"))
    labelled = False
    for _ in range(4):
        before = credit
        credit = _unwrap(_without_address(credit.strip().strip("|" if "«" in credit else "»›|").strip()))
        if match := LABELLED.match(credit) or SIGNED.match(credit):
            credit, labelled = credit[match.end() :], True
        if credit == before:
            break
    if (naked := NAKED_LABEL.match(credit)) and reads_as_source(credit[naked.end() :]):
        credit = credit[naked.end() :]
    credit = re.sub(
        r"^(?i:by|von|par|por|credits?(?!\sSuisse))\s(?=[^\W\d_a-z])",
        "",
        fold(credit).strip(_TRIM if "«" in credit else _TRIM + "»›"),
    )
    if (BARE_LABEL.fullmatch(credit) and not labelled and not UNNAMED.fullmatch(credit)) or not any(
        ch.isalnum() for ch in credit
    ):
        return None
    return _without_full_stop(re.sub(r"\s/(?=\S)", "/", credit))


def is_credit_line(text: str) -> bool:
    """Return whether a whole short line is a credit and nothing else: "Photo: Marco Villiers", "© AFP"."""
    line = fold(text[:_LONGEST])
    if not line or len(line) > LONGEST_CREDIT or claims_rights(line):
        return False
    caption, credit = split_credit(line)
    return caption is None and credit is not None


def alt_repeats(alt: str, caption: str | None) -> bool:
    """Return whether an alt text says nothing that the caption does not.

    Both are compared without credit and without anything but letters and digits, since content systems strip quotes
    and cut the alt text; equal or the beginning counts as a repeat.
    """
    if not caption:
        return False
    # Taking credits off costs a hundred times as much as seeing that two texts begin with other words.
    opens_with_credit = alt.lstrip().startswith(("(", "[", "©", "（"))
    said, printed = squeeze(alt[:40])[:_SAME_OPENING], squeeze(caption[:40])[:_SAME_OPENING]
    if len(said) == len(printed) == _SAME_OPENING and said != printed and not opens_with_credit:
        return False
    said, printed = squeeze(alt), squeeze(caption)
    if said and printed.startswith(said):
        return True
    if said[:_SAME_OPENING] != printed[:_SAME_OPENING] and not opens_with_credit:
        return False
    return squeeze(split_credit(caption)[0]).startswith(squeeze(split_credit(alt)[0]))


def without_unfold(text: str) -> str:
    """Return text without the word that unfolds a long caption, which can stand at the end alone."""
    unfold = UNFOLD.search(text, max(0, len(text) - _LONGEST_UNFOLD))
    return text[: unfold.start()] if unfold else text


def _clean_caption(text: str) -> str | None:
    cleaned = _COUNTER.sub("", fold(text).strip(_TRIM).strip())
    return cleaned if any(ch.isalnum() for ch in cleaned) else None


def _unwrap(text: str) -> str:
    """Return text without the brackets round the whole of it, also where one of the pair was lost."""
    if text[:1] in CLOSING:
        end = bracket_end(text, 0)
        if end == len(text):
            return text[1:].removesuffix(CLOSING[text[0]]).strip()
    return text[:-1].rstrip() if text[-1:] in CLOSING.values() and unbalanced(text) else text


def _without_address(text: str) -> str:
    """Return a credit without the address that a lost link has left before the name ("http://a.bcA B" is "A B")."""
    match = re.match(r"https?://", text)
    if match is None:
        return text
    for at in range(match.end(), min(len(text), 300)):
        ch = text[at]
        if ch in " »" or (ch.isupper() and not (text[at - 1] == "/" and " " not in text[at:])):
            rest = text[at:].strip(" »›")
            return rest or text
    return text


def _without_full_stop(credit: str) -> str:
    """Return a credit without the full stop of its sentence; that of "Inc." or "B." belongs to the name."""
    if credit.endswith(".") and credit.count(".") == 1 and re.search(r"[^\W\d_]{4}\.$", credit):
        return credit[:-1]
    return credit
