"""How the crawler behaves towards a site: what it may fetch, how fast, and when it has to go away."""

from scrapers.politeness.pace import PaceMiddleware
from scrapers.politeness.robots import RobotsMiddleware
from scrapers.politeness.same_site import SameSiteMiddleware

__all__ = ["PaceMiddleware", "RobotsMiddleware", "SameSiteMiddleware"]
