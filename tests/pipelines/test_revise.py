import pytest
from scrapy.statscollectors import MemoryStatsCollector

from pipelines.known_records import KnownRecords
from pipelines.revise import RevisePipeline, Unchanged
from pipelines.state import State
from schemas import Author, Block, Image


class Stats(MemoryStatsCollector):
    def __init__(self):
        self._stats = {}


@pytest.fixture
def desk(tmp_path):
    """The stage with a state of its own; `write` does what the writer would, in the run of that name."""
    state = State.open(tmp_path / "state.sqlite")
    known = KnownRecords(state)

    class Desk:
        stats = Stats()
        run = "20260101T000000Z"
        size = 0

        def refuse(self, error):
            raise error

        def write(self, record):
            stage = RevisePipeline(self.stats, lambda: known, lambda: self.run, self.refuse)
            written = stage.process_item(record)
            self.size += 1
            known.note(written, self.run, "articles.jsonl", self.size)
            return written

    yield Desk()
    state.close()


def test_a_new_article_is_revision_1(desk, an_article):
    written = desk.write(an_article())
    assert (written.revision, written.changed) == (1, [])
    assert desk.stats.get_value("broadsheet/new") == 1


def test_an_unchanged_article_is_not_written_again(desk, an_article):
    desk.write(an_article())
    desk.run = "20260102T000000Z"
    with pytest.raises(Unchanged, match="unchanged since revision 1"):
        desk.write(an_article(section="News", topics=["Libraries"]))  # furniture, not the editors' words
    assert desk.stats.get_value("broadsheet/unchanged") == 1


def test_an_edited_article_is_the_next_revision_and_names_what_changed(desk, an_article):
    desk.write(an_article())
    desk.run = "20260102T000000Z"
    edited = an_article(headline="Library saved", authors=[Author(name="Ann Lee")])
    written = desk.write(edited)
    assert (written.revision, written.changed) == (2, ["headline", "authors"])
    desk.run = "20260103T000000Z"
    written = desk.write(an_article(headline="Library saved", authors=[]))
    assert (written.revision, written.changed) == (3, ["authors"])


def test_another_size_of_a_picture_is_no_change(desk, an_article):
    desk.write(an_article(images=[Image(url="https://echo.example/a-300.jpg", caption="The library", width=300)]))
    desk.run = "20260102T000000Z"
    with pytest.raises(Unchanged):
        desk.write(an_article(images=[Image(url="https://echo.example/a-900.jpg", caption="The library", width=900)]))


def test_the_same_bytes_are_no_revision_whatever_a_newer_parser_reads_in_them(desk, an_article):
    page = {"payload_digest": "sha256:" + "0" * 64}
    desk.write(an_article(provenance=page))
    desk.run = "20260102T000000Z"
    with pytest.raises(Unchanged):
        desk.write(an_article(provenance=page, body=[Block(type="paragraph", text="Read better now. " * 20)]))


def test_a_crawl_that_is_gone_on_with_writes_nothing_twice(desk, an_article, an_issue, a_rejection):
    for record in (an_article(), an_issue(), a_rejection()):
        desk.write(record)
        with pytest.raises(Unchanged, match="already"):
            desk.write(record)


def test_a_page_rejected_in_an_earlier_run_is_told_again(desk, a_rejection):
    desk.write(a_rejection())
    desk.run = "20260102T000000Z"
    assert desk.write(a_rejection()) == a_rejection()


def test_an_issue_is_written_again_when_it_lists_something_else(desk, an_issue):
    desk.write(an_issue())
    desk.run = "20260102T000000Z"
    with pytest.raises(Unchanged):
        desk.write(an_issue(provenance={"fetched_at": "2026-01-02T00:00:00+00:00"}))
    assert desk.write(an_issue(label="Issue 1520")).label == "Issue 1520"
