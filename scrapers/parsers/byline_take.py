"""From a line that reads as a byline to the byline of the page: reading it, taking it, the links of its names."""

from __future__ import annotations

import re

from scrapers.parsers.byline import Byline, read_byline
from scrapers.parsers.byline_words import AGENCY, ORGANISATION, opening
from scrapers.parsers.lines import Line
from scrapers.parsers.names import is_press_role
from scrapers.parsers.page import Page
from scrapers.parsers.text import plain

LONGEST = 240
LONGEST_NAMES = 60
_LONGEST_ROLE = 6
_LONGEST_LABEL = 20
# For two layouts a byline is printed twice, once without the "by": "Ada Lund By Ada Lund".
_TWICE = re.compile(r"(.{4,140}) ((?:\w{1,5} )?\1)")
_MOST_LINKS = 6


def read_line(page: Page, line: Line, *, bare_names: bool) -> Byline | None:
    """Return the byline that a line, or one of its parts between line breaks, is."""
    if len(line.text) > LONGEST:
        return None
    if (apart := links_apart(line)) != line.text and (
        found := read_byline(apart, page.language, bare_names=bare_names)
    ):
        return Byline(line.text, found.authors)
    for text in (line.text, *(line.parts or ())):
        if found := read_byline(_once(text), page.language, bare_names=bare_names):
            return found
    return None


def links_apart(line: Line) -> str:
    """Return the line's text with a comma where a linked name ends and a capital follows: "<a>Ana Diaz</a> Madrid"."""
    text = line.text
    for _, name in line.links[:_MOST_LINKS]:
        if " " in name and (at := text.find(name)) >= 0:
            end = at + len(name)
            if text[end : end + 2].lstrip(" ")[:1].isupper():
                text = f"{text[:end]}, {text[end:].lstrip(' ')}"
    return text


def names_people(found: Byline) -> bool:
    """Whether a byline names anybody but agencies and houses."""
    return any(author.role not in (AGENCY, ORGANISATION) for author in found.authors)


def take_byline(page: Page, chosen: list[tuple[Line, Byline]], source: str) -> Byline:
    """Take the lines of a byline, with the "By" on the line above and the role on the next ("Shipping editor")."""
    lines = [line for line, _ in chosen]
    found = _joined([byline for _, byline in chosen])
    label = page.lines[lines[0].index - 1] if lines[0].index else None
    if label is not None and label.role is None and label.text[0].isalpha() and len(label.text) <= _LONGEST_LABEL:
        said = f"{label.text} {found.text}"
        both = read_byline(said, page.language, bare_names=False)
        if both is not None and [author.name for author in both.authors] == [author.name for author in found.authors]:
            lines.insert(0, label)
            found = Byline(said, found.authors)
    following = page.lines[lines[-1].index + 1 : lines[-1].index + 2]
    if following and following[0].role is None and is_press_role(following[0].text, longest=_LONGEST_ROLE):
        lines.append(following[0])
        found = Byline(f"{found.text} {following[0].text}", found.authors)
    page.take("byline", lines, source)
    return with_urls(page, found, lines)


def with_urls(page: Page, found: Byline, lines: list[Line]) -> Byline:
    """Return the byline with each author's own link, where the lines hold one."""
    links: dict[str, str] = {}
    for href, text in (link for line in lines for link in line.links):
        if not href.startswith("#"):
            by = opening(text)  # the "By" may be part of the link
            links[plain(text)] = links[plain(by[1] if by else text)] = href
    authors = []
    for author in found.authors:
        url = page.absolute(links.get(plain(author.name)))
        authors.append(author.model_copy(update={"url": url}) if url else author)
    return Byline(found.text, tuple(authors))


def _joined(found: list[Byline]) -> Byline:
    authors = {plain(a.name): a for byline in reversed(found) for a in reversed(byline.authors)}
    text = found[0].text
    for byline in found[1:]:
        text = _once(f"{text} {byline.text}")
    return Byline(text, tuple(reversed(authors.values())))


def _once(text: str) -> str:
    """Return a byline that is printed twice as the second prints it, with the "By"."""
    twice = _TWICE.fullmatch(text)
    return twice[2] if twice else text
