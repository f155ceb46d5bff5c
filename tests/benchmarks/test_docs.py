"""docs/extraction.md speaks of files, modules and options that there are, and has the places that a run fills in."""

import importlib.util
import re
from pathlib import Path

import pytest

from benchmarks import ablation, bench, fuzz

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "extraction.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w/]+\.py)`", TEXT))))
def test_a_file_that_is_named_is_there(name: str) -> None:
    assert (ROOT / name).is_file() or (ROOT / "scrapers" / "parsers" / name).is_file()


def test_the_commands_that_are_named_can_be_typed() -> None:
    modules = set(re.findall(r"python -m ([\w.]+)", TEXT))
    assert len(modules) >= 3
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []
    helps = "".join(module.__doc__ or "" for module in (ablation, bench, fuzz)) + bench.arguments().format_help()
    assert {option for option in re.findall(r"--[a-z]+", TEXT) if option not in helps} <= {"--update"}


@pytest.mark.parametrize("place", ["figures", "ablation"])
def test_a_run_finds_its_place(place: str) -> None:
    before, _, rest = TEXT.partition(f"<!-- {place}:begin -->\n")
    assert before
    assert rest.partition(f"<!-- {place}:end -->\n")[1]
