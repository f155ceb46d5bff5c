"""Pure readers of lists: bytes in, links out. No Scrapy, no network."""

from scrapers.sources.any_list import kind_of, read_list
from scrapers.sources.feed import read_feed
from scrapers.sources.issue_page import IssuePage, Section, read_issue_page
from scrapers.sources.links import LinkPatterns
from scrapers.sources.listed import ListedLink, ListedSitemap
from scrapers.sources.listing import Listing, read_listing
from scrapers.sources.month_page import read_month_page
from scrapers.sources.signposts import read_feed_links, read_sitemap_lines
from scrapers.sources.sitemap import read_sitemap
from scrapers.sources.url_list import read_url_list

__all__ = [
    "IssuePage",
    "LinkPatterns",
    "ListedLink",
    "ListedSitemap",
    "Listing",
    "Section",
    "kind_of",
    "read_feed",
    "read_feed_links",
    "read_issue_page",
    "read_list",
    "read_listing",
    "read_month_page",
    "read_sitemap",
    "read_sitemap_lines",
    "read_url_list",
]
