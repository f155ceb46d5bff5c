"""Whatever kills a crawl: no broken record after the next start, and no article without its record."""

import fcntl
import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.archive import Archive, ArchiveSettings
from pipelines.torn import mend_archive
from schemas import OutputError
from schemas.exchange import Exchange
from tests.conftest import Raw
from tests.pipelines.warcs import passes_check, read, read_run

NOON = datetime(2024, 5, 10, 12, tzinfo=UTC)


def exchange(number):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return Exchange(
        f"http://echo.example/{number}", NOON, None, b"GET / HTTP/1.1\r\n\r\n", head=head, body=b"%d" % number * 90
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The bytes of a file of seven records, and the offset at which each of them ends."""
    run = tmp_path_factory.mktemp("run")
    archive = Archive(run, ArchiveSettings(prefix="valley_echo", host="h", now=lambda: NOON))
    ends = []
    for number in range(3):
        archive.keep(exchange(number))
        ends.append(archive._size)
    archive.close()
    [path] = (run / "archive").iterdir()
    return path.read_bytes(), ends


@pytest.fixture
def left_open(tmp_path_factory):
    def make(data):
        folder = tmp_path_factory.mktemp("killed") / "archive"
        folder.mkdir()
        (folder / "e-1-0-h.warc.gz.open").write_bytes(data)
        return folder

    return make


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_file_cut_anywhere_is_cut_back_to_its_last_whole_record(whole, left_open, data):
    found, ends = whole
    cut = data.draw(st.integers(0, len(found)))
    tail = data.draw(st.sampled_from([b"", bytes(5000), b"\x1f\x8b\x08\x00junk"]))
    folder = left_open(found[:cut] + tail)
    [sentence] = mend_archive(folder.parent)
    kept = list(folder.iterdir())
    if cut == 0 or not kept:
        assert kept == []
        return
    [path] = kept
    assert path.name == "e-1-0-h.warc.gz"
    assert found.startswith(path.read_bytes())
    assert len(path.read_bytes()) >= max([end for end in ends if end <= cut], default=0)
    assert passes_check(path)
    assert f"{len(read(path))} whole records kept" in sentence
    assert ("torn record" in sentence) is (len(path.read_bytes()) < cut + len(tail))


def test_a_file_that_is_being_written_is_left_alone(whole, left_open):
    folder = left_open(whole[0] + b"torn")
    with (folder / "e-1-0-h.warc.gz.open").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert mend_archive(folder.parent) == []
    assert [path.name for path in folder.iterdir()] == ["e-1-0-h.warc.gz.open"]


def test_a_folder_that_cannot_be_written_is_a_clear_error(whole, left_open, monkeypatch):
    def refuse(folder):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("pipelines.torn.sync_folder", refuse)
    with pytest.raises(OutputError, match=r"warc\.gz\.open cannot be written: Read-only file system"):
        mend_archive(left_open(whole[0]).parent)


def test_a_run_without_archive_needs_no_mending(tmp_path):
    assert mend_archive(tmp_path) == []


def test_a_member_that_unfolds_to_gigabytes_takes_no_memory(tmp_path, run_python):
    script = """
import gzip, io, resource, sys, zlib
from pipelines.torn import whole_members
resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))
packer = zlib.compressobj(1, zlib.DEFLATED, 31)
data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(320)) + packer.flush()
print(whole_members(io.BytesIO(data)) == (len(data), 1))
"""
    out, err = run_python(script).communicate(timeout=60)
    assert (out.strip(), err) == ("True", "")


# One process imports everything once and forks a crawl for each kill, so that fifty take seconds.
CRAWLS = """
import os, random, signal, sys, time
from scrapy import Request, Spider, signals
from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.misc import load_object
from schemas import Article, Block, Capture, Publication, Provenance
import scrapers.wire.handler, pipelines.preserve, pipelines.write, pipelines.validate, twisted.internet.asyncioreactor

site, output, kills = sys.argv[1], sys.argv[2], int(sys.argv[3])
PAGES = 20

class Echo(Spider):
    name = "valley_echo"
    publication = Publication("valley_echo", "Valley Echo", ("echo.example",), "https://echo.example/", "UTC", "en")

    async def start(self):
        for number in range(PAGES):
            yield Request(f"{site}/{number}", self.parse)

    def parse(self, response):
        kept = response.meta["preserved"]
        capture = Capture(fetched_at=kept.began, payload_digest=kept.payload_digest, warc_file=kept.warc_file,
                          warc_record_id=kept.warc_record_id, source_url=response.url)
        url = response.url.replace(site, "https://echo.example")
        # No generator: Scrapy would look for the source of this script.
        return [Article.build(identity=url, publication=self.name, url=url, canonical_url=url, headline="Library saved",
                              body=[Block(type="paragraph", text=response.text)],
                              provenance=Provenance(**capture.as_provenance()))]

settings = Settings()
settings.setmodule("scrapers.settings", priority="project")
settings.setdict({"OUTPUT_DIR": output, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "LOG_LEVEL": "ERROR",
                  "ROBOTSTXT_OBEY": False, "DOWNLOADER_MIDDLEWARES": {"pipelines.preserve.PreserveMiddleware": 950},
                  # No revisions: each crawl is to write all that it gets.
                  "ITEM_PIPELINES": {"pipelines.validate.ValidatePipeline": 300, "pipelines.write.WritePipeline": 800},
                  "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "WARC_ROLL_OVER": 9000, "SPIDER_MODULES": []},
                 priority="cmdline")
for name in ("EXTENSIONS_BASE", "DOWNLOADER_MIDDLEWARES_BASE", "SPIDER_MIDDLEWARES_BASE"):
    for path in settings.getdict(name):
        load_object(path)

def crawl(opened):
    Echo.arguments = {"asked": str(time.time_ns())}  # each is a run of its own, and goes on with no other
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(Echo)
    for moment in (signals.spider_opened, signals.spider_closed):
        crawler.signals.connect(lambda: os.write(opened, b"!"), signal=moment, weak=False)
    process.crawl(crawler)
    process.start()

def forked(kill_after=None):
    "Crawl in a child, kill it so many seconds after it began to write; return how long it took from there on."
    reading, opened = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            crawl(opened)
        finally:
            os._exit(0)
    os.close(opened)
    os.read(reading, 1)
    began = time.monotonic()
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    os.read(reading, 1)
    took = time.monotonic() - began
    os.close(reading)
    os.waitpid(child, 0)
    return took

whole = forked()
chance = random.Random(1)
for _ in range(kills):
    forked(chance.uniform(0, whole))
forked()
"""


def test_fifty_crawls_that_are_killed_leave_no_broken_record_and_no_article_without_its_record(
    tmp_path, run_python, raw_site
):
    page = b"The council voted on Tuesday to keep the library in Mill Street open, and the hall was full. " * 9
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"
    answers = {f"/{n}": Raw(head % (len(page) + 2) + page + b"%02d" % n) for n in range(20)}
    site = raw_site(answers)
    out, err = run_python(CRAWLS, site.base, str(tmp_path / "output"), "50").communicate(timeout=120)
    assert (out, err) == ("", "")
    runs = sorted((tmp_path / "output" / "valley_echo").glob("2*Z"))
    killed = [run for run in runs if not (run / "datapackage.json").exists()]
    counts = []
    for run in runs:
        lines = (run / "articles.jsonl").read_text("utf-8")
        assert lines == "" or lines.endswith("\n")
        articles = [json.loads(line) for line in lines.splitlines()]
        counts.append(len(articles))
        if not (run / "archive").exists():
            assert articles == []
            continue
        assert all(path.name.endswith(".warc.gz") for path in (run / "archive").iterdir())
        assert all(passes_check(path) for path in (run / "archive").iterdir())
        records = {record.id: record for record in read_run(run)}
        told = {r.block for r in records.values() if r.kind == "metadata"}
        for line, article in zip(lines.splitlines(), articles, strict=True):
            origin = article["provenance"]
            response = records[origin["warc_record_id"]]
            assert (run / origin["warc_file"]).exists()
            assert response.headers["WARC-Payload-Digest"] == origin["payload_digest"]
            # An earlier run has the same page: its record holds the bytes, and this one refers to it.
            assert response.kind == "revisit" or response.block.endswith(article["text"][-40:].encode())
            assert line.encode() in told
    assert counts[0] == counts[-1] == 20
    assert len(killed) > 20
    assert len({count for count in counts if 0 < count < 20}) > 5
