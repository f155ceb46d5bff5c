"""The page of a month: the issues that came out in it."""

from __future__ import annotations

from scrapers.sources.links import LinkPatterns
from scrapers.sources.tokens import read_page_tree


def read_month_page(body: bytes, url: str, patterns: LinkPatterns, charset: str | None = None) -> tuple[str, ...]:
    """Return the URLs of the issue pages that a page links to, in order, each once.

    Month pages print neither numbers nor days, so the issue pages themselves have to be asked.
    """
    tree = read_page_tree(body, charset)
    found: dict[str, str] = {}
    for anchor in tree.iter("a"):
        target = patterns.resolve(anchor.get("href", ""), url)
        if target and patterns.is_issue(target):
            found.setdefault(patterns.identity(target), target)
    return tuple(found.values())
