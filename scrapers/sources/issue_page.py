"""The contents page of an issue: its number, day and downloads, and the articles section by section."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lxml import etree

from scrapers.markup import fold
from scrapers.sources.links import LinkPatterns
from scrapers.sources.listed import ListedLink
from scrapers.sources.listing import article_tokens, listed_links, printed_day
from scrapers.sources.tokens import Token, read_page_tree

# "Issue: 2578", "Issue No. 2238a", "Issue 2513".
_LABEL = re.compile(r"\bIssue(?: No\.|:)?\s+(\d{1,5}[a-z]?)\b")
_DATED = re.compile(r"\bDated:?\s+(.{6,40})")
_COVER = re.compile(r"(?i)cover|front[-_ ]?page")
# So many section names on end, without an article between them, are a menu and no headings.
_MENU = 3


@dataclass(frozen=True)
class Section:
    """A section of the contents page; `name` is null for the articles above the first heading."""

    name: str | None
    articles: tuple[ListedLink, ...]


@dataclass(frozen=True)
class IssuePage:
    """What an issue's page says. `number` is None on a page that is no issue page."""

    number: str | None = None
    label: str | None = None
    date: date | None = None
    pdf_url: str | None = None
    text_url: str | None = None
    cover_image_url: str | None = None
    sections: tuple[Section, ...] = ()
    own_url: str | None = None


def read_issue_page(
    body: bytes,
    url: str,
    patterns: LinkPatterns,
    section_names: Sequence[str] = (),
    charset: str | None = None,
) -> IssuePage:
    """Read an issue's page. `section_names` are the headings as printed. Missing parts are None or empty.

    `own_url` is the issue page that the page names as itself (canonical link), for addresses like /archive that
    show whichever issue is the newest.
    """
    tree = read_page_tree(body, charset)
    tokens = article_tokens(tree, url, patterns)
    number, label, day = _masthead(tokens)
    links = listed_links(tokens, url, patterns, _section_reader(tokens, section_names))
    sections = tuple(Section(name, tuple(group)) for name, group in groupby(links, key=lambda link: link.section))
    pdf, text = _downloads(tree, url, patterns)
    cover = _cover(tree, url, patterns)
    return IssuePage(number, label, day, pdf, text, cover, sections, _own_url(tree, url, patterns))


def _masthead(tokens: Sequence[Token]) -> tuple[str | None, str | None, date | None]:
    """Return number, label and day. The first label wins: the page's head, not a story that names an issue."""
    number = label = None
    day = None
    for token in tokens:
        if token.kind == "link":
            continue
        if number is None and (found := _LABEL.search(token.text)):
            number, label = found[1], found[0]
        if day is None and (found := _DATED.search(token.text)):
            day = printed_day(found[1])
    return number, label, day


def _section_reader(tokens: Sequence[Token], names: Sequence[str]) -> Callable[[Token], str | None]:
    """Return the function that tells which section a token opens; a menu of sections opens none ("")."""
    known = {name.casefold(): name for name in names}
    opened: dict[int, str] = {}
    run: list[int] = []

    def close_run() -> None:
        if len(run) >= _MENU:
            opened.update((at, "") for at in run)
        run.clear()

    for token in tokens:
        name = known.get(token.text.casefold())
        if name is not None:
            opened[id(token)] = name
            run.append(id(token))
        else:
            close_run()
    close_run()
    return lambda token: opened.get(id(token))


def _downloads(tree: etree._Element, base: str, patterns: LinkPatterns) -> tuple[str | None, str | None]:
    pdf = text = None
    for anchor in tree.iter("a"):
        target = patterns.resolve(anchor.get("href", ""), base)
        if target is None:
            continue
        words = fold("".join(str(part) for part in anchor.itertext())).casefold()
        path = target.casefold().partition("?")[0]
        if pdf is None and ("download pdf" in words or path.endswith(".pdf")):
            pdf = target
        elif text is None and ("plain text" in words or path.endswith(".txt")):
            text = target
    return pdf, text


def _cover(tree: etree._Element, base: str, patterns: LinkPatterns) -> str | None:
    """Return the picture that calls itself a cover or front page; no picture is guessed to be one."""
    for image in tree.iter("img"):
        about = " ".join(image.get(name, "") for name in ("src", "alt", "class", "id", "title"))
        if _COVER.search(about) and (target := patterns.resolve(image.get("src", ""), base)):
            return target
    return None


def _own_url(tree: etree._Element, base: str, patterns: LinkPatterns) -> str | None:
    for link in tree.iter("link"):
        named = patterns.resolve(link.get("href", ""), base)
        if fold(link.get("rel", "")).casefold() == "canonical" and named and patterns.is_issue(named):
            return named
    here = patterns.resolve(base, base)
    return here if here and patterns.is_issue(here) else None
