"""The readers that are measured: this project's parser, a bare lxml parse, other extractors where installed.

Each reader is asked for what it is made to give, and what it gives is put under the names of the article record:
its title, authors, date, description and text, its headings as crossheads where it keeps them. Nothing is fetched.
A reader's time is that of going from bytes to its own result; putting it under our names is not counted.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from lxml import etree, html

from benchmarks.pages import Case
from scrapers.parsers import article, parse_article

Record = dict[str, Any]


@dataclass
class Reader:
    """A reader by its package's name: `read` goes from a page to its own result, `record` from there to a record."""

    name: str
    version: str
    read: Callable[[Case], Any]
    record: Callable[[Any], Record]

    @cached_property
    def title(self) -> str:
        """Name and version, as at the head of a column."""
        return f"{self.name} {self.version}".strip()


def bare_parse(case: Case) -> None:
    """Parse a page with lxml and do nothing with the tree: what every time is measured against."""
    etree.HTML(case.body)


def ours() -> Reader:
    """Return this project's parser, told nothing of the publisher; its title tells whether it is a compiled one."""
    return Reader(
        "Broadsheet",
        "" if str(article.__file__).endswith(".py") else "compiled",
        lambda case: parse_article(case.body, case.url, case.capture),
        lambda record: dict(record.model_dump(mode="json")),
    )


def peers() -> tuple[list[Reader], list[str]]:
    """Return the other readers that are installed, and the names of those that are not."""
    found, missing = [], []
    for name, make in _PEERS.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            missing.append(name)
            continue
        read, record = make()
        found.append(Reader(name, installed, read, record))
    return found, missing


def _trafilatura() -> tuple[Callable[[Case], Any], Callable[[Any], Record]]:
    extract = importlib.import_module("trafilatura").bare_extraction

    def read(case: Case) -> Any:
        return extract(case.body, url=case.url, with_metadata=True, include_comments=False, include_images=False)

    def record(found: Any) -> Record:
        if found is None:
            return {}
        authors = re.split(r"\s*;\s*", found.author) if found.author else []
        return _record(found.title, authors, found.date, found.description, list(_all_text(found.body, ("head",))))

    return read, record


def _newspaper() -> tuple[Callable[[Case], Any], Callable[[Any], Record]]:
    newspaper = importlib.import_module("newspaper")

    def read(case: Case) -> Any:
        article = newspaper.Article(case.url, fetch_images=False)
        article.download(input_html=_text(case.body))
        article.parse()
        return article

    def record(article: Any) -> Record:
        day = article.publish_date
        return _record(
            article.title,
            _names(article.authors),
            day.isoformat() if hasattr(day, "isoformat") else day,
            article.meta_description,
            _paragraphs(article.text),
        )

    return read, record


def _goose() -> tuple[Callable[[Case], Any], Callable[[Any], Record]]:
    goose = importlib.import_module("goose3").Goose({"enable_image_fetching": False})

    def read(case: Case) -> Any:
        return goose.extract(raw_html=_text(case.body))

    def record(article: Any) -> Record:
        return _record(
            article.title,
            _names(article.authors),
            article.publish_datetime_utc.isoformat() if article.publish_datetime_utc else article.publish_date,
            article.meta_description,
            _paragraphs(article.cleaned_text),
        )

    return read, record


def _readability() -> tuple[Callable[[Case], Any], Callable[[Any], Record]]:
    document = importlib.import_module("readability").Document

    def read(case: Case) -> Any:
        found = document(_text(case.body), url=case.url)
        return found.short_title(), found.summary(html_partial=True)

    def record(found: Any) -> Record:
        title, summary = found
        body = (
            _outermost(html.fromstring(summary), ("h2", "h3", "h4"), ("p", "li", "blockquote", "pre"))
            if summary
            else ()
        )
        return _record(title, [], None, None, list(body))

    return read, record


_PEERS = {
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper,
    "goose3": _goose,
    "readability-lxml": _readability,
}


def _record(
    title: str | None, authors: list[str], day: str | None, description: str | None, body: list[Record]
) -> Record:
    return {
        "headline": title,
        "authors": [{"name": name} for name in authors],
        "published_at": day,
        "standfirst": description,
        "body": body,
        "images": [],
        "sidebars": [],
    }


def _text(body: bytes) -> str:
    """Readers that want text get it decoded rightly, as their own download would mostly do."""
    from scrapers.markup import to_utf8

    return to_utf8(body, None)[1].decode("utf-8", "replace")


def _paragraphs(text: str | None) -> list[Record]:
    return [{"type": "paragraph", "text": piece.strip()} for piece in re.split(r"\n+", text or "") if piece.strip()]


def _outermost(root: Any, headings: tuple[str, ...], texts: tuple[str, ...]) -> Iterator[Record]:
    """The outermost headings and blocks of text of a tree that has wrappers, each with all the text in it."""
    walker = etree.iterwalk(root, events=("start",), tag=(*headings, *texts))
    for _, el in walker:
        walker.skip_subtree()
        # Joined by spaces, for a line break within a block is an element without text.
        if text := _folded(el.itertext()):
            yield {"type": "crosshead" if el.tag in headings else "paragraph", "text": text}


def _all_text(root: Any, headings: tuple[str, ...]) -> Iterator[Record]:
    """All text of a tree that holds nothing but the article: it is parted at every element."""
    for el in root.iter():
        if text := _folded([el.text]):
            yield {"type": "crosshead" if el.tag in headings else "paragraph", "text": text}
        if el is not root and (text := _folded([el.tail])):
            yield {"type": "paragraph", "text": text}


def _folded(pieces: Iterable[str | None]) -> str:
    return " ".join(" ".join(piece for piece in pieces if piece).split())


def _names(value: Any) -> list[str]:
    """Names out of whatever shape a page's JSON-LD had and a reader handed on."""
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list | tuple):
        return [name for item in value for name in _names(item)]
    return [value] if isinstance(value, str) else []
