"""Pure readers of article pages: (bytes, url, rules) in, Article out. No Scrapy, no network, no clock."""

from scrapers.parsers.article import parse_article
from scrapers.parsers.rules import Layout, Rules

__all__ = ["Layout", "Rules", "parse_article"]
