"""A state that is damaged anywhere is drawn anew from the runs, at once or by the next command."""

import random
import shutil
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from pipelines import state_file
from pipelines.gaps import Facts, find_gaps
from pipelines.known_pages import Answer, KnownPages, Place
from pipelines.known_records import KnownRecords, Link
from pipelines.recall import open_state, read_state
from pipelines.state import State
from pipelines.state_file import STATE, DamagedStateError
from schemas import OutputError, Publication
from schemas.record import record_id
from tests.pipelines.conftest import make_article

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
RUN = "20260101T000000Z"
PAPER = Publication("echo", "Valley Echo", ("echo.example",), "https://echo.example/", "UTC", "en")
FACTS = Facts(PAPER, lambda url: url, lambda url: True, lambda url: True, NOON.date())
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with a run of 200 articles and a state of some dozen pages."""
    folder = tmp_path_factory.mktemp("echo")
    (folder / RUN).mkdir()
    articles = [make_article(number) for number in range(200)]
    with (folder / RUN / "articles.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(article.to_json_line() + "\n" for article in articles)
    state = open_state(folder)
    pages, records = KnownPages(state), KnownRecords(state)
    with state.change():
        for number, article in enumerate(articles):
            digest = f"sha256:{number:064x}"
            pages.note(Answer(article.url, NOON, 200, Place(RUN, "a", "urn:1", 0), digest, '"1"'), True, number)
            records.note_links([Link(article.id, article.url, "https://echo.example/feed", NOON)])
    state.close()
    assert (folder / STATE).stat().st_size > 60 * PAGE
    return folder, articles


@pytest.fixture
def folder(whole, tmp_path):
    shutil.copytree(whole[0], tmp_path / "echo")
    return tmp_path / "echo"


def use(folder, articles):
    """Do everything that crawls and `scrapy gaps` do with a state, and check what it says of the articles."""
    state = open_state(folder)
    try:
        pages, records = KnownPages(state), KnownRecords(state)
        for article in articles:
            pages.get(article.url)
            pages.robots(article.url)
            assert records.get(article.id).content_hash == article.content_hash
            assert records.get(article.id).fields == article.fingerprints()
            records.note_links([Link(article.id, article.url, None, NOON)])
            records.note(article, RUN, "articles.jsonl", state.taken_in(RUN, "articles.jsonl"))
        assert find_gaps(state, FACTS).held_articles == len(articles)
    finally:
        state.close()


def noise(file, chance):
    pages = len(file.read_bytes()) // PAGE
    with file.open("r+b") as out:
        for _ in range(chance.randint(1, 3)):
            out.seek(chance.randrange(pages) * PAGE)
            out.write(chance.choice([chance.randbytes(PAGE), bytes(PAGE), b"\xff" * PAGE]))


def noise_anywhere(file, chance):
    data = bytearray(file.read_bytes())
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(data))
        data[at : at + 200] = chance.randbytes(200)
    file.write_bytes(data)


def cut(file, chance):
    with file.open("r+b") as out:
        out.truncate(chance.choice([0, 1, 100, 4096, chance.randrange(file.stat().st_size)]))


@pytest.mark.parametrize("spoil", [noise, noise_anywhere, cut])
@pytest.mark.parametrize("seed", range(5))
def test_a_state_that_was_spoilt_anywhere_gives_way_to_one_that_is_right(whole, folder, spoil, seed):
    spoil(folder / STATE, random.Random(seed))
    use(folder, whole[1])
    assert sqlite3.connect(folder / STATE).execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("seed", range(4))
def test_damage_that_the_search_has_not_reached_ends_a_command_and_the_next_one_is_right(
    whole, folder, seed, monkeypatch
):
    monkeypatch.setattr(state_file, "_search_for_damage", lambda connection: None)  # as with a state of gigabytes
    noise(folder / STATE, random.Random(seed))
    for _ in range(3):
        with suppress(DamagedStateError):
            use(folder, whole[1])
            return
        state_file.put_aside(folder / STATE)  # as a crawl does when it ends
    pytest.fail("the damage does not end")


@pytest.mark.parametrize("seed", range(4))
def test_gaps_are_those_of_the_runs_where_the_state_is_spoilt(whole, folder, seed):
    noise(folder / STATE, random.Random(seed))
    before = (folder / STATE).read_bytes()
    state = read_state(folder)
    assert find_gaps(state, FACTS).held_articles == len(whole[1])
    state.close()
    assert (folder / STATE).read_bytes() == before


def test_a_folder_or_a_strange_database_in_its_place_is_put_aside(whole, folder):
    (folder / STATE).unlink()
    (folder / STATE).mkdir()
    read_state(folder).close()
    use(folder, whole[1])
    assert (folder / f"{STATE}.damaged-1").is_dir()
    for statements in ("CREATE TABLE guests (name TEXT)", "CREATE TABLE pages (url)", "PRAGMA user_version = 2"):
        (folder / STATE).unlink()
        strange = sqlite3.connect(folder / STATE)
        strange.executescript(statements)
        strange.close()
        read_state(folder).close()
        use(folder, whole[1])
    kept = [sqlite3.connect(folder / f"{STATE}.damaged-{number}") for number in (2, 3, 4)]
    assert kept[0].execute("SELECT count(*) FROM guests").fetchone() == (0,)


@pytest.mark.parametrize("suffixes", [("-wal",), ("-shm",), ("-wal", "-shm")])
def test_a_log_that_a_killed_crawl_left_and_somebody_deleted_costs_nothing(
    whole, folder, tmp_path, suffixes, an_article
):
    state = open_state(folder)
    KnownRecords(state).note(an_article(1), RUN, "articles.jsonl", 1)
    shutil.copytree(folder, tmp_path / "killed")  # as the kill leaves it
    state.close()
    for suffix in suffixes:
        (tmp_path / "killed" / (STATE + suffix)).unlink()
    use(tmp_path / "killed", whole[1])


def test_a_torn_state_is_told_by_whoever_reads_or_writes_and_is_not_used_any_more(folder, monkeypatch, whole):
    monkeypatch.setattr(state_file, "_search_for_damage", lambda connection: None)
    with (folder / STATE).open("r+b") as out:
        out.seek(PAGE)
        out.write(b"\xff" * ((folder / STATE).stat().st_size - PAGE))
    state = State.open(folder / STATE)
    records = KnownRecords(state)
    with pytest.raises(DamagedStateError, match="Type the same command again"):
        [records.get(article.id) for article in whole[1]]
    assert state.is_damaged
    with pytest.raises(DamagedStateError):
        records.note_links([Link(record_id("x"), "x", None, NOON)])
    state.close()
    assert (folder / STATE).exists()


def test_what_cannot_have_been_written_is_damage(folder):
    with sqlite3.connect(folder / STATE) as tables:
        tables.execute("UPDATE records SET fields = 'no JSON'")
        tables.execute("UPDATE pages SET fetched_at = 'yesterday'")
    tables.close()
    for look in (
        lambda state: KnownRecords(state).get(_first(state)),
        lambda state: KnownPages(state).get(_url(state)),
    ):
        state = State.open(folder / STATE)
        with pytest.raises(DamagedStateError, match="nobody wrote"):
            look(state)
        state.close()


def _first(state):
    return state.one("SELECT id FROM records")["id"]


def _url(state):
    return state.one("SELECT url FROM pages")["url"]


def test_a_fault_of_the_disk_is_no_damage(folder):
    state = State.open(folder / STATE)
    state.one("PRAGMA max_page_count = 1")
    with pytest.raises(OutputError, match="cannot be written") as caught:
        state.take_in("x" * 100_000, "y", 1)
    assert not isinstance(caught.value, DamagedStateError)
    assert not state.is_damaged
    state.close()
