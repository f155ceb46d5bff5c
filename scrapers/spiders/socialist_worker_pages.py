"""The page rules of Socialist Worker: its three generations of pages, and the lines that are never content.

Of the legacy markup only itemprop="headline", itemprop="articleBody" and the class article_view_published are
known for certain, of the other two layouts nothing. So the rules are few: they tell the layouts apart, point at
what is known, and name the furniture by its words. The rest is left to the general parser, which reads by text.
"""

from __future__ import annotations

import re
from datetime import date

from scrapers.parsers import Layout

LAYOUTS = (
    Layout(
        name="wordpress",
        since=date(2022, 1, 15),
        marks=(
            '//meta[@name="generator"][contains(@content, "WordPress")]',
            '//*[contains(@src, "/wp-content/") or contains(@href, "/wp-content/")]',
            '//body[contains(concat(" ", @class, " "), " single-post ")]',
            '//text()[contains(., "Downloading PDF. Please wait")]',
        ),
    ),
    Layout(
        name="legacy",
        since=date(2012, 1, 1),
        until=date(2022, 1, 31),
        marks=(
            '//*[contains(@class, "article_view")]',
            '//*[@itemprop="articleBody"]',
            '//text()[contains(., "Mobile users! Don")]',
        ),
        headline=('//*[@itemprop="headline"]',),
        published=('//*[contains(concat(" ", @class, " "), " article_view_published ")]',),
    ),
    Layout(
        name="older",
        until=date(2011, 12, 31),
        marks=(
            '//text()[contains(., "You may republish if you include an active link")]',
            '//text()[contains(., "comment on article")]',
            '//text()[contains(., "This article should be read after")]',
        ),
    ),
)

BOILERPLATE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"Socialist Worker(?: Socialist Worker)?",
        r"Downloading PDF\. Please wait\.{3}",
        r"This article is over \d+ years?, \d+ months? old",
        r"Click here to subscribe to our daily morning email newsletter.*",
        r"Mobile users!.*",
        r"Sign up for our daily email update.*",
        r"Latest News",
        r"Make a donation to Socialist Worker.*",
        r"Help fund the resistance(?: One-off)?",
        r"One-off",
        r"Read More",
        r"Other (?:sections|categories)",
        r"© Socialist Worker \(unless otherwise stated\)\..*",
        r"comment on article\W+email\W+print",
        r"Share on:.*",
        r"This article should be read after:.*",
    )
)
