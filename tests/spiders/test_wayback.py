"""A paper is taken from a web archive: the best capture of each article, under the paper's own URL."""

import json

import pytest

from schemas import ArgumentError
from scrapers.sources.wayback import Archive
from tests.spiders.conftest import html
from tests.spiders.harbour_lantern import HOME, HarbourLanternSpider
from tests.spiders.wayback_machine import Kept, WaybackMachine, running

LINE = "<p>The harbour board said on Monday that the old lantern will be lit again before the winter comes.</p>"
YEARS = {"since": "2008", "until": "2021"}
HTTP = "http://www.harbourlantern.example"


def page(headline, lines=6):
    return html(f"<article><h1>{headline}</h1><p>20 August 2019</p>{LINE * lines}</article>")[2]


@pytest.fixture
def archive():
    with running(WaybackMachine()) as machine:
        yield machine


@pytest.fixture
def search(archive, crawl):
    def run(settings=None, **arguments):
        slow = {"WAYBACK_URL": archive.base, "WAYBACK_DELAY": 0, "WAYBACK_CAPTURES": 1, **(settings or {})}
        chosen = {"source": "wayback", **(arguments or YEARS)}
        return crawl(None, slow, spider=HarbourLanternSpider, **chosen)

    return run


def test_articles_have_the_papers_url_the_captures_time_and_the_archives_address(archive, search):
    archive.captures = [
        Kept("20190821063011", f"{HTTP}:80/story/lantern-lit", page("The lantern is lit")),
        Kept("20190821063011", f"{HOME}/about", page("About us")),
        Kept("20190821063011", f"{HOME}/story/moved", b"", status="301"),
        Kept("20190821063011", f"{HOME}/story/plan.pdf", b"%PDF", mimetype="application/pdf"),
        Kept("20220101000000", f"{HOME}/story/too-late", page("Too late")),
    ]
    harvest = search()
    [article] = harvest.articles
    assert (article.url, article.headline) == (f"{HOME}/story/lantern-lit", "The lantern is lit")
    origin = article.provenance
    assert (origin.fetched_at, origin.source) == ("2019-08-21T06:30:11+00:00", "wayback")
    assert origin.source_url == f"{archive.base}/web/20190821063011id_/{HTTP}:80/story/lantern-lit"
    assert origin.etag == '"then"'
    assert origin.discovered_from.startswith(f"{archive.base}/cdx/search/cdx?")
    assert len(archive.captures_asked()) == 1
    [query] = archive.index_queries()
    assert query["url"] == ["harbourlantern.example/"]
    assert (query["from"], query["to"], query["collapse"]) == (["20080101"], ["20211231"], ["digest"])
    assert harvest.rejections == []


def test_the_index_is_read_page_after_page_to_its_end(archive, search):
    archive.captures = [Kept("20190821000000", f"{HOME}/story/s{n:02d}", page(f"Story {n}")) for n in range(23)]
    harvest = search({"WAYBACK_PAGE_SIZE": 5})
    assert len(harvest.articles) == 23
    assert len(archive.index_queries()) == 5
    assert harvest.rejections == []


def test_captures_of_an_article_that_two_pages_of_the_index_share_are_one_choice(archive, search):
    archive.captures = [Kept(f"201908{day:02d}000000", f"{HOME}/story/one", page(f"Day {day}")) for day in range(1, 8)]
    harvest = search({"WAYBACK_PAGE_SIZE": 2})
    assert len(harvest.articles) == 1
    assert [path[5:19] for path in archive.captures_asked()] == ["20190807000000"]


def test_the_newest_capture_that_is_no_stub_is_taken(archive, search):
    archive.captures = [
        Kept("20100101000000", f"{HOME}/story/one", page("First")),
        Kept("20110101000000", f"{HOME}/story/one", page("Corrected")),
        Kept("20120101000000", f"{HOME}/story/one", page("Wall", 1)),
    ]
    assert [a.headline for a in search().articles] == ["Corrected"]


def test_a_capture_that_is_no_article_gives_way_to_another(archive, search):
    wall = html("<h1>Access denied</h1>" + "<!-- " + "x" * 2000 + " -->")[2]
    archive.captures = [
        Kept("20100101000000", f"{HOME}/story/one", page("First", 12)),
        Kept("20120101000000", f"{HOME}/story/one", wall),
    ]
    harvest = search()
    assert [a.headline for a in harvest.articles] == ["First"]
    assert harvest.rejections == []


def test_a_capture_that_cannot_be_had_gives_way_and_the_last_one_is_told(archive, search):
    archive.captures = [Kept(f"201{n}0101000000", f"{HOME}/story/one", page(f"Take {n}")) for n in range(3)]
    archive.capture_faults = [(404, {}, b""), (403, {}, b"")]
    harvest = search()
    assert [a.headline for a in harvest.articles] == ["Take 0"]
    assert (harvest.rejections, harvest.stats["broadsheet/spared"]) == ([], 2)
    archive.capture_faults = [(404, {}, b"")] * 3
    harvest = search()
    assert harvest.articles == []
    assert [(r.url, r.reasons[0].code) for r in harvest.rejections] == [(f"{HOME}/story/one", "http_404")]
    assert harvest.rejections[0].provenance.source == "wayback"


def test_several_captures_come_from_old_to_new_and_the_same_content_once(archive, search):
    texts = {2010: "First", 2011: "Second", 2012: "Third", 2013: "Third", 2014: "Fourth"}
    archive.captures = [
        Kept(f"{year}0101000000", f"{HOME}/story/one", page(text), digest=f"{year}") for year, text in texts.items()
    ]
    harvest = search({"WAYBACK_CAPTURES": 9})
    assert [a.headline for a in harvest.articles] == ["First", "Second", "Third", "Fourth"]
    assert len({a.id for a in harvest.articles}) == 1
    assert len({a.content_hash for a in harvest.articles}) == 4
    times = [a.provenance.fetched_at for a in harvest.articles]
    assert times == sorted(times)


def test_single_pages_are_looked_up_one_by_one(archive, search, tmp_path):
    archive.captures = [
        Kept("20190821000000", f"{HTTP}/story/one", page("One")),
        Kept("20190821000000", f"{HTTP}/story/one-more", page("One more")),
    ]
    urls = tmp_path / "urls.txt"
    urls.write_text(f"{HOME}/story/one\n{HOME}/story/never\n")
    harvest = search(urls=str(urls))
    assert [a.url for a in harvest.articles] == [f"{HOME}/story/one"]
    assert len(archive.index_queries()) == 2


def test_a_capture_that_leads_to_another_time_has_that_time(archive, search):
    archive.captures = [Kept("20190821000000", f"{HOME}/story/one", page("One"))]
    archive.capture_faults = [(302, {"Location": f"/web/20190821000000id_/{HOME}/story/one"}, b"")]
    archive.captures.append(Kept("20200101000000", f"{HOME}/story/one", page("One again")))
    [article] = search().articles
    assert article.provenance.fetched_at == "2019-08-21T00:00:00+00:00"


CUT = (200, {"Content-Type": "application/json"}, b'[["original", "timestamp"], ["http://x')
NONE = (200, {"Content-Type": "text/html"}, b"<html><h1>Busy</h1></html>")


@pytest.mark.parametrize("fault", [CUT, NONE])
def test_a_page_of_the_index_that_is_not_whole_is_asked_for_again(archive, search, fault):
    archive.captures = [Kept("20190821000000", f"{HOME}/story/one", page("One"))]
    archive.index_faults = [fault, fault]
    harvest = search()
    assert (len(harvest.articles), harvest.rejections) == (1, [])
    archive.index_faults = [fault] * 3
    harvest = search()
    assert (harvest.articles, harvest.codes) == ([], ["damaged_list"])


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_archive_is_asked_again(archive, search, status):
    archive.captures = [Kept("20190821000000", f"{HOME}/story/one", page("One"))]
    busy = (status, {"Content-Type": "text/plain"}, b"slow down")
    archive.index_faults, archive.capture_faults = [busy], [busy]
    harvest = search({"RETRY_TIMES": 2})
    assert (len(harvest.articles), harvest.rejections) == (1, [])


def test_an_index_that_is_refused_blocks_the_crawl(archive, search):
    archive.index_faults = [(403, {"Content-Type": "text/plain"}, b"Blocked Site Error")]
    harvest = search()
    assert (harvest.codes, harvest.spider.blocked) == (["http_403"], True)


def test_an_index_without_keys_says_that_it_is_not_whole(archive, search):
    archive.captures = [Kept("20190821000000", f"{HOME}/story/s{n}", page(f"Story {n}")) for n in range(5)]
    archive.names_keys = False
    harvest = search({"WAYBACK_PAGE_SIZE": 3})
    assert (len(harvest.articles), harvest.codes) == (3, ["damaged_list"])
    assert "names no key" in harvest.rejections[0].reasons[0].message


def test_a_key_that_leads_in_a_circle_ends_the_search(archive, search):
    rows = json.dumps([["original", "timestamp"], [], ["the+same"]]).encode()
    archive.index_faults = [(200, {"Content-Type": "application/json"}, rows)] * 50
    harvest = search()
    assert harvest.codes == ["damaged_list"]
    assert len(archive.index_queries()) < 10


def test_nothing_beyond_the_archive_is_asked(archive, search, serve):
    other = serve({"/": html("elsewhere")})
    archive.captures = [Kept("20190821000000", f"{HOME}/story/one", page("One"))]
    archive.capture_faults = [(302, {"Location": f"{other.base}/"}, b"")]
    assert search().codes == ["off_site"]
    assert other.asked == []


def test_a_robots_txt_of_the_archive_is_obeyed_and_none_of_the_paper_asked_for(archive, search):
    archive.captures = [Kept("20190821000000", f"{HOME}/story/one", page("One"))]
    search()
    assert archive.asked[0] == "/robots.txt"


@pytest.mark.parametrize(
    "settings",
    [{"WAYBACK_URL": "archive.example"}, {"WAYBACK_DELAY": "slow"}, {"WAYBACK_PAGE_SIZE": 0}, {"WAYBACK_CAPTURES": -1}],
)
def test_a_setting_that_cannot_be_used_is_refused(search, settings):
    with pytest.raises(ArgumentError, match=next(iter(settings))):
        search(settings)


def test_the_archive_has_a_delay_of_its_own(archive, search):
    archive.captures = [Kept("20190821000000", f"{HOME}/story/one", page("One"))]
    spider = search({"WAYBACK_DELAY": 7, "DOWNLOAD_DELAY": 0}).spider
    assert spider.settings.getfloat("DOWNLOAD_DELAY") == 0  # typed on the command line, so it wins
    assert spider.settings.getint("CONCURRENT_REQUESTS") == 1
    assert spider.settings.getfloat("AUTOTHROTTLE_START_DELAY") == 7
    assert Archive().address == "https://web.archive.org"
