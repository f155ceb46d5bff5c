"""-a source=warc:PATH: the spider runs on an archive, gets what the crawl got, and asks the network for nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from examples.paper import serve
from schemas import ArgumentError
from scrapers.spiders.socialist_worker import SocialistWorkerSpider

ROOT = Path(__file__).resolve().parents[1]


def crawl(*argv, output):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("BROADSHEET_")}
    environment |= {"BROADSHEET_OUTPUT": str(output), "BROADSHEET_DELAY": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "socialist_worker", "-L", "CRITICAL", *map(str, argv)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    runs = sorted(output.glob("socialist_worker/*Z"))
    return done, (runs[-1] if runs else None)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    with serve() as site:
        done, run = crawl("-a", "issue=2518", "-a", f"site={site}", output=tmp_path_factory.mktemp("crawl"))
    assert done.returncode == 0
    return run


def lines(run, name):
    return sorted((run / name).read_bytes().splitlines())


def test_a_crawl_of_an_archive_gives_the_records_of_the_crawl_that_made_it(crawled, tmp_path):
    """The server of that crawl is gone by now, so nothing can have come from it."""
    done, run = crawl("-a", "issue=2518", "-a", f"source=warc:{crawled}", output=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("articles.jsonl", "issues.jsonl", "rejected.jsonl"):
        assert lines(run, name) == lines(crawled, name)
    assert lines(run, "articles.jsonl")
    assert not (run / "archive").exists()
    assert (run / "datapackage.json").exists()


def test_what_is_not_in_the_archive_is_a_gap_with_a_code_of_its_own(crawled, tmp_path):
    urls = tmp_path / "urls.txt"
    article = json.loads(lines(crawled, "articles.jsonl")[0])["url"]
    urls.write_text(f"{article}\nhttps://socialistworker.co.uk/art/1/Not+there\n")
    done, run = crawl("-a", f"urls={urls}", "-a", f"source=warc:{crawled}", output=tmp_path)
    assert done.returncode == 3
    assert len(lines(run, "articles.jsonl")) == 1
    [rejected] = map(json.loads, lines(run, "rejected.jsonl"))
    assert rejected["reasons"][0]["code"] == "not_in_archive"
    assert rejected["url"] == "https://socialistworker.co.uk/art/1/Not+there"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("warc:", "source=warc: names no archive; type -a source=warc:PATH"),
        ("warc:nowhere", "nowhere is not there"),
        ("tape", "source=tape is no source; type -a source=wayback, or -a source=warc:PATH"),
    ],
)
def test_a_mistake_is_one_message(source, words):
    with pytest.raises(ArgumentError) as raised:
        SocialistWorkerSpider.read_arguments({"source": source})
    assert words in str(raised.value)
