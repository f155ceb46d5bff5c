"""Pictures in a real crawl: fetched with the manners of pages, kept beside them, and named in the record."""

import hashlib

import pytest

from examples.paper.pictures import draw
from scrapers.pictures import is_public
from tests.pipelines.warcs import read_run
from tests.spiders.conftest import HOME, html

JPEG = {"Content-Type": "image/jpeg"}


def illustrated(*sources):
    paragraph = "<p>The council voted on Tuesday to keep the library in Mill Street open for good.</p>"
    pictures = "".join(
        f'<figure><img src="{source}" alt="x"><figcaption>Hall {n} (Pic: Ann Ley)</figcaption></figure>'
        for n, source in enumerate(sources)
    )
    return html(
        f'<h1 itemprop="headline">Library saved</h1><div>Issue No. 2518</div>{pictures}'
        f'<div itemprop="articleBody">{paragraph * 5}</div>'
        '<div class="article_view_published">Tue 23 Aug 2016, 16:18 BST</div>'
    )


@pytest.fixture
def keep(serve, crawl, urls, tmp_path):
    """Serve a site and crawl some of its articles into a run folder; give the harvest, the site and the folder."""

    def run(pages, *articles, **settings):
        site = serve(pages)
        pipelines = {"pipelines.pictures.PicturesPipeline": 500, "pipelines.write.WritePipeline": 800}
        ours = {"ITEM_PIPELINES": pipelines, "OUTPUT_DIR": str(tmp_path / "output"), "PICTURES": "all", **settings}
        harvest = crawl(site, ours, urls=urls(*articles))
        [folder] = (tmp_path / "output").glob("*/2*Z")
        return harvest, site, folder

    return run


def test_a_picture_is_fetched_from_the_copy_kept_and_named_in_the_record(keep):
    picture = draw("hall.jpg", 320, 200)[1]
    pages = {"/art/5/A": illustrated(f"{HOME}/files/hall.jpg"), "/files/hall.jpg": (200, JPEG, picture)}
    harvest, site, folder = keep(pages, "/art/5/A")
    [image] = harvest.articles[0].images
    assert image.url == f"{HOME}/files/hall.jpg"
    assert image.sha256 == hashlib.sha256(picture).hexdigest()
    assert (image.width, image.height) == (320, 200)
    [record] = [r for r in read_run(folder) if r.id == image.warc_record_id]
    assert record.block.endswith(b"\r\n\r\n" + picture)
    assert site.count("/files/hall.jpg") == 1


def test_a_picture_of_many_articles_is_fetched_once(keep):
    pages = {f"/art/{n}/A": illustrated("/files/hall.jpg") for n in range(5, 9)}
    harvest, site, _ = keep({**pages, "/files/hall.jpg": (200, JPEG, draw("x", 8, 8)[1])}, *pages)
    assert len(harvest.articles) == 4
    assert len({article.images[0].warc_record_id for article in harvest.articles}) == 1
    assert site.count("/files/hall.jpg") == 1


def test_pictures_obey_robots_txt_and_the_size_cap_and_the_article_stays(keep):
    robots = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private/\n")
    pages = {
        "/robots.txt": robots,
        "/art/5/A": illustrated("/private/a.jpg", "/files/large.jpg", "/files/gone.jpg", "/files/page.jpg"),
        "/private/a.jpg": (200, JPEG, draw("x", 8, 8)[1]),
        "/files/large.jpg": (200, JPEG, draw("x", 8, 8)[1] + bytes(5000)),
        "/files/page.jpg": html("<h1>Subscribe</h1>"),
    }
    harvest, site, _ = keep(pages, "/art/5/A", PICTURE_MAXSIZE=4000)
    [article] = harvest.articles
    assert [image.sha256 for image in article.images] == [None] * 4
    assert [warning.code for warning in article.warnings].count("picture_missing") == 4
    assert site.count("/private/a.jpg") == 0
    missing = {name.rsplit("/", 1)[1] for name in harvest.stats if name.startswith("broadsheet/pictures_missing/")}
    assert missing == {"robots_forbidden", "too_large", "http_404", "not_a_picture"}


HOSTILE = [
    "http://127.0.0.1:1/a.jpg",
    "http://localhost/a.jpg",
    "http://10.0.0.7/a.jpg",
    "http://169.254.169.254/latest/a.jpg",
    "http://[::1]/a.jpg",
    "http://[half/a.jpg",
    "http:///a.jpg",
    "http://exa mple/a.jpg",
    "http://a..example/a.jpg",
    "http://" + "x" * 300 + ".example/a.jpg",
    "http://cdn.invalid:99999/a.jpg",
]


def test_an_address_that_cannot_or_must_not_be_asked_loses_no_article(keep):
    harvest, site, _ = keep({"/art/5/A": illustrated(*HOSTILE)}, "/art/5/A")
    [article] = harvest.articles
    assert {image.sha256 for image in article.images} <= {None}
    assert (
        len([w for w in article.warnings if w.code == "picture_missing"])
        == len([image for image in article.images if image.url])
        > 4
    )
    assert all(path in ("/robots.txt", "/art/5/A") for path in site.asked)
    assert "spider_exceptions/count" not in harvest.stats


@pytest.mark.parametrize(
    "host",
    ["192.168.1.1", "127.0.0.1", "::1", "fe80::1", "localhost", "x.localhost", "", None, "0.0.0.0", "a..example"],
)
def test_a_page_cannot_send_us_into_our_own_network(host):
    assert not is_public(host)


@pytest.mark.parametrize("host", ["i0.wp.com", "cdn.example", "8.8.8.8"])
def test_a_picture_may_lie_on_a_host_of_its_own(host):
    assert is_public(host)
