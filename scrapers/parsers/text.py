"""Text as a record holds it: NFC, white space folded, nothing invisible. Every field passes through here."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from scrapers.markup import fold
from scrapers.parsers.expressions import on_first_use

__all__ = [
    "ONE_LETTER",
    "QUESTION_MARKS",
    "UNFILLED",
    "as_printed",
    "fold",
    "is_file_name",
    "plain",
    "size",
    "small_letters",
    "squeeze",
    "word_count",
]

# What programs print into an attribute or a data island where a value is missing.
UNFILLED = frozenset(("None", "null", "undefined", "NaN"))

QUESTION_MARKS = ("?", "？", "؟")

_FILE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".JPG", ".JPEG", ".PNG")
_FILE_NAME = re.compile(r"[\w .,()'’+-]{1,120}")
_TAG_AS_TEXT = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,15}(?:\s[^<>]{0,2000})?/?>")
_ESCAPED_QUOTE = re.compile(r"\\+(['\"])")
# Scripts written without spaces: there a character counts as a word, as publishers in these languages count.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# \w leaves out combining marks, which would cut Devanagari or decomposed Latin words in pieces.
_WORD = on_first_use(
    rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[\w\u0300-\u036f\u0900-\u0dff\u200c\u200d]|(?<=\w)['’.,-](?=\w))+"
)
# Beyond these scripts and marks a word is what \w says, which is several times as fast.
_ODD = re.compile("[\u0300-\u036f\u0900-\u1cff\u200c\u200d\u2c00-\ud7ff\uf900-\uffff\U00010000-\U0010ffff]")
_SIMPLE_WORD = re.compile(r"\w[\w'’.,-]*")
_WESTERN_WORD = re.compile(rb"w[w-]*")  # see _AS_WORDS
_SAYS_MORE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_LETTERS = re.compile(r"[\W_]+")
# Most text of Western papers has a byte for every character in this encoding, and bytes are sorted out many times as
# fast as characters.
_WESTERN = "cp1252"
_CHARACTERS = bytes(range(256)).decode(_WESTERN, "replace")
_BUT_LETTERS = bytes(code for code, character in enumerate(_CHARACTERS) if not character.isalnum())
_AS_WORDS = bytes(
    ord("w" if character.isalnum() or character == "_" else "-" if character in "'’.,-" else " ")
    for character in _CHARACTERS
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


# The letters that lower() does not make one: dotted and dotless i, long and round s, both sigmas.
ONE_LETTER = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "ς": "σ"})
_OF_TWO_LETTERS = re.compile("[İıſςΣ]")


def small_letters(text: str) -> str:
    """Return text in small letters, character for character, with one letter for those that only case parts.

    Searching in it without IGNORECASE finds what IGNORECASE finds, several times as fast where an expression is a list
    of words: only then does the engine pass over a word at its first letter. Such expressions go through `ONE_LETTER`.
    """
    if text.isascii() or not _OF_TWO_LETTERS.search(text):
        return text.lower()
    return text.translate(ONE_LETTER).lower().replace("ς", "σ")


def size(text: str) -> int:
    """How much a text says, in characters of an alphabet: one of Chinese, Japanese or Korean says as much as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_SAYS_MORE.findall(text))


def as_printed(text: str) -> str:
    """Return text without what an old editing system left in it: tags as text, backslashes before quotes."""
    if "<" in text:
        text = _TAG_AS_TEXT.sub("", text)
    if "\\" in text:
        text = _ESCAPED_QUOTE.sub(r"\1", text)
    return fold(text)


@lru_cache(maxsize=128)  # one field after another compares the same few texts of a page
def squeeze(text: str | None) -> str:
    """Return the bare letters and digits in lower case: what two prints of the same words have in common."""
    if not text:
        return ""
    if text.isascii():
        return text.lower().encode().translate(None, _BUT_LETTERS).decode()
    try:
        western = text.casefold().encode(_WESTERN)
    except UnicodeEncodeError:
        # Of what folding does only the form and the invisible characters tell here, and few texts have such.
        if not text.isprintable() or not unicodedata.is_normalized("NFC", text):
            text = fold(text)
        return _NO_LETTERS.sub("", text.casefold())
    return western.translate(None, _BUT_LETTERS).decode(_WESTERN)


@lru_cache(maxsize=128)
def plain(text: str | None) -> str:
    """Return folded lower-case text with straight quotes and dashes, for comparing."""
    return fold(text).translate(_PLAIN).casefold()


def is_file_name(text: str) -> bool:
    """Return whether a text is the name of a picture's file, put where somebody forgot to write a caption."""
    return text.endswith(_FILE_ENDINGS) and _FILE_NAME.fullmatch(text) is not None


def word_count(text: str) -> int:
    """Count words; in scripts without spaces (Chinese, Japanese, Thai, …) every character counts as one."""
    try:
        words = b" " + text.encode("ascii" if text.isascii() else _WESTERN).translate(_AS_WORDS)
    except UnicodeEncodeError:
        return len((_WORD if _ODD.search(text) else _SIMPLE_WORD).findall(text))
    if b" --" in words:
        return len(_WESTERN_WORD.findall(words))
    return words.count(b" w") + words.count(b" -w")
