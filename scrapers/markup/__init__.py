"""From bytes to a tree and from its strings to text: what the readers of articles and of lists have in common."""

from scrapers.markup.binary import beginning, what_bytes_are, what_file
from scrapers.markup.encoding import parse_utf8, read_tree, to_utf8
from scrapers.markup.text import fold

__all__ = ["beginning", "fold", "parse_utf8", "read_tree", "to_utf8", "what_bytes_are", "what_file"]
