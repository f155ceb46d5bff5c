from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import IssueAnchor, Publication

PAPER = Publication(
    slug="valley_echo",
    name="Valley Echo",
    hosts=("echo.example",),
    home="https://echo.example/",
    timezone="Europe/London",
    language="en",
    issue_anchors=(
        IssueAnchor(100, date(2000, 1, 1)),
        IssueAnchor(150, date(2000, 12, 30)),  # 50 numbers in 52 weeks: two weeks without an issue
        IssueAnchor(160, date(2001, 3, 10)),
    ),
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (99, None),
        (100, date(2000, 1, 1)),
        (125, date(2000, 7, 1)),
        (150, date(2000, 12, 30)),
        (151, date(2001, 1, 6)),
        (160, date(2001, 3, 10)),
        (162, date(2001, 3, 24)),
        (10**12, date.max),
    ],
)
def test_an_issue_came_out_about_when_its_neighbours_say(number, expected):
    assert PAPER.expected_issue_date(number) == expected


@given(st.integers(100, 10**7), st.integers(0, 10**4))
def test_a_later_number_never_came_out_earlier(number, more):
    assert PAPER.expected_issue_date(number) <= PAPER.expected_issue_date(number + more)


def test_a_paper_without_anchors_has_no_expected_dates():
    assert replace(PAPER, issue_anchors=()).expected_issue_date(100) is None


def test_a_monthly_goes_on_by_its_own_step_after_the_last_anchor():
    monthly = replace(PAPER, issue_days=30.4, issue_anchors=(IssueAnchor(1, date(2020, 1, 1)),))
    assert monthly.expected_issue_date(13) == date(2020, 12, 31)
