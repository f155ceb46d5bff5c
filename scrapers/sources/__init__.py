"""Pure readers of listings: bytes in, links out. No Scrapy, no network."""
