"""Boxed sidebars: fact boxes, key points, timelines, profiles, companion stories, set apart from the running text.

A box is found in one of four ways. (1) A block that is marked as one: <aside>, a class that names a box, a style that
draws one (border, background, float), or a button that unfolds it. (2) After an end note, any heading with its
paragraphs: the story is over, what follows is a text of its own. (3) A block between paragraphs with a heading of its
own, when its siblings are paragraphs or blocks of them without headings. (4) A list under "Key points" or the like
above the text, in a block of its own or in none. Class names help and lie, so every proposed box must hold prose or a
list of its own, few links, and must not be most of the article. Newsletter and donation appeals, related links,
author bios and pull quotes have been taken by others before.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from scrapers.parsers.boxes import NAMED_LIST, PERSON, SHORTEST, FoundBox, box_of, is_heading, kind_of
from scrapers.parsers.caption_marks import LEVELS, PLAYER
from scrapers.parsers.caption_words import is_control
from scrapers.parsers.cues import appeal_words, cue_of
from scrapers.parsers.header import headline_index
from scrapers.parsers.interrupting import interrupting_blocks, is_linked_headline
from scrapers.parsers.key_points import is_key_points, key_points_above, key_points_below
from scrapers.parsers.lines import Line, Node
from scrapers.parsers.name_tidy import is_date
from scrapers.parsers.page import Page
from scrapers.parsers.pull_quotes import is_styled, lines_of
from scrapers.parsers.text import squeeze

_MOST_OF_A_KIND = 5
_MOST_UNFOLDED = 12
_DEEPEST_BUTTON = 2
_MOST_OF_ARTICLE = 0.6
_LONGEST_APPEAL = 900
_LENGTH_OF_FILM = re.compile(r"\W*(?:\w+:? )?\d{1,2}:\d{2}(?::\d{2})?(?: ?min\.?)?\W*", re.IGNORECASE)
_TO_PLAY = re.compile(
    r"\W{0,3}(?:listen|watch|podcast|hören sie|écoutez|escucha|ascolta|luister|lyssna|lytt|hør)\b", re.IGNORECASE
)
# Of an article of several pages.
_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire|sommario|[íi]ndice|sum[áa]rio|inhoud(?:sopgave)?"
    r"|spis treści|obsah|innehåll|indhold|innhold|sisällys|содержание|目次|目录|目錄",
    re.IGNORECASE,
)
_MOST_OF_BIO, _LONGEST_NAME = 4, 40
_TITLE_AND_DATE = 2


def read_marked_boxes(page: Page) -> list[FoundBox]:
    """Return the boxes that markup, style or place sets apart, and take their lines."""
    scope = page.scope
    if scope is None:
        return []
    boxes: list[FoundBox] = []
    done = -1
    # Boxes may stand between the headline and the block of the text.
    first = min(scope.start, headline_index(page) + 1)
    most = max(scope.prose, 1) * _MOST_OF_ARTICLE
    nodes = [node for node in page.nodes if first <= node.start < node.end <= scope.end]
    interrupting = interrupting_blocks(page, nodes)
    # Wrappers of paragraphs may bear the name of those with headings: only what the latter hold counts.
    headed: Counter[str] = Counter()
    for node in interrupting:
        headed[node.name] += node.prose if node.name else 0
    byline = " ".join(line.text for line in page.lines if line.role == "byline")
    for node in [*nodes, *key_points_below(page, scope)]:
        if node.start < done or node.role is not None:
            continue
        opened = _unfolding(page, node, most)
        if not (opened or _is_marked(node) or node in interrupting or is_key_points(page, node)):
            continue
        if node is scope or scope.within(node):
            continue
        alike = headed[node.name] if node in interrupting else page.prose_by_name.get(node.name, 0)
        if max(node.prose, alike) > most or _holds_header(page, node):
            continue
        lines = [*opened, *lines_of(page, node)]
        if _is_furniture(page, node, lines, byline):
            _drop(lines)
        elif (box := box_of(node, lines, opened)) is not None:
            page.take("sidebars", lines, "markup")
            boxes.append(box)
        else:
            continue
        done = node.end
    return _without_rivers(boxes)


def read_first_key_points(page: Page) -> list[FoundBox]:
    """Return the key points that stand unwrapped above the text, before a standfirst is looked for, and take them."""
    lines = key_points_above(page)
    if not lines:
        return []
    page.take("sidebars", lines, "text")
    return [FoundBox(lines[:1], lines[1:], "keypoints", None)]


def _drop(lines: list[Line]) -> None:
    for line in lines:
        line.role = "furniture"


def _without_rivers(boxes: list[FoundBox]) -> list[FoundBox]:
    """Many boxes of one class are a river of teasers, not boxes of one article."""
    count = Counter(box.node.name for box in boxes if box.node is not None and box.node.name)
    for box in boxes:
        if box.node is not None and count[box.node.name] > _MOST_OF_A_KIND:
            _drop([*box.heading, *box.lines])
    return [box for box in boxes if box.lines[0].role == "sidebars"]


def read_boxes_after(page: Page, lines: list[Line]) -> list[FoundBox]:
    """Split the lines after an end note into boxes, each a heading with its paragraphs, and take them."""
    boxes: list[FoundBox] = []
    for line in lines:
        if is_heading(line, lines) or not boxes:
            if is_heading(line, lines):
                boxes.append(FoundBox([line], [], "box", None))
                continue
            boxes.append(FoundBox([], [], "box", None))
        boxes[-1].lines.append(line)
    boxes = [box for box in boxes if box.lines]
    for box in boxes:
        if not box.heading and _is_appeal(box.lines, sum(len(line.text) for line in box.lines)):
            _drop(box.lines)
    boxes = [box for box in boxes if box.lines[0].role is None]
    for box in boxes:
        box.kind = kind_of(None, box.heading, box.lines)
        page.take("sidebars", [*box.heading, *box.lines], "after end note")
    return boxes


def _unfolding(page: Page, node: Node, most: float) -> list[Line]:
    """Return the line of the button that unfolds all the rest of a block: the heading of a box.

    The button says what it does (ARIA Authoring Practices, "disclosure"), or holds a heading.
    """
    opened = page.lines[node.start]
    if opened.role != "furniture" or not SHORTEST <= node.prose < most / 2 or " " not in opened.text:
        return []
    if not 1 < node.end - node.start <= _MOST_UNFOLDED:
        return []
    button = next((each for each in opened.node.close_blocks(3, 3) if each.tag == "button"), None)
    if button is None or button.depth - node.depth > _DEEPEST_BUTTON or cue_of(opened.text) or is_control(opened.text):
        return []
    return [opened] if button.el.get("aria-expanded") or button.el.get("aria-controls") or opened.level else []


def _is_marked(node: Node) -> bool:
    if node.tag in ("aside", "details"):
        return True
    if node.tag in ("ul", "ol"):
        return node.end - node.start > 1 and NAMED_LIST.search(squeeze(node.el.get("class"))) is not None
    if node.tag in ("p", "li", "blockquote", "figure", "figcaption", "h2", "h3", "h4"):
        return False
    return "box" in node.hints or is_styled(node)


def _holds_header(page: Page, node: Node) -> bool:
    """Whether headline, byline or date stand in a block: then it is the article's own head, however it looks."""
    lines = page.lines[node.start : min(node.end, node.start + 40)]
    return any(line.role in ("headline", "byline", "published", "standfirst") for line in lines)


def _is_furniture(page: Page, node: Node, lines: list[Line], byline: str) -> bool:
    """Whether a block that is set apart is no box of the article: links, an appeal, a card of the author."""
    text = sum(len(line.text) for line in lines)
    if len(lines) > 1 and sum(line.link for line in lines) > 0.6 * text:
        return True
    if ("byline" in node.hints and text < 600) or _is_about_author(lines, byline):
        return True
    if len(lines) == _TITLE_AND_DATE and is_date(lines[1].text):
        return True
    if lines and _CONTENTS.fullmatch(lines[0].text.rstrip(":")):
        return True
    if lines and (_TO_PLAY.match(lines[0].text) or (text < _LONGEST_APPEAL and _is_of_player(node, lines[0]))):
        return True
    if lines and cue_of(lines[0].text) in ("related", "appeal", "comment", "bio", "share", "tags"):
        return len(lines) > 1
    return _is_appeal(lines, text) or (text < _LONGEST_APPEAL and _is_teaser(page, node, text))


def _is_of_player(node: Node, first: Line) -> bool:
    """Whether a block, or one in it that opens with its first line, is named for what it plays."""
    around = [each for each in islice(first.node.ancestors(), LEVELS) if each.depth >= node.depth]
    return any(PLAYER.search(each.name) for each in (node, *around))


def _is_about_author(lines: list[Line], byline: str) -> bool:
    """Whether a short box is headed by a name of the byline, or by "Zur Person" above one.

    In an interview that is the other's name.
    """
    if not 1 < len(lines) <= _MOST_OF_BIO or len(lines[0].text) > _LONGEST_NAME:
        return False
    told = lines[1:] if PERSON.fullmatch(lines[0].text) else lines[:1]
    return any(len(name := line.text.split()[:2]) == 2 and " ".join(name) in byline for line in told)


def _is_appeal(lines: list[Line], text: int) -> bool:
    return text < _LONGEST_APPEAL and appeal_words(" ".join(line.text for line in lines[:6])) >= 2


def _is_teaser(page: Page, node: Node, text: int) -> bool:
    """Whether a block is mostly furniture, shows a film, told by its length, or leads to another article.

    `text` are the characters of its lines that are no furniture.
    """
    lines = page.lines[node.start : node.end]
    if sum(len(line.text) for line in lines) > 2 * text:
        return True
    return any(_LENGTH_OF_FILM.fullmatch(line.text) or is_linked_headline(page, line) for line in lines)
