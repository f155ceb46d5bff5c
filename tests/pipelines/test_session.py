"""A session that is broken off: what is on the disk is known to the next one, and nothing hollow is left."""

from datetime import UTC, datetime

import pytest

from pipelines.archive import ArchiveSettings
from pipelines.crawl_note import CrawlNote
from pipelines.session import Asked, Session
from schemas import OutputError

NOON = datetime(2024, 5, 10, 12, 0, 0, tzinfo=UTC)


def begin(tmp_path):
    asked = Asked(tmp_path / "output", "valley_echo", {})
    return Session.begin(asked, ArchiveSettings(prefix="valley_echo", host="test"), "DEBUG", NOON)


def test_a_line_that_was_written_while_another_was_noted_is_known_to_the_next_crawl(tmp_path, an_article):
    session = begin(tmp_path)
    first, second = an_article(1), an_article(2)
    end = session.add(first)
    session.add(second)
    session.remember(first, end)
    session.abandon()  # before the second is noted
    following = begin(tmp_path)
    assert following.goes_on
    assert following.holdings.records.get(second.id) is not None
    following.abandon()


def test_a_run_that_cannot_be_gone_on_with_is_not_begun(tmp_path, monkeypatch):
    def refuse(note, run):
        raise OutputError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(CrawlNote, "write", refuse)
        with pytest.raises(OutputError):
            begin(tmp_path)
    assert not list(tmp_path.glob("output/valley_echo/2*"))
    begin(tmp_path).abandon()
