"""What passes from spider to scheduler, and what the state remembers of it."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.statscollectors import MemoryStatsCollector

from pipelines.known_pages import Answer, KnownPages, Place
from pipelines.known_records import KnownRecords
from pipelines.links import LinksMiddleware
from pipelines.state import State
from schemas import OutputError

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
PLACE = Place("20261101T120000Z", "archive/a.warc.gz", "urn:uuid:1", 0)


class Stats(MemoryStatsCollector):
    def __init__(self):
        self._stats = {}


@pytest.fixture
def desk(tmp_path):
    """The middleware with a state of its own: `look` notes that an article was fetched, `passes` asks for it."""
    state = State.open(tmp_path / "state.sqlite")
    holdings = SimpleNamespace(pages=KnownPages(state), records=KnownRecords(state))

    class Desk:
        now, refusals, stats = NOON, [], Stats()

        def __init__(self):
            session = SimpleNamespace(holdings=holdings)
            self.middleware = LinksMiddleware(
                self.stats, lambda: session, self.refusals.append, 0.5, timedelta(days=180), lambda: self.now
            )

        def look(self, article, at):
            holdings.pages.note(Answer(article.url, at, 200, PLACE, "sha256:0"), False, 1)
            holdings.records.note(article, PLACE.run, "articles.jsonl", 1)

        def passes(self, article, as_due=True):
            link = {"id": article.id, "url": article.url, "found_on": "https://echo.example/feed", "as_due": as_due}
            request = Request(article.url, meta={"link": link})
            listing = Response("https://echo.example/feed", request=Request("https://echo.example/feed"))
            return list(self.middleware.process_spider_output(listing, [request])) == [request]

    yield Desk()
    state.close()


def test_an_article_that_is_not_held_passes(desk, an_article):
    assert desk.passes(an_article())


def test_the_longer_an_article_has_stood_the_longer_it_is_left_alone(desk, an_article):
    article = an_article(provenance={"fetched_at": NOON.isoformat()})
    desk.look(article, NOON)
    desk.now = NOON + timedelta(seconds=1)
    assert desk.passes(article)  # it was looked at once, and nothing is known of how it behaves
    desk.look(article, NOON + timedelta(days=10))
    desk.now = NOON + timedelta(days=14)
    assert not desk.passes(article)
    assert desk.passes(article, as_due=False)
    desk.now = NOON + timedelta(days=15)
    assert desk.passes(article)
    assert desk.stats.get_value("broadsheet/not_due") == 1


def test_no_article_is_left_alone_for_longer_than_the_longest_time(desk, an_article):
    article = an_article(provenance={"fetched_at": NOON.isoformat()})
    desk.look(article, NOON + timedelta(days=3650))
    desk.now = NOON + timedelta(days=3650 + 179)
    assert not desk.passes(article)
    desk.now += timedelta(days=1)
    assert desk.passes(article)


def test_a_clock_that_was_set_back_makes_everything_due(desk, an_article):
    article = an_article(provenance={"fetched_at": NOON.isoformat()})
    desk.look(article, NOON + timedelta(days=100))
    desk.now = NOON - timedelta(days=1)
    assert desk.passes(article)


def test_a_state_that_cannot_be_written_stops_the_crawl_and_loses_no_link_silently(desk, an_article, monkeypatch):
    def refuse(self, links):
        raise OutputError("the disk is full")

    monkeypatch.setattr(KnownRecords, "note_links", refuse)
    assert not desk.passes(an_article())
    assert [str(error) for error in desk.refusals] == ["the disk is full"]
