"""Pure readers of listings: bytes in, links out. No Scrapy, no network."""

from scrapers.sources.feed import read_feed
from scrapers.sources.issue_page import IssuePage, Section, read_issue_page
from scrapers.sources.links import LinkPatterns
from scrapers.sources.listing import ListedLink, Listing, read_listing
from scrapers.sources.month_page import read_month_page

__all__ = [
    "IssuePage",
    "LinkPatterns",
    "ListedLink",
    "Listing",
    "Section",
    "read_feed",
    "read_issue_page",
    "read_listing",
    "read_month_page",
]
