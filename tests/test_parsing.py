"""Parsing in another process: the same articles, and a page that kills its reader is no more than a fault."""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from functools import partial

import pytest

from schemas import Capture
from scrapers.parsers import parse_article
from scrapers.parsing import Parsing
from scrapers.spiders.socialist_worker import RULES
from scrapers.workers import Fault
from tests.loops import run

URL = "https://socialistworker.co.uk/art/90101/Bus+strike"
PAGES = [
    b"<html><title>Bus strike</title><body><h1>Bus strike</h1><p>Not one bus left the depot.</p></body>",
    "<h1>Café \ud83d</h1><p>Half a surrogate &#xd83d; and a line.</p>".encode("utf-8", "surrogatepass"),
    b"\xff\xfe\x00<",
    b"",
]


def kill_others(pid, text):
    if os.getpid() != pid:
        os.kill(os.getpid(), signal.SIGKILL)
    return text


def parse_all(parsing, pages):
    async def go():
        return await asyncio.gather(*(parsing.parse(page, URL, Capture()) for page in pages))

    try:
        return run(go())
    finally:
        parsing.close()


@pytest.mark.parametrize(("workers", "alone"), [(0, 0), (1, 0), (1, 2), (2, 0)])
def test_the_articles_are_those_that_the_parser_reads(workers, alone):
    found = parse_all(Parsing(RULES, workers, alone), PAGES)
    assert found == [parse_article(page, URL, Capture(), RULES) for page in PAGES]


def test_a_page_that_kills_its_reader_is_a_fault(monkeypatch):
    deadly = replace(RULES, identity=partial(kill_others, os.getpid()))
    [found] = parse_all(Parsing(deadly, 1, 0), PAGES[:1])
    assert found == Fault("the process that read it died twice (exit code -9)")
    monkeypatch.setattr("scrapers.workers.nursery.can_fork", lambda: False)
    [found] = parse_all(Parsing(deadly, 1, 1), PAGES[:1])  # in this process nothing kills it
    assert found.headline == "Bus strike"


@pytest.mark.skipif(sys.platform != "linux", reason="there is no fork that is safe")
def test_where_a_reader_begins_at_once_it_reads_all_pages(monkeypatch):
    monkeypatch.setattr("scrapers.workers.nursery.can_fork", lambda: True)
    deadly = replace(RULES, identity=partial(kill_others, os.getpid()))
    [found] = parse_all(Parsing(deadly, 1), PAGES[:1])
    assert found == Fault("the process that read it died twice (exit code -9)")
