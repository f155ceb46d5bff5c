"""Each way in which a page can fail has a code and a sentence."""

import pytest
from scrapy import exceptions
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.failures import (
    DOWNLOAD_ERRORS,
    OffSite,
    RobotsForbidden,
    RobotsUnreachable,
    explain,
    is_silence,
    is_site_wide,
)


@pytest.mark.parametrize(
    ("error", "code", "site_wide", "silence"),
    [
        (RobotsForbidden("no"), "robots_forbidden", True, False),
        (RobotsUnreachable("down"), "robots_unreachable", True, False),
        (OffSite("away"), "off_site", False, False),
        (exceptions.CannotResolveHostError("x"), "dns", True, True),
        (exceptions.DownloadConnectionRefusedError("x"), "connection_refused", True, True),
        (exceptions.DownloadTimeoutError("x"), "timeout", True, True),
        (exceptions.DownloadCancelledError("x"), "too_large", False, False),
        (exceptions.ResponseDataLossError(), "cut_short", False, False),
        (exceptions.DownloadFailedError("x"), "connection", True, True),
        (exceptions.IgnoreRequest("max redirections reached"), "redirect_loop", False, False),
        (HttpError(Response("http://a.example", status=404)), "http_404", False, False),
        (HttpError(Response("http://a.example", status=503)), "http_503", True, False),
        (HttpError(Response("http://a.example", status=799)), "http_799", False, False),
    ],
)
def test_a_failure_is_explained(error, code, site_wide, silence):
    assert isinstance(error, DOWNLOAD_ERRORS)
    found, message = explain(error)
    assert found == code
    assert message
    assert (is_site_wide(code), is_silence(code)) == (site_wide, silence)
