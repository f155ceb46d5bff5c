"""A paper's own URLs: which links are its articles, issues and lists, and one spelling for each URL."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

# RFC 3986, section 3.3: what may stand in a path as it is, besides letters and digits.
_PATH_SAFE = "/:@!$&'()*+,;=~-._%"
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})?")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
# What mailings, feeds and advertisers hang on an address to see where a reader came from; it never names a page.
_TRACKING = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign|format|link_\w+|custom\d|bbc_team|ptr_name)|ns_(?:mchannel|source|campaign|linkname|fee)"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|mc_[ce]id|_ga|_gl|_hs(?:enc|mi)|mkt_tok"
    r"|xtor|wt_?mc|cmpid|guce_\w+|guccounter|oly_\w+|vero_id|s_cid|ftag|spm)",
    re.IGNORECASE,
)


def _same(url: str) -> str:
    return url


@dataclass(frozen=True)
class LinkPatterns:
    """The URL patterns of one publication. All but `home` and `hosts` are matched against path and query.

    `article`: any of these is an article, unless `excluded` matches. `issue`, `month`: issue and month pages.
    `home` has no trailing slash and gives scheme and host of every URL; `hosts` are the names that mean the same
    site. `identity` turns a normalised URL into the one it is keyed on. `localise` turns a URL of a copy of the
    site, served elsewhere, into the paper's own, and leaves others alone.
    """

    home: str
    hosts: tuple[str, ...]
    article: tuple[re.Pattern[str], ...]
    issue: re.Pattern[str] | None = None
    month: re.Pattern[str] | None = None
    excluded: tuple[re.Pattern[str], ...] = ()
    identity: Callable[[str], str] = _same
    localise: Callable[[str], str] = _same

    def resolve(self, href: str, base: str) -> str | None:
        """Return a link as the paper's own normalised URL, or None when it leads elsewhere or nowhere."""
        try:
            url = self.localise(urljoin(base, href.strip()))
            parts = urlsplit(url)
            is_ours = parts.scheme in ("http", "https") and (parts.hostname or "").lower() in self.hosts
            return self.normalise(url) if is_ours else None
        except ValueError:  # "http://[", or half a surrogate pair in JSON: not a URL, so not a link of the paper
            return None

    def normalise(self, url: str) -> str:
        """Return a URL of the paper in one spelling: home's scheme and host, escapes evened out, no fragment.

        Parameters that only track readers (utm_source=, fbclid=, …) are left out.

        Two spellings that RFC 3986 (section 6.2.2) holds for different stay so, like "%2C" and ","; where a paper
        means the same by them, `identity` knows.
        """
        parts = urlsplit(url)
        home = urlsplit(self.home)
        path = _even_out(quote(parts.path or "/", safe=_PATH_SAFE))
        query = _even_out(quote(_untracked(parts.query), safe=_PATH_SAFE + "?"))
        return urlunsplit((home.scheme, home.netloc, path, query, ""))

    def is_article(self, url: str) -> bool:
        """Tell whether a normalised URL is an article of the paper."""
        where = _path_and_query(url)
        return any(p.search(where) for p in self.article) and not self.is_excluded(url)

    def is_excluded(self, url: str) -> bool:
        """Tell whether a normalised URL is to be left out, because it belongs to another publication."""
        return any(p.search(_path_and_query(url)) for p in self.excluded)

    def is_issue(self, url: str) -> bool:
        """Tell whether a normalised URL is the page of one issue."""
        return self.issue is not None and self.issue.search(_path_and_query(url)) is not None

    def is_month(self, url: str) -> bool:
        """Tell whether a normalised URL lists the issues of a month."""
        return self.month is not None and self.month.search(_path_and_query(url)) is not None


def _untracked(query: str) -> str:
    fields = query.split("&") if "=" in query else []
    kept = [field for field in fields if not _TRACKING.fullmatch(field.partition("=")[0])]
    return query if len(kept) == len(fields) else "&".join(kept)


def _even_out(quoted: str) -> str:
    """Return a path or query with upper-case escapes, none for what needs none, and "%25" for a stray "%"."""

    def one(escape: re.Match[str]) -> str:
        if escape[1] is None:
            return "%25"
        letter = chr(int(escape[1], 16))
        return letter if _UNRESERVED.match(letter) else escape[0].upper()

    return _ESCAPE.sub(one, quoted)


def _path_and_query(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
