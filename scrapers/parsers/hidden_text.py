"""Pages drawn by a script: where the text lies when the page itself prints none.

Some sites send an empty page and the article as data for a script: HTML in a JSON string, escaped once or twice,
or the articleBody of JSON-LD. When a page prints no running text, the richest such text is put into the tree as
an <article>, and the page is read as if it had been printed. It never competes with printed text.
"""

from __future__ import annotations

import json
import re
from html import escape

from lxml import etree

from scrapers.parsers.encoding import parse_utf8
from scrapers.parsers.metadata import Metadata

_JSON_STRING = re.compile(r'"((?:[^"\\]|\\.){400,})"', re.DOTALL)
_PARAGRAPH = re.compile(r"<p[\s>]|<br|</p>", re.IGNORECASE)
_SHORTEST = 300
_MOST_SCRIPT = 4_000_000


def graft_hidden_text(root: etree._Element, metadata: Metadata, headline: str | None) -> bool:
    """Put the text that a script would draw into the tree; return whether there was any."""
    html = _from_scripts(root) or _from_json_ld(metadata)
    if html is None:
        return False
    title = f"<h1>{escape(headline)}</h1>" if headline else ""
    fragment = parse_utf8(f"<article>{title}<div>{html}</div></article>".encode("utf-8", "replace"))
    article = next(fragment.iter("article"), None)
    body = root.find("body")
    if article is None:
        return False
    (root if body is None else body).append(article)
    return True


def _from_scripts(root: etree._Element) -> str | None:
    best, most = None, 1
    for script in root.iter("script"):
        source = script.text
        if not source or not _SHORTEST < len(source) < _MOST_SCRIPT or "ld+json" in (script.get("type") or ""):
            continue
        if "<p" not in source and "u003cp" not in source.lower():
            continue
        for text in _strings(source, 2):
            paragraphs = len(_PARAGRAPH.findall(text))
            if paragraphs > most:
                best, most = text, paragraphs
    return best


def _strings(source: str, depth: int) -> list[str]:
    """The long JSON strings of a script, and those inside them: data in data is escaped twice."""
    found = []
    for match in _JSON_STRING.finditer(source):
        try:
            text = json.loads(f'"{match[1]}"', strict=False)
        except ValueError:
            continue
        inner = _strings(text, depth - 1) if depth > 1 and '"' in text else []
        found.extend(inner or [text])
    return found


def _from_json_ld(metadata: Metadata) -> str | None:
    text = metadata.article.get("articleBody")
    if not isinstance(text, str) or len(text) < _SHORTEST:
        return None
    if "<p" in text:
        return text
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
