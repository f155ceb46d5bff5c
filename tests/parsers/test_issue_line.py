"""Issue lines: the article's own issue is read in every printed form; banners and running text never are."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.parsers.issue_line import is_issue_banner, read_issue_line
from tests.parsers.odd_lines import odd_lines


def found(text: str) -> dict[str, str] | None:
    """What a line gives, without the keys that are null."""
    ref = read_issue_line(text)
    return None if ref is None else {key: value for key, value in ref.model_dump().items() if value}


@pytest.mark.parametrize(
    ("line", "number", "label"),
    [
        ("Issue No. 2518", "2518", "Issue No. 2518"),
        ("Issue No. 2238a", "2238a", "Issue No. 2238a"),
        ("Downloading PDF. Please wait... Issue 2513", "2513", "Issue 2513"),
        ("Issue 2513", "2513", "Issue 2513"),
        ("ISSUE 2513", "2513", "ISSUE 2513"),
        ("Issue: 2111", "2111", "Issue: 2111"),
        ("· Issue 1204", "1204", "Issue 1204"),
        ("Issue 2518 • £1", "2518", "Issue 2518"),
        ("from issue 2507", "2507", "issue 2507"),
        ("Issue 12, May 2020", "12", "Issue 12"),
        ("Nr. 34/2016", "34", "Nr. 34/2016"),
        ("Nr. 34/16", "34", "Nr. 34/16"),
        ("Heft 3/4 2020", "3/4", "Heft 3/4"),
        ("2016/34. szám", "34", "2016/34. szám"),
        ("N° 1234", "1234", "N° 1234"),
        ("N° 3 562", "3562", "N° 3 562"),
        ("No. 1,204", "1204", "No. 1,204"),
        ("No 118", "118", "No 118"),
        ("№84", "84", "№84"),
        ("Número 45", "45", "Número 45"),
        ("numer 12/2020", "12", "numer 12/2020"),
        ("Ausgabe 12/2023", "12", "Ausgabe 12/2023"),
        ("Ausgabe Nr. 5", "5", "Ausgabe Nr. 5"),
        ("Utgave 5", "5", "Utgave 5"),
        ("Nummer 7", "7", "Nummer 7"),
        ("Edition 2,345", "2345", "Edition 2,345"),
        ("第123号", "123", "第123号"),
        ("제123호", "123", "제123호"),
        ("Tarnworth Gazette No. 1,204", "1204", "No. 1,204"),
        ("Home > Issue 318 > News", "318", "Issue 318"),
        ("Home › Back issues › No. 2,513 › Unions", "2513", "No. 2,513"),
        ("Startseite » Archiv » Nr. 17/2023 » Betrieb & Gewerkschaft", "17", "Nr. 17/2023"),
    ],
)
def test_the_number_is_bare_and_the_label_as_printed(line: str, number: str, label: str) -> None:
    assert found(line) == {"number": number, "label": label}


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("Issue: 2111 Dated: 26 Jul 2008", {"number": "2111", "label": "Issue: 2111", "date": "2008-07-26"}),
        ("Issue 318, 3 February 2003", {"number": "318", "label": "Issue 318", "date": "2003-02-03"}),
        ("No. 1,204 — 6 February 2014", {"number": "1204", "label": "No. 1,204", "date": "2014-02-06"}),
        ("28. April 2023 · Nr. 17/2023", {"number": "17", "label": "Nr. 17/2023", "date": "2023-04-28"}),
        ("Numéro 118 du 3 mai 2013", {"number": "118", "label": "Numéro 118", "date": "2013-05-03"}),
        ("№84 от 14.05.2025, стр. 1", {"number": "84", "label": "№84", "date": "2025-05-14", "page": "1"}),
        ("Vol. 12 No. 7", {"number": "7", "label": "Vol. 12 No. 7", "volume": "12"}),
        ("Vol. XII, Issue 4, p. 7", {"number": "4", "label": "Vol. XII, Issue 4", "volume": "XII", "page": "7"}),
        ("79. Jahrgang, Nr. 34", {"number": "34", "label": "79. Jahrgang, Nr. 34", "volume": "79"}),
        ("第12卷第3期", {"number": "3", "label": "第12卷第3期", "volume": "12"}),
        ("From Issue 2507, p. 4", {"number": "2507", "label": "Issue 2507", "page": "4"}),
    ],
)
def test_date_volume_and_page_are_read_beside_it(line: str, want: dict[str, str]) -> None:
    assert found(line) == want


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe: Issue 3001 out now",
        "Latest issue: 3002",
        "Current issue",
        "Buy issue 12",
        "Read the full issue 12",
        "Aktuelle Ausgabe",
        "Aktuelle Ausgabe: 9/2024",
        "Dernier numéro : 5 101",
        "Abonnez-vous : le n° 5 101 est en kiosque",
        "this week's issue",
        "This week’s issue 3001",
        "In this issue",
        "Jetzt am Kiosk: Heft 12",
        "Свежий номер: №85",
        "最新号 第123号",
    ],
)
def test_a_banner_is_known_and_gives_no_issue(line: str) -> None:
    assert is_issue_banner(line)
    assert read_issue_line(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "in issue 12 of the bill",
        "The issue 12 men face",
        "Issue 2518 is a scorcher",
        "The government faces one big issue: 300 jobs",
        "No 10 Downing Street",
        "No. 118 Squadron",
        "Symphony No. 9",
        "Nummer 7 leeft",
        "Issue: 12 May 2024",
        "Issue: 2016-05-12",
        "December 25, 2023/January 1, 2024, Issue",
        "This article is over 5 years, 6 months old",
        "Page 12",
        "Tue 4 Jul 2017, 16:18 BST",
        "",
    ],
)
def test_running_text_gives_no_issue_and_is_no_banner(line: str) -> None:
    assert read_issue_line(line) is None
    assert not is_issue_banner(line)


@pytest.mark.parametrize(
    "line", ["Issue No. 2518", "Downloading PDF. Please wait... Issue 2513", "Buy no more", "Home"]
)
def test_an_issue_line_is_no_banner(line: str) -> None:
    assert not is_issue_banner(line)


@settings(deadline=None)
@given(st.integers(1, 99999), st.sampled_from(["Issue {}", "Issue No. {}", "Ausgabe {}", "№{}", "第{}号", "Numéro {}"]))
def test_every_number_is_read_back(number: int, form: str) -> None:
    line = form.format(number)
    assert found(line) == {"number": str(number), "label": line}


@settings(deadline=None)
@given(odd_lines)
def test_no_text_breaks_the_reader(text: str) -> None:
    ref = read_issue_line(text)
    assert ref is None or (ref.number and ref.label)
    assert not (ref and is_issue_banner(text))


@pytest.mark.parametrize("piece", ["Issue 1 ", "No. ", "1,", "第", "Vol. I ", "> ", "Issue 2518"])
def test_long_texts_take_no_longer(piece: str) -> None:
    start = time.perf_counter()
    for size in (20, 100_000):
        read_issue_line(piece * size)
        is_issue_banner(piece * size)
    assert time.perf_counter() - start < 2
