"""Retry-After in both of its forms, and in those that are none."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.politeness.retry_after import read_retry_after

NOW = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("0", None, 0.0),
        (" 120 ", None, 120.0),
        ("1.5", None, 1.5),
        ("Wed, 01 May 2024 12:02:00 GMT", None, 120.0),
        ("Wednesday, 01-May-24 12:02:00 GMT", None, 120.0),
        ("Wed May  1 12:02:00 2024", None, 120.0),
        ("Wed, 01 May 2024 11:00:00 GMT", None, 0.0),
        # The server's clock is a year off, and both of its times with it.
        ("Mon, 01 May 2023 00:02:00 GMT", "Mon, 01 May 2023 00:00:00 GMT", 120.0),
        ("Wed, 01 May 2024 12:02:00 GMT", "not a date", 120.0),
        ("9" * 400, None, float("9" * 18)),
        ("-5", None, None),
        ("soon", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_seconds_to_wait(value, date, seconds):
    assert read_retry_after(value, date, NOW) == seconds


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_breaks_the_reader(value, date):
    seconds = read_retry_after(value, date, NOW)
    assert seconds is None or seconds >= 0
