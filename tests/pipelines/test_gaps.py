from datetime import UTC, date, datetime

import pytest

from pipelines.gaps import MissingIssue, find_gaps
from pipelines.known_records import KnownRecords, Link
from pipelines.state import State
from schemas import Reason
from schemas.record import record_id

TODAY = date(2020, 2, 1)
NOON = datetime(2020, 1, 10, 12, tzinfo=UTC)


@pytest.fixture
def state(tmp_path):
    state = State.open(tmp_path / "state.sqlite")
    yield state
    state.close()


@pytest.fixture
def hold(state):
    known = KnownRecords(state)

    def note(*records):
        for record in records:
            known.note(record, "20200101T000000Z", "a.jsonl", 1)

    return note


def gaps_of(state, paper, **more):
    return find_gaps(state, paper, lambda url: url, TODAY, **more)


def an_issue_of(an_issue, number, day=None, articles=()):
    listed = [{"url": f"https://echo.example/art/{article}"} for article in articles]
    return an_issue(
        id=f"issue-{number}",
        number=number and str(number),
        date=day,
        url=f"https://echo.example/issue/{number or day}",
        sections=[{"name": "News", "articles": listed}],
    )


def test_numbers_between_and_after_those_held_are_missing(state, hold, paper, an_issue):
    hold(an_issue_of(an_issue, 1520), an_issue_of(an_issue, 1522))
    missing = gaps_of(state, paper).issues
    assert missing == [MissingIssue(1521, date(2020, 1, 14))]


def test_an_issue_that_should_be_out_by_now_is_missing(state, hold, paper, an_issue):
    hold(an_issue_of(an_issue, 1520))
    assert [issue.number for issue in gaps_of(state, paper).issues] == [1521, 1522]


def test_a_paper_without_numbers_is_missed_by_its_cadence(state, hold, paper, an_issue):
    days = ["2020-01-07", "2020-01-14", "2020-02-04"]
    hold(*(an_issue_of(an_issue, None, day).model_copy(update={"id": day}) for day in days))
    assert gaps_of(state, paper).issues == [
        MissingIssue(None, date(2020, 1, 21)),
        MissingIssue(None, date(2020, 1, 28)),
    ]


def test_listed_articles_that_no_run_holds_say_why(state, hold, paper, an_issue, an_article, a_rejection):
    def rejected(number, code):
        url = f"https://echo.example/art/{number}"
        return a_rejection(url=url, reasons=[Reason(code=code, message="told by the site")])

    hold(an_article(1), rejected(3, "http_404"), rejected(4, "no_headline"))
    hold(an_issue_of(an_issue, 1522, articles=[1, 2, 3, 4]))
    found = gaps_of(state, paper)
    assert [(gap.url[-1], gap.why, gap.code, gap.issue) for gap in found.articles] == [
        ("2", "never_fetched", None, "1522"),
        ("3", "dead", "http_404", "1522"),
        ("4", "rejected", "no_headline", "1522"),
    ]
    assert [gap.url[-1] for gap in found.to_fetch] == ["2", "4"]
    assert (found.held_issues, found.held_articles) == (1, 1)


def test_a_link_from_a_feed_counts_until_its_article_is_held(state, hold, paper, an_article):
    url = "https://echo.example/art/7"
    KnownRecords(state).note_links([Link(record_id(url), url, "https://echo.example/feed", NOON)])
    [gap] = gaps_of(state, paper).articles
    assert (gap.url, gap.found_on, gap.why) == (url, "https://echo.example/feed", "never_fetched")
    hold(an_article(7))
    assert gaps_of(state, paper).articles == []


def test_since_leaves_out_what_is_older(state, hold, paper, an_issue):
    hold(an_issue_of(an_issue, 1519, "2019-12-31", [1]), an_issue_of(an_issue, 1522, "2020-01-21", [2]))
    found = gaps_of(state, paper, since=date(2020, 1, 15))
    assert [gap.url[-1] for gap in found.articles] == ["2"]
    assert found.issues == []
    assert found.held_issues == 1
