"""The Harbour Lantern, an invented daily without issue pages and without page rules: all that a plain paper needs."""

import re
from typing import ClassVar

from schemas import Publication
from scrapers.discovery import SiteMap
from scrapers.sources import LinkPatterns
from scrapers.spiders.newspaper import NewspaperSpider

HOME = "https://harbourlantern.example"

PUBLICATION = Publication(
    slug="harbour_lantern",
    name="The Harbour Lantern",
    hosts=("harbourlantern.example", "www.harbourlantern.example"),
    home=HOME,
    timezone="Europe/London",
    language="en-GB",
)


class HarbourLanternSpider(NewspaperSpider):
    """Crawls The Harbour Lantern."""

    name = "harbour_lantern"
    publication: ClassVar[Publication] = PUBLICATION
    links: ClassVar[LinkPatterns] = LinkPatterns(HOME, PUBLICATION.hosts, article=(re.compile(r"^/story/[a-z0-9-]+$"),))
    site_map: ClassVar[SiteMap] = SiteMap(sitemaps=("/sitemap.xml",), feeds=("/feed.xml",))
