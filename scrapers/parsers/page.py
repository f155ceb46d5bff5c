"""A page as all fields see it: its lines, what it says of itself, and what has been found so far."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import urljoin, urlsplit

from lxml import etree

from schemas import Capture, ParseWarning
from scrapers.parsers.lines import Line, Node
from scrapers.parsers.metadata import Metadata
from scrapers.parsers.rules import Layout, Rules
from scrapers.parsers.text import fold
from scrapers.parsers.tree import select
from scrapers.parsers.walk import Walk

# An absolute address in which resolving finds nothing to change; most addresses on a page are such.
_CHARACTERS = r"\w.~%/+@!$&'()*,=:-"
_WHOLE_URL = re.compile(
    rf"https?://[\w.-]+(?:/[{_CHARACTERS}]*)?(?:\?[{_CHARACTERS};?]+)?(?:#[{_CHARACTERS}]+)?", re.ASCII
)


class Page:
    """One page being read. Fields read `lines`, take the ones that are theirs, and note what source won."""

    def __init__(self, root: etree._Element, url: str, capture: Capture, rules: Rules | None) -> None:
        self.root = root
        self.url = url
        self.capture = capture
        self.rules = rules
        self.zone = rules.publication.timezone if rules else None
        self.layout = _layout(root, rules, capture.fetched_at.date() if capture.fetched_at else None)
        if self.layout is not None:
            _drop(root, self.layout.drop)
        self.metadata = Metadata(root)
        walk = Walk(root)
        self.lines: list[Line] = walk.lines
        self.nodes: list[Node] = walk.nodes
        self.pictures = walk.pictures
        self.pictured = walk.pictured
        self.inputs = walk.inputs
        self.choices = walk.choices
        # Where a page has none, those of its lines that say its title stand in; see titles.find_headings.
        self.first_level_headings = [line.index for line in walk.lines if line.level == 1]
        self.scope: Node | None = None
        self.headline_at: int | None = None  # where header.headline_index found it last
        # What header.first_paragraph_index found last, and below which headline of which scope.
        self.first_paragraph: tuple[tuple[int, Node | None], int] | None = None
        self.kicker_in_headline: str | None = None
        self.standfirst_in_headline: str | None = None
        self.prose_by_name: dict[str, int] = {}
        self.about_cookies: list[Line] = []
        self.language: str | None = None
        self.publication = "unknown"  # the slug
        self.publication_name: str | None = None
        self.sources: dict[str, str] = {}
        self.warnings: list[ParseWarning] = []
        self._base = _base_url(self.metadata.base, url)

    def take(self, field: str, lines: Iterable[Line], source: str) -> None:
        """Give lines the role of a field, so that no other field uses them, and note the source that won."""
        for line in lines:
            line.role = field
        self.sources.setdefault(field, source)

    def note(self, field: str, source: str) -> None:
        """Note the source that won for a field that takes no lines."""
        self.sources.setdefault(field, source)

    def warn(self, code: str, message: str, field: str | None = None) -> None:
        """Add a warning to the record."""
        self.warnings.append(ParseWarning(code=code, field=field, message=message))

    def absolute(self, href: str | None) -> str | None:
        """Return a link as an absolute http(s) URL, or None for javascript:, data:, mailto: and broken ones."""
        if not href or _WHOLE_URL.fullmatch(href):
            return href or None
        try:
            url = urljoin(self._base, "".join(href.split()) if "\n" in href or "\t" in href else href.strip())
            parts = urlsplit(url)
            host = parts.hostname
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or not host:
            return None
        url = fold(url).replace(" ", "%20")
        # RFC 3986 §3.1: the scheme's canonical form is lower case.
        return url if url.startswith(parts.scheme) else parts.scheme + url[len(parts.scheme) :]

    def is_home(self, href: str | None) -> bool:
        """Return whether a link leads to the front page of the site."""
        url = self.absolute(href)
        return url is not None and url.rstrip("/") == "/".join(self.url.split("/", 3)[:3])

    def out_of_cards(self, elements: list[etree._Element]) -> list[etree._Element]:
        """Return the elements that stand in no card of another story; all of them where each does."""
        if len(elements) < 2:
            return elements
        cards = {node.el for node in self.nodes if node.role == "related"}
        return [el for el in elements if cards.isdisjoint(el.iterancestors())] or elements

    def rule_lines(self, expressions: tuple[str, ...]) -> list[Line]:
        """Return the free lines inside the elements that the first fruitful XPath of a layout selects."""
        for expression in expressions:
            elements = set(select(self.root, expression))
            if not elements:
                continue
            picked = [
                line
                for line in self.lines
                if line.role is None and any(node.el in elements for node in line.node.ancestors())
            ]
            if picked:
                return picked
        return []


def _layout(root: etree._Element, rules: Rules | None, captured: date | None) -> Layout | None:
    """Choose by what the page shows; where no layout's mark is there, by the capture date."""
    if rules is None:
        return None
    for layout in rules.layouts:
        if any(root.xpath(mark) for mark in layout.marks):
            return layout
    for layout in rules.layouts:
        live = captured is not None and (layout.since is None or layout.since <= captured)
        if live and captured is not None and (layout.until is None or captured <= layout.until):
            return layout
    return None


def _drop(root: etree._Element, expressions: tuple[str, ...]) -> None:
    for expression in expressions:
        for el in select(root, expression):
            if el.getparent() is not None:
                _remove(el)


def _remove(el: etree._Element) -> None:
    """Remove an element but keep the text behind it."""
    parent, before = el.getparent(), el.getprevious()
    assert parent is not None
    if el.tail:
        if before is not None:
            before.tail = (before.tail or "") + el.tail
        else:
            parent.text = (parent.text or "") + el.tail
    parent.remove(el)


def _base_url(base: str | None, url: str) -> str:
    if not base:
        return url
    try:
        return urljoin(url, base.strip())
    except ValueError:
        return url
