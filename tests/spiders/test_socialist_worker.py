"""Finding Socialist Worker: issues, months, days, sections and tags, in the old layout and the new."""

from datetime import date

import pytest

from schemas import ArgumentError
from schemas.record import record_id
from scrapers.spiders.socialist_worker import SocialistWorkerSpider
from tests.spiders.conftest import html, story

HOME = "https://socialistworker.co.uk"


def listed(*numbers):
    return "".join(f'<h3><a href="/art/{n}/S">Story {n}</a></h3><p>Standfirst {n}</p>' for n in numbers)


def issue(number, day, *articles, extra=""):
    return html(f"<div>Issue: {number}</div><div>Dated: {day}</div>{extra}{listed(*articles)}")


def month(*ids):
    return html("".join(f'<h3><a href="/issue/{i}">Lead of {i}</a></h3><p>Standfirst</p>' for i in ids))


def stories(*numbers, issue=2518):
    return {f"/art/{n}/S": story(f"Story {n}", issue) for n in numbers}


def ids(harvest):
    return sorted(int(article.url.split("/")[4]) for article in harvest.articles)


AUGUST = {
    "/issue/8/2016": month(873, 874, 875, 876),
    "/issue/9/2016": month(877),
    "/issue/873": issue(2516, "09 Aug 2016", 1),
    "/issue/874": issue(2517, "16 Aug 2016", 2),
    "/issue/875": issue(2518, "23 Aug 2016", 3, 4),
    "/issue/876": issue(2519, "30 Aug 2016", 5),
    "/issue/877": issue(2520, "06 Sep 2016", 6),
    **stories(1, 2, 3, 4, 5, 6),
}


def test_an_issue_is_found_by_its_number_and_brings_its_articles(serve, crawl):
    harvest = crawl(serve(AUGUST), issue="2518")
    [record] = harvest.issues
    assert (record.number, record.label, record.date) == ("2518", "Issue: 2518", "2016-08-23")
    assert (record.url, record.id) == (f"{HOME}/issue/875", record_id(f"{HOME}/issue/875"))
    assert [a.headline for a in record.sections[0].articles] == ["Story 3", "Story 4"]
    assert ids(harvest) == [3, 4]
    assert harvest.rejections == []


def test_a_run_of_issues_is_found_across_months(serve, crawl):
    harvest = crawl(serve(AUGUST), issues="2517-2520")
    assert sorted(i.number for i in harvest.issues) == ["2517", "2518", "2519", "2520"]
    assert ids(harvest) == [2, 3, 4, 5, 6]


def test_all_issues_that_share_a_number_are_taken_and_specials_with_a_letter_too(serve, crawl):
    pages = {
        "/issue/3/2003": month(104, 103, 105, 106),
        "/issue/104": issue(1843, "22 Mar 2003", 1),
        "/issue/103": issue(1843, "23 Mar 2003", 2),
        "/issue/105": issue("1843a", "25 Mar 2003", 3),
        "/issue/106": issue(1844, "29 Mar 2003", 4),
        **stories(1, 2, 3, 4, issue=1843),
    }
    both = crawl(serve(pages), issue="1843")
    assert sorted((i.number, i.url[-3:]) for i in both.issues) == [("1843", "103"), ("1843", "104"), ("1843a", "105")]
    assert len({i.id for i in both.issues}) == 3
    assert ids(both) == [1, 2, 3]
    special = crawl(serve(pages), issue="1843a")
    assert [i.number for i in special.issues] == ["1843a"]


def test_an_issue_that_lies_a_month_from_where_it_is_expected_is_found(serve, crawl):
    pages = {
        "/issue/8/2016": month(873),
        "/issue/9/2016": month(),
        "/issue/873": issue(2516, "09 Aug 2016", 1),
        "/issue/10/2016": month(880),
        "/issue/880": issue(2518, "04 Oct 2016", 3),
        **stories(1, 3),
    }
    harvest = crawl(serve(pages), issue="2518")
    assert ids(harvest) == [3]


def test_an_issue_that_is_not_there_ends_without_a_record(serve, crawl):
    pages = {path: page for path, page in AUGUST.items() if path != "/issue/875"}
    pages["/issue/8/2016"] = month(873, 874, 876)
    harvest = crawl(serve(pages), issue="2518")
    assert (harvest.articles, harvest.issues) == ([], [])


def test_a_month_is_all_its_issues(serve, crawl):
    harvest = crawl(serve(AUGUST), month="2016-08")
    assert sorted(i.number for i in harvest.issues) == ["2516", "2517", "2518", "2519"]
    assert ids(harvest) == [1, 2, 3, 4, 5]


def test_days_choose_issues_by_their_printed_day(serve, crawl):
    site = serve(AUGUST)
    harvest = crawl(site, since="2016-08-16", until="2016-08-29")
    assert sorted(i.number for i in harvest.issues) == ["2517", "2518"]
    assert site.count("/issue/9/2016") == 0


def test_without_arguments_the_newest_issue_is_taken_under_its_own_address(serve, crawl):
    harvest = crawl(serve({**AUGUST, "/archive": AUGUST["/issue/876"]}))
    assert [(i.number, i.url) for i in harvest.issues] == [("2519", f"{HOME}/issue/876")]
    assert ids(harvest) == [5]


def test_the_newest_issue_is_kept_even_if_its_month_does_not_list_it_yet(serve, crawl):
    harvest = crawl(serve({"/archive": issue(2519, "30 Aug 2016", 5), **stories(5)}))
    assert [(i.number, i.url) for i in harvest.issues] == [("2519", f"{HOME}/archive")]
    assert ids(harvest) == [5]


def test_a_site_without_issue_pages_gives_its_front_page_and_feed(serve, crawl):
    feed = (
        b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>Two</title>'
        b"<link>https://socialistworker.co.uk/news/two-b/</link></item></channel></rss>"
    )
    pages = {
        "/": html('<a href="/news/one-a/">One</a><a href="/socialist-review-archive/x-y/">Review</a>'),
        "/feed": (200, {"Content-Type": "application/rss+xml"}, feed),
        "/news/one-a/": story("One"),
        "/news/two-b/": story("Two"),
    }
    harvest = crawl(serve(pages))
    assert sorted(a.url for a in harvest.articles) == [f"{HOME}/news/one-a/", f"{HOME}/news/two-b/"]
    assert harvest.rejections == []


def test_the_downloads_of_an_issue_are_recorded_under_the_papers_own_urls(serve, crawl):
    downloads = '<a href="/download/936.pdf">Download PDF</a> <a href="/download/936">Download plain text</a>'
    pages = {**AUGUST, "/issue/875": issue(2518, "23 Aug 2016", 3, extra=downloads)}
    [record] = crawl(serve(pages), issue="2518").issues
    assert record.pdf_url == f"{HOME}/download/936.pdf"
    assert record.text_url == f"{HOME}/download/936"


def section(offset, number=1):
    return f"/news?searchTitle=News&overrideId={number}&offset={offset}&max=10&id={number}"


def test_a_section_is_read_by_what_it_brings_though_pages_overlap_and_drift(serve, crawl):
    pages = {
        section(0): html(listed(*range(40, 28, -1))),  # twelve, in spite of max=10
        section(10): html(listed(*range(30, 18, -1))),  # two of them again
        section(20): html(listed(*range(22, 10, -1))),  # drifted by two
        section(30): html(listed(12, 11)),  # nothing new: the end
        section(40): html(listed(1)),
        **stories(*range(1, 41)),
    }
    site = serve(pages)
    harvest = crawl(site, section="news")
    assert ids(harvest) == list(range(11, 41))
    assert site.count(section(40)) == 0
    assert max(site.count(path) for path in site.asked) == 1
    assert harvest.rejections == []


def test_a_list_whose_last_page_repeats_for_ever_ends(serve, crawl):
    last = html(listed(1, 2, 3))
    site = serve({**{section(k * 10): last for k in range(50)}, **stories(1, 2, 3)})
    assert ids(crawl(site, section="news")) == [1, 2, 3]
    assert sum("offset" in path for path in site.asked) == 2


def test_a_list_page_that_fails_does_not_hide_the_pages_behind_it(serve, crawl):
    pages = {
        section(0): html(listed(1)),
        section(10): html("down", 503),
        section(20): html(listed(2)),
        **stories(1, 2),
    }
    harvest = crawl(serve(pages), section="news")
    assert ids(harvest) == [1, 2]
    assert harvest.codes == ["http_503"]


def test_an_old_list_address_answered_by_the_new_site_is_followed_by_its_own_next_link(serve, crawl):
    def card(slug):
        return f'<a href="/news/{slug}/"><p>An excerpt of {slug}, and no headline.</p></a>'

    first = html(card("a-one") + card("a-two") + '<a class="next page-numbers" href="/news/page/2/">Next</a>')
    pages = {
        **{section(k): first for k in range(0, 100, 10)},
        "/news/": first,
        "/news/page/2/": html(card("a-three")),
        **{f"/news/a-{n}/": story(n) for n in ("one", "two", "three")},
    }
    harvest = crawl(serve(pages), section="news")
    assert sorted(a.url for a in harvest.articles) == [f"{HOME}/news/a-{n}/" for n in ("one", "three", "two")]
    assert harvest.rejections == []


def test_tags_are_found_by_number_and_by_name(serve, crawl):
    pages = {
        "/tag/view/358?offset=0&max=10": html(listed(1, 2)),
        "/tag/strike/": html('<a href="/news/on-strike/"><p>An excerpt</p></a>'),
        "/news/on-strike/": story("On strike"),
        **stories(1, 2),
    }
    assert ids(crawl(serve(pages), tag="358")) == [1, 2]
    assert [a.url for a in crawl(serve(pages), tag="strike").articles] == [f"{HOME}/news/on-strike/"]


def test_a_section_that_is_nowhere_is_a_failure_and_no_silent_end(serve, crawl):
    harvest = crawl(serve({}), section="features")
    assert harvest.codes == ["http_404"]
    assert harvest.spider.blocked


def test_an_issue_page_in_a_url_file_is_read_as_an_issue(serve, crawl, tmp_path):
    path = tmp_path / "urls"
    path.write_text(f"{HOME}/issue/875\n{HOME}/issue/9/2016\n{HOME}/art/1/S\n")
    harvest = crawl(serve(AUGUST), urls=str(path))
    assert sorted(i.number for i in harvest.issues) == ["2518", "2520"]
    assert ids(harvest) == [1, 3, 4, 6]


def test_an_issue_of_the_far_future_is_refused_with_the_day_it_would_come_out():
    with pytest.raises(ArgumentError, match=r"issue 9000 .* would come out about \w+ 21\d\d"):
        SocialistWorkerSpider.read_arguments({"issue": "9000"}, date(2024, 6, 1))
    assert SocialistWorkerSpider.read_arguments({"issue": "2906"}, date(2024, 6, 1)).first == 2906
