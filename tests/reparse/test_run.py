"""Records made again in one process: whose page it is, what becomes of it, and what is kept of several captures."""

import io
import json
from datetime import UTC, date, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipelines.package import verify
from schemas import OutputError
from scrapers.archives.inputs import find_inputs
from scrapers.reparse.folders import Folders
from scrapers.reparse.reading import Job
from scrapers.reparse.run import Reparse
from scrapers.spiders.socialist_worker import SocialistWorkerSpider

HOME = "https://socialistworker.co.uk"
PROSE = "".join(
    f"<p>The council voted on {day} to keep the library in Mill Street open for good.</p>"
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
)
SPIDERS = {"socialist_worker": SocialistWorkerSpider}


def story(headline, issue=2518):
    return (
        f'<html><body><h1 itemprop="headline">{headline}</h1><div>Issue No. {issue}</div>'
        f'<div itemprop="articleBody">{PROSE}</div>'
        '<div class="article_view_published">Tue 23 Aug 2016, 16:18 BST</div></body></html>'
    )


def contents(own=None, number=2518, links=("/art/1/A",)):
    link = f'<link rel="canonical" href="{own}">' if own else ""
    listed = "".join(f'<a href="{href}">Story</a>' for href in links)
    return f"<html><head>{link}</head><p>Issue: {number}</p><p>Dated: 23 Aug 2016</p>{listed}</html>"


@pytest.fixture
def warc(tmp_path):
    """Give a function that writes pages, as (url, html, day or WARC-Date), to an archive."""

    def write(*pages, name="made.warc.gz", info=None):
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=True, warc_version="1.1")
        writer.write_record(writer.create_warcinfo_record(name, info or {"software": "another crawler"}))
        for url, html, day in pages:
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=io.BytesIO(html.encode()),
                    http_headers=http,
                    warc_headers_dict={"WARC-Date": f"{day}T10:00:00Z"},
                )
            )
        path = tmp_path / name
        path.write_bytes(out.getvalue())
        return path

    return write


@pytest.fixture
def again(tmp_path):
    """Give a function that makes records again and returns the result and, by folder and file, the records."""

    def run(*paths, seen=lambda url, result: None, **choice):
        folders = Folders(tmp_path / "again", datetime(2024, 1, 1, tzinfo=UTC), SPIDERS)
        job = Job((SocialistWorkerSpider,), **choice)
        result = Reparse(find_inputs([str(path) for path in paths]), job, folders, seen=seen).run()
        records = {
            f"{path.parent.parent.name}/{path.name}": [json.loads(line) for line in path.read_bytes().splitlines()]
            for run in result.folders
            for path in run.glob("*.jsonl")
        }
        return result, records

    return run


def headlines(records, slug="socialist_worker"):
    return [one["headline"] for one in records[f"{slug}/articles.jsonl"]]


def test_a_page_of_a_known_paper_is_read_by_its_rules(warc, again):
    path = warc(
        (f"{HOME}/art/1/A", story("A story"), "2016-08-24"),
        (f"{HOME}/issue/875", contents(), "2016-08-24"),
        (f"{HOME}/issue/8/2016", "<a href='/issue/875'>2518</a>", "2016-08-24"),
        (f"{HOME}/socialist-review-archive/x", story("Another publication's"), "2016-08-24"),
    )
    result, records = again(path)
    [article] = records["socialist_worker/articles.jsonl"]
    assert (article["headline"], article["published_at"]) == ("A story", "2016-08-23T16:18:00+01:00")
    origin = article["provenance"]
    assert (origin["source"], origin["warc_file"], origin["status"]) == ("warc", "made.warc.gz", 200)
    assert origin["fetched_at"] == "2016-08-24T10:00:00+00:00"
    assert origin["warc_record_id"].startswith("urn:uuid:")
    assert origin["payload_digest"].startswith("sha256:")
    assert [one["number"] for one in records["socialist_worker/issues.jsonl"]] == ["2518"]
    assert (result.pages, result.articles, result.issues, result.rejected) == (4, 1, 1, 0)
    assert result.passed_over == {"no_article": 1, "left_out": 1}
    assert [verify(run) for run in result.folders] == [[]]


def test_pages_of_other_papers_go_together_and_what_is_no_article_is_counted(warc, again):
    def page(headline):
        return f"<html><head><title>{headline}</title></head><body><h1>{headline}</h1>{PROSE}</body></html>"

    menu = "".join(f'<h2><a href="/{n}">A headline that leads elsewhere, {n}</a></h2>' for n in range(20))
    path = warc(
        ("https://www.harbour-lantern.example/a", page("The sluice gates were opened at noon"), "2020-01-01"),
        ("https://news.quayside.example/b", page("The ropeworks closed for good in May"), "2020-01-01"),
        ("https://news.quayside.example/", f"<html><body>{menu}</body></html>", "2020-01-01"),
        (f"{HOME}/art/1/A", story("A story"), "2020-01-01"),
    )
    result, records = again(path)
    assert [one["publication"] for one in records["other_papers/articles.jsonl"]] == ["harbour_lantern", "quayside"]
    assert headlines(records) == ["A story"]
    assert result.passed_over == {"no_article": 1}
    _, records = again(path, publication="quayside")
    assert [one["publication"] for one in records["other_papers/articles.jsonl"]] == ["quayside"]


def revisions(records):
    articles = records["socialist_worker/articles.jsonl"]
    return [(one["revision"], one["headline"], one["provenance"]["fetched_at"][:4], one["changed"]) for one in articles]


def test_captures_of_an_article_are_its_revisions_in_the_order_of_capture(warc, again):
    url = f"{HOME}/art/1/A"
    first = warc((url, story("First"), "2016-08-24"), (url, story("Third"), "2018-01-01"), name="1.warc.gz")
    second = warc(
        (url, story("Second"), "2017-01-01"), (f"{HOME}/art/1", story("Third"), "2017-06-01"), name="2.warc.gz"
    )
    for order in ((first, second), (second, first)):
        result, records = again(*order)
        assert revisions(records) == [
            (1, "First", "2016", []),
            (2, "Second", "2017", ["headline"]),
            (3, "Third", "2017", ["headline"]),
        ]
        assert (result.articles, result.rejected, result.repeated) == (3, 0, 1)
        assert [verify(run) for run in result.folders] == [[]]


def test_of_several_captures_of_an_issue_the_newest_is_kept(warc, again):
    url = f"{HOME}/issue/875"
    days = (("2016-08-24", ("/art/1/A",)), ("2018-01-01", ("/art/1/A", "/art/2/B")), ("2017-01-01", ("/art/3/C",)))
    result, records = again(warc(*((url, contents(links=links), day) for day, links in days)))
    [issue] = records["socialist_worker/issues.jsonl"]
    assert issue["provenance"]["fetched_at"].startswith("2018")
    older = records["socialist_worker/rejected.jsonl"]
    assert [one["provenance"]["fetched_at"][:4] for one in older] == ["2017", "2016"]
    assert {one["reasons"][0]["code"] for one in older} == {"older_capture"}
    assert (result.issues, result.rejected) == (1, 2)


def test_days_choose_captures(warc, again):
    path = warc(*((f"{HOME}/art/{n}/A", story(f"Story {n}"), f"2016-08-{n}") for n in range(10, 16)))
    result, records = again(path, since=date(2016, 8, 12), until=date(2016, 8, 13))
    assert headlines(records) == ["Story 12", "Story 13"]
    assert result.passed_over == {"out_of_range": 4}


def test_the_page_of_the_newest_issue_counts_where_the_issue_has_no_page(warc, again):
    newest = f"{HOME}/archive"
    result, records = again(warc((newest, contents(), "2016-08-24")))
    assert [one["url"] for one in records["socialist_worker/issues.jsonl"]] == [newest]
    for pages in (
        [(newest, contents(), "2016-08-24"), (f"{HOME}/issue/875", contents(), "2016-08-24")],
        [(newest, contents(own="/issue/875"), "2016-08-24")],
    ):
        result, records = again(warc(*pages))
        assert [one["url"] for one in records["socialist_worker/issues.jsonl"]] == [f"{HOME}/issue/875"]
    result, _ = again(warc((newest, "<html><p>Buy the paper</p></html>", "2016-08-24")))
    assert result.passed_over == {"no_issue": 1}


def test_pages_of_a_copy_are_the_papers_own(warc, again):
    copy = "http://127.0.0.1:8000/sw"
    pages = [(f"{copy}/art/1/A", story("A story"), "2016-08-24")]
    told = warc(
        *pages, info={"software": "x", "isPartOf": "socialist_worker", "copy-of-site-at": copy}, name="told.warc.gz"
    )
    for path, choice in ((told, {}), (warc(*pages), {"publication": "socialist_worker", "site": copy})):
        _, records = again(path, **choice)
        [article] = records["socialist_worker/articles.jsonl"]
        assert article["url"] == f"{HOME}/art/1/A"
        assert article["provenance"]["source_url"] == f"{copy}/art/1/A"
    _, records = again(warc(*pages))
    assert "socialist_worker/articles.jsonl" not in records


def test_what_was_fetched_from_a_web_archive_is_the_page_of_its_day(warc, again):
    url = f"https://web.archive.example/web/20160824101500id_/{HOME}/art/1/A"
    _, records = again(warc((url, story("A story"), "2024-01-01")))
    [article] = records["socialist_worker/articles.jsonl"]
    assert article["url"] == f"{HOME}/art/1/A"
    assert article["provenance"]["fetched_at"] == "2016-08-24T10:15:00+00:00"
    assert article["provenance"]["source_url"] == url


def test_saved_pages(tmp_path, again):
    folder = tmp_path / "saved"
    (folder / "socialistworker.co.uk/art/1").mkdir(parents=True)
    (folder / "socialistworker.co.uk/art/1/A b.html").write_text(story("A story"))
    (folder / "unknown.html").write_text("<p>Whose?</p>")
    result, records = again(folder)
    [article] = records["socialist_worker/articles.jsonl"]
    assert article["url"] == f"{HOME}/art/1/A%20b.html"
    assert article["provenance"]["source_url"] == "file:socialistworker.co.uk/art/1/A%20b.html"
    assert (article["provenance"]["source"], article["provenance"]["fetched_at"]) == ("file", None)
    assert result.damaged == 1


def test_a_page_that_breaks_the_schema_or_sense_is_rejected_as_in_a_crawl(warc, again):
    path = warc(
        (f"{HOME}/art/1/A", story("A story", issue=9000), "2016-08-24"),
        (f"{HOME}/art/2/B", "<html><h1>Short</h1></html>", "2016-08-24"),
    )
    result, records = again(path)
    codes = [{reason["code"] for reason in one["reasons"]} for one in records["socialist_worker/rejected.jsonl"]]
    assert codes[0] == {"issue_date_mismatch"}
    assert "body_too_short" in codes[1]
    stats = json.loads((result.folders[0] / "stats.json").read_bytes())
    assert stats["broadsheet/rejected"] == 2
    assert stats["broadsheet/rejected/issue_date_mismatch"] == 1


def test_stopped_in_the_middle_the_run_keeps_what_it_has_and_is_not_finished(warc, again):
    path = warc(*((f"{HOME}/art/{n}/A", story(f"Story {n}"), "2016-08-24") for n in range(5)))

    def stop(url, result):
        if result.pages == 3:
            raise KeyboardInterrupt

    result, records = again(path, seen=stop)
    assert result.stopped
    assert len(headlines(records)) == 3
    assert not (result.folders[0] / "datapackage.json").exists()


def test_a_disk_that_refuses_ends_the_run(warc, again, tmp_path):
    (tmp_path / "again").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        again(warc((f"{HOME}/art/1/A", story("A story"), "2016-08-24")))
