"""Dates in machines' fields, in URLs and relative ones; what holds for all texts. Printed forms: test_printed_dates."""

import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import ArgumentError
from scrapers.parsers.dates import ReadDate, find_date, read_machine_date
from scrapers.parsers.url_dates import date_from_url
from tests.parsers.odd_lines import odd_lines

LONDON = "Europe/London"


def seen(found: ReadDate | None) -> str | None:
    """The instant if there is one, else the day, as ISO text."""
    if found is None:
        return None
    return found.instant.isoformat() if found.instant else found.day.isoformat()


def test_relative_days_count_only_with_a_reference_and_only_when_exact() -> None:
    read_at = datetime(2026, 5, 18, 23, 30, tzinfo=UTC)
    assert find_date("Publiziert heute um 12:19 Uhr") is None
    assert seen(find_date("Heute um 12:19 Uhr", zone="Europe/Zurich", reference=read_at)) == "2026-05-19T12:19:00+02:00"
    assert seen(find_date("Yesterday", reference=read_at)) == "2026-05-17"
    for text in ("5 hours ago", "1 day ago", "today's special", "last Saturday", "Until today nobody knew"):
        assert find_date(text, reference=read_at) is None


def test_other_languages_are_left_to_dateparser() -> None:
    assert seen(find_date("12 Januwari 2024", language="zu")) == "2024-01-12"
    assert seen(find_date("12 ဇန်နဝါရီ 2024")) == "2024-01-12"
    assert find_date("sold 2024 times", language="xx") is None


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("2016-06-07T10:12:00+0100", "2016-06-07T10:12:00+01:00"),
        ("2016-06-07T10:12:00+01:00[Europe/London]", "2016-06-07T10:12:00+01:00"),
        ("2016-06-07T10:12:00+01", "2016-06-07T10:12:00+01:00"),
        ("2016-06-07 10:12", "2016-06-07"),
        ("2016-06-07T10:12Z", "2016-06-07T10:12:00+00:00"),
        ("2016-06-07T10:12:00.123456789Z", "2016-06-07T10:12:00.123456+00:00"),
        ("2016-06-07T10:12:00.5+01:00", "2016-06-07T10:12:00.500000+01:00"),
        ("20160607T101200Z", "2016-06-07T10:12:00+00:00"),
        ("20160607101200", "2016-06-07"),
        ("20160607", "2016-06-07"),
        ("2016-06-07", "2016-06-07"),
        ("2016/06/07", "2016-06-07"),
        ("Tue, 07 Jun 2016 10:12:00 GMT", "2016-06-07T10:12:00+00:00"),
        ("Tue, 7 Jun 2016 10:12:00 +0100", "2016-06-07T10:12:00+01:00"),
        ("Tue Jun 07 10:12:00 +0000 2016", "2016-06-07T10:12:00+00:00"),
        ("Tue Jun 07 2016 10:12:00 GMT+0100 (BST)", "2016-06-07T10:12:00+01:00"),
        ("1465290720", "2016-06-07T09:12:00+00:00"),
        ("1465290720000", "2016-06-07T09:12:00+00:00"),
        ("torsdag 09. mai 2024 - 13:26", "2024-05-09"),
        ("2016-06-07T25:00:00Z", "2016-06-07"),
        ("2016-06-07T10:12:00+99:00", "2016-06-07"),
    ],
)
def test_machine_dates_in_sloppy_forms(value: str, want: str) -> None:
    assert seen(read_machine_date(value)) == want


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("2016-06-07 10:12", "2016-06-07T10:12:00+01:00"),
        ("2016-12-07T10:12:00", "2016-12-07T10:12:00+00:00"),
        ("Tue, 2019-08-20 13:34", "2019-08-20T13:34:00+01:00"),
        ("1465290720", "2016-06-07T10:12:00+01:00"),
        ("2016-06-07T10:12:00-04:00", "2016-06-07T10:12:00-04:00"),
        ("2016-06-07", "2016-06-07"),
    ],
)
def test_a_machine_time_without_offset_is_taken_in_the_zone_given(value: str, want: str) -> None:
    assert seen(read_machine_date(value, LONDON)) == want


@pytest.mark.parametrize(
    "value",
    "|None|null|2016|2016-06|PT50M55S|0000-00-00|0001-01-01T00:00:00|1970-01-01T00:00:00Z|05/12/2024|2016060710|12345"
    "|99999999999999|2999-01-01|2016-02-30T10:00:00Z".split("|"),
)
def test_what_is_no_machine_date_gives_none(value: str) -> None:
    assert read_machine_date(value) is None


def test_an_unknown_zone_is_refused_with_a_way_out() -> None:
    with pytest.raises(ArgumentError, match="Europe/London"):
        find_date("4 Jul 2017", zone="Europe/Tarnworth")
    with pytest.raises(ArgumentError, match="Tarnworth"):
        read_machine_date("2017-07-04", "Tarnworth")


@pytest.mark.parametrize(
    ("url", "want"),
    [
        ("https://paper.example/2016/08/23/rallies", "2016-08-23"),
        ("https://paper.example/news/2016-08-23-rallies", "2016-08-23"),
        ("https://paper.example/20160823/rallies.html", "2016-08-23"),
        ("https://paper.example/story-20160823.html", "2016-08-23"),
        ("https://paper.example/2016/aug/23/rallies", "2016-08-23"),
        ("https://paper.example/2016/8/3", "2016-08-03"),
        ("https://paper.example/2016/08/rallies", None),
        ("https://paper.example/2016/08/231/", None),
        ("https://paper.example/20161399/", None),
        ("https://paper.example/20160823101010/", None),
        ("https://paper.example/art/43271/Rallies+for+Corbyn", None),
        ("https://paper.example/story?published=2016-08-23", None),
        ("http://[broken", None),
    ],
)
def test_a_url_gives_a_date_only_with_its_day(url: str, want: str | None) -> None:
    assert seen(date_from_url(url)) == want


@settings(deadline=None)
@given(st.dates(date(1605, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_every_usual_form(day: date) -> None:
    english = f"{day:%A} {day.day} {day:%B} {day.year}"
    for text in (english, f"{day:%B} {day.day}, {day.year}", day.isoformat(), f"{day.year}年{day.month}月{day.day}日"):
        assert find_date(f"Published {text}", zone=LONDON) == ReadDate(day, None, text)
    assert seen(read_machine_date(day.isoformat())) == day.isoformat()


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1)), st.integers(-14 * 4, 14 * 4))
def test_every_instant_is_read_back(moment: datetime, quarters: int) -> None:
    aware = moment.replace(tzinfo=UTC) + timedelta(minutes=15 * quarters)
    found = read_machine_date(aware.isoformat())
    assert found is not None
    assert found.instant == aware


@settings(deadline=None)
@given(odd_lines, st.sampled_from([None, "en", "de", "ja", "xx"]))
def test_no_text_breaks_the_readers(text: str, language: str | None) -> None:
    for found in (find_date(text, language=language, zone=LONDON), read_machine_date(text), date_from_url(text)):
        assert found is None or found.instant is None or found.instant.tzinfo is not None


@pytest.mark.parametrize("piece", ["1", "1.", "12 May ", "12/", "a", "2016-", "12:30 ", "年", "May 1, "])
def test_long_texts_take_no_longer(piece: str) -> None:
    start = time.perf_counter()
    for size in (1_000, 1_000_000):
        find_date(piece * size)
        read_machine_date(piece * size)
        date_from_url(piece * size)
    assert time.perf_counter() - start < 2


def test_dateparser_is_loaded_only_when_needed() -> None:
    code = (
        "import sys; from scrapers.parsers.dates import find_date;"
        "assert find_date('4 Jul 2017, 16:18 BST') and find_date('12 мая 2024');"
        "assert not find_date('sold 2024 times', language='en');"
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
