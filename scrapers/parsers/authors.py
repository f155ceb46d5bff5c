"""Byline and authors: who made the article, and the line that says so.

Sources of the byline, in order: the layout's rule; a line marked as byline below (or just above) the headline; a
line that reads as one ("By A B", "Von A B und C D", "(PA)"); the phrase inside the standfirst ("reports A B"); a
sign-off at the end of the text. Authors come from the byline; where none is printed, from JSON-LD, author
meta elements and author links, and then `byline` stays null, for nothing was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from schemas import Author
from scrapers.parsers.byline import Byline, byline_in_standfirst, read_byline
from scrapers.parsers.header import has_hint, header_lines, headline_index
from scrapers.parsers.metadata import texts_of, types_of
from scrapers.parsers.names import clean_name, is_agency, is_person_name
from scrapers.parsers.page import Page
from scrapers.parsers.text import plain
from scrapers.parsers.tree import inner_text, select
from scrapers.parsers.walk import Line

_LONGEST = 240
_ROLE = (
    r"(?:editor|correspondent|reporter|writer|critic|columnist|journalist|bureau|redakteur|redaktion|korrespondent"
    r"|envoyée?|correspondante?|journaliste|rédact|corresponsal|redactora?|inviat|redazione)\w*"
)
_ROLE_FOLLOWS = re.compile(rf"\s*[,|–-]\s*(?:\w+\W+){{0,4}}?{_ROLE}", re.IGNORECASE)
_ROLE_ALONE = re.compile(rf"(?:\w+ ){{0,3}}{_ROLE}", re.IGNORECASE)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|autori|people|by|profiles?|staff|reporters?|journalists?|writers?|"
    r"redaktion|contributors?|columnists?|person(?:en)?|firmas?|forfatter|skribent)(?:/|-|=)",
    re.IGNORECASE,
)


def read_byline_line(page: Page) -> Byline | None:
    """Return the byline printed on a line of its own near the headline, and take the line."""
    if page.layout is not None and (lines := page.rule_lines(page.layout.byline)):
        for line in lines:
            if found := _read(page, line, bare_names=True):
                page.take("byline", [line], f"rule:{page.layout.name}")
                return _with_urls(page, found, [line])
    lines = list(header_lines(page))
    marked = [line for line in lines if has_hint(line, "byline", 4, 6) and not has_hint(line, "caption", 3, 4)]
    read = [(line, found) for line in marked if (found := _read(page, line, bare_names=True))]
    if read:
        chosen = _with_pictures_by(page, _together(read), marked)
        return _taken(page, chosen, "markup")
    at = headline_index(page)
    for line in sorted(lines, key=lambda each: (each.index < at, each.index)):
        found = _read(page, line, bare_names=False) or _bare(page, line)
        if found:
            return _taken(page, [(line, found)], "text")
    return None


def read_standfirst_byline(page: Page, standfirst: str | None, paper: str | None) -> Byline | None:
    """Return the byline that stands inside the standfirst; the standfirst stays whole."""
    if not standfirst:
        return None
    found = byline_in_standfirst(standfirst, page.language, paper=paper, house_style=page.rules is not None)
    if found:
        page.note("byline", "standfirst")
    return found


def sign_off(page: Page, line: Line) -> Byline | None:
    """Return the byline when a line at the end of the text is one: a name alone, bold or in italics or short."""
    if len(line.text) > 80 or (line.link_share > 0.9 and len(line.text.split()) < 2):
        return None
    set_apart = line.is_bold or line.is_italic or has_hint(line, "byline", 2, 2)
    return _read(page, line, bare_names=set_apart)


def structured_authors(page: Page) -> list[Author]:
    """Return the authors from JSON-LD, meta elements and author links, without duplicates."""
    authors = _from_json_ld(page)
    source = "json-ld"
    if not authors:
        names = page.metadata.all("author", "article:author", "parsely-author", "dc.creator", "byl", "sailthru.author")
        authors = _from_names(name for name in names if "://" not in name)
        source = "meta"
    if not authors:
        links = select(page.root, '//a[@rel="author"][not(ancestor::aside)]')
        authors = _from_names(inner_text(el) for el in links[:5])
        source = "link"
    if authors:
        page.note("authors", source)
    return authors


def _read(page: Page, line: Line, *, bare_names: bool) -> Byline | None:
    if len(line.text) > _LONGEST:
        return None
    for text in (line.text, *(line.parts or ())):
        if found := read_byline(text, page.language, bare_names=bare_names):
            return found
    return None


def _taken(page: Page, chosen: list[tuple[Line, Byline]], source: str) -> Byline:
    """Take the lines of a byline, with the role that stands on the next line ("Shipping Correspondent")."""
    lines = [line for line, _ in chosen]
    found = _joined([byline for _, byline in chosen])
    following = page.lines[lines[-1].index + 1 : lines[-1].index + 2]
    if following and following[0].role is None and _ROLE_ALONE.fullmatch(following[0].text):
        lines.append(following[0])
        found = Byline(f"{found.text} {following[0].text}", found.authors)
    page.take("byline", lines, source)
    return _with_urls(page, found, lines)


def _bare(page: Page, line: Line) -> Byline | None:
    """A name without "by" counts when a role follows, when it links to its author's page, or when JSON-LD has it."""
    if len(line.text) > 90 or line.level or not (found := _read(page, line, bare_names=True)) or not found.authors:
        return None
    first = found.authors[0].name
    with_role = line.text.startswith(first) and bool(_ROLE_FOLLOWS.match(line.text[len(first) :]))
    linked = any(_AUTHOR_PAGE.search(href) for href, _ in line.links)
    known = {plain(author.name) for author in _from_json_ld(page)}
    return found if with_role or linked or not known.isdisjoint(plain(a.name) for a in found.authors) else None


def _together(read: list[tuple[Line, Byline]]) -> list[tuple[Line, Byline]]:
    """The run of byline lines that stand together, each naming somebody new."""
    chosen = [read[0]]
    names = {plain(a.name) for a in read[0][1].authors}
    for line, found in read[1:]:
        if line.index - chosen[-1][0].index > 3:
            break
        new = {plain(a.name) for a in found.authors} - names
        if new and (line.node.parent is chosen[-1][0].node.parent or line.node is chosen[-1][0].node):
            chosen.append((line, found))
            names |= new
    return chosen


def _with_pictures_by(page: Page, chosen: list[tuple[Line, Byline]], marked: list[Line]) -> list[tuple[Line, Byline]]:
    """A next line that names only who took the pictures is part of a byline, though it is none by itself."""
    last = chosen[-1][0]
    following = next((line for line in marked if line.index == last.index + 1), None)
    if following is None:
        return chosen
    both = read_byline(f"{last.text}, {following.text}", page.language, bare_names=True)
    more = both.authors[len(chosen[-1][1].authors) :] if both else ()
    return [*chosen, (following, Byline(following.text, more))] if more else chosen


def _joined(found: list[Byline]) -> Byline:
    authors = {plain(a.name): a for byline in reversed(found) for a in reversed(byline.authors)}
    return Byline(" ".join(byline.text for byline in found), tuple(reversed(authors.values())))


def _with_urls(page: Page, found: Byline, lines: list[Line]) -> Byline:
    links = {plain(text): href for line in lines for href, text in line.links}
    authors = []
    for author in found.authors:
        url = page.absolute(links.get(plain(author.name)))
        authors.append(author.model_copy(update={"url": url}) if url else author)
    return Byline(found.text, tuple(authors))


def _from_json_ld(page: Page) -> list[Author]:
    value = page.metadata.article.get("author") or page.metadata.article.get("creator")
    authors: list[Author] = []
    for item in value if isinstance(value, list) else [value]:
        organisation = isinstance(item, dict) and "Person" not in types_of(item) and bool(types_of(item))
        for text in texts_of(item, "name"):
            authors.extend(_author(text, organisation=organisation))
    return _unique(authors)


def _from_names(names: Iterable[str]) -> list[Author]:
    return _unique([author for name in names for author in _author(name)])


def _author(text: str, *, organisation: bool = False) -> list[Author]:
    if organisation:
        return [Author(name=text, role="agency")] if is_agency(text) else []
    if "://" in text or "@" in text or urlsplit(text).scheme in ("http", "https"):
        return []
    found = read_byline(text, None, bare_names=True)
    if found and found.authors:
        return list(found.authors)
    name = clean_name(text)
    return [Author(name=name)] if name and is_person_name(name) else []


def _unique(authors: list[Author]) -> list[Author]:
    return list({plain(author.name): author for author in reversed(authors)}.values())[::-1]
