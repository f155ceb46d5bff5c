"""Text as a record holds it: NFC, folded, nothing invisible, and counted in words in any script."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.parsers.text import fold, plain, small_letters, squeeze, word_count

any_text = st.text(st.characters(codec=None, categories=None), max_size=60)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        (None, ""),
        ("", ""),
        ("  a \n\t b  ", "a b"),
        ("no\u00a0break\u202fspace", "no break space"),
        ("ideographic\u3000space", "ideographic space"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeffmark", "zerowidthmark"),
        ("\u202bright to left\u202c", "right to left"),
        ("e\u0301clair", "éclair"),
        # What stood between a letter and its accent is gone before they are joined.
        ("e\u200b\u0301clair", "éclair"),
        ("nul\x00 and bell\x07", "nul and bell"),
        ("lone \ud800surrogate", "lone surrogate"),
        # ASCII control characters take the same way as others.
        ("tab\tand\x0bvertical", "tab and vertical"),
        ("next\x85line", "next line"),
    ],
)
def test_text_is_folded(raw: str | None, folded: str) -> None:
    assert fold(raw) == folded


def test_the_joiners_that_scripts_and_emoji_need_are_kept() -> None:
    assert fold("می\u200cخواهم") == "می\u200cخواهم"
    assert fold("👩\u200d🚒") == "👩\u200d🚒"


@given(any_text)
def test_folding_twice_changes_nothing(raw: str) -> None:
    once = fold(raw)
    assert fold(once) == once
    assert once == " ".join(once.split())
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=40))
def test_no_letter_number_or_mark_of_punctuation_is_lost(raw: str) -> None:
    assert unicodedata.normalize("NFC", raw) == fold(raw)


def test_two_prints_of_the_same_words_squeeze_to_the_same() -> None:
    assert squeeze("‘The Weir’ — bursts!") == squeeze('"the weir" - BURSTS')
    assert squeeze("Weir") != squeeze("Weird")


@given(any_text)
def test_what_is_squeezed_is_the_letters_and_digits_of_the_folded_text(text: str) -> None:
    assert squeeze(text) == re.sub(r"[\W_]+", "", fold(text).casefold())


def test_plain_text_has_straight_quotes_and_dashes() -> None:
    assert plain("“Don’t” – «no»") == '"don\'t" - "no"'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— … !", 0),
        ("The weir burst.", 3),
        ("It’s a well-known 40,000-strong crowd", 5),
        ("Straße über Äcker", 3),
        ("朝市が幕を閉じた", 8),
        ("हिन्दी में लिखा", 3),
        ("كتب على عتبة مغلقة", 4),
        ("한국어 기사 세 줄", 4),
        ("Das Bad in 東京 schließt", 6),
        ("e\u0301clair chaud", 2),
    ],
)
def test_words_are_counted_as_publishers_count_them(text: str, words: int) -> None:
    assert word_count(text) == words


@given(st.lists(st.sampled_from(["weir", "Äcker", "مي", "слово", "12"]), max_size=20))
def test_words_parted_by_spaces_are_counted_one_by_one(words: list[str]) -> None:
    assert word_count(" ".join(words)) == len(words)


@given(st.text("weirWEIRé12_’'.,-– «»“”\t\u00a0²", max_size=40))
def test_hyphens_and_apostrophes_behind_a_letter_part_no_words(text: str) -> None:
    assert word_count(text) == len(re.findall(r"\w[\w'’.,-]*", text))


@given(any_text)
def test_small_letters_stand_where_the_letters_stood(text: str) -> None:
    small = small_letters(text)
    assert len(small) == len(text)
    assert small_letters(small) == small


@pytest.mark.parametrize("text", ["İLGİLİ", "ilgılı", "ΔΙΑΒΆΣΤΕ ΕΠΊΣΗΣ", "διαβάστε επίσης", "ſhare", "Straße"])
def test_small_letters_are_those_that_ignorecase_finds(text: str) -> None:
    for word in ("ilgili", "διαβάστε επίσης", "share", "straße"):
        ours = re.search(small_letters(word), small_letters(text))
        assert (ours is None) == (re.search(word, text, re.IGNORECASE) is None)
