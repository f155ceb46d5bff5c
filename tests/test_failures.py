"""Each way in which a page can fail has a code and a sentence."""

import pytest
from scrapy import exceptions
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.failures import (
    DOWNLOAD_ERRORS,
    AskedToWait,
    CrawlEnded,
    OffSite,
    RobotsForbidden,
    RobotsUnreachable,
    explain,
    is_site_wide,
)


@pytest.mark.parametrize(
    ("error", "code", "site_wide"),
    [
        (RobotsForbidden("no"), "robots_forbidden", True),
        (RobotsUnreachable("down"), "robots_unreachable", True),
        (AskedToWait("an hour"), "asked_to_wait", True),
        (exceptions.IgnoreRequest("its body exceeded DOWNLOAD_MAXSIZE (1 B)"), "too_large", False),
        (CrawlEnded("over"), "crawl_ended", False),
        (OffSite("away"), "off_site", False),
        (exceptions.CannotResolveHostError("x"), "dns", True),
        (exceptions.DownloadConnectionRefusedError("x"), "connection_refused", True),
        (exceptions.DownloadTimeoutError("x"), "timeout", True),
        (exceptions.DownloadCancelledError("x"), "too_large", False),
        (exceptions.ResponseDataLossError(), "cut_short", False),
        (exceptions.DownloadFailedError("x"), "connection", True),
        (exceptions.IgnoreRequest("max redirections reached"), "redirect_loop", False),
        (HttpError(Response("http://a.example", status=404)), "http_404", False),
        (HttpError(Response("http://a.example", status=503)), "http_503", True),
        (HttpError(Response("http://a.example", status=799)), "http_799", False),
    ],
)
def test_a_failure_is_explained(error, code, site_wide):
    assert isinstance(error, DOWNLOAD_ERRORS)
    found, message = explain(error)
    assert found == code
    assert message
    assert is_site_wide(code) == site_wide
