"""A page that breaks its reader or kills it costs itself alone, is told, and is read by a later crawl."""

import os
import signal
from functools import partial
from typing import ClassVar

from schemas import ExitCode
from scrapers.parsers import Rules
from tests.conftest import Raw
from tests.faults.conftest import ListedLanternSpider, story
from tests.spiders.harbour_lantern import PUBLICATION

NAMES = [f"s{number:02d}" for number in range(20)]
BROKEN = {"s02", "s13"}  # one is read by the crawl itself, as its first pages are, the other by its second process
DEADLY = "s15"


def identity(pid, url):
    name = url.rpartition("/")[2]
    if name in BROKEN:
        raise ValueError("the rules have a fault")
    if name == DEADLY and os.getpid() != pid:
        os.kill(os.getpid(), signal.SIGKILL)
    return url


class FaultySpider(ListedLanternSpider):
    """The Harbour Lantern with page rules that go wrong on some pages."""

    rules: ClassVar[Rules | None] = Rules(publication=PUBLICATION, identity=partial(identity, os.getpid()))


def test_a_page_whose_reader_fails_or_dies_is_told_and_read_once_it_is_mended(raw_site, crawl, named):
    site = raw_site({f"/story/{name}": Raw(story(f"The lantern of {name}")) for name in NAMES})
    end = crawl(site.base, spider=FaultySpider, urls=named(*NAMES))
    lost = sorted({*BROKEN, DEADLY})
    assert end.stories == [name for name in NAMES if name not in lost]
    assert (end.code, end.codes) == (ExitCode.PARTIAL, ["parser_failed"] * 3)
    rejected = {line["url"].rpartition("/")[2]: line for line in end.lines("rejected.jsonl")}
    assert sorted(rejected) == lost
    assert {line["stage"] for line in rejected.values()} == {"parse"}
    assert all(line["provenance"]["warc_record_id"] for line in rejected.values())
    assert "ValueError: the rules have a fault" in rejected["s02"]["reasons"][0]["message"]
    assert "died twice" in rejected[DEADLY]["reasons"][0]["message"]
    assert end.stats["broadsheet/failed/parser_failed"] == 3
    mended = crawl(site.base, urls=named(*lost))
    assert (mended.code, mended.stories) == (ExitCode.DONE, NAMES)
