"""Names: what is one, what is an agency or a house, how lists come apart, what is left when roles are gone."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.parsers.names import (
    clean_name,
    is_agency,
    is_organisation,
    is_person_name,
    is_single_name,
    split_names,
    strip_place,
    strip_role,
)
from scrapers.parsers.text import fold
from tests.parsers.odd_lines import odd_lines


@pytest.mark.parametrize(
    "name",
    [
        "Tomáš Tengely-Evans",
        "Siân Ruddick",
        "Hsiao-Hung Pai",
        "Eleanor Claxton-Mayer",
        "Anindya Bhattacharyya",
        "Hossam el-Hamalawy",
        "Musheer al-Masri",
        "J. K. Rowling",
        "J.K. Rowling",
        "Mary O’Regan",
        "Ludwig van Beethoven",
        "Vasco da Gama de Souza",
        "Nadia Van Der Berg",
        "Osama bin Zaid",
        "Ronald McDonald",
        "Danny DeVito",
        "JÜRGEN MÜLLER",
        "Dr. Max Brandt",
        "John Smith, Jr.",
        "Ayşe Gül Çelik",
        "Minh Anh Tran",
        "Lê Hương",
        "Will Smith",
        "Lena deCasparis",
        "Can Dündar",
        "Meiling You",
        "Jimmy Page",
        "Иван Петров",
        "Γιώργος Παπαδόπουλος",
        "محمد علي",
        "山田 太郎",
        'Ada "Otter" Lund',
        "Ada “Little Otter” Lund",
        "山田太郎",
        "이서준",
    ],
)
def test_names_of_people(name):
    assert is_person_name(name)
    assert clean_name(name) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Darius",
        "jk",
        "jane doe",
        "Reuters",
        "The Associated Press",
        "World News",
        "Latest News",
        "Staff Writer",
        "Political Editor",
        "Prime Minister",
        "Hong Kong",
        "South London",
        "New York",
        "Socialist Worker",
        "NWR NORDMARK",
        "Jane Doe in London",
        "Jane Doe and John Roe",
        "Jane Doe's",
        "Jane Doe 2024",
        "北方新聞",
        "Von Trapp",
        "12 January",
        "기사입력",
        "更新日時",
        "河湾网",
        "河湾消息",
        "发表于",
        "网络整理",
        "点击量",
        "Publicado Madrid",
    ],
)
def test_what_is_no_full_name(text):
    assert not is_person_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("Jane Doe, Staff Writer", "Jane Doe"),
        ("Jane Doe Staff Writer", "Jane Doe"),
        ("Jane Doe Health correspondent", "Jane Doe"),
        ("Jane Doe for The Chronicle", "Jane Doe"),
        ("Jane Doe in London", "Jane Doe"),
        ("Tom Walker on the Isle of Wight", "Tom Walker"),
        ("Jane Doe @jane", "Jane Doe"),
        ("Jane Doe@janedoe", "Jane Doe"),
        ("Jane Doe jane.doe@example.org", "Jane Doe"),
        ("Jane Doe (pc)", "Jane Doe"),
        ("Jane Doe12 January 2024", "Jane Doe"),
        ("Jane Doe Follow", "Jane Doe"),
        ("Unjum Mirza, RMT political officer for the London Transport region (pc)", "Unjum Mirza"),
        ("Socialist Worker editor Judith Orr", "Judith Orr"),
        ("Critic Mark Brown", "Mark Brown"),
        ("TUSC candidate for Barnsley Central Dave Gibson", "Dave Gibson"),
        ("Palestinian Fatima Helou", "Fatima Helou"),
        ("Redakteur Jens Voß", "Jens Voß"),
        ("George Galloway MP", "George Galloway"),
        ("JANE DOE", "JANE DOE"),
        ("정민호 기자 외 1명", "정민호"),
        ("Sunday Aborisade", "Sunday Aborisade"),
        ("Darius", "Darius"),
        ("BBC News", "BBC News"),
        ("Mercury staff reporter", "Mercury staff reporter"),
        ("nordblick.de", "nordblick.de"),
        ("Reuters", "Reuters"),
        ("Staff Writer", None),
        ("Latest News", None),
        ("admin", None),
        ("jk", None),
        ("jane.doe@example.org", None),
        ("12 January 2024", None),
        ("", None),
    ],
)
def test_clean_name_leaves_the_name_alone(text, name):
    assert clean_name(text) == name


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sarah Bates, Nick Clark and Gabby Thorpe", ["Sarah Bates", "Nick Clark", "Gabby Thorpe"]),
        ("Sarah Bates, Nick Clark, and Gabby Thorpe", ["Sarah Bates", "Nick Clark", "Gabby Thorpe"]),
        ("Hanna Petersen und Jens Voß", ["Hanna Petersen", "Jens Voß"]),
        ("Luc Moreau et Anne Petit", ["Luc Moreau", "Anne Petit"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("José Ortega y Gasset y Ana López", ["José Ortega y Gasset", "Ana López"]),
        ("Ana Silva e João Costa", ["Ana Silva", "João Costa"]),
        ("Jan de Vries en Piet Bakker", ["Jan de Vries", "Piet Bakker"]),
        ("Ola Nordmann og Kari Hansen", ["Ola Nordmann", "Kari Hansen"]),
        ("John Smith, Jr. & Al Gore", ["John Smith, Jr.", "Al Gore"]),
        ("dpa/AFP", ["dpa", "AFP"]),
        ("Jane Doe; John Roe", ["Jane Doe", "John Roe"]),
        ("山田太郎、鈴木花子", ["山田太郎", "鈴木花子"]),
        ("김하늘 박도윤", ["김하늘", "박도윤"]),
        ("", []),
    ],
)
def test_split_names(text, parts):
    assert split_names(text) == parts


@pytest.mark.parametrize(
    "text",
    ["Reuters", "AFP", "dpa", "(PA)", "The Associated Press", "Press Association", "Agencia EFE", "ANSA", "TASS"],
)
def test_agencies(text):
    assert is_agency(text)


@pytest.mark.parametrize("text", ["", "pa", "Ap", "Jane Doe", "reuters reporter Jane Doe", "Pan"])
def test_what_is_no_agency(text):
    assert not is_agency(text)


@pytest.mark.parametrize(
    ("text", "is_house"),
    [
        ("BBC News", True),
        ("Sparrow Team", True),
        ("torfblatt.is", True),
        ("北方新聞オンライン", True),
        ("河湾晚报", True),
        ("Staff writer", False),
        ("Our correspondent", False),
        ("Jane Doe", False),
        ("1.5", False),
    ],
)
def test_houses(text, is_house):
    assert is_organisation(text) is is_house


def test_single_names_are_neither_sections_nor_months():
    assert is_single_name("Darius")
    assert not any(is_single_name(word) for word in ("Health", "January", "Editor", "admin", "darius", "BBC"))


def test_strip_place_takes_places_only():
    assert strip_place("Judith Orr in Cairo") == "Judith Orr"
    assert strip_place("Judith Orr in a long and angry mood of hers") == "Judith Orr in a long and angry mood of hers"
    assert strip_place("Judith Orr in angry mood", loose=True) == "Judith Orr"


def test_strip_role_gives_the_role_as_printed():
    assert strip_role("Socialist Worker editor Judith Orr") == ("Socialist Worker editor", "Judith Orr")
    assert strip_role("Jane Doe political editor") == ("political editor", "Jane Doe")
    assert strip_role("the winner was captain Jane Doe") == ("", "")


@settings(max_examples=300, deadline=None)
@given(odd_lines | st.from_regex(r"(By )?[A-Z][a-z]+ [A-Z][a-z]+(, [a-z]+ editor| in [A-Z][a-z]+)?", fullmatch=True))
def test_names_come_out_of_the_text_and_nothing_raises(text):
    folded = re.sub(r"\s", "", fold(text))
    name = clean_name(text)
    assert name is None or (name and re.sub(r"\s", "", name) in folded)
    assert all(part and re.sub(r"\s", "", part) in folded for part in split_names(text))
    for ask in (is_person_name, is_agency, is_organisation, is_single_name):
        assert ask(text) in (True, False)


@pytest.mark.parametrize("unit", ["Jane ", "J.", "and ", "y ", "a@", "(", "1", ", ", "-", "Äé", "editor "])
def test_a_megabyte_takes_no_time(unit):
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    for ask in (is_person_name, is_agency, is_organisation, is_single_name, clean_name, split_names, strip_role):
        ask(text)
    assert time.perf_counter() - start < 1
