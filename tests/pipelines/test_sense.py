from datetime import date

import pytest

from pipelines.sense import RULES, Limits, empty_issue, issue_date_doubt, issue_date_mismatch
from schemas import Block, Image, ParseWarning, Publication, Sidebar

FETCHED = "2020-03-01T10:00:00+00:00"


@pytest.fixture
def codes(paper):
    def judge(article, paper=paper, limits=None):
        return [reason.code for rule in RULES if (reason := rule(article, paper, limits or Limits()))]

    return judge


def words(count, word="word"):
    return [Block(type="paragraph", text=" ".join([word] * count))]


def test_an_ordinary_article_is_believed(codes, an_article):
    article = an_article(
        published_at="2020-01-07T09:00:00+00:00", published_date="2020-01-07", issue={"number": "1520"}
    )
    assert codes(article) == []


@pytest.mark.parametrize("headline", [None, "", " – ", "Valley Echo", "VALLEY ECHO"])
def test_a_page_without_a_headline_is_refused(codes, an_article, headline):
    assert codes(an_article(headline=headline)) == ["no_headline"]


def test_a_printed_kicker_may_stand_for_the_headline_of_a_letters_page(codes, an_article):
    assert codes(an_article(headline=None, kicker="Letters")) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"body": words(20)}, []),
        ({"body": words(19)}, ["body_too_short"]),
        ({"body": []}, ["body_too_short"]),
        ({"body": [Block(type="paragraph", text="市議会は火曜日に図書館を残すことを決めた。住民が集まった。")]}, []),
        ({"body": [Block(type="paragraph", text="図書館を残す")]}, ["body_too_short"]),
        ({"body": [Block(type="paragraph", text="สภาเมืองลงมติเมื่อวันอังคาร")]}, []),
        ({"body": [], "sidebars": [Sidebar(heading="Facts", body=words(20))]}, []),
        ({"body": words(12), "images": [Image(url="a.jpg", caption="word " * 8)]}, []),
        ({"body": words(17), "endnotes": ["Thanks to Ada Lark"]}, ["body_too_short"][:0]),
    ],
)
def test_there_must_be_something_to_read(codes, an_article, changes, expected):
    assert codes(an_article(**changes)) == expected


def test_a_page_of_captioned_pictures_is_an_article(codes, an_article):
    pictures = [
        Image(url=f"{n}.jpg", caption="Pickets outside the bus depot on Tuesday morning this week") for n in (1, 2)
    ]
    assert codes(an_article(body=[], images=pictures)) == []


def test_one_long_caption_and_no_text_means_that_the_text_was_missed(codes, an_article):
    assert codes(an_article(body=[], images=[Image(url="1.jpg", caption="word " * 40)])) == ["body_too_short"]


def test_the_length_can_be_set(codes, an_article):
    assert codes(an_article(body=words(5)), limits=Limits(min_words=5)) == []


@pytest.mark.parametrize(("day", "expected"), [("1968-03-01", ["before_founding"]), ("1968-03-02", []), (None, [])])
def test_no_article_is_older_than_its_paper(codes, an_article, day, expected):
    assert codes(an_article(published_date=day)) == expected


def test_a_time_alone_is_held_against_the_founding_too(codes, an_article):
    assert codes(an_article(published_at="1950-01-01T00:00:00+00:00")) == ["before_founding"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"published_at": "2020-03-02T09:59:00+00:00"}, []),
        ({"published_at": "2020-03-02T23:59:00+14:00"}, []),
        ({"published_at": "2020-03-02T10:01:00+00:00"}, ["after_capture"]),
        ({"published_date": "2020-03-02"}, []),
        ({"published_date": "2020-03-03"}, ["after_capture"]),
        # A paper of Tuesday that bears Saturday on its cover.
        ({"published_date": "2020-03-07", "issue": {"date": "2020-03-07"}}, []),
        ({"published_date": "2020-03-12", "issue": {"date": "2020-03-12"}}, ["after_capture"]),
        ({"published_date": "2020-03-07", "issue": {"date": "2020-03-14"}}, ["after_capture"]),
    ],
)
def test_no_article_is_younger_than_its_capture(codes, an_article, changes, expected):
    assert codes(an_article(**changes)) == expected


def test_without_a_capture_date_nothing_is_too_young(codes, an_article):
    assert codes(an_article(published_date="2999-01-01", provenance={})) == []


@pytest.mark.parametrize(
    ("number", "day", "expected", "doubted"),
    [
        ("1520", "2020-01-07", [], False),
        ("1520a", "2020-01-06", [], False),  # a special
        ("1521", "2020-01-08", [], False),  # a web story with the number of the coming issue
        ("1260", "2015-01-06", [], False),  # between two anchors
        ("1510", "2020-01-21", [], True),  # a living page that keeps its first number
        ("1480", "2020-01-14", [], True),
        (
            "1420",
            "2020-02-04",
            ["issue_date_mismatch"],
            True,
        ),  # a hundred weeks: a printing error, or another article's
        ("1520", "2019-11-01", [], True),
        ("1520", "2019-09-01", ["issue_date_mismatch"], True),  # this week's number from a banner
        ("341", "2020-01-07", [], False),  # before the first anchor nothing is known
        ("999999999999999999", "2020-01-07", ["issue_date_mismatch"], True),
        (None, "2020-01-07", [], False),
        ("Summer", "2020-01-07", [], False),
        ("1520", None, [], False),
    ],
)
def test_an_issue_number_must_fit_the_date(codes, paper, an_article, number, day, expected, doubted):
    article = an_article(issue={"number": number}, published_date=day)
    assert codes(article) == expected
    doubt = issue_date_doubt(article, paper, Limits())
    assert (doubt is not None) == doubted
    assert doubt is None or doubt.code == "issue_date_doubt"


def test_the_mismatch_says_what_was_seen_and_what_was_wanted(paper, an_article):
    article = an_article(issue={"number": "1420"}, published_date="2020-02-04")
    reason = issue_date_mismatch(article, paper, Limits())
    assert reason.message == "issue 1420 came out about 2018-02-03, but the article is dated 2020-02-04"


def test_a_paper_without_known_numbers_is_judged_by_the_printed_issue_date(codes, an_article):
    young = Publication("new", "New", ("new.example",), "https://new.example/", "UTC", "en")
    issue = {"number": "7", "date": "2018-01-01"}
    assert codes(an_article(issue=issue, published_date="2018-01-02"), young) == []
    assert codes(an_article(issue=issue, published_date="2019-06-01"), young) == ["issue_date_mismatch"]


def test_what_the_parser_saw_to_be_no_article_is_refused(codes, an_article):
    warning = ParseWarning(code="not_an_article", message="forty links and no paragraph")
    assert codes(an_article(warnings=[warning])) == ["not_an_article"]


@pytest.mark.parametrize(
    "headline",
    [
        "404",
        "404 Not Found",
        "Error 404",
        "Page not found.",
        "403 Forbidden",
        "Access denied",
        "Just a moment...",
        "503 Service Temporarily Unavailable",
        "502 Bad Gateway",
        "Internal Server Error",
    ],
)
def test_an_error_page_that_came_with_status_200_is_refused(codes, an_article, headline):
    assert codes(an_article(headline=headline)) == ["error_page"]


@pytest.mark.parametrize(
    "headline",
    ["500 march for jobs", "404 homes to be built", "Gone with the wind", "Lost dog not found yet, owner says"],
)
def test_a_headline_that_only_resembles_an_error_is_believed(codes, an_article, headline):
    assert codes(an_article(headline=headline)) == []


def test_a_review_of_a_film_called_forbidden_is_an_article(codes, an_article):
    assert codes(an_article(headline="Forbidden", body=words(100))) == []


def test_a_page_that_came_with_an_error_status_is_refused(codes, an_article):
    assert codes(an_article(provenance={"fetched_at": FETCHED, "status": 404})) == ["error_page"]


@pytest.mark.parametrize("field", ["published_date", "issue"])
def test_a_day_that_is_in_no_calendar_is_refused(codes, an_article, field):
    value = "2020-02-30" if field == "published_date" else {"date": "2020-02-30"}
    assert codes(an_article(**{field: value})) == ["impossible_date"]


@pytest.mark.parametrize("language", ["“Corbyn’s café cost £5 – très bien”", "Привет, мир и труд", "図書館を残す"])
def test_text_read_in_a_wrong_encoding_is_refused(codes, an_article, language):
    broken = (language * 5).encode("utf-8").decode("cp1252", "replace")
    assert "mojibake" in codes(an_article(body=[*words(20), Block(type="paragraph", text=broken)]))


@pytest.mark.parametrize(
    "text",
    [
        "« L’été à la plage », dit-elle. Où ça ? À côté – là-bas… " * 10,
        "Não há “pão” em São João; avô, avó, ânsia… É só “fé” e “café”. " * 10,
        "ÂNGELA: “OLÁ”, disse. Ela custou £5 €7. " * 10,
        "Привет, мир! “Труд” – газета №7. " * 10,
        "Đường phố Hà Nội: “phở ngon” – ông Ân nói… " * 10,
        "One printed slip: cafÃ© and then no other. " + "word " * 40,
    ],
)
def test_sound_text_of_any_language_is_no_mojibake(codes, an_article, text):
    assert codes(an_article(body=[Block(type="paragraph", text=text)])) == []


def test_every_reason_that_holds_is_given(codes, an_article):
    article = an_article(headline=None, body=[], published_date="1900-01-01")
    assert codes(article) == ["no_headline", "body_too_short", "before_founding"]


def test_an_issue_must_list_something(an_issue):
    assert empty_issue(an_issue()) is None
    assert empty_issue(an_issue(sections=[])).code == "empty_issue"
    assert empty_issue(an_issue(sections=[], pdf_url="https://echo.example/1520.pdf")) is None


def test_the_anchors_of_the_test_paper_are_a_week_apart(paper):
    assert paper.expected_issue_date(1260) == date(2015, 1, 6)
