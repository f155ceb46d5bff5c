"""Several captures of one article: the newest stays, and nothing that said something else is lost."""

import json
from datetime import UTC, datetime

import pytest

from pipelines.lines import LineFile
from pipelines.newest import Line, NewestCapture


@pytest.fixture
def keeper(tmp_path):
    class Keeper:
        path = tmp_path / "articles.jsonl"
        rejected = []  # noqa: RUF012
        file = LineFile(path)

        def kept(self):
            return [json.loads(line) for line in self.path.read_bytes().splitlines()]

    keeper = Keeper()
    keeper.rejected = []
    keeper.newest = NewestCapture(keeper.file, keeper.rejected.append)
    yield keeper
    keeper.file.close()


def line(an_article, number, day, headline="Library saved", second=0):
    fetched = datetime(2020, 1, day, 0, 0, second, tzinfo=UTC).isoformat()
    article = an_article(number, headline=headline, provenance={"fetched_at": fetched})
    return Line(article.to_json_line(), article.id, article.content_hash, fetched)


def days(kept):
    return [int(one["provenance"]["fetched_at"][8:10]) for one in kept]


def test_one_capture_each_is_written_as_it_comes(keeper, an_article):
    for number in (3, 1, 2):
        keeper.newest.add(line(an_article, number, number))
    assert days(keeper.kept()) == [3, 1, 2]
    keeper.newest.settle()
    assert days(keeper.kept()) == [3, 1, 2]
    assert (len(keeper.newest), keeper.rejected) == (3, [])


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1), (2, 1, 3)])
def test_the_newest_stays_whatever_the_order_and_other_words_are_kept_as_rejections(keeper, an_article, order):
    words = {1: "First words", 2: "Second words", 3: "Third words"}
    keeper.newest.add(line(an_article, 7, 20))
    for day in order:
        keeper.newest.add(line(an_article, 5, day, words[day]))
    keeper.newest.add(line(an_article, 8, 21))
    keeper.newest.settle()
    assert days(keeper.kept()) == [20, 3, 21]
    assert len(keeper.newest) == 3
    assert sorted(one.record["headline"] for one in keeper.rejected) == ["First words", "Second words"]
    assert {one.reasons[0].code for one in keeper.rejected} == {"older_capture"}
    assert keeper.newest.repeated == 0


def test_the_same_words_again_are_counted_and_no_rejection(keeper, an_article):
    for day in (1, 3, 2):
        keeper.newest.add(line(an_article, 5, day))
    keeper.newest.settle()
    assert days(keeper.kept()) == [3]
    assert (keeper.newest.repeated, keeper.rejected) == (2, [])


def test_of_captures_without_a_date_or_of_one_second_the_first_stays(keeper, an_article):
    for headline in ("One", "Two"):
        keeper.newest.add(line(an_article, 5, 1, headline))
    keeper.newest.settle()
    assert [one["headline"] for one in keeper.kept()] == ["One"]


def test_lines_can_be_added_after_the_file_was_settled(keeper, an_article):
    keeper.newest.add(line(an_article, 5, 1))
    keeper.newest.add(line(an_article, 5, 2))
    keeper.newest.settle()
    keeper.newest.add(line(an_article, 6, 3))
    keeper.newest.settle()
    assert days(keeper.kept()) == [2, 3]
