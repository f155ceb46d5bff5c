"""`make bench` reads the pages it is given, or the project's own, and prints what it found."""

import csv
import gzip
import json
import re
from pathlib import Path

import pytest

from benchmarks import ablation, bench, growth, pages, profile, readers, reparse, speed
from benchmarks.report import markdown_table, replace_marked
from scrapers.parsers import parse_article

PAGE = (
    b"<html lang='en'><head><title>Weir bursts</title></head><body><h1>Weir bursts</h1>"
    b"<p class='byline'>By Ada Lund</p>"
    b"<p>Nobody was hurt when the weir at Millbrook burst at four in the morning, the lock keeper said.</p>"
    b"<h2>What now</h2><p>The bridge stays closed until Friday at the earliest, and the milk goes by hand.</p>"
    b"<aside class='infobox'><h3>Weirs</h3><p>There are nine weirs on the river between here and the sea.</p>"
    b"<p>Two of them were built before the railway came to the valley in 1846.</p></aside></body></html>"
)
FIRST = "Nobody was hurt when the weir at Millbrook burst at four in the morning, the lock keeper said."
LAST = "The bridge stays closed until Friday at the earliest, and the milk goes by hand."
TRUTH = pages.truth_of(
    {
        "headline": "Weir bursts",
        "kicker": None,
        "authors": [{"name": "Ada Lund"}],
        "published_at": None,
        "standfirst": None,
        "body": [
            {"type": "paragraph", "text": FIRST},
            {"type": "crosshead", "text": "What now"},
            {"type": "paragraph", "text": LAST},
        ],
        "images": [],
        "sidebars": [
            {
                "heading": "Weirs",
                "paragraphs": [
                    "There are nine weirs on the river between here and the sea.",
                    "Two of them were built before the railway came to the valley in 1846.",
                ],
            }
        ],
    }
)


@pytest.fixture
def given(tmp_path: Path) -> list[str]:
    """The arguments for a folder with one page, gzip, and its case."""
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE))
    case = {"file": "a.html.gz", "url": "https://www.example.org/a", "fetched_at": None, "truth": TRUTH}
    (tmp_path / "cases.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    return ["--pages", str(tmp_path), "--cases", str(tmp_path / "cases.jsonl")]


def rows(printed: str) -> dict[str, list[str]]:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in printed.splitlines() if "|" in line]
    return {name: values for name, *values in cells}


def test_the_table_has_a_row_a_field_and_the_times(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([*given, "--only", "table", "--alone", "--rounds", "1"]) == 0
    printed = rows(capsys.readouterr().out)
    for field in ("headline", "authors", "body", "crossheads", "sidebars"):
        assert printed[field] == ["1.000"]
    assert printed["pages it fails on"] == ["0"]
    assert float(printed["times a bare lxml parse"][0]) > 1


def test_without_arguments_the_projects_own_pages_are_read() -> None:
    cases = pages.own_cases()
    assert sum(case.file.startswith("paper/") for case in cases) >= 30
    assert len(cases) >= 42
    assert len({case.file for case in cases}) == len(cases)
    assert all(case.body and case.truth["headline"] and case.truth["sections"] for case in cases)
    assert any(case.truth["sidebars"] for case in cases)
    assert any(image["credit"] for case in cases for image in case.truth["images"])


def test_a_scorer_of_the_callers_is_run_and_its_failure_is_told(given: list[str], tmp_path: Path) -> None:
    scorer = tmp_path / "mine.py"
    scorer.write_text("import sys; sys.exit('it is Sunday')")
    with pytest.raises(SystemExit, match="it is Sunday"):
        bench.main([*given, "--scorer", str(scorer), "--only", "fields", "--alone"])


@pytest.mark.parametrize("arguments", [["--pages", "."], ["--cases", "x"], ["--pages", "nowhere", "--cases", "none"]])
def test_arguments_that_do_not_fit_are_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        bench.main([*arguments, "--only", "fields", "--alone"])
    assert stopped.value.code == 2
    assert re.search(r"give (both|the path)", capsys.readouterr().err)


def test_a_reader_that_raises_has_found_nothing_and_times_can_be_written(tmp_path: Path) -> None:
    def fail(case: pages.Case) -> None:
        raise ValueError

    case = pages.Case("a", "https://www.example.org/a", PAGE, None, TRUTH)
    found = speed.measure([case], [readers.ours(), readers.Reader("broken", "1", fail, dict)], 1, lambda _: None)
    assert found.failed == {"Broadsheet": [], "broken": ["a"]}
    assert found.records["broken"] == [{}]
    assert found.records["Broadsheet"][0]["headline"] == "Weir bursts"
    assert found.slowest("Broadsheet") == pytest.approx(found.total("Broadsheet"))
    speed.write_times(found, [case], tmp_path / "times.csv")
    head, line = list(csv.reader((tmp_path / "times.csv").open(encoding="utf-8")))
    assert head == ["file", "bytes", "lxml", "Broadsheet", "broken"]
    assert line[:2] == ["a", str(len(PAGE))]


def test_the_installed_readers_read_a_page() -> None:
    case = pages.Case("a", "https://www.example.org/a", PAGE, None, TRUTH)
    found, missing = readers.peers()
    assert {reader.name for reader in found}.isdisjoint(missing)
    assert len(found) + len(missing) == 4
    for reader in found:
        assert "weir at Millbrook" in json.dumps(reader.record(reader.read(case)), default=str)


def test_imports_and_memory_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "_IMPORTS", 1)
    full, bare = growth.import_seconds()
    assert full > bare > 0
    case = pages.Case("a", "https://www.example.org/a", PAGE, None, TRUTH)
    marks = growth.memory_over([case], 40, lambda _: None)
    assert [done for done, _ in marks] == [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40]
    assert all(size > 10**6 for _, size in marks)
    assert growth.drift([(0, 1), (1, 9), *((n, 10) for n in range(8))]) == 0
    assert growth.drift([(0, 1), (1, 9), (2, 10), (3, 10), (4, 20), (5, 20)]) == 1


@pytest.mark.parametrize("name", growth.SHAPES)
def test_a_shape_grows_with_its_size(name: str) -> None:
    size, build = growth.SHAPES[name]
    small, large = len(build(size // 1000)), len(build(size // 100))
    assert 2 < large / small < 11
    assert growth.cost(build(size // 1000), rounds=1) < 5


def test_a_documents_marked_place_is_filled_and_nothing_else(tmp_path: Path) -> None:
    document = tmp_path / "doc.md"
    document.write_text("before\n<!-- figures:begin -->\nold\n<!-- figures:end -->\nafter\n", encoding="utf-8")
    replace_marked(document, "figures", r"new \1")
    assert document.read_text(encoding="utf-8").split("\n")[2] == r"new \1"
    assert document.read_text(encoding="utf-8").startswith("before\n")
    with pytest.raises(SystemExit, match="no marked place for ablation"):
        replace_marked(document, "ablation", "x")


def test_a_tables_columns_line_up() -> None:
    lines = markdown_table([["", "one"], ["longer", "2"]]).splitlines()
    assert lines == ["|        | one |", "|--------|----:|", "| longer |   2 |"]


def test_the_profile_tells_stages_and_functions(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert profile.main([*given, "--rounds", "1", "--top", "5"]) == 0
    printed = capsys.readouterr().out
    for stage in ("Walk", "mark_furniture", "read_headline", "building the record", "parse_checked"):
        assert re.search(rf"\d\.\d+ +[\d.]+%  {stage}\n", printed)
    assert "tottime" in printed


def test_a_stages_time_leaves_out_the_stages_within_it() -> None:
    stages = profile.Stages()
    inner = stages.timed("inner", lambda: sum(range(200_000)))
    stages.timed("outer", inner)()
    assert stages.seconds["outer"] < stages.seconds["inner"]


class TestAblation:
    def test_what_a_heuristic_is_worth_is_printed(self, given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert ablation.main([*given, "--match", "^hint:(box|ad)$", "--workers", "1"]) == 0
        printed = capsys.readouterr().out
        assert "hint:ad" in printed.splitlines()[-1]

    def test_every_heuristic_can_be_switched_off_and_is_back_afterwards(self) -> None:
        case = pages.Case("a", "https://www.example.org/a", PAGE, None, TRUTH)
        given = pages.Bench([case], Path(), pages.SCORER)
        whole = ablation.read(given, 0)
        headline = next(each for each in ablation.switches() if each.name == "headline.read_headline")
        with ablation.replaced(headline.original, headline.off):
            assert ablation.read(given, 0)["headline"] is None
        assert ablation.read(given, 0) == whole
        assert whole["headline"] == "Weir bursts"

    def test_what_is_added_to_the_parser_is_found_by_itself(self) -> None:
        found = [each.name for each in ablation.switches()]
        assert len(found) == len(set(found)) > 200
        assert {"standfirst.read_standfirst", "cue:related", "hint:caption"} <= set(found)

    def test_the_worth_is_the_loss_in_points(self, tmp_path: Path) -> None:
        case = pages.Case("a", "https://www.example.org/a", PAGE, None, TRUTH)
        given = pages.Bench([case], tmp_path / "cases.jsonl", pages.SCORER)
        pages.write_cases([case], given.listing)
        switch = next(each for each in ablation.switches() if each.name == "headline.read_headline")
        base, (found,) = ablation.measure(given, [switch], 1)
        assert base["headline"] == 1.0
        assert (found.spoke, found.changed, found.lost["headline"]) == (1, 1, 100.0)
        silent = next(each for each in ablation.switches() if each.name == "hint:issue")
        _, (other,) = ablation.measure(given, [silent], 1)
        assert (other.spoke, other.changed, set(other.lost.values())) == (0, 0, {0.0})


def test_a_reparse_is_measured_beside_bare_lxml(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--rounds", "1", "--alone", "--reparse-pages", "12", "--records", "40", "--workers", "1"]
    assert bench.main([*given, "--only", "reparse", "reparse-memory", *options]) == 0
    printed = capsys.readouterr().out
    found = rows(printed)
    assert float(found["bare lxml parse, of processor time"][0]) > 0
    # That what other processes compute is counted, tests/benchmarks/test_processes.py holds: few pages tell no speed.
    assert float(found["reparse with one process, of processor time"][0]) > 0
    assert float(found["reparse with two processes, of all their processor time"][0]) > 0
    assert re.search(r"all processes: \d+ MB after 4 records, \d+ MB after 40;", printed)


def test_pages_are_filled_to_one_size() -> None:
    filled = reparse.of_size(PAGE, 300_000)
    assert 280_000 < len(filled) <= 300_000
    assert reparse.of_size(filled, 300_000) == filled
    assert parse_article(filled, "https://www.example.org/a").text == f"{FIRST}\n\nWhat now\n\n{LAST}"


def test_the_memory_of_a_crawl_is_measured(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main([*given, "--only", "crawl-memory", "--alone", "--crawl-memory-pages", "400"]) == 0
    assert re.search(r"Crawl: \d+ MB after 100 records, \d+ MB after 400;", capsys.readouterr().out)
