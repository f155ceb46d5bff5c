"""What every newspaper spider promises: politeness, no page lost without a word, the paper's own URLs in records."""

import hashlib
from datetime import UTC, datetime

import pytest

from schemas import ArgumentError
from schemas.record import record_id
from scrapers.spiders.socialist_worker import SocialistWorkerSpider
from tests.spiders.conftest import HTML, html, moved, story

HOME = "https://socialistworker.co.uk"


def test_an_article_is_recorded_under_the_papers_own_url_and_says_where_its_bytes_came_from(
    serve, crawl, urls, tmp_path
):
    page = story("Library saved")
    site = serve(
        {
            "/art/5/Library+saved": (
                200,
                {**HTML, "ETag": '"x1"', "Last-Modified": "Tue, 23 Aug 2016 16:18:00 GMT"},
                page[2],
            )
        }
    )
    before = datetime.now(UTC)
    kept = {"ITEM_PIPELINES": {"pipelines.write.WritePipeline": 800}, "OUTPUT_DIR": str(tmp_path / "output")}
    harvest = crawl(site, kept, urls=urls("/art/5/Library+saved"))
    [article] = harvest.articles
    assert article.url == f"{HOME}/art/5/Library+saved"
    assert article.id == record_id(f"{HOME}/art/5")
    origin = article.provenance
    assert (origin.status, origin.etag, origin.source) == (200, '"x1"', "crawl")
    assert origin.last_modified == "Tue, 23 Aug 2016 16:18:00 GMT"
    assert origin.content_type == HTML["Content-Type"]
    assert origin.source_url == f"{site.base}/art/5/Library+saved"
    assert origin.payload_digest == "sha256:" + hashlib.sha256(page[2]).hexdigest()
    [archive] = (tmp_path / "output").glob("*/*/archive/*")
    assert origin.warc_file == f"archive/{archive.name}"
    assert origin.warc_record_id.startswith("urn:uuid:")
    assert before <= datetime.fromisoformat(origin.fetched_at) <= datetime.now(UTC)


def test_one_article_under_five_spellings_is_asked_for_once(serve, crawl, urls):
    site = serve({"/art/7/Fire+strikers+mass+pickets": story("Fire strikers")})
    spellings = (
        "/art/7/Fire+strikers+mass+pickets",
        "/art/7/Fire%20strikers'%20mass%20pickets",
        "/art/7/",
        "/art/7",
        "http://www.socialistworker.co.uk/art/7/Fire+strikers+mass+pickets#comments",
    )
    harvest = crawl(site, urls=urls(*spellings))
    assert len(harvest.articles) == 1
    assert [path for path in site.asked if path.startswith("/art/")] == ["/art/7/Fire+strikers+mass+pickets"]
    assert harvest.stats["broadsheet/repeated"] == 4


def test_a_redirect_from_the_bare_number_to_the_full_address_loses_nothing(serve, crawl, urls):
    site = serve({"/art/8/": moved("/art/8/The+title"), "/art/8/The+title": story("The title")})
    [article] = crawl(site, urls=urls("/art/8/")).articles
    assert article.url == f"{HOME}/art/8/The+title"


def test_an_old_address_that_redirects_to_an_article_already_read_gives_no_second_record(serve, crawl, urls):
    site = serve({"/news/the-title/": story("The title"), "/art/8/": moved("/news/the-title/")})
    harvest = crawl(site, urls=urls("/news/the-title/", "/art/8/"))
    assert [a.url for a in harvest.articles] == [f"{HOME}/news/the-title/"]
    assert harvest.rejections == []


def test_a_redirect_to_the_papers_own_host_is_followed_on_the_copy(serve, crawl, urls):
    site = serve({"/art/8/": moved(f"{HOME}/art/8/Title"), "/art/8/Title": story("Title")})
    [article] = crawl(site, urls=urls("/art/8/")).articles
    assert article.provenance.source_url == f"{site.base}/art/8/Title"


def test_a_redirect_to_another_site_is_refused_and_recorded(serve, crawl, urls):
    other = serve({"/art/8/": story("Elsewhere")})
    site = serve({"/art/8/": moved(f"{other.base}/art/8/")})
    harvest = crawl(site, urls=urls("/art/8/"))
    assert harvest.codes == ["off_site"]
    assert other.asked == []


def test_a_redirect_into_the_other_publication_is_left_out(serve, crawl, urls):
    review = "/socialist-review-archive/chris-harman-1942-2009/"
    site = serve({"/art/9/": moved(review), review: story("A review piece")})
    harvest = crawl(site, urls=urls("/art/9/"))
    assert (harvest.articles, harvest.rejections) == ([], [])
    assert harvest.stats["broadsheet/left_out"] == 1


def test_a_redirect_loop_ends_as_a_rejection(serve, crawl, urls):
    site = serve({"/art/9/": moved("/art/9/a"), "/art/9/a": moved("/art/9/")})
    assert crawl(site, urls=urls("/art/9/")).codes == ["redirect_loop"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (html("gone", 404), "http_404"),
        (html("no", 403), "http_403"),
        (html("down", 503), "http_503"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.4 ..."), "not_html"),
        ((200, {"Content-Type": "image/jpeg"}, b"\xff\xd8\xff\xe0"), "not_html"),
        ((200, {"Content-Type": "application/json"}, b"{}"), "not_html"),
        ((200, HTML, b"%PDF-1.4 called HTML by its server"), "not_html"),
    ],
)
def test_a_page_that_cannot_be_had_is_a_rejection_with_its_reason(serve, crawl, urls, answer, code):
    site = serve({"/art/5/": answer, "/art/6/": story("Good")})
    harvest = crawl(site, urls=urls("/art/5/", "/art/6/"))
    [rejection] = harvest.rejections
    assert (rejection.reasons[0].code, rejection.stage, rejection.url) == (code, "fetch", f"{HOME}/art/5/")
    assert rejection.reasons[0].message
    assert rejection.provenance.status == answer[0]
    assert len(harvest.articles) == 1


def test_a_page_without_a_content_type_is_read_if_it_begins_like_html(serve, crawl, urls):
    site = serve({"/art/5/": (200, {}, story("Bare")[2]), "/art/6/": (200, {}, b"just words")})
    harvest = crawl(site, urls=urls("/art/5/", "/art/6/"))
    assert [a.url for a in harvest.articles] == [f"{HOME}/art/5/"]
    assert harvest.codes == ["not_html"]


def test_what_robots_txt_forbids_is_not_asked_for_and_not_dropped_silently(serve, crawl, urls):
    rules = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /art/5\nAllow: /\n")
    site = serve({"/robots.txt": rules, "/art/5/": story("Secret"), "/art/6/": story("Open")})
    harvest = crawl(site, urls=urls("/art/5/", "/art/6/"))
    assert harvest.codes == ["robots_forbidden"]
    assert site.count("/art/5/") == 0
    assert [a.url for a in harvest.articles] == [f"{HOME}/art/6/"]


def test_a_rule_for_broadsheet_by_name_is_obeyed_whatever_the_user_agent(serve, crawl, urls):
    rules = (200, {"Content-Type": "text/plain"}, b"User-agent: broadsheet\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    site = serve({"/robots.txt": rules, "/art/5/": story("Secret")})
    assert crawl(site, {"USER_AGENT": "Mozilla/5.0"}, urls=urls("/art/5/")).codes == ["robots_forbidden"]


@pytest.mark.parametrize("status", [500, 503])
def test_nothing_is_fetched_while_robots_txt_fails(serve, crawl, urls, status):
    site = serve({"/robots.txt": html("down", status), "/art/5/": story("Not now")})
    harvest = crawl(site, urls=urls("/art/5/"))
    assert harvest.codes == ["robots_unreachable"]
    assert set(site.asked) == {"/robots.txt"}
    assert str(status) in harvest.rejections[0].reasons[0].message


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_robots_txt_that_is_not_there_allows_everything_whatever_its_error_page_says(serve, crawl, urls, status):
    page = (status, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /\n")
    site = serve({"/robots.txt": page, "/art/5/": story("Open")})
    assert len(crawl(site, urls=urls("/art/5/")).articles) == 1
    assert site.count("/robots.txt") == 1


def test_a_site_that_does_not_answer_is_told_apart_and_given_up_after_a_few_requests(crawl, urls, free_port):
    harvest = crawl(
        f"http://127.0.0.1:{free_port}", {"ROBOTSTXT_OBEY": False}, urls=urls(*(f"/art/{n}/" for n in range(1, 60)))
    )
    assert set(harvest.codes) == {"connection_refused"}
    assert 5 <= len(harvest.codes) < 20
    assert harvest.stats["finish_reason"] == "site_silent"
    assert harvest.spider.blocked


def test_the_user_agent_names_the_project(serve, crawl, urls):
    site = serve({"/art/5/": story("Good")})
    crawl(site, urls=urls("/art/5/"))
    assert all(agent.startswith("Broadsheet/") for agent in site.agents)


def test_a_copy_may_lie_under_a_path_and_link_in_any_way(serve, crawl):
    links = (
        '<p><a href="/mirror/art/1/a">A</a></p><p><a href="{base}/mirror/art/2/b">B</a></p>'
        f'<p><a href="{HOME}/art/3/c">C</a></p><p><a href="/art/4/d">D</a></p><p><a href="../art/5/e">E</a></p>'
        '<p><a href="https://elsewhere.example/art/6/f">F</a></p>'
    )
    issue = html(f"<p>Issue: 2518</p><p>Dated: 23 Aug 2016</p>{links}")
    pages = {f"/mirror/art/{n}/{s}": story(s.upper()) for n, s in enumerate("abcde", 1)}
    site = serve(
        {
            "/mirror/archive": issue,
            "/mirror/issue/8/2016": html('<a href="/mirror/issue/875">Lead</a>'),
            "/mirror/issue/875": issue,
            **pages,
        }
    )
    harvest = crawl(site, site=site.base + "/mirror/")
    assert sorted(a.url for a in harvest.articles) == [f"{HOME}/art/{n}/{s}" for n, s in enumerate("abcde", 1)]
    assert {a.provenance.discovered_from for a in harvest.articles} == {f"{HOME}/issue/875"}
    assert [i.url for i in harvest.issues] == [f"{HOME}/issue/875"]


def test_a_wrong_argument_stops_the_spider_before_it_exists():
    with pytest.raises(ArgumentError, match="18-7"):
        SocialistWorkerSpider(issues="18-7")
