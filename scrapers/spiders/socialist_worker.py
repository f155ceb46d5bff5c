"""Socialist Worker (socialistworker.co.uk), a British weekly.

The site was rebuilt in January 2022. Before, it had an address for each issue and month; copies of it still have.
Since then it has sections in pages, without issues and without days. What each argument can do follows from that:

- issue=, issues=, month=, since= for days up to January 2022: month page, its issue pages, their articles. An article
  belongs to a range of days when its issue does.
- The same for later days, and for any days when the issue pages are gone: the lists of SITE_MAP's sections are looked
  through by day, and there an article belongs to a range when its own day does. Sections that are not in SITE_MAP and
  articles that stand in no section's list are not found this way.
- no argument: the newest issue's page, or else what the front page and the feed show.
- section=, tag=: the lists from end to end, the old site's and the new one's, whichever are there.

Numbers are not unique (1843 is two issues, 1923 three), so all issues of a number are taken, and web specials
(2238a) with them.
"""

from __future__ import annotations

import re
from datetime import date, time
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

from schemas import Publication, Schedule
from scrapers.discovery import PageList, SiteMap
from scrapers.parsers import Rules
from scrapers.sources import LinkPatterns
from scrapers.spiders.newspaper import NewspaperSpider
from scrapers.spiders.socialist_worker_issues import ISSUE_ANCHORS
from scrapers.spiders.socialist_worker_pages import BOILERPLATE, LAYOUTS

HOME = "https://socialistworker.co.uk"

PUBLICATION = Publication(
    slug="socialist_worker",
    name="Socialist Worker",
    hosts=("socialistworker.co.uk", "www.socialistworker.co.uk"),
    home=HOME,
    timezone="Europe/London",
    language="en-GB",
    founded=date(1968, 1, 1),  # the year the paper took this name
    issue_days=7.3,  # weekly, with two weeks left out at New Year: 50 a year
    issue_anchors=ISSUE_ANCHORS,
    schedule=Schedule(at=(time(6), time(18))),  # the issue is weekly, but the site has news every day
)

# First parts of addresses with two parts that are no section: lists, machinery, the old site, standing pages.
_NO_SECTION = (
    "about|archive|art|author|by|category|comments|contact|donate|event|events|feed|issue|join|page|pdf|product|public|"
    "search|shop|socialist-review-archive|subscribe|tag|topic|wp-admin|wp-content|wp-includes|wp-json"
)


_NEW_ARTICLE = re.compile(rf"^/(?!(?:{_NO_SECTION})/)[a-zA-Z][a-zA-Z0-9-]*/(?!(?:page|feed)/?$)[^/?.]+/?$")


def identity(url: str) -> str:
    """Return the URL that an article or issue of the paper is keyed on.

    Of an old address only the number counts: the title in it may be missing, cut, or spelt with + or %20. New
    addresses are lower-case and end in a slash.
    """
    path = unquote(urlsplit(url).path)
    if old := re.match(r"/art/(\d+)(?:/|$)", path) or re.match(r"/issue/(\d+)/?$", path):
        return f"{HOME}/{path.split('/')[1]}/{int(old[1])}"
    if new := _NEW_ARTICLE.match(path):
        return f"{HOME}{quote(new[0].rstrip('/').lower())}/"
    return url


LINKS = LinkPatterns(
    home=HOME,
    hosts=PUBLICATION.hosts,
    article=(
        re.compile(r"^/art/\d+(?:/|$)"),
        _NEW_ARTICLE,
    ),
    issue=re.compile(r"^/issue/\d+/?$"),
    month=re.compile(r"^/issue/\d{1,2}/\d{4}/?$"),
    # Another publication with issue numbers of its own, whose archive lies on the same site.
    excluded=(re.compile(r"^/socialist-review-archive(?:/|$)"),),
    identity=identity,
)


def _old_list(number: int) -> PageList:
    return PageList(f"/news?searchTitle=News&overrideId={number}&offset={{offset}}&max=10&id={number}")


def _new_list(section: str) -> PageList:
    return PageList(f"/{section}/page/{{page}}/", first=f"/{section}/", dated=True)


SITE_MAP = SiteMap(
    newest="/archive",
    month="/issue/{month}/{year}",
    issue_pages_until=date(2022, 1, 31),
    headings=(
        "News",
        "International",
        "Comment",
        "Features",
        "Reviews",
        "Letters",
        "Obituary",
        "What We Think",
        "Other",
        "Other Categories",
    ),
    sections={
        "news": (_old_list(1), _new_list("news")),
        "comment": (_old_list(3),),
        "features": (_new_list("features"),),
        "reviews": (_old_list(5),),
        "obituary": (_old_list(6),),
        "letters": (_old_list(8), _new_list("letters")),
        "what-we-think": (_new_list("what-we-think"),),
        "alex-callinicos": (_old_list(16), _new_list("alex-callinicos")),
    },
    tag_by_number=(PageList("/tag/view/{name}?offset={offset}&max=10"),),
    tag_by_name=(PageList("/tag/{name}/page/{page}/", first="/tag/{name}/"),),
    feeds=("/feed",),
)

RULES = Rules(
    publication=PUBLICATION,
    layouts=LAYOUTS,
    boilerplate=BOILERPLATE,
    identity=identity,
    day_first=True,
    kicker_titles=True,
)


class SocialistWorkerSpider(NewspaperSpider):
    """Crawls Socialist Worker. See the module for what the arguments can do."""

    name = "socialist_worker"
    publication: ClassVar[Publication] = PUBLICATION
    links: ClassVar[LinkPatterns] = LINKS
    site_map: ClassVar[SiteMap] = SITE_MAP
    rules: ClassVar[Rules] = RULES
