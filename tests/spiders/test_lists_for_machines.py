"""A paper without issue pages is crawled by its feeds and sitemaps, and only what can be wanted is fetched."""

import gzip
from datetime import date
from typing import ClassVar

import pytest

from scrapers.discovery import SiteMap
from scrapers.discovery.machine_lists import Days
from scrapers.sources import ListedLink, ListedSitemap
from tests.spiders.conftest import html
from tests.spiders.harbour_lantern import HOME, HarbourLanternSpider

XML = {"Content-Type": "application/xml"}
LINE = "<p>The harbour board said on Monday that the old lantern will be lit again before the winter comes.</p>"
DAYS = {"old": "2018-05-04", "first": "2019-08-20", "second": "2019-08-21", "last": "2019-08-30", "new": "2019-09-20"}
AUGUST = {"since": "2019-08-01", "until": "2019-08-31"}


class UndeclaredSpider(HarbourLanternSpider):
    """The same paper, of which nothing is known but what its articles look like."""

    name = "undeclared"
    site_map: ClassVar[SiteMap] = SiteMap()


def article(name):
    day = date.fromisoformat(DAYS[name])
    return html(f"<article><h1>The {name} story of the lantern</h1><p>{day:%d %B %Y}</p>{LINE * 6}</article>")


def sitemap(*entries):
    urls = "".join(f"<url><loc>{HOME}/story/{name}</loc>{more}</url>" for name, more in entries)
    return 200, XML, f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def index(*entries):
    sitemaps = "".join(f"<sitemap><loc>{{base}}{path}</loc>{more}</sitemap>" for path, more in entries)
    return 200, XML, f"<sitemapindex>{sitemaps}</sitemapindex>".encode()


def feed(*names):
    items = "".join(f"<item><link>/story/{name}</link><title>The {name}</title></item>" for name in names)
    return 200, {"Content-Type": "text/html"}, f"<rss><channel>{items}</channel></rss>".encode()


STORIES = {f"/story/{name}": article(name) for name in DAYS}


def stories(site):
    return sorted(path.rpartition("/")[2] for path in site.asked if path.startswith("/story/"))


def test_the_newest_articles_come_from_feeds_and_front_page(serve, crawl):
    front = html('<p><a href="/story/new">New</a></p>')
    site = serve({"/": front, "/feed.xml": feed("last"), **STORIES})
    harvest = crawl(site, spider=HarbourLanternSpider)
    assert harvest.headlines == ["last", "new"]
    assert {a.publication for a in harvest.articles} == {"harbour_lantern"}
    assert {a.provenance.discovered_from for a in harvest.articles} == {f"{HOME}/", f"{HOME}/feed.xml"}
    assert harvest.rejections == []


def test_a_range_of_days_fetches_only_what_the_sitemaps_do_not_rule_out(serve, crawl):
    site = serve(
        {
            "/sitemap.xml": index(
                ("/map-a.xml.gz", "<lastmod>2019-08-31</lastmod>"),
                ("/map-b.xml", "<lastmod>2018-12-31</lastmod>"),
                ("/map-2020-03.xml", ""),
                ("/map-news.xml", ""),
            ),
            "/map-a.xml.gz": (
                200,
                {"Content-Type": "application/octet-stream"},
                gzip.compress(
                    sitemap(("first", "<lastmod>2019-08-20</lastmod>"), ("old", "<lastmod>2018-05-04</lastmod>"))[2]
                ),
            ),
            "/map-news.xml": sitemap(
                ("last", "<news:news><news:publication_date>2019-08-30</news:publication_date></news:news>"),
                ("old", "<news:news><news:publication_date>2018-05-04</news:publication_date></news:news>"),
                ("new", "<lastmod>2019-09-21</lastmod>"),
            ),
            "/feed.xml": feed("second"),
            **STORIES,
        }
    )
    harvest = crawl(site, spider=HarbourLanternSpider, **AUGUST)
    assert harvest.headlines == ["first", "last", "second"]
    assert stories(site) == [
        "first",
        "last",
        "new",
        "second",
    ]  # of "new" only the page itself knows that it is too late
    assert "/map-b.xml" not in site.asked
    assert "/map-2020-03.xml" not in site.asked
    assert harvest.rejections == []


def test_sitemaps_of_robots_txt_are_read_where_the_paper_names_none(serve, crawl):
    site = serve(
        {
            "/robots.txt": (
                200,
                {"Content-Type": "text/plain"},
                b"User-agent: *\nAllow: /\nSitemap: {base}/maps/1.xml\n",
            ),
            "/maps/1.xml": sitemap(("first", ""), ("old", "")),
            **STORIES,
        }
    )
    harvest = crawl(site, spider=UndeclaredSpider, **AUGUST)
    assert harvest.headlines == ["first"]
    assert harvest.articles[0].provenance.discovered_from == f"{HOME}/maps/1.xml"
    assert site.count("/robots.txt") == 1


def test_feeds_that_the_front_page_links_to_are_read_where_the_paper_names_none(serve, crawl):
    front = html('<link rel="alternate" type="application/rss+xml" href="/any/feed"><p>Welcome</p>')
    site = serve({"/": front, "/any/feed": feed("new"), **STORIES})
    assert crawl(site, spider=UndeclaredSpider).headlines == ["new"]


def test_a_list_that_is_none_any_more_is_told_and_the_rest_is_read(serve, crawl):
    site = serve({"/sitemap.xml": html("<h1>All new!</h1>"), "/feed.xml": feed("first"), **STORIES})
    harvest = crawl(site, spider=HarbourLanternSpider, **AUGUST)
    assert harvest.headlines == ["first"]
    [rejection] = harvest.rejections
    assert (rejection.url, rejection.stage, harvest.codes) == (f"{HOME}/sitemap.xml", "parse", ["damaged_list"])
    assert "no feed and no sitemap" in rejection.reasons[0].message


def test_sitemaps_that_name_each_other_come_to_an_end(serve, crawl):
    maps = {f"/m{n}.xml": index((f"/m{n + 1}.xml", ""), ("/m0.xml", ""), ("/sitemap.xml", "")) for n in range(40)}
    site = serve({"/sitemap.xml": index(("/m0.xml", "")), "/feed.xml": feed("first"), **maps, **STORIES})
    assert crawl(site, spider=HarbourLanternSpider, **AUGUST).headlines == ["first"]
    assert [path for path in site.asked if path.startswith("/m")] == ["/m0.xml", "/m1.xml"]


def test_of_an_article_that_is_lost_the_record_has_what_the_list_said(serve, crawl):
    site = serve({"/": html(""), "/feed.xml": feed("gone")})
    [rejection] = crawl(site, spider=HarbourLanternSpider).rejections
    assert (rejection.url, rejection.reasons[0].code) == (f"{HOME}/story/gone", "http_404")
    assert rejection.record["headline"] == "The gone"
    assert rejection.record["found_at"]
    assert rejection.provenance.discovered_from == f"{HOME}/feed.xml"


DAY = date(2019, 8, 15)
FORTNIGHT = Days(date(2019, 8, 10), date(2019, 8, 24))


@pytest.mark.parametrize(
    ("link", "may"),
    [
        (ListedLink("x:/a"), True),
        (ListedLink("x:/a", date=date(2019, 8, 10)), True),
        (ListedLink("x:/a", date=date(2019, 8, 9)), True),  # another zone's day
        (ListedLink("x:/a", date=date(2019, 8, 8)), False),
        (ListedLink("x:/a", date=date(2019, 8, 26)), False),
        (ListedLink("x:/a", modified=date(2019, 8, 8)), False),
        (ListedLink("x:/a", modified=date(2024, 1, 1)), True),  # changed later, published whenever
        (ListedLink("https://echo.example/2019/08/12/a"), True),
        (ListedLink("https://echo.example/2019/06/12/a", modified=date(2024, 1, 1)), False),
    ],
)
def test_a_link_is_left_out_only_where_the_list_rules_it_out(link, may):
    assert FORTNIGHT.may_hold(link) is may


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/sitemap.xml", True),
        ("/sitemap-2019-08.xml", True),
        ("/sitemap/2019/07/", False),
        ("/sitemap/2019.xml.gz", True),
        ("/sitemap_2018.xml", False),
        ("/posts-201908.xml", True),
        ("/posts-20190801.xml", False),
        ("/posts-20190823.xml", True),
        ("/sitemap-20.xml", True),
        ("/sitemap-120185.xml", True),  # a number, no year
        ("/2018/sitemap-2019.xml", True),  # two years: who knows
    ],
)
def test_a_sitemap_is_left_out_by_the_period_in_its_name(path, may):
    assert FORTNIGHT.may_be_in(ListedSitemap(f"https://echo.example{path}")) is may


def test_without_a_range_everything_may_be_wanted():
    assert Days().may_hold(ListedLink("x:/a", date=DAY, modified=DAY))
    assert Days().may_be_in(ListedSitemap("https://echo.example/sitemap-1999.xml", DAY))
    assert Days().hold(DAY)
