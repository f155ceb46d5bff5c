from datetime import UTC, datetime

import pytest

from pipelines.known_records import KnownRecords, Link
from pipelines.recall import open_state, read_state
from pipelines.state_file import STATE
from schemas import ArgumentError, OutputError


@pytest.fixture
def a_run(tmp_path):
    def make(name, *records):
        run = tmp_path / name
        run.mkdir(exist_ok=True)
        for record in records:
            file = {"Article": "articles.jsonl", "Issue": "issues.jsonl", "Rejection": "rejected.jsonl"}[
                type(record).__name__
            ]
            with (run / file).open("a", encoding="utf-8") as out:
                out.write(record.to_json_line() + "\n")
        return run

    return make


def test_records_of_a_killed_crawl_are_known_to_the_next_one(tmp_path, a_run, an_article, an_issue, a_rejection):
    a_run("20260101T000000Z", an_article(1), an_article(2), an_issue(), a_rejection())
    state = open_state(tmp_path)
    known = KnownRecords(state)
    assert known.get(an_article(1).id).run == "20260101T000000Z"
    assert known.get(an_issue().id).content_hash.startswith("sha256:")
    assert known.is_rejected(a_rejection(), "20260101T000000Z")
    assert not known.is_rejected(a_rejection(), "20260102T000000Z")
    state.close()


def test_lines_are_taken_in_once_and_later_ones_when_they_come(tmp_path, a_run, an_article):
    a_run("20260101T000000Z", an_article(1))
    open_state(tmp_path).close()
    a_run("20260101T000000Z", an_article(2))
    state = open_state(tmp_path)
    before = state._connection.total_changes
    assert KnownRecords(state).get(an_article(2).id) is not None
    state.close()
    assert before == 2  # the record and the length of the file, for the new line alone


def test_a_torn_last_line_is_no_record(tmp_path, a_run, an_article):
    run = a_run("20260101T000000Z", an_article(1))
    with (run / "articles.jsonl").open("a", encoding="utf-8") as out:
        out.write(an_article(2).to_json_line()[:100])
    state = open_state(tmp_path)
    assert KnownRecords(state).get(an_article(2).id) is None
    state.close()


@pytest.mark.parametrize("damage", [b"this is no database" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_state_is_put_aside_and_drawn_anew(tmp_path, a_run, an_article, caplog, damage):
    a_run("20260101T000000Z", an_article(1))
    (tmp_path / STATE).write_bytes(damage)
    state = open_state(tmp_path)
    assert KnownRecords(state).get(an_article(1).id) is not None
    assert (tmp_path / f"{STATE}.damaged-1").read_bytes() == damage
    assert "is damaged" in caplog.text
    state.close()


def test_the_newest_revision_counts_in_whatever_order_the_runs_are_read(tmp_path, a_run, an_article):
    a_run("20260102T000000Z", an_article(1, headline="Second words", revision=2))
    open_state(tmp_path).close()
    a_run("20260101T000000Z", an_article(1))
    state = open_state(tmp_path)
    assert KnownRecords(state).get(an_article(1).id).revision == 2
    state.close()


def test_a_state_that_cannot_be_written_is_said_to_be_so(tmp_path):
    (tmp_path / f"{STATE}-wal").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        open_state(tmp_path)


def test_a_state_is_read_beside_a_crawl_that_writes_it(tmp_path, a_run, an_article):
    run = a_run("20260101T000000Z", an_article(1))
    crawl = open_state(tmp_path)
    link = Link("an id", "https://echo.example/art/9", None, datetime(2026, 1, 1, tzinfo=UTC))
    KnownRecords(crawl).note_links([link])  # it stands in the write-ahead log alone
    a_run(run.name, an_article(2))  # and this line is not noted yet
    with crawl.change() as tables:
        tables.execute("DELETE FROM rejections")  # in the middle of a change
        copy = read_state(tmp_path)
    assert KnownRecords(copy).get(an_article(2).id) is not None
    assert copy.one("SELECT url FROM links")["url"] == link.url
    copy.close()
    assert KnownRecords(crawl).get(an_article(2).id) is None
    crawl.close()


@pytest.mark.parametrize("damage", [None, b"this is no database" * 500])
def test_a_lost_or_damaged_state_is_read_from_the_runs_and_left_as_it_is(tmp_path, a_run, an_article, damage):
    a_run("20260101T000000Z", an_article(1))
    if damage:
        (tmp_path / STATE).write_bytes(damage)
    copy = read_state(tmp_path)
    assert KnownRecords(copy).get(an_article(1).id) is not None
    copy.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["20260101T000000Z", *([STATE] if damage else [])]
    assert not damage or (tmp_path / STATE).read_bytes() == damage


def test_reading_a_state_leaves_nothing_behind(tmp_path, a_run, an_article):
    a_run("20260101T000000Z", an_article(1))
    open_state(tmp_path).close()
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    copy = read_state(tmp_path)
    assert KnownRecords(copy).get(an_article(1).id) is not None
    copy.close()
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_there_is_nothing_to_read_before_the_first_crawl(tmp_path):
    with pytest.raises(ArgumentError, match=r"nothing of echo is held .* scrapy crawl echo"):
        read_state(tmp_path / "echo")


def test_a_folder_whose_name_is_too_long_is_one_message(tmp_path):
    with pytest.raises(OutputError, match="cannot be read"):
        read_state(tmp_path / ("x" * 5000))
