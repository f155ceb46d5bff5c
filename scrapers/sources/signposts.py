"""Where a site says its lists are: the Sitemap lines of robots.txt, the feeds that a page links to in its head."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from scrapers.sources.links import LinkPatterns
from scrapers.sources.tokens import read_page_tree

# Field names match whatever their case; a comment runs from "#" to the end of the line (RFC 9309, section 2.2).
_SITEMAP = re.compile(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*([^\s#][^\s]*)")
_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "text/xml")
)
_OF_COMMENTS = re.compile(r"(?i)/comments?(?:/|$)|comment-?feed")


def read_sitemap_lines(body: bytes, url: str) -> tuple[str, ...]:
    """Return the addresses in the Sitemap lines of a robots.txt (sitemaps.org), each once."""
    text = body.decode("utf-8-sig", "replace").replace("\0", "")
    found = []
    for line in _SITEMAP.findall(text.replace("\r", "\n")):
        try:
            found.append(urljoin(url, line))
        except ValueError:  # "http://[" is no address
            continue
    return tuple(dict.fromkeys(found))


def read_feed_links(body: bytes, url: str, patterns: LinkPatterns, charset: str | None = None) -> tuple[str, ...]:
    """Return the feeds of articles that a page links to (<link rel="alternate" type="application/rss+xml">), each once.

    Feeds of readers' comments are left out, and so are those of other sites.
    """
    tree = read_page_tree(body, charset)
    found: dict[str, None] = {}
    for link in tree.iter("link"):
        kind = link.get("type", "").partition(";")[0].strip().lower()
        target = patterns.resolve(link.get("href", ""), url)
        of_a_feed = "alternate" in link.get("rel", "").lower().split() and kind in _FEED_TYPES
        if of_a_feed and target and not _OF_COMMENTS.search(target):
            found[target] = None
    return tuple(found)
