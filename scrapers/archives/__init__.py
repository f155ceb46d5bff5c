"""Pure readers of archives: (path) in, captures out, and the damage met on the way. No Scrapy, no network, no state."""
