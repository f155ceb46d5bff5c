"""Several captures of one article: its revisions, as crawls on those days would have written them; nothing is lost."""

import itertools
import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.lines import LineFile
from pipelines.revisions import Captured, Revisions
from pipelines.scratch import FirstPlaces, Scratch
from schemas import OutputError


@pytest.fixture
def keeper(tmp_path):
    class Keeper:
        path = tmp_path / "articles.jsonl"

        def __init__(self):
            self.file = LineFile(self.path)
            self.rejected = []
            self.revisions = Revisions(self.file, self.rejected.append)

        def add(self, *lines):
            for line in lines:
                self.revisions.add(line)

        def settled(self):
            count = self.revisions.settle()
            kept = [json.loads(line) for line in self.path.read_bytes().splitlines()]
            assert count == len(kept)
            return kept

        def rejections(self):
            return sorted((one.record["headline"], one.reasons[0].code) for one in self.rejected)

    keeper = Keeper()
    yield keeper
    keeper.file.close()


@pytest.fixture
def line(an_article):
    def make(number, day, headline="Library saved", crawl="", told=False, revision=1, changed=()):
        fetched = datetime(2020, 1, day, tzinfo=UTC).isoformat() if day else None
        fields = {"headline": headline, "revision": revision, "changed": list(changed)}
        article = an_article(number, provenance={"fetched_at": fetched}, **fields)
        return Captured(article.to_json_line(), article.id, article.content_hash, fetched or "", crawl, told)

    return make


def told_of(kept):
    days = (int((one["provenance"]["fetched_at"] or "2020-01-00")[8:10]) for one in kept)
    return [(day, one["revision"], one["headline"], one["changed"]) for day, one in zip(days, kept, strict=True)]


def test_one_capture_each_stays_as_it_came(keeper, line):
    lines = [line(3, 3), line(1, 1, revision=4, changed=["body"]), line(2, 2)]
    keeper.add(*lines)
    keeper.settled()
    assert keeper.path.read_text(encoding="utf-8") == "".join(one.text + "\n" for one in lines)


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_revisions_stand_from_old_to_new_whatever_the_order(keeper, line, order):
    captures = [line(5, 1, "One"), line(5, 2, "One"), line(5, 3, "Two"), line(5, 4, "One")]
    keeper.add(line(7, 20), *(captures[at] for at in order), line(8, 21))
    five = [(1, 1, "One", []), (3, 2, "Two", ["headline"]), (4, 3, "One", ["headline"])]
    assert told_of(keeper.settled()) == [(20, 1, "Library saved", []), *five, (21, 1, "Library saved", [])]
    assert (keeper.revisions.repeated, keeper.rejected) == (1, [])


def test_a_revision_is_the_line_that_a_crawl_writes(keeper, an_article):
    words = "Library “saved”\u2028at last"
    fetched = [datetime(2020, 1, day, tzinfo=UTC).isoformat() for day in (1, 2)]
    first = an_article(5, provenance={"fetched_at": fetched[0]})
    second = an_article(5, headline=words, provenance={"fetched_at": fetched[1]})
    keeper.add(
        *(Captured(one.to_json_line(), one.id, one.content_hash, one.provenance.fetched_at) for one in (second, first))
    )
    keeper.settled()
    written = second.model_copy(update={"revision": 2, "changed": ["headline"]})
    assert keeper.path.read_text(encoding="utf-8").split("\n")[:2] == [first.to_json_line(), written.to_json_line()]


def test_numbers_go_on_from_those_of_the_crawls(keeper, line):
    keeper.add(line(5, 1, "Four", revision=4, changed=["byline"]), line(5, 2, "Five"), line(5, 3, "Nine", revision=9))
    assert [one[1:] for one in told_of(keeper.settled())] == [
        (4, "Four", ["byline"]),
        (5, "Five", ["headline"]),
        (9, "Nine", ["headline"]),
    ]


def test_of_captures_of_one_instant_the_first_stays_and_other_words_are_rejected(keeper, line):
    keeper.add(line(5, 1, "One"), line(5, 1, "Two"), line(5, 1, "One"), line(5, 2, "Three"))
    assert [one[:3] for one in told_of(keeper.settled())] == [(1, 1, "One"), (2, 2, "Three")]
    assert keeper.rejections() == [("Two", "conflicting_copy")]
    assert keeper.revisions.repeated == 1


def test_captures_without_a_time_have_no_place_among_others(keeper, line):
    keeper.add(line(5, 0, "One"), line(5, 2, "Two"), line(5, 0, "Two"))
    keeper.add(line(6, 0, "Three"), line(6, 0, "Three"), line(6, 0, "Four"))
    assert [one[:3] for one in told_of(keeper.settled())] == [(2, 1, "Two"), (0, 1, "Three")]
    assert keeper.rejections() == [("Four", "conflicting_copy"), ("One", "conflicting_copy")]
    assert keeper.revisions.repeated == 2


def test_a_crawl_has_one_record_of_an_article_the_one_that_it_made(keeper, line):
    keeper.add(line(5, 1, "One", "a"), line(5, 2, "Two", "a", told=True), line(5, 3, "Two", "a"))
    keeper.add(line(5, 4, "Three", "b"), line(5, 5, "Four", "b"))
    assert [one[:3] for one in told_of(keeper.settled())] == [(2, 1, "Two"), (4, 2, "Three")]
    assert keeper.rejections() == [("Four", "conflicting_copy"), ("One", "conflicting_copy")]
    assert keeper.revisions.repeated == 1


_CAPTURES = st.lists(
    st.tuples(
        st.integers(1, 2), st.integers(0, 3), st.sampled_from("AB"), st.sampled_from(["", "x", "y"]), st.booleans()
    ),
    max_size=12,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_CAPTURES)
def test_whatever_comes_nothing_is_lost_and_each_article_stays_from_old_to_new(tmp_path, line, captures):
    rejected = []
    path = tmp_path / "any.jsonl"
    path.unlink(missing_ok=True)
    with LineFile(path) as file:
        revisions = Revisions(file, rejected.append)
        for number, day, words, crawl, told in captures:
            revisions.add(line(number, day, words, crawl, told))
        count = revisions.settle()
    kept = [json.loads(text) for text in path.read_bytes().splitlines()]
    assert count == len(kept) == len(captures) - revisions.repeated - len(rejected)
    assert len({one["id"] for one in kept}) == len({number for number, *_ in captures})
    for _, same in itertools.groupby(sorted(kept, key=lambda one: one["id"]), key=lambda one: one["id"]):
        article = list(same)
        assert [one["revision"] for one in article] == list(range(1, len(article) + 1))
        times = [one["provenance"]["fetched_at"] or "" for one in article]
        assert times == sorted(times)
        assert all(a["headline"] != b["headline"] for a, b in itertools.pairwise(article))


def test_the_first_place_of_a_key_stays():
    places = FirstPlaces()
    places.note("a", (1, 2**40))
    places.note("a", (3, 4))
    assert (places.get("a"), places.get("b")) == ((1, 2**40), None)


def test_a_temporary_folder_that_is_full_is_one_message():
    scratch = Scratch("PRAGMA max_page_count = 20; CREATE TABLE some (thing BLOB)")
    with pytest.raises(OutputError, match=r"temporary folder cannot be written: .*full.* SQLITE_TMPDIR=DIR"):
        scratch.put("INSERT INTO some VALUES (zeroblob(400000))")
