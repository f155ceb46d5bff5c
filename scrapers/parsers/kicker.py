"""The kicker: the short line above the headline ("Theatre", "Second Division").

Sources, in order: the layout's rule; a line marked as kicker next to the headline; a short unlinked line directly
above the headline in the same block. Bread crumbs, dates, labels such as "Exclusive video" and the names of the
site's sections in a navigation bar are none.
"""

from __future__ import annotations

import re

from scrapers.parsers.header import has_hint, headline_index
from scrapers.parsers.issue_line import is_issue_banner, read_issue_line
from scrapers.parsers.lines import Line
from scrapers.parsers.page import Page

_LONGEST = 80
_COLON = " :："  # that joins it to the headline for who does not see them apart
_LABEL = re.compile(
    r"(?:(?:top|lead|featured?|breaking|developing|trending|popular|latest|main)(?:\s(?:news|story|stories|article))?"
    r"|(?:for\s)?subscribers?(?:\sonly)?|members?\sonly|must\s?-?\s?reads?|editors?['’]?s?\s(?:picks?|choice))\W*",
    re.IGNORECASE,
)
_CRUMB = re.compile(r"[>»›/|]|\d{4}|^[\W\d_]*$|\d+[\s-]*min", re.IGNORECASE)
# "来源：河湾网": where the story is from.
_SOURCE = re.compile(
    r"(?:来源|來源|稿源|source|quelle|fuente|fonte|bron|kilde|źródło|zdroj|источник)\s?[:：]", re.IGNORECASE
)


def read_kicker(page: Page) -> str | None:
    """Return the kicker and take its line. To be called after headline, issue, date and byline have taken theirs."""
    if page.layout is not None and (lines := page.rule_lines(page.layout.kicker)):
        page.take("kicker", lines, f"rule:{page.layout.name}")
        return " ".join(line.text for line in lines)
    if page.kicker_in_headline:
        page.note("kicker", "headline")
        return page.kicker_in_headline
    headline = next((line for line in page.lines if line.role == "headline"), None)
    if headline is None:
        return None
    at = headline_index(page)
    near = [*reversed(page.lines[max(0, headline.index - 6) : headline.index]), *page.lines[at + 1 : at + 3]]
    for line in near:
        # Several links in a row are bread crumbs or tags, whatever their class says.
        if line.role is None and len(line.text) <= _LONGEST and len(line.links) < 2 and has_hint(line, "kicker", 2, 2):
            if _LABEL.fullmatch(line.text):
                continue
            page.take("kicker", [line], "markup")
            return line.text.rstrip(_COLON) or None
    if headline.index and _stands_above(above := page.lines[headline.index - 1], headline):
        page.take("kicker", [above], "text")
        return above.text.rstrip(_COLON) or None
    return None


def _stands_above(above: Line, headline: Line) -> bool:
    if above.role is not None or len(above.text) > 40 or len(above.text.split()) > 5 or above.link:
        return False
    if (
        _CRUMB.search(above.text)
        or _LABEL.fullmatch(above.text)
        or _SOURCE.match(above.text)
        or read_issue_line(above.text)
        or is_issue_banner(above.text)
    ):
        return False
    return above.node.parent in (headline.node.parent, headline.node.parent and headline.node.parent.parent)
