"""Pages drawn by a script: where the text lies when the page itself prints none.

Some sites send an empty page and the article as data for a script: HTML in a JSON string, escaped once or twice,
a tree of nodes (script_nodes.py), or the articleBody of JSON-LD. When a page prints no running text, the richest such
text that shares words with the page's title is put into the tree as an <article>, and the page is read as if it had
been printed. It never competes with printed text: only an articleBody many times as long as all that is printed, the
author's life and the cookies, counts beside that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lxml import etree

from scrapers.markup import parse_utf8
from scrapers.parsers.lines import is_prose
from scrapers.parsers.metadata import Metadata
from scrapers.parsers.page import Page
from scrapers.parsers.script_nodes import stories_of_nodes
from scrapers.parsers.text import fold

# One of 400 signs and more. One that the page's end cuts off is one too, or each quote in it would be tried to the end.
# It gives nothing back (++): no sign in it can be read in two ways.
_JSON_STRING = re.compile(r'"(?=(?:[^"\\]|\\.){400})((?:[^"\\]++|\\(?:.|\Z))++)(?:"|\Z)', re.DOTALL)
_PARAGRAPH = re.compile(r"<p[\s>]|<br|</p>", re.IGNORECASE)
_TITLE = re.compile(r'"(?:headline|title|name)"\s*:\s*"((?:[^"\\]|\\.){10,300})"', re.IGNORECASE)
_STANDFIRST = re.compile(
    r'"(?:sub_?title|sub_?head(?:line|ing)?|standfirst|dek|deck|lead|lede|chapo|teaser|intro(?:duction)?|summary|excerpt)"'
    r'\s*:\s*"((?:[^"\\]|\\.){20,800})"',
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{4,}")
_FEWEST_WORDS = 4
_SAME_TITLE = 0.7
_BESIDE = 6000
_SHORTEST = 300
_MOST_SCRIPT = 4_000_000
_SHORTEST_TOLD = 1000
_TIMES_PRINTED = 5
_DEPTH = 2


@dataclass(frozen=True)
class _Hidden:
    """A text found as a JSON string: its HTML, the source that it was found in, and where."""

    html: str
    source: str = ""
    at: int = 0

    def beside(self, keys: re.Pattern[str]) -> Iterator[str]:
        """Yield the strings beside it under one of some keys: fields of the same object, nearest before it first."""
        before = list(keys.finditer(self.source, max(0, self.at - _BESIDE), self.at))
        after = keys.finditer(self.source, self.at, self.at + len(self.html) * 2 + _BESIDE)
        for match in (*reversed(before), *after):
            if text := _decoded(match[1]):
                yield text


def prints_little(page: Page) -> bool:
    """Return whether a page prints no running text, or hardly any beside the articleBody that machines are told."""
    prose = (len(line.text) for line in page.lines if len(line.text) >= 25 and is_prose(line))
    if not (printed := next(prose, 0)):
        return True
    told = page.metadata.article.get("articleBody")
    if not isinstance(told, str) or len(told) < _SHORTEST_TOLD:
        return False
    return (printed + sum(prose)) * _TIMES_PRINTED < len(told)


def graft_hidden_text(root: etree._Element, metadata: Metadata, headline: str | None) -> bool:
    """Put the text that a script would draw into the tree; return whether there was any.

    The title and the standfirst that stand beside the text in the same data come with it; a title counts only when
    `headline`, what the page calls itself, begins with it.
    """
    found = _from_scripts(root, headline) or _from_nodes(root, headline) or _from_json_ld(metadata)
    if found is None:
        return False
    titles = (fold(text) for text in found.beside(_TITLE))
    title = next((text for text in titles if text and headline and headline.startswith(text)), headline)
    said = next(found.beside(_STANDFIRST), "")
    head = f"<h1>{escape(title)}</h1>" if title else ""
    lead = f'<div class="standfirst">{said}</div>' if said else ""
    page = f"<article>{head}{lead}<div>{found.html}</div></article>"
    fragment = parse_utf8(page.encode("utf-8", "replace"))
    article = next(fragment.iter("article"), None)
    body = root.find("body")
    if article is None:
        return False
    (root if body is None else body).append(article)
    return True


def _from_scripts(root: etree._Element, headline: str | None) -> _Hidden | None:
    best, most = None, 0.0
    for source in _sources(root):
        if "<p" not in source and "u003cp" not in source.lower():
            continue
        for text in _strings(source):
            paragraphs = len(_PARAGRAPH.findall(text.html))
            weight = paragraphs * _share(text.html, headline)
            if paragraphs > 1 and weight > most:
                best, most = text, weight
    return best


def _sources(root: etree._Element) -> Iterator[str]:
    """Yield the scripts that may hold a text, but for the JSON-LD."""
    for script in root.iter("script"):
        source = script.text
        if source and _SHORTEST < len(source) < _MOST_SCRIPT and "ld+json" not in (script.get("type") or ""):
            yield source


def _from_nodes(root: etree._Element, headline: str | None) -> _Hidden | None:
    best, most = None, (False, 0.0)
    for source in _sources(root):
        for story in stories_of_nodes(source):
            share = _share(story.html, headline)
            # The title beside a story says more than its words whether it is this page's.
            weight = (_share(story.title, headline) > _SAME_TITLE, story.paragraphs * share)
            if share and weight > most:
                best, most = _Hidden(story.html), weight
    return best


def _share(text: str, headline: str | None) -> float:
    """The share of the headline's words that a text has, 0 to 1, or 0 for a single one.

    The data of a page hold other stories and the weather too. Short headlines tell none from another.
    """
    words = set(_WORD.findall(headline.lower())) if headline else set()
    if len(words) < _FEWEST_WORDS:
        return 1.0
    low = text.lower()
    found = sum(1 for word in words if word in low)
    return found / len(words) if found > 1 else 0.0


def _strings(source: str, depth: int = _DEPTH) -> list[_Hidden]:
    """The long JSON strings of a script, and those inside them: data in data is escaped twice.

    One that is cut off counts where the script has no other; in a text each last quote would look like one.
    """
    found: list[_Hidden] = []
    cut: list[_Hidden] = []
    for match in _JSON_STRING.finditer(source):
        text = _decoded(match[1])
        inner = _strings(text, depth - 1) if depth > 1 and '"' in text else []
        ends = match.end() > match.end(1)
        (found if ends else cut).extend(inner or ([_Hidden(text, source, match.start())] if text else []))
    return found or (cut if depth == _DEPTH else [])


def _decoded(literal: str) -> str:
    """The text of a JSON string without its quotes, or nothing where it is none."""
    try:
        return str(json.loads(f'"{literal}"', strict=False))
    except ValueError:
        return ""


def _from_json_ld(metadata: Metadata) -> _Hidden | None:
    text = metadata.article.get("articleBody")
    if not isinstance(text, str) or len(text) < _SHORTEST:
        return None
    if "<p" in text:
        return _Hidden(text)
    return _Hidden("".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip()))
