"""What a paper calls itself on its pages.

Sources, in order: og:site_name; the publisher in JSON-LD; application-name; what stands before or behind a separator in
<title>, or on the link to the home page (its text, or the alt text of the logo), if it is the name that the host
is made of ("The Harbour Lantern" at harbourlantern.example).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from scrapers.parsers.metadata import text_of
from scrapers.parsers.page import Page
from scrapers.parsers.text import fold, squeeze
from scrapers.parsers.tree import inner_text, select

# Papers in Chinese, Japanese and Korean use wide bars, low lines and colons, without spaces; "ㅣ" is a letter that
# looks like a bar.
TITLE_SEPARATOR = re.compile(
    r"\s+[|–—·»:•-]\s+|\s*[|｜│ㅣ]\s*|:\s+|：|\s*-{2,}\s*|(?<=[\u3040-\u9fff])_+(?=[\u3040-\u9fff])"
)
_LONGEST = 60


def site_name(page: Page) -> str | None:
    """Return the paper's name as its pages give it, or None."""
    publisher = page.metadata.article.get("publisher")
    told = page.metadata.first("og:site_name") or text_of(publisher, "name") or page.metadata.first("application-name")
    if told:
        return told
    label = host_label(page.url)
    return next((name for name in _candidates(page) if names_host(name, label)), None)


@lru_cache(maxsize=64)
def host_label(url: str) -> str:
    """Return the host without www and top-level domains, as letters and digits alone; "" for a broken URL."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    labels = host.removeprefix("www.").split(".")
    return squeeze(max(labels[:-1], key=len)) if len(labels) > 1 else squeeze(host)


def names_host(name: str, label: str) -> bool:
    """Whether a host's label is made of the words of a name, but for a quarter of its letters."""
    rest = label
    for word in sorted((squeeze(word) for word in name.split()), key=len, reverse=True):
        if len(word) > 1:
            rest = rest.replace(word, "", 1)
    return bool(label) and len(rest) <= len(label) // 4


def _candidates(page: Page) -> Iterator[str]:
    title = page.metadata.title
    for part in reversed(TITLE_SEPARATOR.split(title)):
        if len(part) <= _LONGEST and part != title and (name := fold(part).strip(" |:·•–—-")):
            yield name
    for link in select(page.root, '//a[@href="/" or @rel="home"]')[:3]:
        texts = [inner_text(link), *(fold(img.get("alt")) for img in link.iter("img"))]
        yield from (text for text in texts if text and len(text) <= _LONGEST)
