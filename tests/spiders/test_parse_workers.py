"""A second process that reads the pages changes nothing in what is written."""

from pathlib import Path

import pytest

from examples.paper.server import serve
from examples.paper.site import Paper
from scrapers import settings as project
from scrapers.parsing import Parsing

FILES = ("articles.jsonl", "issues.jsonl", "rejected.jsonl")


@pytest.fixture
def run(crawl, tmp_path, monkeypatch):
    """Crawl two issues into an output folder of a name; give the run folder."""
    monkeypatch.setattr(Parsing.__init__, "__defaults__", (0,))  # or the first pages are read in this process

    def begin(name, site=None, **settings):
        ours = {"ITEM_PIPELINES": project.ITEM_PIPELINES, "OUTPUT_DIR": str(tmp_path / name), **settings}
        arguments = {"issues": "2518-2519", **({"source": site} if site and site.startswith("warc:") else {})}
        harvest = crawl(None if "source" in arguments else site, ours, **arguments)
        return Path(harvest.stats["broadsheet/run_folder"])

    return begin


def test_the_output_is_the_same_to_the_byte_with_a_second_process_and_without(run):
    with serve(Paper()) as base:
        kept = run("kept", base, PICTURES="none")
    # Out of an archive times and record ids are those of the archive: two crawls of it are the same in every byte.
    alone, beside = (run(f"{n}", f"warc:{kept}", PARSE_WORKERS=n, CONCURRENT_REQUESTS=1) for n in (0, 1))
    for name in FILES:  # which of two pages is read first is chance, and so is the order of the lines
        assert lines(alone / name) == lines(beside / name)
    assert len(lines(alone / "articles.jsonl")) == 16


def lines(path):
    return sorted(path.read_bytes().splitlines())
