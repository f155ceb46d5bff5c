"""The fuzzer finds what is wrong, says which input did it, and makes that input again."""

import json
import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import fuzz, mutants, mutate, promises
from schemas import Article, Block, Image
from scrapers.parsers import parse_article

PAGES = [
    ("one", b"<html><head><title>One</title></head><body><h1>One</h1><p>Ada was here.</p></body></html>"),
    ("two", b"<html><head><meta charset=utf-8></head><body><h1>Two</h1><p>Bo came on 4 July.</p></body></html>"),
]


def broken_on(marker: bytes):
    def parse(body: bytes, *args: object) -> Article:
        if marker in body:
            raise KeyError("the marker")
        return parse_article(body, *args)

    return parse


def test_a_mutant_is_the_same_for_the_same_pages_seed_and_number() -> None:
    assert [fuzz.make(PAGES, 1, n) for n in range(40)] == [fuzz.make(PAGES, 1, n) for n in range(40)]
    assert len({fuzz.make(PAGES, 1, n).body for n in range(40)}) > 30
    assert fuzz.make(PAGES, 1, 5) != fuzz.make(PAGES, 2, 5)


@pytest.mark.parametrize("mutation", mutate.MUTATIONS, ids=lambda each: each.__name__)
def test_every_mutation_spoils_pages_and_takes_any_bytes(mutation: mutate.Mutation) -> None:
    page, other = PAGES[0][1] * 3, PAGES[1][1]
    assert any(mutation(Random(seed), page, other) != page for seed in range(30))
    for body in (b"", b"<", b"\xff\x00", b"<p"):
        assert isinstance(mutation(Random(1), body, body), bytes)


@settings(deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=300), st.integers())
def test_any_bytes_can_be_spoilt_and_stay_within_bounds(page: bytes, other: bytes, seed: int) -> None:
    body, ways = mutate.mutate(Random(seed), page, other)
    assert len(body) <= 2 * mutate.LONGEST
    assert ways


def test_an_exception_is_a_fault_told_by_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "parse_article", broken_on(b"Ada"))
    fault = fuzz.fault_of(PAGES[0][1], "https://www.example.org/a", None)
    assert fault is not None
    assert fault.kind == "KeyError in test_fuzz.py:parse"
    assert "the marker" in fault.detail
    assert fuzz.fault_of(PAGES[1][1], "https://www.example.org/a", None) is None


def test_a_page_that_takes_too_long_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "SECONDS", -1.0)
    fault = fuzz.fault_of(PAGES[0][1], "https://www.example.org/a", None)
    assert fault is not None
    assert fault.kind == "too slow"


def test_what_a_process_pays_once_is_no_fault_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, 60.0, 60.0, 60.1))
    monkeypatch.setattr(mutants.time, "process_time", lambda: next(clock))
    assert fuzz.fault_of(PAGES[0][1], "https://www.example.org/a", None) is None


def test_an_input_is_cut_down_to_what_the_fault_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "parse_article", broken_on(b"Ada"))
    mutant = fuzz.Mutant(0, PAGES[0][1] * 5, "https://www.example.org/a", None, "one", [])
    assert fuzz.shrink(mutant, "KeyError in test_fuzz.py:parse") == b"Ada"


def test_a_run_saves_the_inputs_at_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(mutants, "parse_article", broken_on(b"Ada"))
    kinds = fuzz.run(PAGES, seed=3, mutants=30, workers=2, out=tmp_path)
    ((kind, numbers),) = kinds.items()
    assert kind == "KeyError in test_fuzz.py:parse"
    assert sorted(numbers) == [n for n in range(30) if b"Ada" in fuzz.make(PAGES, 3, n).body]
    saved = sorted(tmp_path.glob("*.html"))
    assert len(saved) == min(5, len(numbers))
    note = json.loads(saved[0].with_suffix(".json").read_text(encoding="utf-8"))
    assert fuzz.make(PAGES, 3, note["number"]).body == saved[0].read_bytes()


def test_a_worker_that_dies_is_told_and_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def make(pages: object, seed: int, number: int) -> fuzz.Mutant:
        if number == 4:
            os._exit(7)
        return fuzz.Mutant(number, PAGES[1][1], "https://www.example.org/a", None, "two", [])

    monkeypatch.setattr(fuzz, "make", make)
    crew = fuzz.Crew(PAGES, 1, 10, 2, tmp_path)
    findings = list(crew.findings())
    assert [(found.number, found.kind) for found in findings] == [(4, "worker ended with 7")]
    assert crew.done == 10
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_says_how_it_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_bytes(PAGES[0][1])
    arguments = ["--pages", str(tmp_path), "--out", str(tmp_path / "out"), "--workers", "1"]
    assert fuzz.main([*arguments, "--mutants", "3"]) == 0
    assert "3 mutants of" in capsys.readouterr().out
    assert fuzz.main([*arguments, "--mutant", "1"]) == 0
    assert "no fault" in capsys.readouterr().out
    with pytest.raises(SystemExit) as stopped:
        fuzz.main(["--pages", str(tmp_path / "nowhere")])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("change", "promise"),
    [
        ({"headline": "a\u0007b"}, "control character"),
        ({"headline": "e\u0301"}, "not NFC"),
        ({"headline": " two  spaces"}, "white space not folded"),
        ({"kicker": "None"}, "None written as text"),
        ({"topics": [""]}, "empty text instead of null"),
        ({"images": [Image(url="javascript:alert(1)")]}, "no http(s) URL"),
        ({"images": [Image(url=None, position=9)]}, "position 9 outside the body"),
        ({"body": [Block(type="paragraph", text="Not in the text.")]}, "text is not the body's text"),
        ({"published_at": "2016-08-23T16:18:00+01:00"}, "published_at without published_date"),
        ({"published_date": "23 August"}, "$.published_date"),
    ],
)
def test_a_broken_promise_is_noticed(change: dict, promise: str) -> None:
    good = parse_article(PAGES[0][1], "https://www.example.org/a")
    assert list(promises.broken_promises(good)) == []
    bad = good.model_copy(update=change)
    assert any(promise in told for told in promises.broken_promises(bad))
