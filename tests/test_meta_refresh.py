"""Which pages are led on by a meta refresh: the same as by Scrapy's own middleware."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from scrapers.meta_refresh import QuickMetaRefreshMiddleware

URL = "https://echo.example/a"
LED_ON = '<html><head><META HTTP-EQUIV="Refresh" CONTENT="0; url=/b"><title>One</title>'
OURS, SCRAPYS = (
    kind.from_crawler(get_crawler(settings_dict={})) for kind in (QuickMetaRefreshMiddleware, MetaRefreshMiddleware)
)


def led_to(middleware, body, encoding="utf-8"):
    response = HtmlResponse(URL, body=body, headers={"Content-Type": f"text/html; charset={encoding}"})
    return middleware.process_response(Request(URL), response).url


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32-le", "iso-2022-jp", "cp1251"])
def test_a_page_is_led_on_whatever_its_encoding(encoding):
    body = LED_ON.encode(encoding)
    assert led_to(OURS, body, encoding) == led_to(SCRAPYS, body, encoding) == "https://echo.example/b"


def test_a_page_without_one_is_let_pass():
    assert led_to(OURS, b"<html><title>One</title>" + b"x" * 99_999) == URL


@given(st.lists(st.sampled_from([LED_ON, "<p>", "é€𝄞" * 1200, "x" * 1000, "\0", "<script>"]), max_size=6).map("".join))
def test_what_scrapy_follows_is_followed(page):
    body = page.encode()
    assert led_to(OURS, body) == led_to(SCRAPYS, body)


def test_the_project_uses_it_in_place_of_scrapys():
    import scrapers.settings as ours

    assert ours.DOWNLOADER_MIDDLEWARES["scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware"] is None
    assert ours.DOWNLOADER_MIDDLEWARES["scrapers.meta_refresh.QuickMetaRefreshMiddleware"] == 580  # Scrapy's place
