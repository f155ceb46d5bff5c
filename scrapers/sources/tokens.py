"""A list page as a reader's eye runs over it: links, headings and lines of text, in order.

What lists look like changes with every redesign; the order of what they print does not. So the readers of lists
work on this stream and not on class names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from scrapers.markup import fold, read_tree

# Elements that start a line of their own (HTML standard, section 15.3, "display: block"), and <br>.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
# Never part of a list: code, menus, the foot of the page, search boxes.
_FURNITURE = frozenset(
    ["script", "style", "noscript", "template", "nav", "footer", "form", "svg", "iframe", "object", "select", "button"]
)
# The same, where a page says it in a name and not in the element.
_FURNITURE_NAME = re.compile(
    r"(?i)(?:^|[\s_-])(?:footer|nav|navigation|navbar|menu|breadcrumbs?|pagination)(?:$|[\s_-])"
)
_NEVER_FURNITURE = frozenset(["html", "body", "main", "article"])


@dataclass(frozen=True)
class Token:
    """A piece of a page. `lines` has one text for headings and lines; a link has one for each block inside it."""

    kind: Literal["link", "heading", "line"]
    lines: tuple[str, ...]
    href: str = ""

    @property
    def text(self) -> str:
        """All the token's text on one line."""
        return " ".join(self.lines)


def read_page_tree(body: bytes, charset: str | None = None) -> etree._Element:
    """Parse a page; `charset` is that of the HTTP header. What is no page gives an element with nothing in it."""
    return read_tree(body, f"text/html; charset={charset}" if charset else None)[0]


def read_tokens(tree: etree._Element, wanted: Callable[[str], bool]) -> Iterator[Token]:
    """Yield the page's tokens in reading order, without menus, foot and code.

    `wanted` tells from an href whether a link is a token of its own; other links are text like any.
    """
    buffer: list[str] = []
    heading = 0

    def flush() -> Iterator[Token]:
        text = fold("".join(buffer))
        buffer.clear()
        if text:
            yield Token("heading" if heading else "line", (text,))

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        skipped = _is_furniture(element)
        link = tag == "a" and wanted(element.get("href", ""))
        if event == "start":
            if skipped or link:
                walk.skip_subtree()
            if link:
                yield from flush()
                yield Token("link", tuple(block_lines(element)), element.get("href", ""))
            elif tag in _BLOCKS:
                yield from flush()
                heading += tag in _HEADINGS
            if not (skipped or link):
                buffer.append(element.text or "")
        else:
            if tag in _BLOCKS:
                yield from flush()
                heading -= tag in _HEADINGS
            buffer.append((element.tail or "") if element is not tree else "")
    yield from flush()


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in _FURNITURE or element.tag == "head":
        return True
    if element.tag in _NEVER_FURNITURE:
        return False
    return bool(_FURNITURE_NAME.search(element.get("id", "")) or _FURNITURE_NAME.search(element.get("class", "")))


def block_lines(element: etree._Element) -> list[str]:
    """Return the text inside an element, one entry for each block in it, empty ones left out."""
    lines = [[element.text or ""]]
    for event, child in etree.iterwalk(element, events=("start", "end")):
        if child is element:
            continue
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in _BLOCKS:
            lines.append([])
        if event == "start" and tag not in _FURNITURE:
            lines[-1].append(child.text or "")
        elif event == "end":
            lines[-1].append(child.tail or "")
    return [text for text in (fold("".join(parts)) for parts in lines) if text]
