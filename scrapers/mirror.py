"""A copy of a paper's site that is served elsewhere: where to ask, and what the paper's own URL is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from schemas import ArgumentError


@dataclass(frozen=True)
class Mirror:
    """The way from the paper's URLs to the copy's and back. `site` is None when the paper itself is crawled.

    The copy may lie under a path. Its pages may link to themselves or still to the paper: `to_paper` reads both.
    """

    home: str
    site: str | None = None

    @classmethod
    def at(cls, home: str, site: str | None) -> Mirror:
        """Return the mirror at a site= argument. Raises ArgumentError when that is no http URL."""
        if site is None:
            return cls(home)
        wanted = "wanted the address of a copy of the site; type -a site=http://127.0.0.1:8000"
        try:
            parts = urlsplit(site.strip())
            usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError as error:
            raise ArgumentError(f"site={site} cannot be read ({error}), {wanted}") from error
        if not usable:
            raise ArgumentError(f"site={site} is no http or https URL, {wanted}")
        if parts.query or parts.fragment:
            raise ArgumentError(f"site={site} has a query or a fragment, {wanted}")
        return cls(home, urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/"), "", "")))

    @property
    def netloc(self) -> str | None:
        """Host and port of the copy."""
        return urlsplit(self.site).netloc.lower() if self.site else None

    def to_copy(self, url: str) -> str:
        """Return where to fetch a URL of the paper."""
        if self.site is None:
            return url
        parts, copy = urlsplit(url), urlsplit(self.site)
        return urlunsplit((copy.scheme, copy.netloc, copy.path + (parts.path or "/"), parts.query, ""))

    def to_paper(self, url: str) -> str:
        """Return the paper's own URL of a page of the copy; any other URL comes back as it is."""
        if self.site is None:
            return url
        parts, copy, home = urlsplit(url), urlsplit(self.site), urlsplit(self.home)
        if parts.netloc.lower() != copy.netloc.lower():
            return url
        path = parts.path
        if copy.path and (path == copy.path or path.startswith(copy.path + "/")):
            path = path[len(copy.path) :]
        return urlunsplit((home.scheme, home.netloc, path or "/", parts.query, parts.fragment))
