"""A kicker inside the heading: "<h1><span class=kicker>Floods</span><span>Weir bursts</span></h1>".

Told by the kicker's class, by the rest being what the page calls itself, or by a colon in the page's title where the
heading has none. Where the page itself writes a colon
between the two ("Floods: weir bursts") they are one sentence, and the headline is kept whole as printed.
"""

from __future__ import annotations

from lxml import etree

from scrapers.parsers.hints import hints_of
from scrapers.parsers.text import squeeze
from scrapers.parsers.tree import inner_text

_INLINE = ("span", "small", "strong", "b", "em", "i")
_JOINTS = " |–—-/•·"
_COLONS = (":", "：")
_MOST_ELEMENTS = 12
_FEWEST_WORDS = 4


def split_kicker(heading: etree._Element, text: str, titles: list[str]) -> tuple[str | None, str]:
    """Return the kicker, if the heading holds one, and the headline: without it unless a colon joins the two."""
    wanted = {squeeze(title) for title in titles}
    for seen, el in enumerate(heading.iter(*_INLINE)):
        if seen >= _MOST_ELEMENTS:
            break
        inner = inner_text(el)
        if not inner or not text.startswith(inner) or len(inner) >= len(text):
            continue
        rest = text[len(inner) :].strip()
        if not squeeze(rest):
            continue
        if "kicker" in hints_of(el.get("class") or "") or squeeze(rest) in wanted or _parted(inner, rest, titles):
            kicker = inner.rstrip(_JOINTS + ":：")
            if inner.endswith(_COLONS) or opens_with_colon(rest):
                return kicker or None, text
            return kicker or None, rest.lstrip(_JOINTS)
    return None, text


def split_subtitle(heading: etree._Element, text: str, titles: list[str]) -> tuple[str, str | None]:
    """Return the headline and the standfirst that a heading holds in an element of its own below it, if it does.

    "<h1><b>Weir bursts</b> <span>By six the meadow was a lake</span></h1>", on a page that calls itself "Weir bursts".
    """
    if len(heading) < 2:
        return text, None
    title, rest = inner_text(heading[0]), inner_text(heading[-1])
    known = squeeze(title) in map(squeeze, titles) and squeeze(text) == squeeze(title + rest)
    if not known or len(rest.split()) < _FEWEST_WORDS or rest.startswith((*_COLONS, "(")):
        return text, None
    return title, rest


def _parted(inner: str, rest: str, titles: list[str]) -> bool:
    """Whether a title of the page has a colon where the heading's first element ends, and the heading has none."""
    if inner.endswith(_COLONS) or opens_with_colon(rest):
        return False
    said = (squeeze(inner), squeeze(rest))
    return any(said == (squeeze(before), squeeze(after)) for before, _, after in (t.partition(": ") for t in titles))


def opens_with_colon(text: str) -> bool:
    """Whether a text goes on after a colon of its own."""
    return text.startswith(_COLONS)
