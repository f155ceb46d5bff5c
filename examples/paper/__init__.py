"""A small newspaper of our own invention, served over HTTP on loopback. `python -m examples.paper` starts it."""

from examples.paper.server import serve
from examples.paper.site import Paper, Response, expected_articles, expected_issues

__all__ = ["Paper", "Response", "expected_articles", "expected_issues", "serve"]
