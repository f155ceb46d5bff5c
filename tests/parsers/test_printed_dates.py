"""Printed dates: in the paper's own language, as printed, never guessed, a day never given a time."""

import pytest

from scrapers.parsers.dates import ReadDate, find_date

LONDON = "Europe/London"


def seen(found: ReadDate | None) -> str | None:
    """The instant if there is one, else the day, as ISO text."""
    if found is None:
        return None
    return found.instant.isoformat() if found.instant else found.day.isoformat()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Tue 4 Jul 2017, 16:18 BST", "2017-07-04T16:18:00+01:00"),
        ("Wed 14 Nov 2012, 08:00 GMT", "2012-11-14T08:00:00+00:00"),
        (" date 2017-07-04 ", "2017-07-04"),
        ("Dated: 31 Oct 2017", "2017-10-31"),
        ("03 October 2017", "2017-10-03"),
        ("Posted on: June 30th, 2022", "2022-06-30"),
        ("Friday 10 May 2024 –", "2024-05-10"),
        ("Sat 22 March 2003", "2003-03-22"),
        ("Issue 318, 3 February 2003", "2003-02-03"),
        ("Tue, 2019-08-20 13:34", "2019-08-20"),
        ("May 12, 2024 10:30 a.m. ET", "2024-05-12T10:30:00-04:00"),
        ("Jan. 12, 2024 4.18pm PT", "2024-01-12T16:18:00-08:00"),
        ("11:00 AM PDT • May 16, 2024", "2024-05-16T11:00:00-07:00"),
        ("12 May 2024, 12:05 am UTC", "2024-05-12T00:05:00+00:00"),
        ("20 Nisan 2026 10:30 TSİ", "2026-04-20T10:30:00+03:00"),
        ("12 Mei 2024 10:30 WIB", "2024-05-12T10:30:00+07:00"),
        ("Thứ tư, 22/10/2025, 19:25 (GMT+7)", "2025-10-22T19:25:00+07:00"),
        ("23. August 2016, 14:30 Uhr MESZ", "2016-08-23T14:30:00+02:00"),
        ("3rd of February, 2003", "2003-02-03"),
        ("04 NOV 25", "2025-11-04"),
        ("5. März 2024", "2024-03-05"),
        ("1er mai 2024", "2024-05-01"),
        ("12 de mayo de 2024", "2024-05-12"),
        ("12 de maio de 2024", "2024-05-12"),
        ("12 maggio 2024", "2024-05-12"),
        ("5 мая 2024 г.", "2024-05-05"),
        ("12 maja 2024", "2024-05-12"),
        ("12. května 2024", "2024-05-12"),
        ("12 augusti 2024", "2024-08-12"),
        ("9. desember 2024", "2024-12-09"),
        ("12. maí 2024", "2024-05-12"),
        ("12. toukokuuta 2024", "2024-05-12"),
        ("2024. május 12.", "2024-05-12"),
        ("12 ΜΑΪΟΥ 2024", "2024-05-12"),
        ("12 मई 2024", "2024-05-12"),
        ("१२ मई २०२४", "2024-05-12"),
        ("12 مايو 2024", "2024-05-12"),
        ("١٢ مايو ٢٠٢٤", "2024-05-12"),
        ("21 KASIM 2024", "2024-11-21"),
        ("12 tháng 5 năm 2024", "2024-05-12"),
        ("12 พฤษภาคม 2567", "2024-05-12"),
        ("2024年5月12日", "2024-05-12"),
        ("２０２４年５月１２日", "2024-05-12"),
        ("令和6年5月12日", "2024-05-12"),
        ("2024년 5월 12일", "2024-05-12"),
        ("2024. 5. 12.", "2024-05-12"),
    ],
)
def test_a_printed_date_is_read_in_the_papers_own_language(text: str, want: str) -> None:
    assert seen(find_date(text)) == want


@pytest.mark.parametrize(
    ("text", "zone", "want"),
    [
        ("8 septembre 2016 à 17h05", "Europe/Paris", "2016-09-08T17:05:00+02:00"),
        ("12 maggio 2024 alle 10:30", "Europe/Rome", "2024-05-12T10:30:00+02:00"),
        ("Publisert: 05.08.24 kl. 14:47", "Europe/Oslo", "2024-08-05T14:47:00+02:00"),
        ("12. toukokuuta 2024 klo 9.30", "Europe/Helsinki", "2024-05-12T09:30:00+03:00"),
        ("22.11.2024 07.57 Online", "Europe/Vienna", "2024-11-22T07:57:00+01:00"),
        ("2024年5月12日(日) 午後3時05分", "Asia/Tokyo", "2024-05-12T15:05:00+09:00"),
        ("2024년 5월 12일 오전 10시 30분", "Asia/Seoul", "2024-05-12T10:30:00+09:00"),
        ("11:48, Thu, Jul 18, 2024 | UPDATED: 11:50, Thu, Jul 18, 2024", LONDON, "2024-07-18T11:48:00+01:00"),
        ("30 August 2023 • 4:45pm", LONDON, "2023-08-30T16:45:00+01:00"),
        ("Sun 30 Oct 2016, 01:30", LONDON, "2016-10-30T01:30:00+01:00"),
        ("Sun 30 Oct 2016, 02:30", LONDON, "2016-10-30T02:30:00+00:00"),
        ("12 May 2024 10:30 IST", "Asia/Kolkata", "2024-05-12T10:30:00+05:30"),
        ("12 May 2024 10:30 BST", "Asia/Dhaka", "2024-05-12T10:30:00+01:00"),
        ("12 May 2024 10:30 CST", "Asia/Shanghai", "2024-05-12T10:30:00+08:00"),
    ],
)
def test_a_local_time_gets_the_offset_of_its_day(text: str, zone: str, want: str) -> None:
    assert seen(find_date(text, zone=zone)) == want


@pytest.mark.parametrize(
    "text",
    [
        "4 Jul 2017, 16:18",
        "8 septembre 2016 à 17h05",
        "12 May 2024 10:30 IST",
        "20.04.2023 06:29 min",
        "3 May 2024 9.50",
    ],
)
def test_a_time_without_a_known_offset_leaves_the_day_alone(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.instant is None


@pytest.mark.parametrize(
    "text",
    [
        "This article is over 5 years, 6 months old",
        "1 years, 4 months",
        "last Saturday",
        "until 4 June",
        "5 hours ago",
        "(Socialist Worker, 20 November)",
        "on Monday of this week",
        "Copyright 2023",
        "31 Feb 2016",
        "2016-13-01",
        "1 May 1500",
        "1 May 2999",
        "5 May 20 people died",
        "17 out 2016 reasons",
        "192.168.10.12",
        "None",
        "",
    ],
)
def test_what_is_no_full_date_gives_none(text: str) -> None:
    assert find_date(text, language="en", zone=LONDON) is None


@pytest.mark.parametrize(
    ("text", "options", "want"),
    [
        ("5/12/2024", {}, None),
        ("5/12/2024", {"language": "en"}, None),
        ("5/12/2024", {"language": "en-US"}, "2024-05-12"),
        ("5/12/2024", {"language": "en-GB"}, "2024-12-05"),
        ("5/12/2024", {"language": "fr"}, "2024-12-05"),
        ("5/12/2024", {"day_first": False, "language": "fr"}, "2024-05-12"),
        ("5/12/2024", {"day_first": True}, "2024-12-05"),
        ("5/5/2024", {}, "2024-05-05"),
        ("25/12/2024", {}, "2024-12-25"),
        ("12/25/2024", {}, "2024-12-25"),
        ("05.12.2024", {}, "2024-12-05"),
        ("24.05.12", {"language": "ko"}, "2024-05-12"),
        ("1. listopada 2024", {"language": "hr"}, "2024-10-01"),
        ("1 listopada 2024", {"language": "pl"}, "2024-11-01"),
    ],
)
def test_an_ambiguous_date_needs_a_hint(text: str, options: dict[str, object], want: str | None) -> None:
    assert seen(find_date(text, **options)) == want  # type: ignore[arg-type]


def test_an_impossible_date_is_passed_over_for_the_next() -> None:
    assert seen(find_date("31 Feb 2016 and 3 Mar 2016")) == "2016-03-03"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Dated: Tue 4 Jul 2017, 16:18 BST by A B", "Tue 4 Jul 2017, 16:18 BST"),
        ("Published Fri, Apr 28 20232:23 PM EDT", "Fri, Apr 28 20232:23 PM EDT"),
        ("12:43, 20 Apr 2026Updated 12:44, 20 Apr 2026", "12:43, 20 Apr 2026"),
        ("05.06.20235. Juni 2023", "05.06.2023"),
        ("The TimesJanuary 27, 2018", "January 27, 2018"),
        ("Friday 10 May 2024 –", "Friday 10 May 2024"),
        ("Publié le 30 août 2023 à 14h52, modifié le 30 août 2023", "30 août 2023 à 14h52"),
    ],
)
def test_the_date_is_given_as_printed(text: str, want: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.text == want
