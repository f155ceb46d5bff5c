"""Where the news comes from, and how a page becomes an article."""
