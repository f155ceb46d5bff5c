"""Which paper an archived page belongs to: a known one with its rules, told by host, or one that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from schemas import Publication
from schemas.exchange import COPY_FIELD
from scrapers.archives.reader import Archived
from scrapers.discovery import Desk
from scrapers.mirror import Mirror
from scrapers.parsers import parse_article
from scrapers.sources.wayback import read_capture_url
from scrapers.spiders.newspaper import NewspaperSpider

SpiderClass = type[NewspaperSpider]


@dataclass(frozen=True)
class Paper:
    """A known paper, with the copy of its site that its pages were taken from, if any."""

    spider: SpiderClass
    mirror: Mirror
    desk: Desk

    @classmethod
    def of(cls, spider: SpiderClass, site: str | None) -> Paper:
        """Return a paper whose pages came from itself or from a copy of it."""
        mirror = Mirror.at(spider.links.home, site)
        links = spider.links_for(mirror)
        desk = Desk(
            spider.publication,
            links,
            spider.site_map,
            lambda page: parse_article(page.body, page.url, page.capture, spider.page_rules()),
        )
        return cls(spider, mirror, desk)

    @property
    def publication(self) -> Publication:
        """Return the paper's facts."""
        return self.spider.publication


class Papers:
    """The known papers. `slug` narrows them to one; `site` is where a copy of that one was crawled."""

    def __init__(self, spiders: Iterable[SpiderClass], slug: str | None = None, site: str | None = None) -> None:
        self._spiders = {spider.publication.slug: spider for spider in spiders}
        self._slug, self._site = slug, site
        self._made: dict[tuple[str, str | None], Paper] = {}

    def paper_of(self, url: str, made_by: Mapping[str, str]) -> Paper | None:
        """Return the known paper that a page belongs to: by its host, or as a page of a copy that was crawled.

        `made_by` are the fields of the archive's warcinfo record, in which our crawls say so.
        """
        for slug, site in ((self._slug, self._site), (made_by.get("ispartof"), made_by.get(COPY_FIELD))):
            if slug in self._spiders and site:
                paper = self._paper(slug, site)
                if paper.desk.links.resolve(url, url):
                    return paper
        host = _host(url)
        for slug, spider in self._spiders.items():
            if host in spider.links.hosts:
                return self._paper(slug, None)
        return None

    def _paper(self, slug: str, site: str | None) -> Paper:
        if (slug, site) not in self._made:
            self._made[slug, site] = Paper.of(self._spiders[slug], site)
        return self._made[slug, site]


def unknown_publication(slug: str, name: str | None, url: str) -> Publication:
    """Return what little is known of a paper without a spider."""
    parts = urlsplit(url)
    return Publication(
        slug=slug,
        name=name or slug,
        hosts=(parts.netloc,),
        home=f"{parts.scheme}://{parts.netloc}",
        timezone="UTC",
        language="",
    )


def address_of(archived: Archived) -> tuple[str, datetime | None]:
    """Return the URL and capture time that a page stands for.

    What was fetched from a web archive (web.archive.org/web/20100101000000id_/http://…) is the page of another day.
    """
    response = archived.response
    taken = read_capture_url(response.url)
    return (taken[1], taken[0]) if taken else (response.url, response.date)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
