import json
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from pipelines.validate import ValidatePipeline
from schemas import Article, Block, Reason, Rejection


@pytest.fixture
def crawler(paper):
    crawler = get_crawler(settings_dict={"MIN_ARTICLE_WORDS": 5})
    crawler.spider = SimpleNamespace(publication=paper)
    return crawler


@pytest.fixture
def pipeline(crawler, paper):
    return ValidatePipeline(crawler.stats, lambda: paper)


@pytest.fixture
def counts(crawler):
    return lambda: {k: v for k, v in crawler.stats.get_stats().items() if k.startswith("broadsheet/")}


def test_sound_records_go_through_unchanged(pipeline, counts, an_article, an_issue, a_rejection):
    for record in (an_article(), an_issue()):
        assert pipeline.process_item(record) == record
    assert counts() == {}
    assert pipeline.process_item(a_rejection()) == a_rejection()


def test_a_record_without_sense_becomes_a_rejection_that_keeps_all_of_it(pipeline, counts, an_article):
    article = an_article(headline=None, published_date="1901-01-01")
    rejection = pipeline.process_item(article)
    assert isinstance(rejection, Rejection)
    assert (rejection.stage, rejection.publication, rejection.url) == ("validate", "valley_echo", article.url)
    assert [reason.code for reason in rejection.reasons] == ["no_headline", "before_founding"]
    assert rejection.record == article.model_dump(mode="json")
    assert rejection.provenance == article.provenance
    assert counts() == {
        "broadsheet/rejected/no_headline": 1,
        "broadsheet/rejected_field/headline": 1,
        "broadsheet/rejected/before_founding": 1,
        "broadsheet/rejected_field/published_date": 1,
    }


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"word_count": "many"}, "word_count", "found 'many'"),
        ({"body": [{"type": "song", "text": "la"}] * 3}, "body", "(and 2 more in this field)"),
        ({"content_hash": "md5:0"}, "content_hash", "found 'md5:0'"),
        ({"published_at": "2020-01-07T09:00:00"}, "published_at", "no offset"),
        ({"provenance": {"wrong": 1}}, "provenance", "provenance.wrong"),
    ],
)
def test_a_record_that_breaks_the_schema_becomes_a_rejection_naming_the_field(
    pipeline, counts, an_article, changes, field, message
):
    rejection = pipeline.process_item(an_article().model_copy(update=changes))
    [reason] = rejection.reasons
    assert (reason.code, reason.field) == ("invalid_record", field)
    assert message in reason.message
    assert counts() == {"broadsheet/rejected/invalid_record": 1, f"broadsheet/rejected_field/{field}": 1}
    assert json.loads(rejection.to_json_line())["record"][field] == changes[field]


def test_half_a_surrogate_pair_never_reaches_the_writer(pipeline, an_article):
    rejection = pipeline.process_item(an_article().model_copy(update={"headline": "Vote \ud83d"}))
    assert [reason.code for reason in rejection.reasons] == ["invalid_record"]
    assert "Vote \ufffd" in rejection.to_json_line().encode("utf-8").decode("utf-8")


def test_a_rejection_may_hold_anything_and_comes_out_writable(pipeline, counts, a_rejection):
    odd = a_rejection(record={"nan": float("nan"), "half": "\udc00", "thing": ValueError("seen")})
    line = pipeline.process_item(odd).to_json_line().encode("utf-8")
    assert json.loads(line)["record"] == {"nan": None, "half": "\ufffd", "thing": "seen"}
    assert counts() == {"broadsheet/rejected/http_404": 1}


def test_the_same_article_twice_is_written_once_and_told(pipeline, an_article):
    assert isinstance(pipeline.process_item(an_article()), Article)
    [reason] = pipeline.process_item(an_article()).reasons
    assert (reason.code, reason.field) == ("duplicate", "id")


def test_the_same_id_with_other_words_is_told_apart(pipeline, an_article):
    pipeline.process_item(an_article())
    [reason] = pipeline.process_item(an_article(headline="Library saved by two votes")).reasons
    assert reason.code == "conflicting_copy"


def test_a_copy_that_was_rejected_does_not_stand_in_the_way_of_a_good_one(pipeline, an_article):
    assert isinstance(pipeline.process_item(an_article(headline=None)), Rejection)
    assert isinstance(pipeline.process_item(an_article()), Article)


def test_issues_are_judged_too(pipeline, an_issue):
    assert [r.code for r in pipeline.process_item(an_issue(sections=[])).reasons] == ["empty_issue"]
    pipeline.process_item(an_issue())
    assert [r.code for r in pipeline.process_item(an_issue()).reasons] == ["duplicate"]
    assert [r.code for r in pipeline.process_item(an_issue(number="7")).reasons] == ["conflicting_copy"]
    bad = an_issue(id="other").model_copy(update={"date": "tomorrow"})
    assert [r.code for r in pipeline.process_item(bad).reasons] == ["invalid_record"]


def test_a_doubt_is_a_warning_on_the_record_and_changes_nothing_else(pipeline, counts, an_article):
    article = an_article(issue={"number": "1500"}, published_date="2020-01-07")
    judged = pipeline.process_item(article)
    [warning] = judged.warnings
    assert (warning.code, warning.field) == ("issue_date_doubt", "issue")
    assert judged.model_copy(update={"warnings": []}) == article
    assert counts() == {"broadsheet/warned/issue_date_doubt": 1}


def test_what_is_no_record_is_a_fault_of_the_spider(pipeline):
    with pytest.raises(TypeError, match="yielded dict; wanted Article, Issue or Rejection"):
        pipeline.process_item({"headline": "x"})


def test_scrapy_builds_it_before_there_is_a_spider_and_the_settings_hold(crawler, an_article):
    spider, crawler.spider = crawler.spider, None
    pipeline = ValidatePipeline.from_crawler(crawler)
    crawler.spider = spider
    six = [Block(type="paragraph", text="six words are enough for this")]
    assert isinstance(pipeline.process_item(an_article(body=six)), Article)
    assert isinstance(
        pipeline.process_item(an_article(body=[Block(type="paragraph", text="four are not enough")])), Rejection
    )


def test_a_word_limit_that_is_not_set_is_the_documented_one(an_article, paper):
    crawler = get_crawler()
    assert "MIN_ARTICLE_WORDS" not in Settings()
    crawler.spider = SimpleNamespace(publication=paper)
    pipeline = ValidatePipeline.from_crawler(crawler)
    short = [Block(type="paragraph", text="word " * 19)]
    assert pipeline.process_item(an_article(body=short)).reasons == [
        Reason(
            code="body_too_short",
            field="body",
            message="found 19 words in body, boxes, captions and notes; wanted 20",
        )
    ]
