import asyncio
import json
from datetime import UTC, datetime

import pytest
from scrapy import signals
from scrapy.exceptions import CloseSpider
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from pipelines.archive import ArchiveSettings
from pipelines.origin import compression_level
from pipelines.package import verify
from pipelines.session import Asked, Session
from pipelines.write import NotWritten, WritePipeline
from schemas import ArgumentError, OutputError

NOON = datetime(2024, 5, 10, 12, 0, 0, tzinfo=UTC)


def write(pipeline, item):
    """Pass an item through in a loop of its own; asyncio.run would take away the one that other tests crawl with."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(pipeline.process_item(item))
    finally:
        loop.close()


@pytest.fixture
def stops():
    return []


@pytest.fixture
def stats():
    return get_crawler().stats


@pytest.fixture
def pipeline(tmp_path, paper, stats, stops):
    def begin(now):
        asked = Asked(tmp_path / "output", "valley_echo", {})
        return Session.begin(asked, ArchiveSettings(prefix="valley_echo", host="test"), "DEBUG", now)

    pipeline = WritePipeline(stats, begin, lambda: paper, stops.append, now=lambda: NOON)
    yield pipeline
    pipeline.spider_closed("cancelled")


@pytest.fixture
def run(tmp_path):
    return tmp_path / "output" / "valley_echo" / "20240510T120000Z"


@pytest.fixture
def full_disk(monkeypatch):
    def refuse(fd):
        raise OSError(28, "No space left on device")

    return lambda: monkeypatch.setattr("pipelines.lines.flush_to_disk", refuse)


def test_each_record_goes_to_its_file_and_is_counted(pipeline, stats, run, an_article, an_issue, a_rejection):
    pipeline.open_spider()
    for record in (an_article(1), an_article(2), an_issue(), a_rejection()):
        assert write(pipeline, record) is record
    pipeline.spider_closed("finished")
    counts = {name: len((run / name).read_text().splitlines()) for name in ("articles.jsonl", "issues.jsonl")}
    assert counts == {"articles.jsonl": 2, "issues.jsonl": 1}
    assert (run / "rejected.jsonl").read_text() == a_rejection().to_json_line() + "\n"
    assert stats.get_stats() == {
        "broadsheet/run_folder": str(run),
        "broadsheet/articles": 2,
        "broadsheet/issues": 1,
        "broadsheet/rejected": 1,
    }
    assert verify(run) == []


@pytest.mark.parametrize(
    ("reason", "finished"),
    [("finished", True), ("closespider_itemcount", True), ("shutdown", False), ("closespider_errorcount", False)],
)
def test_only_a_crawl_that_came_to_its_own_end_is_a_finished_run(pipeline, run, an_article, reason, finished):
    pipeline.open_spider()
    write(pipeline, an_article())
    pipeline.spider_closed(reason)
    assert (run / "datapackage.json").exists() is finished
    assert (run / "stats.json").exists()


def test_a_crawl_that_wrote_nothing_leaves_no_folder_and_says_so(pipeline, stats, tmp_path):
    pipeline.open_spider()
    pipeline.spider_closed("finished")
    assert list(tmp_path.iterdir()) == []
    assert stats.get_value("broadsheet/run_folder", "unset") is None


def test_an_output_folder_that_cannot_be_written_stops_the_crawl_before_it_begins(pipeline, stats, tmp_path):
    (tmp_path / "output").write_text("in the way")
    with pytest.raises(CloseSpider) as stopped:
        pipeline.open_spider()
    assert stopped.value.reason == "disk"
    assert isinstance(stopped.value.__cause__, OutputError)
    assert stats.get_value("broadsheet/error") == str(stopped.value.__cause__)
    assert "OUTPUT_DIR" in stats.get_value("broadsheet/error")


def test_a_full_disk_stops_the_crawl_and_keeps_whole_lines(
    pipeline, stats, stops, run, full_disk, an_article, a_rejection
):
    pipeline.open_spider()
    write(pipeline, an_article(1))
    full_disk()
    with pytest.raises(NotWritten, match="art/2"):
        write(pipeline, an_article(2))
    with pytest.raises(NotWritten, match="art/404"):
        write(pipeline, a_rejection())
    pipeline.spider_closed("disk")
    assert stops == ["disk"]
    assert "No space left on device" in stats.get_value("broadsheet/error")
    assert stats.get_value("broadsheet/articles") == 1
    assert (run / "articles.jsonl").read_text() == an_article(1).to_json_line() + "\n"
    assert (run / "rejected.jsonl").read_text() == ""
    assert not (run / "datapackage.json").exists()


def test_a_disk_that_is_full_from_the_first_line_leaves_nothing(pipeline, stats, tmp_path, full_disk, an_article):
    pipeline.open_spider()
    full_disk()
    with pytest.raises(NotWritten):
        write(pipeline, an_article())
    pipeline.spider_closed("disk")
    assert list(tmp_path.iterdir()) == []
    assert stats.get_value("broadsheet/run_folder", "unset") is None


def test_a_disk_that_is_full_at_the_end_leaves_an_unfinished_run(pipeline, stats, run, monkeypatch, an_article):
    pipeline.open_spider()
    write(pipeline, an_article())

    def refuse(fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipelines.files.flush_to_disk", refuse)
    pipeline.spider_closed("finished")
    assert "No space left on device" in stats.get_value("broadsheet/error")
    assert (run / "articles.jsonl").read_text() == an_article().to_json_line() + "\n"
    assert not (run / "datapackage.json").exists()


def test_torn_lines_of_killed_crawls_are_mended_with_a_word_in_the_log(pipeline, run, an_article):
    killed = run.with_name("20240509T120000Z")
    killed.mkdir(parents=True)
    (killed / "articles.jsonl").write_bytes(b'{"n": 1}\n{"n')
    pipeline.open_spider()
    write(pipeline, an_article())
    assert (killed / "articles.jsonl").read_bytes() == b'{"n": 1}\n'
    assert "ended in a torn line" in (run / "crawl.log").read_text()


def test_an_older_run_that_cannot_be_mended_is_no_reason_not_to_crawl(pipeline, run, an_article, monkeypatch):
    def refuse(folder):
        raise OutputError("the older run is read-only")

    monkeypatch.setattr("pipelines.holdings.mend_unfinished", refuse)
    pipeline.open_spider()
    write(pipeline, an_article())
    assert "left as it is: the older run is read-only" in (run / "crawl.log").read_text()


def test_what_is_no_record_is_a_fault_of_the_spider(pipeline):
    pipeline.open_spider()
    with pytest.raises(TypeError, match="yielded dict"):
        write(pipeline, {"headline": "x"})


def test_scrapy_builds_it_from_the_settings_and_its_signal_ends_the_run(tmp_path, paper, an_article):
    crawler = get_crawler(settings_dict={"OUTPUT_DIR": str(tmp_path / "kept"), "CRAWL_LOG_LEVEL": "ERROR"})
    pipeline = WritePipeline.from_crawler(crawler)
    crawler.spider = type("Spider", (), {"publication": paper})()
    pipeline.open_spider()
    write(pipeline, an_article())
    crawler.signals.send_catch_log(signals.spider_closed, spider=crawler.spider, reason="finished")
    [run] = (tmp_path / "kept" / "valley_echo").glob("2*Z")
    assert verify(run) == []
    assert json.loads((run / "stats.json").read_text())["broadsheet/articles"] == 1


@pytest.mark.parametrize("level", ["13", "-1", "fast"])
def test_a_compression_that_there_is_not_is_refused(level):
    with pytest.raises(ArgumentError, match=r"WARC_COMPRESSION is .*, wanted 0 to 12; type -s WARC_COMPRESSION=6"):
        compression_level(Settings({"WARC_COMPRESSION": level}))
