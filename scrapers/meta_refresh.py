"""Scrapy's meta refresh, which decodes a page as a whole to look at its top, kept for pages that have one."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

# Scrapy looks at the first 4096 characters, of four bytes each at most.
_TOP = 4 * 4096


class QuickMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Follows `<meta http-equiv="refresh">` as Scrapy's does, and lets all other pages pass at a glance."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the request that the page leads to, or the page. `spider` is what older Scrapy passes; not used."""
        # In UTF-16 there are zeros between the letters.
        if b"refresh" not in response.body[:_TOP].replace(b"\0", b"").lower():
            return response
        return super().process_response(request, response)
