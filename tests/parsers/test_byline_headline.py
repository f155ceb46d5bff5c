"""Bylines in headlines, in lines of the body, and in the signatures of letters."""

from __future__ import annotations

import pytest

from scrapers.parsers.byline import Byline, byline_in_text, read_headline_byline, split_signature

PAPER = "Socialist Worker"


def people(byline: Byline | None) -> list[str] | None:
    return None if byline is None else [author.name for author in byline.authors]


@pytest.mark.parametrize(
    ("pattern", "headline", "authors"),
    [
        (48, "Tony Benn reviews Paul Foot’s last book, The Vote", ["Tony Benn"]),
        (50, "Karen Reissmann: ‘Our fight goes on’", None),
        (51, "Tariq Ali: ‘Our marches matter’", None),
        (51, "George Galloway MP: ‘Disaster of Iraq’", None),
        (52, "Charles Abugre: My image of Africa", ["Charles Abugre"]),
        (53, "Iraq is a fight for National Liberation - Walden Bello", ["Walden Bello"]),
        (53, "I will not resign - Walden Bello", None),
        (0, "Storm hits the coast of the north - Morning News", None),
        (0, "Keir Starmer: PM faces revolt over benefit cuts", None),
        (0, "Paul Foot: How capitalism corrupts politicians", None),
    ],
)
def test_headlines_name_an_author_only_when_nothing_speaks_against_it(pattern, headline, authors):
    assert people(read_headline_byline(headline)) == authors


def test_a_signed_column_counts_on_a_paper_known_to_print_them():
    headline = "Paul Foot: How capitalism corrupts Labour politicians"
    assert people(read_headline_byline(headline, paper=PAPER, house_style=True)) == ["Paul Foot"]


@pytest.mark.parametrize(
    ("line", "text", "authors"),
    [
        (
            "London Underground by Unjum Mirza, RMT political officer for the London Transport region (pc)",
            "by Unjum Mirza, RMT political officer for the London Transport region (pc)",
            ["Unjum Mirza"],
        ),
        ("Royal Mail by Jane Doe, CWU rep", "by Jane Doe, CWU rep", ["Jane Doe"]),
        ("The film was directed by Ken Loach, director of the series", None, None),
        ("He was struck by John Smith, a driver, and fell.", None, None),
    ],
)
def test_pattern_54_a_byline_in_a_line_of_the_body(line, text, authors):
    found = byline_in_text(line)
    assert (found.text if found else None) == text
    assert people(found) == authors


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        ("Keith PrinceNorfolk", ("Keith Prince", "Norfolk")),
        ("John ClossickSouth London", ("John Clossick", "South London")),
        ("Alex WarnerCheshire", ("Alex Warner", "Cheshire")),
        ("Housing activistSouth London", ("Housing activist", "South London")),
        ("John McDonaldGlasgow", ("John McDonald", "Glasgow")),
        ("Anna O’NeillYork", ("Anna O’Neill", "York")),
        ("John McDonald", None),
        ("Danny DeVito", None),
        ("Sean MacBride", None),
        ("Kate FitzGerald", None),
        ("YouTube Music", None),
        ("the festivalMany were there", None),
    ],
)
def test_patterns_56_and_57_glued_signatures(glued, parts):
    assert split_signature(glued) == parts
