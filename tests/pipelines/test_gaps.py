from datetime import UTC, date, datetime

import pytest

from pipelines.gaps import Departed, Facts, UnreadList, find_gaps
from pipelines.known_records import KnownRecords, Link
from pipelines.missing_issues import MissingIssue
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


def gaps_of(state, paper, since=None, **more):
    def is_ours(url):
        return url.startswith("https://echo.example/")

    facts = Facts(paper, lambda url: url, lambda url: "/art/" in url, is_ours, TODAY, **more)
    return find_gaps(state, facts, since)


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


def test_an_issue_whose_number_is_misprinted_makes_no_thousands_of_others_missing(state, hold, paper, an_issue):
    hold(*(an_issue_of(an_issue, number) for number in (1520, 1522, 20200114)))
    assert [issue.number for issue in gaps_of(state, paper).issues] == [1521]


def test_an_issue_whose_day_is_misprinted_makes_no_thousands_of_others_missing(state, hold, paper, an_issue):
    days = ["0020-01-07", "2020-01-07", "2020-01-21"]
    hold(*(an_issue_of(an_issue, None, day).model_copy(update={"id": day}) for day in days))
    assert gaps_of(state, paper).issues == [MissingIssue(None, date(2020, 1, 14))]


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


def test_a_link_that_leads_on_to_an_article_that_is_held_is_no_gap(state, hold, paper, an_issue, an_article):
    old = "https://echo.example/art/70"
    known = KnownRecords(state)
    hold(an_issue_of(an_issue, 1522, articles=[70]), an_article(7))
    known.note_links([Link(record_id(old), old, "https://echo.example/issue/1522", NOON)])
    assert [gap.url for gap in gaps_of(state, paper).articles] == [old]
    known.note_address(record_id(old), an_article(7).url)
    known.note_links([Link(record_id(old), old, "https://echo.example/feed", NOON)])  # it is named again
    assert gaps_of(state, paper).articles == []


def test_since_leaves_out_what_is_older(state, hold, paper, an_issue):
    hold(an_issue_of(an_issue, 1519, "2019-12-31", [1]), an_issue_of(an_issue, 1522, "2020-01-21", [2]))
    found = gaps_of(state, paper, since=date(2020, 1, 15))
    assert [gap.url[-1] for gap in found.articles] == ["2"]
    assert found.issues == []
    assert found.held_issues == 1


def test_issues_without_a_page_are_not_missed(state, hold, paper, an_issue):
    hold(an_issue_of(an_issue, 1520))
    assert gaps_of(state, paper, issues_until=date(2020, 1, 15)).issues == [MissingIssue(1521, date(2020, 1, 14))]


def test_a_list_that_could_not_be_read_is_no_article(state, hold, paper, a_rejection):
    def rejected(path, code):
        return a_rejection(url=f"https://echo.example{path}", reasons=[Reason(code=code, message="told by the site")])

    hold(a_rejection(url="https://archive.example/cdx?url=echo.example"))
    hold(rejected("/feed", "damaged_list"), rejected("/old-feed", "http_410"), rejected("/art/3", "http_500"))
    found = gaps_of(state, paper)
    assert [(gap.url, gap.code) for gap in found.articles] == [("https://echo.example/art/3", "http_500")]
    assert [unread.url for unread in found.lists] == ["https://echo.example/feed", "https://echo.example/old-feed"]
    assert [unread.url for unread in found.lists_to_fetch] == ["https://echo.example/feed"]
    assert isinstance(found.lists[0], UnreadList)


def test_an_article_that_left_is_told_and_not_missing(state, hold, paper, an_article):
    hold(an_article(1), an_article(2))
    KnownRecords(state).note_gone(an_article(2).id, NOON, "https://echo.example/news/two")
    found = gaps_of(state, paper)
    assert found.departed == [Departed(an_article(2).url, NOON.isoformat(), "https://echo.example/news/two")]
    assert found.articles == []
    assert not found.can_be_closed
    assert gaps_of(state, paper, since=date(2020, 1, 11)).departed == []


def test_dead_links_alone_are_nothing_to_go_on_with(state, hold, paper, a_rejection):
    hold(a_rejection(url="https://echo.example/art/9", reasons=[Reason(code="http_404", message="gone")]))
    found = gaps_of(state, paper)
    assert [gap.why for gap in found.articles] == ["dead"]
    assert not found.can_be_closed


def test_since_asks_for_numbers_that_lie_before_and_after_those_held(state, hold, paper, an_issue):
    hold(an_issue_of(an_issue, 1521, "2020-01-14"))
    assert [issue.number for issue in gaps_of(state, paper, since=date(2020, 1, 7)).issues] == [1520, 1522]
    assert [issue.number for issue in gaps_of(state, paper, since=date(2020, 1, 20)).issues] == [1522]
