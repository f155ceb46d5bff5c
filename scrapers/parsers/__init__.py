"""Pure readers of article pages: (bytes, url, rules) in, Article out. No Scrapy, no network, no clock."""
