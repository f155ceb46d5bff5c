"""Credits whose names and agencies a stroke, bar, dash or "via" joins: behind captions with and without a full stop."""

import pytest

from scrapers.parsers.credits import split_credit

CREDITS = [
    "Ada Lund | Reuters",
    "Ada Lund – Getty Images",
    "Ada Lund via AFP",
    "Ada Lund / Shutterstock",
    "Anna de Vries/AP",
    "А. Петрова via Anadolu",
    "picture alliance/dpa | Ada Lund",
    "picture alliance / dpa | Ada Lund",
    "IMAGO / Ada Lund",
    "L. Ek/dpa",
]
WITHOUT_FULL_STOP = [
    "Ada Lund | Reuters",
    "Ada Lund – Getty Images",
    "Ada Lund via AFP",
    "Anna de Vries / AP",
    "Alamy/Ada Lund",
]


@pytest.mark.parametrize("credit", CREDITS)
def test_who_is_joined_is_one_credit_wherever_it_stands(credit: str) -> None:
    caption = "The keeper looks at the water on Friday morning."
    assert split_credit(credit) == (None, credit)
    assert split_credit(f"{caption} {credit}") == (caption, credit)
    assert split_credit(f"{caption} ({credit})") == (caption, credit)


@pytest.mark.parametrize("credit", WITHOUT_FULL_STOP)
@pytest.mark.parametrize("joint", [" ", " | "])
def test_a_caption_without_a_full_stop_ends_before_the_name(credit: str, joint: str) -> None:
    assert split_credit(f"The keeper looks at the water{joint}{credit}") == ("The keeper looks at the water", credit)


@pytest.mark.parametrize(
    "caption",
    [
        "The mayor meets Ada Lund – Reuters reports",
        "The keeper Max Vogel (l.) and R. Mayer (r.)",
        "The match between City and United – live from six",
        "Ada Lund (L) and Bo Ek at the sluice",
    ],
)
def test_what_joins_words_of_a_caption_parts_no_credit(caption: str) -> None:
    assert split_credit(caption) == (caption, None)
