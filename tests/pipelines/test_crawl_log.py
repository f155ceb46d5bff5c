import logging
import re

import pytest

from pipelines.crawl_log import CrawlLog
from schemas import OutputError


@pytest.fixture
def log(tmp_path):
    log = CrawlLog(tmp_path / "crawl.log")
    log.attach()
    yield log
    log.detach()


def test_it_keeps_what_is_logged_between_attach_and_detach_in_utc(log, caplog):
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("pipelines.test")
    logger.debug("fetched %s", "café")
    log.detach()
    logger.warning("too late")
    line = log.path.read_text("utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ DEBUG pipelines\.test: fetched café\n", line)


def test_text_that_utf8_cannot_hold_is_kept_in_another_form(log):
    log.handle(logging.makeLogRecord({"name": "pipelines.test", "levelno": logging.INFO, "msg": "half \ud800 pair"}))
    assert "half \\ud800 pair\n" in log.path.read_text("utf-8")
    assert log.failure is None


def test_items_are_not_printed_a_second_time(log, caplog):
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("scrapy.core.scraper")
    logger.debug("Scraped from <200 …>\n{'headline': …}")
    logger.error("Spider error processing")
    assert "Scraped" not in log.path.read_text("utf-8")
    assert "Spider error" in log.path.read_text("utf-8")


def test_a_disk_that_refuses_a_record_is_remembered_and_prints_no_traceback(log, capsys, monkeypatch):
    def full(text):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(log.stream, "write", full, raising=False)
        logging.getLogger("pipelines.test").error("first")
        logging.getLogger("pipelines.test").error("second")
    assert isinstance(log.failure, OutputError)
    assert "No space left on device" in str(log.failure)
    assert "Traceback" not in capsys.readouterr().err


def test_a_log_that_cannot_be_opened_is_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        CrawlLog(tmp_path / "missing" / "crawl.log")
