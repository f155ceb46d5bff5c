"""Where the news comes from, and how a page becomes an article."""

__version__ = "0.1.0"
