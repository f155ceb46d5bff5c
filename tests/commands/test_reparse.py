"""scrapy reparse as it is typed: a crawl's records again, byte for byte; clear messages; an exit code for each end."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy.settings import Settings

from examples.paper import serve
from pipelines.package import verify
from scrapers.commands.reparse import Command

ROOT = Path(__file__).resolve().parents[2]


def scrapy(*argv, output):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BROADSHEET_")}
    environment |= {"BROADSHEET_OUTPUT": str(output), "BROADSHEET_DELAY": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *map(str, argv)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="session")
def crawled(tmp_path_factory):
    """The run of a real crawl of the example paper."""
    output = tmp_path_factory.mktemp("crawl")
    with serve() as site:
        crawl = scrapy(
            "crawl", "socialist_worker", "-a", "issues=2518-2519", "-a", f"site={site}", "-L", "ERROR", output=output
        )
    assert crawl.returncode == 0, crawl.stderr
    [run] = output.glob("socialist_worker/*Z")
    return run


def lines(run, name):
    return sorted((run / name).read_bytes().splitlines())


@pytest.fixture
def typed(monkeypatch):
    """Give a function that runs the command in this process and returns its exit code."""
    monkeypatch.setattr("scrapers.commands.reparse.configure_logging", lambda settings: None)

    def run(*argv):
        command = Command()
        command.settings = Settings()
        command.settings.setmodule("scrapers.settings", priority="project")
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        opts, args = parser.parse_known_args([str(arg) for arg in ("--workers=1", "--no-progress", *argv)])
        command.run(args, opts)
        return command.exitcode

    return run


def test_a_crawl_made_again_gives_the_same_records_byte_for_byte(crawled, tmp_path):
    done = scrapy("reparse", crawled, "--output", tmp_path, "--workers", 2, output=tmp_path / "no")
    assert (done.returncode, done.stderr) == (0, "")
    [run] = tmp_path.glob("socialist_worker/*Z")
    assert done.stdout.startswith(f"16 articles, 2 issues, 0 rejected, 22 pages read: written to {run}\n")
    for name in ("articles.jsonl", "issues.jsonl", "rejected.jsonl"):
        assert lines(run, name) == lines(crawled, name)
    assert json.loads((run / "articles.jsonl").read_bytes().splitlines()[0])["provenance"]["discovered_from"]
    assert verify(run) == []
    assert not (run / "archive").exists()
    assert not (tmp_path / "no").exists()


def test_the_number_of_processes_changes_nothing(crawled, tmp_path, typed):
    runs = []
    for workers in ("1", "2", "3"):
        assert typed(crawled, "--output", tmp_path / workers, f"--workers={workers}") == 0
        runs += (tmp_path / workers).glob("socialist_worker/*Z")
    assert len({(run / "articles.jsonl").read_bytes() for run in runs}) == 1
    assert lines(runs[0], "articles.jsonl") == lines(crawled, "articles.jsonl")


def test_what_changes_is_told_and_nothing_is_written(crawled, tmp_path, typed, capsys):
    articles = [json.loads(line) for line in (crawled / "articles.jsonl").read_bytes().splitlines()]
    articles[0]["headline"] = "As an older parser had it"
    old = tmp_path / "old" / "articles.jsonl"
    old.parent.mkdir()
    old.write_text("".join(json.dumps(one) + "\n" for one in articles[1:] + articles[:1]))
    assert typed(crawled, "--diff", old.parent) == 0
    said = capsys.readouterr().out
    assert "nothing was written" in said
    assert "16 articles in both runs, 1 changed, 0 new, 0 gone" in said
    assert "As an older" in said
    assert typed(crawled, "--diff", old.parent, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["field"], one["articles"]) for one in found["fields"]] == [("headline", 1)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old"]


def test_a_torn_archive_gives_all_whole_records_and_the_offset_of_the_torn_one(crawled, tmp_path, typed, capsys):
    [path] = (crawled / "archive").glob("*.warc.gz")
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes(path.read_bytes()[:-3000])
    assert typed(torn, "--output", tmp_path / "again") == 3
    said = capsys.readouterr().err
    assert "1 record could not be read and all others were, the first: torn.warc.gz, byte " in said
    [run] = (tmp_path / "again").glob("socialist_worker/*Z")
    assert set(lines(run, "issues.jsonl")) <= {
        line.replace(b"archive/" + path.name.encode(), b"torn.warc.gz") for line in lines(crawled, "issues.jsonl")
    }
    assert 0 < len(lines(run, "articles.jsonl")) <= 16
    assert json.loads((run / "stats.json").read_bytes())["broadsheet/damaged"] == 1


def test_nothing_found_and_nothing_writable_have_exit_codes_of_their_own(crawled, tmp_path, typed):
    assert typed(crawled, "--output", tmp_path / "again", "--since", "2100-01-01") == 5
    assert typed(crawled, "--output", tmp_path / "again", "--publication", "socialist_workr") == 5
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SystemExit) as ended:
        typed(crawled, "--output", tmp_path / "file")
    assert ended.value.code == 7


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "what is to be read? Type scrapy reparse PATH --output DIR"),
        (["x.warc.gz"], "where to? Type scrapy reparse x.warc.gz --output DIR"),
        (["nowhere", "--output", "o"], "nowhere is not there"),
        (["x", "--output", "o", "--json"], "--json goes with --diff"),
        (["x", "--output", "o", "--since", "2016-8-1"], "--since 2016-8-1 is no day"),
        (["x", "--output", "o", "--until", "2016-02-30"], "--until 2016-02-30 is not in the calendar"),
        (["x", "--output", "o", "--since", "2017-01-01", "--until", "2016-01-01"], "type --since 2016-01-01 --until"),
        (["x", "--output", "o", "--publication", "The Guardian"], "--publication The Guardian is no slug"),
        (["x", "--output", "o", "--site", "http://127.0.0.1:1"], "which paper's? Type --publication socialist_worker"),
        (["x", "--output", "o", "--publication", "socialist_worker", "--site", "ftp://x"], "site=ftp://x is no http"),
        (["x", "--diff", "nowhere"], "nowhere holds no articles.jsonl"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2(capsys, typed, argv, words):
    with pytest.raises(SystemExit) as ended:
        typed(*argv)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("scrapy reparse: error: ")
    assert said.err.count("\n") == 1
    assert words in said.err


@pytest.mark.parametrize("number", ["0", "-1", "two", "1000"])
def test_a_number_of_workers_that_cannot_be_is_one_message(capsys, crawled, typed, number):
    with pytest.raises(SystemExit) as ended:
        typed(crawled, "--output", "o", f"--workers={number}")
    assert ended.value.code == 2
