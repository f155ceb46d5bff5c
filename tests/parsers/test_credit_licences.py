"""Credits that name a licence, and captions that only speak of one."""

import time

import pytest

from scrapers.parsers.credits import is_credit_line, split_credit


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The weir at dawn. CC BY-SA 4.0", "The weir at dawn.", "CC BY-SA 4.0"),
        ("The weir at dawn (CC BY-SA 2.0)", "The weir at dawn", "CC BY-SA 2.0"),
        ("The weir at dawn CC0", "The weir at dawn", "CC0"),
        ("The weir at dawn. Ada Lund/Flickr, CC BY", "The weir at dawn.", "Ada Lund/Flickr, CC BY"),
        ("The weir at dawn. – CC-BY-NC 4.0 Ada Lund", "The weir at dawn.", "CC-BY-NC 4.0 Ada Lund"),
        ("The weir at dawn / CC BY 2.0 Ada Lund/Flickr", "The weir at dawn", "CC BY 2.0 Ada Lund/Flickr"),
        (
            "The weir, Ada Lund, CC BY-SA 3.0, via Wikimedia Commons",
            "The weir",
            "Ada Lund, CC BY-SA 3.0, via Wikimedia Commons",
        ),
        ("The weir at dawn (Photo by Ada Lund, CC BY 2.0)", "The weir at dawn", "Ada Lund, CC BY 2.0"),
        ("Das Wehr [Ada Lund | CC BY 4.0]", "Das Wehr", "Ada Lund | CC BY 4.0"),
        ("Ada Lund, CC BY-SA 3.0", None, "Ada Lund, CC BY-SA 3.0"),
        ("CC BY-NC-ND", None, "CC BY-NC-ND"),
    ],
)
def test_a_licence_and_who_stands_beside_it_are_the_credit(text: str, caption: str | None, credit: str) -> None:
    assert split_credit(text) == (caption, credit)
    assert is_credit_line(text) is (caption is None)


@pytest.mark.parametrize(
    "text",
    [
        "The keeper reads CC BY licences for a living, he says, and likes it.",
        "Ada Lund explains Creative Commons",
        "The CC of the party meets at the weir",
        "ACC BYTE",
    ],
)
def test_a_caption_may_speak_of_licences(text: str) -> None:
    assert split_credit(text) == (text, None)


@pytest.mark.parametrize("piece", ["CC BY ", "CC BY, ", "Ada Lund / ", "(CC0", "Creative Commons"])
def test_long_texts_take_no_longer(piece: str) -> None:
    start = time.perf_counter()
    split_credit(f"{piece * 50_000} CC BY")
    assert time.perf_counter() - start < 1
