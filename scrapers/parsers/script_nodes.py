"""Articles that the data of a script hold as a tree of nodes: {"type": "p", "children": [{"type": "text", "data": …}]}.

Editors and frameworks name the parts of a node differently, and mean the same: of what kind it is (type, tagName,
nodeType), what it says (text, data, value, content) and what it holds (children, content, items). Read are those of
htmlparser2, ProseMirror, Slate, Draft.js, Editor.js, Contentful, Portable Text and block editors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple, TypeVar

from scrapers.parsers.expressions import on_first_use

_Value = TypeVar("_Value")
_KINDS = ("type", "_type", "nodeType", "tagName", "tag", "name", "kind")
_SAYS = ("text", "data", "value", "content", "html")
_HOLDS = ("children", "content", "childNodes", "items", "nodes", "data", "attributes")
_ATTRIBUTES = ("attribs", "attrs", "attributes", "props", "data")
_PARAGRAPHS = frozenset("p paragraph unstyled text textblock text-block normal".split())
_TAGS = {
    **dict.fromkeys(_PARAGRAPHS, "p"),
    **{f"h{level}": f"h{level}" for level in range(2, 7)},
    **{f"header-{word}": f"h{level}" for level, word in enumerate(("two", "three", "four"), 2)},
    **{f"heading-{level}": f"h{level}" for level in range(2, 7)},
    **dict.fromkeys(("heading", "header", "subheading", "subhead", "crosshead"), "h2"),
    **dict.fromkeys(("ul", "list", "unordered-list", "bullet_list", "bulletlist"), "ul"),
    **dict.fromkeys(("ol", "ordered-list", "ordered_list", "orderedlist"), "ol"),
    **dict.fromkeys(("li", "list-item", "list_item", "listitem", "unordered-list-item"), "li"),
    **dict.fromkeys(("blockquote", "quote", "block-quote"), "blockquote"),
}
_TITLES = ("headline", "title")
_WRAPPERS = frozenset("div section article body root document doc fragment".split())
_LINKS = frozenset(("a", "link", "hyperlink"))
_OPENS = on_first_use(r"(?:\A|[=(])\s*([\[{])")
_FEWEST = 3
_SHORTEST = 40
_DEPTH = 24
_TRIES = 20


class Story(NamedTuple):
    """A list of nodes as HTML, how many paragraphs it has, and the title of the object that it is part of."""

    html: str
    paragraphs: int
    title: str


def stories_of_nodes(source: str) -> Iterator[Story]:
    """Yield the lists of nodes in a script's data that read as stories: three paragraphs or more."""
    for data in _objects(source):
        stack: list[tuple[Any, str]] = [(data, "")]
        while stack:
            value, title = stack.pop()
            if isinstance(value, list):
                paragraphs = sum(1 for item in value if _is_paragraph(item))
                if paragraphs >= _FEWEST:
                    yield Story("".join(_block(node, _DEPTH) for node in value), paragraphs, title)
                stack.extend((item, title) for item in reversed(value))
            elif isinstance(value, dict):
                title = next((text for key in _TITLES if isinstance(text := value.get(key), str) and text), title)
                stack.extend((item, title) for item in reversed(value.values()))


def _objects(source: str) -> Iterator[Any]:
    """Yield the JSON values that a script is, assigns or hands to a function, each that lies in no other."""
    decoder = json.JSONDecoder(strict=False)
    end = tries = 0
    for match in _OPENS.finditer(source):
        if match.start(1) < end:
            continue
        try:
            value, end = decoder.raw_decode(source, match.start(1))
            yield value
        except (ValueError, RecursionError):  # code, or an object as JavaScript writes them
            tries += 1
            if tries == _TRIES:
                return


def _first(node: dict[str, Any], keys: tuple[str, ...], kind: type[_Value]) -> _Value | None:
    """Return the first of some values of a node that is of a kind: an editor's key may hold another thing elsewhere."""
    return next((value for key in keys if isinstance(value := node.get(key), kind)), None)


def _kind(node: dict[str, Any]) -> str:
    kind = (_first(node, _KINDS, str) or "").rpartition("/")[2].lower()
    style = node.get("style")
    return style if kind == "block" and isinstance(style, str) else kind


def _is_paragraph(node: Any) -> bool:
    return isinstance(node, dict) and _kind(node) in _PARAGRAPHS and len(_inner(node, _DEPTH)) >= _SHORTEST


def _block(node: Any, depth: int) -> str:
    """The HTML of a block: nothing for what is none, such as a place for an advertisement."""
    if not isinstance(node, dict) or not depth:
        return ""
    kind = _kind(node)
    if kind in _WRAPPERS:
        return "".join(_block(child, depth - 1) for child in _held(node))
    if (tag := _TAGS.get(kind)) is None:
        return ""
    if tag in ("ul", "ol", "blockquote") and (held := "".join(_block(child, depth - 1) for child in _held(node))):
        return f"<{tag}>{held}</{tag}>"
    inner = _inner(node, depth)
    return f"<{tag}>{inner}</{tag}>" if inner and not inner.lstrip().startswith(("<p", "<h", "<ul", "<ol")) else inner


def _held(node: dict[str, Any]) -> list[Any]:
    return _first(node, _HOLDS, list) or []


def _inner(node: dict[str, Any], depth: int) -> str:
    """The HTML in a block: what its nodes say, or its own text, which editors keep as HTML."""
    if held := _held(node):
        return "".join(_inline(child, depth - 1) for child in held)
    said = _first(node, _SAYS, str)
    if said is not None:
        return said
    around = _first(node, _HOLDS, dict)
    return _inner(around, depth - 1) if around and depth > 1 else ""


def _inline(node: Any, depth: int) -> str:
    if isinstance(node, str):
        return escape(node)
    if not isinstance(node, dict) or not depth:
        return ""
    if held := _held(node):
        inner = "".join(_inline(child, depth - 1) for child in held)
        kind = _kind(node)
        href = _address(node) if kind in _LINKS else None
        return f'<a href="{escape(href)}">{inner}</a>' if href else inner
    return "<br>" if _kind(node) == "br" else escape(_first(node, _SAYS, str) or "")


def _address(node: dict[str, Any]) -> str | None:
    around = [node, *(value for key in _ATTRIBUTES if isinstance(value := node.get(key), dict))]
    found = (_first(each, ("href", "url", "uri"), str) for each in around)
    return next((href for href in found if href is not None), None)
