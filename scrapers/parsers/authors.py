"""Byline and authors: who made the article, and the line that says so.

Sources of the byline, in order: the layout's rule; a line marked as byline below (or just above) the headline; a
line that reads as one ("By A B", "Von A B und C D", "(PA)"); the phrase inside the standfirst ("reports A B"); a
sign-off at the end of the text. Authors come from the byline; where none is printed, from JSON-LD, author
meta elements and author links, and then `byline` stays null, for nothing was printed.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapers.parsers.byline import Byline, byline_in_standfirst, read_byline
from scrapers.parsers.header import has_hint, header_lines, headline_index
from scrapers.parsers.metadata import texts_of, types_of
from scrapers.parsers.names import clean_name, is_agency, is_person_name
from scrapers.parsers.page import Page
from scrapers.parsers.text import plain
from scrapers.parsers.walk import Line
from schemas import Author

_LONGEST = 240


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
        chosen = _together(read)
        page.take("byline", [line for line, _ in chosen], "markup")
        return _with_urls(page, _joined([found for _, found in chosen]), [line for line, _ in chosen])
    at = headline_index(page)
    for line in sorted(lines, key=lambda each: (each.index < at, each.index)):
        if found := _read(page, line, bare_names=False):
            page.take("byline", [line], "text")
            return _with_urls(page, found, [line])
    return None


def read_standfirst_byline(page: Page, standfirst: str | None, paper: str | None) -> Byline | None:
    """Return the byline that stands inside the standfirst; the standfirst stays whole."""
    if not standfirst:
        return None
    found = byline_in_standfirst(standfirst, page.language, paper=paper)
    if found:
        page.note("byline", "standfirst")
    return found


def sign_off(page: Page, line: Line) -> Byline | None:
    """Return the byline when a line at the end of the text is one: a name alone, bold or in italics or short."""
    if len(line.text) > 80 or line.link_share > 0.9 and len(line.text.split()) < 2:
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
        links = page.root.xpath('//a[@rel="author"][not(ancestor::aside)]')
        elements = links[:5] if isinstance(links, list) else []
        authors = _from_names("".join(el.itertext()) for el in elements if not isinstance(el, str))
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


def _from_names(names: object) -> list[Author]:
    assert hasattr(names, "__iter__")
    return _unique([author for name in names for author in _author(str(name))])


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
