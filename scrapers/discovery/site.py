"""Where a paper keeps its lists: the addresses that strategies fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# No paper has a list of so many pages: it is a trap that makes up addresses without end.
MOST_PAGES = 10_000


@dataclass(frozen=True)
class PageList:
    """A list in pages. `template` takes {page} (from 1), {offset} (from 0, by `step`) and {name}.

    `first` is the address of page 1 where that is another. `dated` says that the list runs from new to old and
    that any page of it can be asked for, so that a day can be looked up in it.
    """

    template: str
    first: str | None = None
    step: int = 10
    dated: bool = False

    def address(self, number: int, name: str = "") -> str:
        """Return the path of a page of the list, counted from 0."""
        template = self.first if number == 0 and self.first is not None else self.template
        return template.format(page=number + 1, offset=number * self.step, name=name)


@dataclass(frozen=True)
class SiteMap:
    """The addresses of one paper, as paths of its home.

    `newest` shows the newest issue, `month` ({year}, {month}) the issues of a month. There are issue pages for days
    up to `issue_pages_until`; afterwards, and where they are gone, `sections` are looked through by day. Where a
    section or tag has several lists (a site that was rebuilt), all are read. `headings` are the section headings
    on an issue's page.

    `sitemaps` (or indexes of them) list articles of any age, `feeds` the newest. A paper without issue pages needs
    no more than these; and where it names no sitemap, those that its robots.txt names are read, where it names no
    feed, those that its `front` page links to.
    """

    newest: str | None = None
    month: str | None = None
    issue_pages_until: date | None = None
    headings: tuple[str, ...] = ()
    sections: Mapping[str, tuple[PageList, ...]] = field(default_factory=dict)
    tag_by_number: tuple[PageList, ...] = ()
    tag_by_name: tuple[PageList, ...] = ()
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    front: str = "/"
