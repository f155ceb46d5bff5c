"""Pages that are no article: home and section pages, search results, errors, consent walls, block pages.

They are read like any page and said to be none, with the warning "not_an_article", so that nobody takes a list of
headlines for a story. What a page calls itself (og:type, JSON-LD) counts only together with what it prints: many
papers call everything an article, and many call nothing one.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapers.parsers.metadata import types_of
from scrapers.parsers.page import Page
from scrapers.parsers.text import word_count

# Titles and headings of pages that a server or a guard puts in place of an article.
_NOT_SERVED = re.compile(
    r"\W{0,4}(?:(?:error\s)?(?:40[0-9]|410|429|50[0-9])\b|.{0,40}\b(?:page|site|article|story)\s(?:was\s|could\snot\sbe\s|cannot\sbe\s)?not\sfound"
    r"|page\snot\sfound|access\sdenied|forbidden|just\sa\smoment|attention\srequired|are\syou\s(?:a\srobot|human)"
    r"|(?:please\s)?verify\s(?:you|that\syou)|security\scheck|bad\sgateway|service\s(?:temporarily\s)?unavailable"
    r"|too\smany\srequests|pardon\sour\sinterruption|request\sblocked|before\syou\scontinue|your\sprivacy\schoices"
    r"|seite\s(?:wurde\s)?nicht\sgefunden|zugriff\sverweigert|page\s(?:non\strouvée|introuvable)|accès\srefusé"
    r"|página\sno\sencontrada|pagina\snon\strovata|pagina\sniet\sgevonden|siden\s(?:ble\s)?ikke\sfunnet"
    r"|sidan\shittades\sinte|strona\snie\sistnieje|страница\sне\sнайдена|ページが見つかりません|页面不存在)",
    re.IGNORECASE,
)
_LIST_TYPES = frozenset(("CollectionPage", "SearchResultsPage", "ItemList", "ProfilePage", "ContactPage", "AboutPage"))
_FEW_WORDS = 120
_TEASERS = 8
_TEASER_WORDS = 60
_STORY_WORDS = 100
_SERVED_WORDS = 80


def why_no_article(page: Page, headline: str | None, words: int, dated: bool) -> str | None:
    """Return what the page is instead of an article, or None. `words` counts the body's."""
    if words < _SERVED_WORDS and any(_NOT_SERVED.match(text) for text in (headline, page.metadata.title) if text):
        return "the page says that something was not found, or not served"
    declared = bool(page.metadata.article) or (page.metadata.first("og:type") or "").lower() == "article"
    if declared and words:
        return None
    headings = sum(1 for line in page.lines if line.level and line.link_share > 0.8 and len(line.text) > 15)
    if headings >= _TEASERS and words < headings * _TEASER_WORDS and not (dated and _tells_a_story(page)):
        return f"the page prints {headings} linked headlines and {words} words between them"
    if words >= _FEW_WORDS:
        return None
    teasers = sum(1 for line in page.lines if line.link_share > 0.8 and len(line.text) > 25)
    home = urlsplit(page.url).path.strip("/") in ("", "index.html", "index.php")
    listed = any(not types_of(node).isdisjoint(_LIST_TYPES) for node in page.metadata.json_ld)
    if home and teasers >= _TEASERS // 2:
        return "the address is the site's front page, and the page is links to other pages"
    if teasers >= _TEASERS and (listed or not dated) and teasers * 12 > words:
        return f"the page prints {teasers} linked headlines and {words} words of its own"
    return None


def _tells_a_story(page: Page) -> bool:
    """Whether a hundred words of running text stand together: on a list, each headline has a sentence or two."""
    words = 0
    for line in page.lines:
        if line.role == "body":
            words += word_count(line.text)
            if words >= _STORY_WORDS:
                return True
        elif line.level and line.link_share > 0.8:
            words = 0
    return False
