"""The records of an XML list (items, entries, urls), one at a time, in memory that does not grow with the list.

The document is never a tree: the parser's events are put together into one record after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin

from lxml import etree

from scrapers.sources.streams import Data, Report, ignore, pieces
from scrapers.sources.xml_text import xml_text

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# The vocabularies that lists use. Names in the first ones have no prefix; what is in none of them keeps its address.
_PREFIXES = {
    "": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",  # Atom 0.3
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
}
# No record of a newspaper comes near these; what is beyond them is left out, so that one record cannot fill memory.
_MOST_TEXT = 256 * 1024
_MOST_NODES = 4096
# And no list is nested so deep, or has a tag of so many characters: the parser would keep all of it.
_DEEPEST = 10_000
_LONGEST_TAG = 1024 * 1024


@dataclass(slots=True)
class Node:
    """An element of a record: its name with a usual prefix ("dc:date"), its text without that of its children."""

    name: str
    attributes: Mapping[str, str]
    base: str
    parts: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The element's own text, ends stripped."""
        return "".join(self.parts).strip()

    def all_text(self) -> str:
        """Return the text of the element and all below it, a space between two elements."""
        parts, waiting = [], [self]
        while waiting:
            node = waiting.pop()
            parts.append("".join(node.parts))
            waiting.extend(reversed(node.children))
        return " ".join(parts).strip()

    def find(self, name: str) -> Iterator[Node]:
        """Yield the children of a name, in order."""
        return (child for child in self.children if child.name == name)

    def value(self, *names: str) -> str | None:
        """Return the text of the first child that has one, asking the names in order."""
        return next((child.text for name in names for child in self.find(name) if child.text), None)


class XmlRecords:
    """Iterate over it for the records. `root` is the name of the document's element, once it has been seen."""

    def __init__(
        self, data: Data, names: frozenset[str], url: str, charset: str | None = None, report: Report = ignore
    ) -> None:
        self._pieces = pieces(data, report)
        self._charset = charset
        self._report = report
        self._target = _Target(names, url)

    @property
    def root(self) -> str | None:
        """Name of the document's element."""
        return self._target.root

    def __iter__(self) -> Iterator[Node]:
        """Yield the records. What is no XML at all has none."""
        # huge_tree lifts the limit of depth, which unclosed <br> in descriptions reach; there is no tree to be huge.
        parser = etree.XMLParser(
            target=self._target,  # type: ignore[arg-type]  # the stubs ask for more than lxml does
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
        )
        tail, silent = "", 0
        for text in xml_text(self._pieces, self._charset):
            before = self._target.events
            parser.feed(text)
            tail = (tail + text)[-80:]
            yield from self._target.taken()
            silent = silent + len(text) if self._target.events == before else 0
            if silent > _LONGEST_TAG or self._target.depth > _DEEPEST:
                self._report("it has a tag without end or elements without end; what comes after was not read")
                return
        with suppress(etree.XMLSyntaxError):  # an empty list: there is nothing to close
            parser.close()
        yield from self._target.rest()
        # Depth alone is no sign: in a list with unclosed elements in it the end tags are one short.
        if self.root and self._target.depth and not tail.rstrip().endswith(f"{self._target.root_tag}>"):
            self._report("it is cut short; what is missing was not read")


class _Target:
    """Takes the parser's events (lxml's target interface) and keeps the records that have ended."""

    def __init__(self, names: frozenset[str], url: str) -> None:
        self.root: str | None = None
        self.root_tag = ""
        self.depth = 0
        self.events = 0
        self._names = names
        self._bases = [url]
        self._open: list[Node] = []  # the record that is being read, and the way down to the element in it
        self._done: list[Node] = []
        self._text = self._nodes = 0
        self._below = 0  # elements deep in what is left out of an overfull record

    def taken(self) -> list[Node]:
        """Return the records that have ended since the last call."""
        done, self._done = self._done, []
        return done

    def rest(self) -> list[Node]:
        """Return what is left at the end, with the record that the end cut, if there is one."""
        self._end_record()
        return self.taken()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.events += 1
        name = _name(tag)
        if self.root is None:
            self.root, self.root_tag = name, tag.rpartition("}")[2]
        self.depth += 1
        base = self._bases[-1]
        if attributes:
            if own := attributes.get(_BASE):
                base = _joined(base, own)
            attributes = {_name(each): value for each, value in attributes.items()}
        self._bases.append(base)
        if name in self._names:  # records hold no records: an end tag was forgotten
            self._end_record()
            self._text = self._nodes = 0
            self._open = [Node(name, attributes, base)]
        elif self._open:
            self._nodes += 1
            if self._below or self._nodes > _MOST_NODES:
                self._below += 1
                return
            node = Node(name, attributes, base)
            self._open[-1].children.append(node)
            self._open.append(node)

    def end(self, tag: str) -> None:
        self.events += 1
        self.depth -= 1
        if len(self._bases) > 1:
            self._bases.pop()
        if self._below:
            self._below -= 1
        elif len(self._open) == 1:
            self._end_record()
        elif self._open:
            self._open.pop()

    def data(self, text: str) -> None:
        self.events += 1
        if self._open and not self._below and self._text < _MOST_TEXT:
            self._text += len(text)
            self._open[-1].parts.append(text)

    def close(self) -> None:
        """End as the interface asks; there is nothing to return."""

    def _end_record(self) -> None:
        if self._open:
            self._done.append(self._open[0])
            self._open = []
            self._below = 0


@lru_cache(maxsize=512)
def _name(tag: str) -> str:
    address, _, name = tag.rpartition("}")
    prefix = _PREFIXES.get(address[1:] if address else "")
    return tag if prefix is None else prefix + name.lower()


def _joined(base: str, more: str) -> str:
    try:
        return urljoin(base, more.strip())
    except ValueError:  # xml:base="http://[": no address, so it changes nothing
        return base
