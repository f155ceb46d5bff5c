"""What a publication may say about its own pages. An unknown paper needs none of it.

Rules are dated: old layouts stay here with the days they were live, and a page is read by the layout that the
page itself shows, or else by the one that was live on the capture date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from schemas import Publication


@dataclass(frozen=True)
class Layout:
    """One generation of a paper's pages. Each field holds XPath expressions, tried in order; the first that
    gives text wins. An empty tuple leaves the field to the general parser.
    """

    name: str
    since: date | None = None
    until: date | None = None
    marks: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    standfirst: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    kicker: tuple[str, ...] = ()
    issue: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """The page rules of one publication.

    `boilerplate` patterns are matched against a whole line of text (fullmatch). `identity` turns a URL of the
    paper into the one that its article is keyed on. `day_first` is the order of day and month in dates written in
    numbers. `kicker_titles` says that old stories were imported with the kicker for a title and the headline as
    the first line of the text.
    """

    publication: Publication
    layouts: tuple[Layout, ...] = ()
    boilerplate: tuple[re.Pattern[str], ...] = ()
    identity: Callable[[str], str] | None = None
    day_first: bool | None = None
    kicker_titles: bool = False
