import json
import logging
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.lines import LineFile
from pipelines.package import Origin, verify
from pipelines.run import RunFolder, folder_name, mend_unfinished
from schemas import OutputError

NOON = datetime(2024, 5, 10, 12, 0, 0, tzinfo=UTC)
ORIGIN = Origin(name="Valley Echo", home="https://echo.example/", ended=NOON)


@pytest.fixture
def begin(tmp_path):
    runs = []

    def create(started=NOON, slug="valley_echo"):
        runs.append(RunFolder.create(tmp_path / "output", slug, started))
        return runs[-1]

    yield create
    for run in runs:
        run.abandon()


def test_the_folder_is_named_after_the_paper_and_the_second_it_began_in_utc(begin, tmp_path):
    run = begin(NOON.astimezone(timezone(timedelta(hours=9))))
    assert run.path == tmp_path / "output" / "valley_echo" / "20240510T120000Z"
    assert sorted(p.name for p in run.path.iterdir()) == [
        "articles.jsonl",
        "crawl.log",
        "issues.jsonl",
        "rejected.jsonl",
    ]


def test_two_runs_in_one_second_get_two_folders_without_waiting(begin):
    names = [begin().path.name, begin().path.name, begin().path.name]
    assert names == ["20240510T120000Z", "20240510T120001Z", "20240510T120002Z"]


def test_a_finished_run_is_complete_and_verifies(begin, an_article, an_issue, a_rejection):
    run = begin()
    records = {"articles.jsonl": an_article(), "issues.jsonl": an_issue(), "rejected.jsonl": a_rejection()}
    for record in records.values():
        run.add(record)
    logging.getLogger("pipelines.test").warning("half way")
    assert run.finish({"finish_reason": "finished", "start_time": NOON, "odd": float("nan")}, ORIGIN)
    assert verify(run.path) == []
    for name, record in records.items():
        assert (run.path / name).read_text("utf-8") == record.to_json_line() + "\n"
    assert json.loads((run.path / "stats.json").read_text("utf-8")) == {
        "finish_reason": "finished",
        "odd": None,
        "start_time": "2024-05-10T12:00:00+00:00",
    }
    assert "half way" in (run.path / "crawl.log").read_text("utf-8")


def test_a_run_that_was_stopped_has_everything_but_the_package(begin, an_article):
    run = begin()
    run.add(an_article())
    assert run.finish({}, None)
    assert (run.path / "stats.json").exists()
    assert "was not finished" in verify(run.path)[0]


@pytest.mark.parametrize("end", [lambda run: run.finish({}, ORIGIN), lambda run: run.abandon()])
def test_a_run_in_which_nothing_was_written_leaves_nothing(begin, tmp_path, end):
    assert end(begin()) is False
    assert list(tmp_path.iterdir()) == []


def test_an_empty_run_takes_no_folder_away_that_was_there_before(begin, tmp_path):
    (tmp_path / "output" / "valley_echo").mkdir(parents=True)
    begin().finish({}, ORIGIN)
    assert list((tmp_path / "output").rglob("*")) == [tmp_path / "output" / "valley_echo"]


def test_a_run_without_records_stays_when_another_stage_wrote_into_it(begin):
    run = begin()
    (run.path / "report.html").write_bytes(b"<p>")
    assert run.finish({}, ORIGIN)
    assert verify(run.path) == []


def test_the_log_handler_is_gone_after_the_run(begin, an_article):
    before = list(logging.getLogger().handlers)
    run = begin()
    assert run.log in logging.getLogger().handlers
    run.finish({}, None)
    assert logging.getLogger().handlers == before


@pytest.mark.parametrize("blocked", ["output", "output/valley_echo"])
def test_an_output_folder_that_cannot_be_written_is_an_error_with_nothing_left_behind(begin, tmp_path, blocked):
    (tmp_path / blocked).parent.mkdir(exist_ok=True)
    (tmp_path / blocked).write_text("a file in the way")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputError, match=r"Not a directory.*OUTPUT_DIR"):
        begin()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_half_made_is_taken_away_again(begin, tmp_path, monkeypatch):
    def refuse(path):
        raise OutputError("the disk is full")

    monkeypatch.setattr("pipelines.run.CrawlLog", lambda path, level: refuse(path))
    with pytest.raises(OutputError):
        begin()
    assert list(tmp_path.iterdir()) == []


WRITE_WITHOUT_RIGHTS = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from pipelines.run import RunFolder
from schemas import OutputError
if os.geteuid() == 0:  # root may write anywhere
    os.setuid(65534)
try:
    RunFolder.create(Path(sys.argv[1]), "valley_echo", datetime.now(UTC))
except OutputError as error:
    print(error)
"""


def test_a_folder_without_rights_says_how_to_give_them(tmp_path, run_python):
    output = tmp_path / "output"
    output.mkdir(mode=0o500)
    out, err = run_python(WRITE_WITHOUT_RIGHTS, str(output)).communicate(timeout=60)
    assert err == ""
    assert "Permission denied. Let this user write there (chmod, chown)" in out
    assert list(output.iterdir()) == []


def test_a_log_that_the_disk_refused_makes_no_finished_run(begin, an_article):
    run = begin()
    run.add(an_article())
    run.log.failure = OutputError("crawl.log cannot be written: No space left on device.")
    with pytest.raises(OutputError, match=r"crawl\.log"):
        run.finish({}, ORIGIN)
    assert "was not finished" in verify(run.path)[0]


@pytest.mark.parametrize("slug", ["valley_echo", "Valley-Echo2", "a"])
def test_a_plain_slug_is_its_own_folder(slug):
    assert folder_name(slug) == slug


@given(st.text(max_size=150))
def test_no_slug_leads_out_of_the_output_folder(slug):
    name = folder_name(slug)
    assert name not in ("", ".", "..")
    assert name.isascii()
    assert not set(name) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
    assert len(name) <= 100


def test_odd_slugs_do_not_share_a_folder():
    slugs = ["../x", "..\\x", "x", "/x", "x ", "é", ""]
    assert len({folder_name(slug) for slug in slugs}) == len(slugs)


def test_what_a_killed_crawl_left_is_mended_and_told(begin, an_article, tmp_path):
    killed, finished, running = (begin(NOON - timedelta(days=days)) for days in (3, 2, 1))
    for run in (killed, finished, running):
        run.add(an_article())
    killed.finish({}, None)
    finished.finish({}, ORIGIN)
    whole = (killed.path / "articles.jsonl").read_bytes()
    for run in (killed, finished):
        with (run.path / "articles.jsonl").open("ab") as file:
            file.write(b'{"torn')
    now = begin()
    said = mend_unfinished(now.path.parent, but=now.path)
    assert said == [
        f"{killed.path / 'articles.jsonl'} ended in a torn line, from a crawl that was killed: cut off 6 bytes."
    ]
    assert (killed.path / "articles.jsonl").read_bytes() == whole
    # What is finished has its checksum: it is not ours to change, and verify tells of it.
    assert (finished.path / "articles.jsonl").read_bytes().endswith(b'{"torn')


def test_a_run_that_another_crawl_is_writing_is_left_alone(begin):
    other = begin(NOON - timedelta(days=1))
    with (other.path / "articles.jsonl").open("ab") as file:
        file.write(b'{"torn')
    now = begin()
    with pytest.raises(OutputError, match="another crawl"):
        mend_unfinished(now.path.parent, but=now.path)
    assert (other.path / "articles.jsonl").read_bytes() == b'{"torn'


def test_an_unfinished_run_can_be_opened_and_continued(begin, an_article):
    run = begin()
    run.add(an_article(1))
    run.finish({}, None)
    with LineFile(run.path / "articles.jsonl") as file:
        file.append(an_article(2).to_json_line())
    assert len((run.path / "articles.jsonl").read_text("utf-8").splitlines()) == 2
