"""Cards of authors that no class names and no machine is told of: a name, and below it what its bearer writes about."""

from __future__ import annotations

import re

from scrapers.parsers.lines import Node, is_prose
from scrapers.parsers.name_shape import is_person_name
from scrapers.parsers.name_words import PRESS_ROLES
from scrapers.parsers.page import Page

_MOST_LINES = 4
_LONGEST_NAME, _SHORTEST_LIFE = 40, 25
_NAMED_WITHIN, _ROLE_WITHIN = 60, 120
_WORD = re.compile(r"[^\W\d_][\w-]+")
_MOST_MENTIONS = 1  # of somebody that the story is not about


def is_card_of_author(page: Page, node: Node) -> bool:
    """Whether a small block is a name and the life of a journalist: "Ada Lund", "Ada Lund is a reporter who …".

    A journalist whom the text names again is somebody that it tells of; what a class names is read as a byline.
    """
    lines = page.lines[node.start : node.end]
    if not 1 < len(lines) <= _MOST_LINES or any("byline" in each.hints for each in node.close_blocks(2, _MOST_LINES)):
        return False
    name, life = lines[0].text, lines[1].text
    surname = name.rpartition(" ")[2]
    if not name[0].isupper() or len(name) > _LONGEST_NAME or len(life) < _SHORTEST_LIFE or surname == name:
        return False
    if surname not in life[:_NAMED_WITHIN] or not is_person_name(name):
        return False
    if PRESS_ROLES.isdisjoint(map(str.lower, _WORD.findall(life[:_ROLE_WITHIN]))):
        return False
    around = (*page.lines[: node.start], *page.lines[node.end :])
    mentions = sum(1 for line in around if surname in line.text and line.role is None and is_prose(line))
    return mentions <= _MOST_MENTIONS
