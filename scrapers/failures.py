"""Why a page could not be got: a stable code for the record and a sentence for people."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from scrapy import exceptions
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet import error as network

from schemas.picture import CRAWL_ENDED


class RobotsForbidden(IgnoreRequest):
    """The site's robots.txt forbids this page."""


class RobotsUnreachable(IgnoreRequest):
    """The site's robots.txt cannot be had, so nothing of the site may be fetched (RFC 9309, section 2.3.1.4)."""


class AskedToWait(IgnoreRequest):
    """The site asks to be left alone for longer than a crawl waits (Retry-After)."""


class CrawlEnded(IgnoreRequest):
    """The crawl ended while this request waited for its turn: it was never sent, and nothing is known of its page."""


class OffSite(IgnoreRequest):
    """A redirect led away from the paper's site."""


class NotInArchive(IgnoreRequest):
    """A crawl of an archive asked for something that the archive does not hold."""


# Everything that a download can end with, short of a fault of ours.
DOWNLOAD_ERRORS: Final = (
    IgnoreRequest,
    exceptions.CannotResolveHostError,
    exceptions.DownloadCancelledError,
    exceptions.DownloadConnectionRefusedError,
    exceptions.DownloadFailedError,
    exceptions.DownloadTimeoutError,
    exceptions.NotSupported,
    exceptions.ResponseDataLossError,
    exceptions.UnsupportedURLSchemeError,
    network.ConnectionDone,
    network.ConnectError,
    network.ConnectionLost,
    network.DNSLookupError,
    network.TimeoutError,
    OSError,
    TunnelError,
)

# The narrower class stands before the wider one.
_CODES: Final[tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, str], ...]] = (
    (RobotsForbidden, "robots_forbidden", "{}"),
    (RobotsUnreachable, "robots_unreachable", "{}; until it can be read nothing of the site may be fetched"),
    (OffSite, "off_site", "{}"),
    (CrawlEnded, CRAWL_ENDED, "{}"),
    (NotInArchive, "not_in_archive", "{}"),
    (AskedToWait, "asked_to_wait", "{}"),
    ((exceptions.CannotResolveHostError, network.DNSLookupError), "dns", "the host name is not known ({})"),
    (
        (exceptions.DownloadConnectionRefusedError, network.ConnectionRefusedError),
        "connection_refused",
        "nothing answers at this address ({})",
    ),
    ((exceptions.DownloadTimeoutError, network.TimeoutError, TimeoutError), "timeout", "no answer in time ({})"),
    (exceptions.DownloadCancelledError, "too_large", "given up while it was coming ({})"),
    (exceptions.ResponseDataLossError, "cut_short", "the answer was cut short ({})"),
    (IgnoreRequest, "redirect_loop", "{}"),
)
# Failures that speak for the whole site and not for one page.
_SITE_WIDE: Final = frozenset(
    {
        "robots_forbidden",
        "robots_unreachable",
        "dns",
        "connection_refused",
        "timeout",
        "connection",
        "http_401",
        "http_403",
        "http_429",
        "asked_to_wait",
        "block_page",
        "consent_wall",
    }
)


def explain(error: BaseException) -> tuple[str, str]:
    """Return code and message of a failed download."""
    if isinstance(error, HttpError):
        return explain_status(error.response.status)
    if type(error) is IgnoreRequest and "DOWNLOAD_MAXSIZE" in str(error):  # unpacked it would be larger
        return "too_large", f"given up while it was unpacked ({error})"
    for classes, code, message in _CODES:
        if isinstance(error, classes):
            return code, message.format(str(error) or type(error).__name__)
    return "connection", f"the connection failed ({error or type(error).__name__})"


def explain_status(status: int) -> tuple[str, str]:
    """Return code and message of an HTTP status that brings no page."""
    try:
        phrase = f" {HTTPStatus(status).phrase}"
    except ValueError:  # a number outside the registry
        phrase = ""
    return f"http_{status}", f"the site answered {status}{phrase}"


def is_site_wide(code: str) -> bool:
    """Tell whether a failure means that the site as a whole does not answer or does not let us in."""
    return code in _SITE_WIDE or code.startswith("http_5")
