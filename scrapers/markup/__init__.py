"""From bytes to a tree and from its strings to text: what the readers of articles and of lists have in common."""

from scrapers.markup.binary import what_bytes_are
from scrapers.markup.encoding import parse_utf8, read_tree, to_utf8
from scrapers.markup.text import fold

__all__ = ["fold", "parse_utf8", "read_tree", "to_utf8", "what_bytes_are"]
