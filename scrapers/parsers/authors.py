"""Authors: who made the article, people apart from agencies and houses.

Sources, in order: the printed byline (`byline_search`, `byline_places`); what the page tells machines: JSON-LD author
or creator, microdata, meta elements, links marked rel=author. The printed byline wins. Only where the page tells
machines of everybody who is printed, and of more ("A B and 3 others"), is its list the fuller. Initials, agencies and
houses in print give way to people. A house that is its own publisher is named only where nobody else is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from schemas import Author
from scrapers.parsers.byline import Byline, read_byline
from scrapers.parsers.byline_words import AGENCY, AUTHOR, INITIALS, ORGANISATION
from scrapers.parsers.metadata import text_of, texts_of, types_of
from scrapers.parsers.microdata import microdata_values
from scrapers.parsers.name_words import word_set
from scrapers.parsers.names import clean_name, is_agency, is_person_name, is_single_name
from scrapers.parsers.page import Page
from scrapers.parsers.site_name import host_label
from scrapers.parsers.text import plain, squeeze
from scrapers.parsers.tree import inner_text

_META = (
    "author",
    "article:author",
    "articleauthor",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "content_author",
)
_MOST = 30
_LONGEST_HOUSE = 60
_SHORTEST_HOUSE = 3
_NO_NAME = re.compile(r"://|@|www\.|[{}<>|\\]")
# What content systems call an account that is nobody.
_NOBODY = word_set(
    "admin administrator webmaster unknown none null undefined author anonymous editor root user test guest default"
    " nobody na n/a staff autor auteur autore redakteur wordpress system online web"
)
_TURNED = re.compile(r"([^,]{2,40}),\s*([^,]{2,40})")
_CREDITS = re.compile(r"\W{0,3}(?:additional )?report(?:ing|ed) (?:by|from)\s+(?P<names>[^;.]{3,200})", re.IGNORECASE)


def told_authors(page: Page) -> list[Author]:
    """Return the authors that the page names to machines, without duplicates; people before houses."""
    own: list[Author] = []
    for source, authors in _sources(page):
        others = [author for author in authors if not _is_publisher(page, author)]
        if others:
            page.note("authors", source)
            return others
        if authors and not own:
            own = authors
            page.note("authors", source)
    return [Author(name=author.name, role=ORGANISATION) for author in own]


def choose_authors(page: Page, byline: Byline | None, told: list[Author], endnotes: list[str]) -> list[Author]:
    """Return the authors of the article from its byline, what machines are told, and "Reporting by A B" below it."""
    printed = [_as_house(page, author) for author in byline.authors] if byline else []
    by_links = page.sources.get("authors") == "link"
    people = [author for author in printed if _is_person(author)]
    told_people = {plain(author.name) for author in told if author.role == AUTHOR}
    if not printed:
        return told or _reported_by(endnotes)
    if not people and told_people:
        agencies = [author for author in printed if author.role == AGENCY]
        return _unique([*(author for author in told if author.role == AUTHOR), *agencies])
    page.sources["authors"] = "byline"
    writers = {plain(author.name) for author in people if author.role == AUTHOR}
    # Links to authors may be those of other stories on the page.
    if writers and told_people >= writers and not by_links:
        return _fuller(printed, told)
    return printed


def _fuller(printed: list[Author], told: list[Author]) -> list[Author]:
    """Everybody whom machines are told of, with role and link as printed, and who is printed in another role."""
    seen = {plain(author.name): author for author in printed}
    listed = [seen.pop(plain(author.name), author) for author in told]
    return _unique(
        [*listed, *(author for author in seen.values() if author.role not in (AUTHOR, AGENCY, ORGANISATION))]
    )


def _is_person(author: Author) -> bool:
    return author.role not in (AGENCY, ORGANISATION) and not INITIALS.fullmatch(author.name)


def _reported_by(endnotes: list[str]) -> list[Author]:
    for note in endnotes:
        if match := _CREDITS.match(note):
            found = read_byline(f"By {match['names']}", "en")
            return list(found.authors) if found else []
    return []


def _sources(page: Page) -> Iterator[tuple[str, list[Author]]]:
    yield "json-ld", _from_json_ld(page)
    # A house in a meta element stands on every page of the site and says nothing of this one.
    meta = [name for key in _META for name in page.metadata.all(key)[:_MOST]]
    yield "meta", [author for author in _from_names(meta) if author.role != ORGANISATION]
    yield "microdata", _from_names(microdata_values(page, "author"))
    links = [el for el in page.metadata.rel.get("author", ())[:_MOST] if next(el.iterancestors("aside"), None) is None]
    yield "link", _from_names(inner_text(el) for el in page.out_of_cards(links)[:5])
    yield "meta", _unique([a for name in page.metadata.all("articleauthor") for a in _house(name)])


def _from_json_ld(page: Page) -> list[Author]:
    article = page.metadata.article
    authors: list[Author] = []
    value = article.get("author") or article.get("creator") or article.get("contributor")
    for item in (value if isinstance(value, list) else [value])[:_MOST]:
        item = _resolved(page, item)
        kinds = types_of(item) if isinstance(item, dict) else set()
        for text in texts_of(item, "name"):
            house = bool(kinds) and "Person" not in kinds
            authors.extend(_house(text) if house else _author(text) or _house(text))
    return _unique(authors)


def _resolved(page: Page, item: Any) -> Any:
    """A node that only points to another one ({"@id": "#/schema/person/1"}) is that other one."""
    if not isinstance(item, dict) or "name" in item or not isinstance(item.get("@id"), str):
        return item
    nodes = page.metadata.json_ld
    return next((node for node in nodes if node.get("@id") == item["@id"] and "name" in node), item)


def _from_names(names: Iterable[str]) -> list[Author]:
    return _unique([author for name in names for author in _author(name)])


def _author(text: str) -> list[Author]:
    if _NO_NAME.search(text) or text.casefold() in _NOBODY:
        return []
    if is_person_name(text):
        return [Author(name=text)]
    found = read_byline(text, None, bare_names=True)
    if found and found.authors:
        return list(found.authors)
    if turned := _TURNED.fullmatch(text):  # "Doe, Jane", as libraries write
        name = f"{turned[2]} {turned[1]}"
        return [Author(name=name)] if is_person_name(name) else []
    name = clean_name(text) or ""
    if is_person_name(name) or (is_single_name(name) and not name.isupper()):
        return [Author(name=name)]
    return [Author(name=name, role=AGENCY if is_agency(name) else ORGANISATION)] if name else []


def _house(text: str) -> list[Author]:
    """What a page calls an author and no person is called: an agency, a desk, the paper."""
    if is_agency(text):
        return [Author(name=text, role=AGENCY)]
    if len(text) > _LONGEST_HOUSE or len(text) < 2 or _NO_NAME.search(text) or text.casefold() in _NOBODY:
        return []
    return [Author(name=text, role=ORGANISATION)] if any(ch.isalpha() for ch in text) else []


def _is_publisher(page: Page, author: Author) -> bool:
    """Whether an author is the paper itself, by its name or the name of its host."""
    name = squeeze(author.name)
    if not name or author.role == AGENCY:
        return not name
    publisher = page.metadata.article.get("publisher")
    names = (text_of(publisher, "name"), page.metadata.first("og:site_name"), page.metadata.first("application-name"))
    return name in {squeeze(text) for text in names if text} or name == host_label(page.url)


def _as_house(page: Page, author: Author) -> Author:
    """The paper's own name in a byline reads like a person's, or a part of one: "Le Canal", "Ouest-Canal Ada Lund"."""
    if author.role != AUTHOR:
        return author
    if _is_publisher(page, author):
        return author.model_copy(update={"role": ORGANISATION})
    house, _, name = author.name.partition(" ")
    if is_person_name(name) and len(house) > _SHORTEST_HOUSE and _is_publisher(page, Author(name=house)):
        return author.model_copy(update={"name": name})
    return author


def _unique(authors: list[Author]) -> list[Author]:
    return list({plain(author.name): author for author in reversed(authors)}.values())[::-1]
