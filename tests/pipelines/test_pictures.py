import asyncio
import hashlib

import pytest
from scrapy.exceptions import DropItem
from scrapy.utils.test import get_crawler

from examples.paper.pictures import draw
from pipelines.pictures import PicturesPipeline
from schemas import ArgumentError, Image
from schemas.picture import CRAWL_ENDED, FetchedPicture, MissingPicture

PNG = draw("a.png", 32, 16)[1]
URL = "https://cdn.example/{}.png"


def run_alone(coroutine):
    """Run in a loop of its own; asyncio.run would take away the one that crawls of other tests use."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.close()


class Desk:
    """Fetches from a table and notes what it was asked for."""

    def __init__(self):
        self.asked = []
        self.answers = {}

    async def fetch(self, url, maxsize):
        self.asked.append(url)
        await asyncio.sleep(0)
        return self.answers.get(url, FetchedPicture(PNG, "image/png", f"urn:uuid:{url[-5]}"))


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def stats():
    return get_crawler().stats


@pytest.fixture
def complete(desk, stats):
    """Pass articles through the pipeline, all at once."""

    def run(*articles, choice="lead"):
        pipeline = PicturesPipeline(stats, desk.fetch, choice, 1000)

        async def all_at_once():
            return await asyncio.gather(*(pipeline.process_item(article) for article in articles))

        return run_alone(all_at_once())

    return run


def images(*roles):
    return [Image(url=URL.format(number), role=role) for number, role in enumerate(roles)]


def test_a_picture_says_what_it_is_and_which_record_holds_it(complete, an_article, stats):
    [article] = complete(an_article(images=images("lead")))
    [image] = article.images
    assert image.sha256 == hashlib.sha256(PNG).hexdigest()
    assert image.warc_record_id == "urn:uuid:0"
    assert (image.width, image.height) == (32, 16)
    assert article.warnings == []
    assert stats.get_value("broadsheet/pictures") == 1


@pytest.mark.parametrize(("choice", "asked"), [("none", []), ("lead", [1]), ("all", [0, 1, 2])])
def test_the_setting_says_which_pictures_are_fetched(complete, desk, an_article, choice, asked):
    complete(an_article(images=images("inline", "lead", "gallery")), choice=choice)
    assert desk.asked == [URL.format(number) for number in asked]


def test_nothing_is_fetched_twice_in_a_run(complete, desk, an_article):
    articles = complete(*(an_article(number, images=images("lead", "lead")) for number in range(3)))
    assert sorted(desk.asked) == [URL.format(0), URL.format(1)]
    assert len({article.images[0].sha256 for article in articles}) == 1


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (MissingPicture("http_404", "the site answered 404 Not Found"), "http_404", "the site answered 404 Not Found"),
        (FetchedPicture(b"<html>", "text/html", "urn:uuid:1"), "not_a_picture", "the answer is no picture (text/html)"),
        (FetchedPicture(b"", None, "urn:uuid:1"), "not_a_picture", "no picture (no type)"),
    ],
)
def test_a_picture_that_cannot_be_had_leaves_a_warning_and_loses_nothing(
    complete, desk, stats, an_article, answer, code, words
):
    desk.answers[URL.format(0)] = answer
    pictures = [Image(url=URL.format(0), role="lead", width=99), Image(url=URL.format(1), role="lead")]
    [article] = complete(an_article(images=pictures))
    missing, found = article.images
    assert (missing.sha256, missing.warc_record_id, missing.width) == (None, None, 99)
    assert found.sha256 is not None
    [warning] = article.warnings
    assert (warning.code, warning.field) == ("picture_missing", "images")
    assert warning.message.startswith(URL.format(0))
    assert words in warning.message
    assert stats.get_value(f"broadsheet/pictures_missing/{code}") == 1


@pytest.mark.parametrize("url", ["data:image/png;base64,AAAA", "ftp://cdn.example/a.png", "javascript:alert(1)"])
def test_only_http_addresses_are_asked(complete, desk, an_article, url):
    [article] = complete(an_article(images=[Image(url=url, role="lead"), Image(url=None, role="lead")]))
    assert desk.asked == []
    assert [warning.code for warning in article.warnings] == ["picture_missing"]


def test_a_picture_whose_size_cannot_be_read_keeps_what_the_page_says(complete, desk, an_article):
    desk.answers[URL.format(0)] = FetchedPicture(b"<svg/>", "image/svg+xml", "urn:uuid:1")
    [article] = complete(an_article(images=[Image(url=URL.format(0), role="lead", width=300, height=200)]))
    assert (article.images[0].width, article.images[0].height) == (300, 200)
    assert article.images[0].sha256 is not None


def test_an_article_whose_picture_the_end_of_the_crawl_left_unasked_is_left_for_the_next_start(
    complete, desk, an_article
):
    article = an_article(images=images("lead"))
    desk.answers[URL.format(0)] = MissingPicture(CRAWL_ENDED, "the crawl ended")
    with pytest.raises(DropItem, match="waits for a picture"):
        complete(article)


def test_other_records_pass(complete, desk, an_issue, a_rejection):
    issue, rejection = an_issue(), a_rejection()
    assert complete(issue, rejection) == [issue, rejection]
    assert desk.asked == []


def test_an_article_that_is_given_up_does_not_take_the_picture_from_another(desk, stats, an_article):
    async def crawl():
        pipeline = PicturesPipeline(stats, desk.fetch, "all", 1000)
        given_up = asyncio.ensure_future(pipeline.process_item(an_article(1, images=images("lead"))))
        waiting = asyncio.ensure_future(pipeline.process_item(an_article(2, images=images("lead"))))
        await asyncio.sleep(0)
        given_up.cancel()
        return await waiting

    assert run_alone(crawl()).images[0].sha256 is not None


def test_a_choice_that_there_is_not_is_refused_with_the_right_ones():
    with pytest.raises(ArgumentError, match="PICTURES is 'some', wanted none, lead, all; type -s PICTURES=lead"):
        PicturesPipeline.from_crawler(get_crawler(settings_dict={"PICTURES": "some"}))
