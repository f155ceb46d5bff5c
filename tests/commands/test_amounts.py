"""Times and sizes as they are typed."""

import pytest

from schemas import ArgumentError
from scrapers.commands.amounts import read_count, read_size, read_time


@pytest.mark.parametrize(
    ("text", "seconds"), [("90", 90), ("90s", 90), ("30m", 1800), ("2h", 7200), ("1.5H", 5400), (" 1d ", 86400)]
)
def test_times(text, seconds):
    assert read_time("--max-time", text) == seconds


@pytest.mark.parametrize(
    ("text", "size"),
    [("5000", 5000), ("500k", 500_000), ("20M", 20_000_000), ("1.5G", 1_500_000_000), ("2GB", 2 * 10**9)],
)
def test_sizes(text, size):
    assert read_size("--max-bytes", text) == size


@pytest.mark.parametrize("text", ["", "0", "-1", "x", "2x", "1e9", "inf", "nan", "2 h", "0.1s", "١", "9" * 99])
@pytest.mark.parametrize("read", [read_time, read_size, read_count])
def test_what_is_no_amount_is_said_to_be_none_with_one_that_is(read, text):
    with pytest.raises(ArgumentError, match=f"--max-this {text} is not a .* above zero; type for example --max-this "):
        read("--max-this", text)


def test_pages_are_whole():
    assert read_count("--max-pages", "500") == 500
    with pytest.raises(ArgumentError):
        read_count("--max-pages", "1.5")
