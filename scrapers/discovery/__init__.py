"""How a paper's articles are found: strategies that say which page to visit next and what was in it.

No Scrapy and no network: a strategy yields visits and records, and somebody else does the fetching.
"""

from scrapers.discovery.desk import Desk
from scrapers.discovery.plan import first_steps
from scrapers.discovery.site import PageList, SiteMap
from scrapers.discovery.visits import Page, Step, Visit
from scrapers.discovery.wayback import ArchiveSearch

__all__ = ["ArchiveSearch", "Desk", "Page", "PageList", "SiteMap", "Step", "Visit", "first_steps"]
