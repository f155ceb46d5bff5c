"""A crawl meets a state that is torn where nobody had looked: it says so and stops, and the next one is right."""

import sqlite3

import pytest

from schemas import ExitCode
from tests.conftest import Raw
from tests.faults.conftest import story

NAMES = [f"s{number:02d}" for number in range(12)]


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE pages SET fetched_at = 'yesterday'",
        "UPDATE payloads SET fetched_at = 'yesterday'",
        "UPDATE records SET fields = char(0)",
        "UPDATE records SET url = CAST(x'ff' AS TEXT)",
    ],
)
def test_a_crawl_stops_with_one_sentence_and_the_same_command_ends_well(raw_site, crawl, named, tmp_path, spoil):
    site = raw_site({f"/story/{name}": Raw(story(f"The lantern of {name}")) for name in NAMES})
    assert crawl(site.base, urls=named(*NAMES[:-3])).code is ExitCode.DONE
    [state] = tmp_path.glob("output/*/state.sqlite")
    with sqlite3.connect(state) as tables:
        tables.execute(spoil)
    tables.close()
    torn = crawl(site.base, urls=named(*NAMES))
    assert (torn.code, torn.reason) == (ExitCode.DISK, "disk")
    assert "is damaged" in torn.message
    assert "Type the same command again" in torn.message
    assert "log_count/ERROR" not in torn.stats
    well = crawl(site.base, urls=named(*NAMES))
    assert (well.code, well.stories) == (ExitCode.DONE, NAMES)
    assert (state.parent / "state.sqlite.damaged-1").exists()
