"""The pipelines inside a real crawl, in a process of its own. No page is fetched: the spider has its records."""

import json
import re

import pytest

from pipelines.package import verify

CRAWL = """
import json, resource, sys, warnings
from datetime import date
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import CloseSpider, ScrapyDeprecationWarning
from schemas import Article, Block, Issue, Publication, Reason, Rejection

warnings.simplefilter("error", ScrapyDeprecationWarning)
output, ending, source = sys.argv[1], sys.argv[3], sys.argv[5]
records, limit = int(sys.argv[2]), int(sys.argv[4])

def article(number, **changes):
    url = f"https://echo.example/art/{number}"
    body = [Block(type="paragraph", text="The council voted to keep the library open. " * 4)]
    fields = {"headline": "Library saved", "body": body, **changes}
    return Article.build(identity=url, publication="valley_echo", url=url, canonical_url=url, **fields)

class Echo(Spider):
    name = "valley_echo"
    publication = Publication("valley_echo", "Valley Echo", ("echo.example",), "https://echo.example/", "UTC", "en",
                              founded=date(1968, 3, 2))

    async def start(self):
        self.logger.info("the spider has begun")
        if records:
            yield article("none", headline=None)
            yield Issue(id="i", publication="valley_echo", url="https://echo.example/issue/9", pdf_url="https://echo.example/9.pdf")
            yield Rejection(publication="valley_echo", url="https://echo.example/x", stage="fetch",
                            reasons=[Reason(code="http_404", message="the site answered 404")])
        for number in [*range(records), *range(min(1, records))]:
            if source == "pages":
                yield Request(f"data:,{number}", self.parse, dont_filter=True)
            else:
                yield article(number)
        if ending != "finished":
            raise CloseSpider(ending)

    def parse(self, response):
        return [article(response.text)]

process = CrawlerProcess({
    "OUTPUT_DIR": output,
    "ITEM_PIPELINES": {"pipelines.validate.ValidatePipeline": 300, "pipelines.write.WritePipeline": 800},
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "WARNING",
})
crawler = process.create_crawler(Echo)
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
process.crawl(crawler)
process.start()
print(json.dumps({k: str(v) for k, v in crawler.stats.get_stats().items()}))
"""


@pytest.fixture
def crawl(tmp_path, run_python):
    def run(records, ending="finished", limit=0, source="start"):
        process = run_python(CRAWL, str(tmp_path / "output"), str(records), ending, str(limit), source)
        out, err = process.communicate(timeout=30)
        assert out, err
        return json.loads(out), err

    return run


def lines(path):
    text = path.read_text("utf-8")
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.split("\n")[:-1]]


@pytest.mark.parametrize("source", ["start", "pages"])
def test_a_crawl_becomes_a_run_folder_that_verifies(crawl, tmp_path, source):
    stats, err = crawl(3, source=source)
    assert err == ""
    [run] = (tmp_path / "output" / "valley_echo").glob("2*Z")
    assert stats["broadsheet/run_folder"] == str(run)
    assert re.fullmatch(r"\d{8}T\d{6}Z", run.name)
    assert verify(run) == []
    assert sorted(a["url"][-1] for a in lines(run / "articles.jsonl")) == ["0", "1", "2"]
    assert [i["id"] for i in lines(run / "issues.jsonl")] == ["i"]
    rejected = [[reason["code"] for reason in r["reasons"]] for r in lines(run / "rejected.jsonl")]
    assert rejected == [["no_headline"], ["http_404"], ["duplicate"]]
    told = json.loads((run / "stats.json").read_text("utf-8"))
    assert told["finish_reason"] == "finished"
    assert told["broadsheet/rejected"] == 3
    assert told["broadsheet/rejected/duplicate"] == 1
    log = (run / "crawl.log").read_text("utf-8")
    assert "the spider has begun" in log
    assert "Closing spider (finished)" in log
    assert "Library saved" not in log


def test_a_crawl_that_finds_nothing_leaves_nothing(crawl, tmp_path):
    _, err = crawl(0)
    assert err == ""
    assert not (tmp_path / "output").exists()


def test_a_crawl_that_was_stopped_has_no_package(crawl, tmp_path):
    crawl(2, ending="shutdown")
    [run] = (tmp_path / "output" / "valley_echo").glob("2*Z")
    assert len(lines(run / "articles.jsonl")) == 2
    assert not (run / "datapackage.json").exists()
    assert json.loads((run / "stats.json").read_text("utf-8"))["finish_reason"] == "shutdown"


def test_an_output_folder_that_cannot_be_written_ends_the_crawl_before_the_spider_begins(crawl, tmp_path):
    (tmp_path / "output").write_text("in the way")
    stats, err = crawl(2)
    assert stats["finish_reason"] == "disk"
    assert "Not a directory" in stats["broadsheet/error"]
    assert "broadsheet/articles" not in stats
    assert "item_scraped_count" not in stats
    assert "Traceback" not in err


@pytest.mark.parametrize("source", ["pages", "start"])
def test_a_disk_that_fills_up_in_mid_crawl_stops_it_with_whole_lines(crawl, tmp_path, source):
    stats, err = crawl(400, limit=100_000, source=source)
    assert stats["finish_reason"] == "disk"
    assert "Free some space" in stats["broadsheet/error"]
    assert "Traceback" not in err
    [run] = (tmp_path / "output" / "valley_echo").glob("2*Z")
    written = lines(run / "articles.jsonl")
    assert len(written) == int(stats["broadsheet/articles"]) > 0
    assert not (run / "datapackage.json").exists()
    if source == "pages":  # it stops at once: most of the 400 were never asked for
        assert int(stats["response_received_count"]) < 200
