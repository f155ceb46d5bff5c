"""Small blocks that what they hold shows to be furniture, whatever they are called: links, teasers, appeals, polls,
posts from social networks."""

from __future__ import annotations

import re
from bisect import bisect_left

from scrapers.parsers.bios import is_card_of_author
from scrapers.parsers.byline_words import opens_as_byline
from scrapers.parsers.cues import appeal_words, cue_of_line
from scrapers.parsers.elements import TYPED
from scrapers.parsers.lines import Line, Node, is_prose
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import host_label

_MOST_LINES = 12
_MOST_FORM_LINES, _LONGEST_IN_FORM = 4, 160
# What signs a post from a social network: "— Ada Lund (@adalund) May 18, 2024".
_POSTED = re.compile(r"[—–-]{1,2} .{1,80}\(@\w{1,40}\)")
_LONGEST_TEASER = 400
_MOST_CARD_LINES, _NEARLY_ALL, _LONGEST_BELOW_PICTURE = 4, 0.8, 220
_FEWEST_CHANNELS = 3
_CHANNELS = frozenset(
    "facebook|twitter|x|twitter-x|x (twitter)|linkedin|whatsapp|telegram|messenger|pinterest|reddit|instagram|threads"
    "|bluesky|mastodon|xing|vk|line|viber|flipboard|tumblr|sms|mail|email|e-mail|copy|copy link|link|print".split("|")
)
_SHORTEST_STORY = 30
_SHORTEST_SOURCE = 25
_MOST_SOURCES = 0.7
_BETWEEN = 3
_BYLINE_LINES = 10  # a byline with date and reading time, and how far below the headline it stands


def kind_by_content(page: Page, node: Node) -> str | None:
    """Return what furniture a small block is by what stands in it: "appeal", "bio", "related", "tools"; or None."""
    if node.end - node.start <= _MOST_FORM_LINES and _is_form(page, node):
        return "appeal"
    if not 1 < node.end - node.start <= _MOST_LINES:
        return None
    if _appeal(page, node):
        return "appeal"
    if is_card_of_author(page, node):
        return "bio"
    if node.tag == "blockquote" and _POSTED.match(page.lines[node.end - 1].text):
        return "embed"
    if ("teaser" in node.hints or _opens_with_linked_picture(page, node)) and _leads_away(page, node):
        return "related"
    answers = bisect_left(page.choices, node.end + 1) - bisect_left(page.choices, node.start)
    return "tools" if answers > 1 else None


def is_byline(page: Page, node: Node) -> bool:
    """Return whether a block right below the headline names the author without a word about the author."""
    at = bisect_left(page.first_level_headings, node.start)
    near = at > 0 and node.start - page.first_level_headings[at - 1] <= _BYLINE_LINES
    if not near or node.prose or node.end - node.start > _BYLINE_LINES:
        return False
    return sum(len(line.text) for line in page.lines[node.start : node.end]) < 200


def opens_byline(page: Page, node: Node) -> bool:
    """Return whether a line of a small block begins with "By"."""
    return any(opens_as_byline(line.text) for line in page.lines[node.start : node.end])


def is_link_list(page: Page, node: Node) -> bool:
    """Return whether most of a list is links to pages of the site. Of a single item it must be nearly all."""
    lines = page.lines[node.start : node.end]
    if len(lines) == 1 and len(lines[0].text) < _SHORTEST_STORY:
        return False  # the author, or a section
    share = 0.6 if len(lines) > 1 else 0.85
    if sum(line.link for line in lines) <= share * sum(len(line.text) for line in lines):
        return False
    return not (_interrupts_text(page, node) and _leads_off_site(page, lines))


def is_list_of_appeals(page: Page, node: Node) -> bool:
    """Return whether each item of a list leads to a channel of the paper: its app, newsletter, social networks."""
    lines = page.lines[node.start : node.end]
    return 1 < len(lines) <= _MOST_LINES and all(
        line.links and (cue_of_line(line) == "appeal" or appeal_words(line.text)) for line in lines
    )


def is_list_of_channels(page: Page, node: Node) -> bool:
    """Return whether a list names where a story can be shared and nothing else: "Facebook", "E-mail", "Copy link"."""
    lines = page.lines[node.start : node.end]
    return _FEWEST_CHANNELS <= len(lines) <= _MOST_LINES and all(line.text.lower() in _CHANNELS for line in lines)


def _interrupts_text(page: Page, node: Node) -> bool:
    """Whether paragraphs stand before and after a block in the block around it, but for a heading or another list."""
    before, after = page.lines[max(0, node.start - _BETWEEN) : node.start], page.lines[node.end : node.end + _BETWEEN]
    return all(any(_is_paragraph(line, node) for line in lines) for lines in (before, after))


def _is_paragraph(line: Line, node: Node) -> bool:
    return line.node.parent is node.parent and line.level is None and line.link_share < 0.5 and len(line.text) >= 70


def _leads_off_site(page: Page, lines: list[Line]) -> bool:
    """Whether a list leads to other sites and says what is there: sources, works and wares that the text tells of."""
    if sum(len(line.text) for line in lines) < _SHORTEST_SOURCE * len(lines):
        return False
    site = host_label(page.url)
    urls = (page.absolute(line.links[0][0]) for line in lines if line.links)
    return sum(1 for url in urls if url and host_label(url) != site) > _MOST_SOURCES * len(lines)


def _leads_away(page: Page, node: Node) -> bool:
    """Whether a small block is a heading or line that is a link, and at most a sentence or two about it."""
    lines = page.lines[node.start : node.end]
    if any(line.level == 1 for line in lines) or not any(line.link_share > 0.8 for line in lines):
        return False
    return sum(len(line.text) for line in lines if line.link_share <= 0.8) < _LONGEST_TEASER


def _is_form(page: Page, node: Node) -> bool:
    """Whether a few words below the headline stand in a block around a field to type in, whatever they say: a form."""
    headings = page.first_level_headings
    at = bisect_left(page.inputs, node.start)
    if (
        not headings
        or node.start <= headings[0]
        or at == len(page.inputs)
        or page.inputs[at] > node.end
        or node.tag == "body"
    ):
        return False
    if sum(len(line.text) for line in page.lines[node.start : node.end]) > _LONGEST_IN_FORM:
        return False
    return any(el.get("type", "text") in TYPED for el in node.el.iter("input"))


def _opens_with_linked_picture(page: Page, node: Node) -> bool:
    """Whether a few lines open with a link that is around a picture too, or has it beside it: another story's card."""
    first = page.lines[node.start]
    if node.end - node.start > _MOST_CARD_LINES or first.link_share < _NEARLY_ALL or len(first.text) < _SHORTEST_STORY:
        return False  # the portrait of an author leads to more by them
    if sum(len(line.text) for line in page.lines[node.start + 1 : node.end]) > _LONGEST_BELOW_PICTURE:
        return False  # a paragraph, beside the card
    links = [el for el in node.el.iter("a") if next(el.iter("img"), None) is not None]
    return bool(links) and links[0].get("href") in dict(first.links)


def _appeal(page: Page, node: Node) -> bool:
    """Whether a small block asks for money or an address and offers something to press."""
    lines = page.lines[node.start : node.end]
    if sum(len(line.text) for line in lines) > 900:
        return False
    at = bisect_left(page.inputs, node.start)
    types = at < len(page.inputs) and page.inputs[at] <= node.end and node.tag != "body"
    if types and is_prose(lines[0]) and not appeal_words(lines[0].text):
        return False  # a short story with a form behind it, which is a block of its own
    presses = types or any(line.node.tag == "button" or line.link_share > 0.8 for line in lines)
    if not presses:
        return False
    return appeal_words(" ".join(line.text for line in lines)) > (0 if types else 1)
