"""What a page says of itself to machines: meta elements, links, JSON-LD. Read once, asked by every field."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from scrapers.parsers.text import UNFILLED, fold
from scrapers.parsers.tree import inner_text

_ARTICLE_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle"
    " ReviewNewsArticle AskPublicNewsArticle BlogPosting LiveBlogPosting Report Review ScholarlyArticle"
    " SatiricalArticle AdvertiserContentArticle TechArticle SocialMediaPosting".split()
)
# A page's data islands are a few kilobytes. A hostile one must not cost more than the page itself.
_JSON_LIMIT = 4_000_000
# A title or description that was never closed may run to the end of the page.
_LONGEST_VALUE = 5000
_PARSELY = {"pub_date": "parsely-pub-date", "author": "parsely-author", "section": "parsely-section"}
_DEPTH_LIMIT = 40
_NODE_LIMIT = 20_000
_WRAPPED_FROM = re.compile(r"(?:/\*+/?|//)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*/)?")
_WRAPPED_TO = re.compile(r"(?:/\*+|//)?\s*(?:\]\]>|-->)\s*(?:\*/)?$")
_LONGEST_WRAPPING = 40
_GREATEST = 10**15  # a number as a text, such as that of an issue
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]+")

Json = dict[str, Any]


class Metadata:
    """Meta values by lower-case name (several values in order), link targets by rel, JSON-LD nodes.

    `rel` holds the links in the text (<a>) by the words of their rel: author, tag, home.
    """

    def __init__(self, root: etree._Element) -> None:
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, list[str]] = {}
        self.title = ""
        self.json_ld: list[Json] = []
        self.rel: dict[str, list[etree._Element]] = {}
        self.base: str | None = None
        for el in root.iter("a", "meta", "link", "title", "script", "base"):
            tag = el.tag
            if tag == "a":
                if rel := el.get("rel"):
                    for word in rel.lower().split():
                        self.rel.setdefault(word, []).append(el)
            elif tag == "meta":
                name = el.get("property") or el.get("name") or el.get("itemprop") or el.get("http-equiv")
                content = el.get("content")
                if name and content and content not in UNFILLED:
                    self.meta.setdefault(name.strip().lower(), []).append(content[:_LONGEST_VALUE])
                    if name == "parsely-page":
                        self._note_parsely(content)
            elif tag == "link":
                rel, href = el.get("rel"), el.get("href")
                if rel and href:
                    self.links.setdefault(rel.strip().lower(), []).append(href.strip())
            elif tag == "base":
                self.base = self.base or el.get("href")
            elif tag == "title":
                self.title = self.title or (inner_text(el) if len(el) else fold(el.text))[:_LONGEST_VALUE]
            elif "ld+json" in (el.get("type") or "").lower() and el.text:
                self.json_ld.extend(_json_nodes(el.text))
        self.article = self._article_node()

    def _note_parsely(self, content: str) -> None:
        """Note what Parse.ly's older tag holds in one JSON object, as its newer ones tell it one by one."""
        told = _loaded(content[:_LONGEST_VALUE])
        for key, name in _PARSELY.items() if isinstance(told, dict) else ():
            if isinstance(value := told.get(key), str) and value:
                self.meta.setdefault(name, []).append(value)

    def first(self, *names: str) -> str | None:
        """Return the first meta value that is not blank, folded."""
        for name in names:
            for value in self.meta.get(name, ()):
                if text := fold(value):
                    return text
        return None

    def all(self, *names: str) -> list[str]:
        """Return all meta values of these names, folded, without blanks."""
        return [text for name in names for value in self.meta.get(name, ()) if (text := fold(value))]

    def nodes(self, *types: str) -> Iterator[Json]:
        """Yield the JSON-LD nodes of any of these types."""
        for node in self.json_ld:
            if not types_of(node).isdisjoint(types):
                yield node

    def _article_node(self) -> Json:
        articles = [n for n in self.json_ld if not types_of(n).isdisjoint(_ARTICLE_TYPES)]
        # Lists of related articles carry a headline and no more: the page's own node is the richest.
        # Those in a live blog are its posts.
        best = max(
            articles,
            key=lambda n: len(n) + 5 * ("articleBody" in n) + 3 * ("datePublished" in n) + 20 * ("liveBlogUpdate" in n),
            default=None,
        )
        # Where no node is an article, content systems describe it as a web page with author and dates.
        return best or next((n for n in self.json_ld if "WebPage" in types_of(n) and "datePublished" in n), {})


def types_of(node: Json) -> set[str]:
    """Return the schema.org types of a node, without name space."""
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return {v.rpartition("/")[2] for v in values if isinstance(v, str)}


def texts_of(value: Any, *keys: str) -> list[str]:
    """Return the texts of a JSON-LD value: a string, a number, an object (its first key that has text), or a list."""
    out: list[str] = []
    stack = [value]
    while stack and len(out) < 200:
        item = stack.pop(0)
        if isinstance(item, str):
            if (text := fold(html.unescape(item) if "&" in item else item)) and text not in UNFILLED:
                out.append(text)
        elif isinstance(item, int) and not isinstance(item, bool):
            if abs(item) < _GREATEST:
                out.append(str(item))
        elif isinstance(item, float):
            if abs(item) < _GREATEST:  # which NaN is not
                out.append(str(int(item)) if item.is_integer() else str(item))
        elif isinstance(item, list):
            stack[:0] = item[:200]
        elif isinstance(item, dict):
            stack[:0] = [item[key] for key in keys if key in item][:1]
    return out


def text_of(value: Any, *keys: str) -> str | None:
    """Return the first text of a JSON-LD value."""
    return next(iter(texts_of(value, *keys)), None)


def _bare_json(source: str) -> str:
    """Take off what hand-made islands are wrapped in: comments, CDATA, a byte order mark; line feeds in strings."""
    text = _CONTROL.sub(" ", source).strip(" \ufeff")
    if wrapped := _WRAPPED_FROM.match(text):
        text = text[wrapped.end() :]
    # Looked for at the end alone: from every place of a long run of spaces it would be looked for to that run's end.
    if wrapped := _WRAPPED_TO.search(text, max(0, len(text) - _LONGEST_WRAPPING)):
        text = text[: wrapped.start()]
    return text.strip(" ;\ufeff")


def _loaded(source: str) -> Any:
    """Read an island as it stands, or else unwrapped, or else without commas before a bracket; None for a wreck."""

    def as_it_stands(text: str) -> str:
        return text

    def without_commas(text: str) -> str:
        return _TRAILING_COMMA.sub(r"\1", _bare_json(text))

    for reading in (as_it_stands, _bare_json, without_commas):
        try:
            return json.loads(reading(source), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _json_nodes(source: str) -> list[Json]:
    if len(source) > _JSON_LIMIT:
        return []
    data = _loaded(source)
    if data is None:
        return []
    nodes: list[Json] = []
    stack: list[tuple[Any, int]] = [(data, 0)]
    seen = 0
    while stack and seen < _NODE_LIMIT:
        item, depth = stack.pop()
        seen += 1
        if depth > _DEPTH_LIMIT:
            continue
        if isinstance(item, list):
            stack.extend((child, depth + 1) for child in reversed(item))
        elif isinstance(item, dict):
            if "@type" in item:
                nodes.append(item)
            stack.extend((child, depth + 1) for child in reversed(item.values()) if isinstance(child, (dict, list)))
    return nodes
