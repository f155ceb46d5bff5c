"""The article record: one newspaper article as a reader sees it, with the way back to the bytes it came from."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import to_jsonable_python

from schemas.record import SCHEMA_VERSION, Record, content_hash, record_id

BlockType = Literal["paragraph", "crosshead", "list_item", "quote", "preformatted", "table"]
ImageRole = Literal["lead", "inline", "gallery", "sidebar"]
SidebarKind = Literal["box", "keypoints", "timeline", "profile", "story"]

# What makes a new revision: the words and pictures that the editors answer for. Furniture, addresses of
# pictures (they change with every resize) and everything in provenance stay out.
EDITORIAL_FIELDS = (
    "kicker",
    "headline",
    "standfirst",
    "byline",
    "authors",
    "body",
    "images",
    "sidebars",
    "pull_quotes",
    "endnotes",
)

# Of a picture: they differ from one resizing to the next, and are no words of the editors.
_WHERE_AND_HOW_LARGE = frozenset({"url", "width", "height", "sha256", "warc_record_id"})

_EMPTY: dict[str, list[Any]] = {
    name: [] for name in ("authors", "body", "images", "sidebars", "pull_quotes", "endnotes")
}


class IssueRef(Record):
    """The printed issue an article belongs to. `label` is as printed ("Issue No. 2518"), `number` its bare number.

    Where the page names no number, the label is the issue's day, month or season ("January 2017").
    """

    number: str | None = None
    label: str | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    volume: str | None = None
    page: str | None = None


class Author(Record):
    """Who wrote, drew, photographed or sent the article."""

    name: str = Field(min_length=1)
    role: str = "author"
    url: str | None = None


class Link(Record):
    """A link inside a block: where it points and the words it stands on."""

    url: str
    text: str


class Block(Record):
    """One block of running text. `level` is 1-6 for crossheads and list depth (from 1) for list items, else null."""

    type: BlockType
    text: str = Field(min_length=1)
    level: int | None = None
    links: list[Link] = Field(default_factory=list)


class Image(Record):
    """A picture of the article. `position` is the number of body blocks before it; width and height are pixels."""

    url: str | None
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    role: ImageRole = "inline"
    position: int = Field(default=0, ge=0)
    width: int | None = None
    height: int | None = None
    sha256: str | None = None
    warc_record_id: str | None = None


class Sidebar(Record):
    """A boxed text of its own on the article's page. `position` is the number of body blocks before it."""

    heading: str | None = None
    kind: SidebarKind = "box"
    byline: str | None = None
    body: list[Block] = Field(min_length=1)
    text: str = ""
    position: int = Field(default=0, ge=0)

    @model_validator(mode="before")
    @classmethod
    def _derive_text(cls, data: Any) -> Any:
        if isinstance(data, dict) and "text" not in data:
            return {**data, "text": join_blocks(data.get("body") or [])}
        return data


FieldSources = dict[str, str]


class Provenance(Record):
    """Where a record came from. `fields` maps each field that was found to the name of the source that won."""

    fetched_at: str | None = None
    status: int | None = None
    content_type: str | None = None
    encoding: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    payload_digest: str | None = None
    warc_file: str | None = None
    warc_record_id: str | None = None
    source: str | None = None
    source_url: str | None = None
    discovered_from: str | None = None
    parser_version: str | None = None
    layout: str | None = None
    fields: FieldSources = Field(default_factory=dict)


class ParseWarning(Record):
    """Something the reader of a record should know. `code` is stable and documented, `message` is for people."""

    code: str
    field: str | None = None
    message: str


class Article(Record):
    """One article. Text is NFC, white space folded, no markup; every key is always there, null or [] when empty."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str
    revision: int = Field(default=1, ge=1)
    content_hash: str = Field(pattern=r"^sha256:[0-9a-f]{64}$")
    changed: list[str] = Field(default_factory=list)
    publication: str
    publication_name: str | None = None
    url: str
    canonical_url: str
    issue: IssueRef | None = None
    section: str | None = None
    kicker: str | None = None
    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    authors: list[Author] = Field(default_factory=list)
    published_at: str | None = None
    published_date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    published_text: str | None = None
    modified_at: str | None = None
    language: str | None = None
    topics: list[str] = Field(default_factory=list)
    body: list[Block] = Field(default_factory=list)
    text: str = ""
    word_count: int = Field(default=0, ge=0)
    images: list[Image] = Field(default_factory=list)
    sidebars: list[Sidebar] = Field(default_factory=list)
    pull_quotes: list[str] = Field(default_factory=list)
    endnotes: list[str] = Field(default_factory=list)
    free_to_read: bool | None = None
    provenance: Provenance = Field(default_factory=Provenance)
    warnings: list[ParseWarning] = Field(default_factory=list)

    @field_validator("published_at", "modified_at")
    @classmethod
    def _rfc3339_with_offset(cls, value: str | None) -> str | None:
        """Refuse a time without an offset: a zone is known or the time is not written (RFC 3339)."""
        if value is not None and datetime.fromisoformat(value).tzinfo is None:
            raise ValueError(f"{value!r} has no offset; write it as 2016-08-23T16:18:00+01:00, or leave null")
        return value

    @classmethod
    def build(cls, *, identity: str, **fields: Any) -> Article:
        """Make an article from its fields, deriving id, content_hash and text.

        `identity` is the canonical URL, or the URL that a publication keys the article on. Raises
        pydantic.ValidationError when a field breaks the schema.
        """
        told = {name: fields.get(name, _EMPTY.get(name)) for name in EDITORIAL_FIELDS}
        editorial = _editorial(to_jsonable_python(told))
        fields["text"] = join_blocks(fields.get("body", []))
        return cls(id=record_id(identity), content_hash=content_hash(editorial), **fields)

    def fingerprints(self) -> dict[str, str]:
        """Return a short digest of each editorial field: two revisions differ in the fields where these differ."""
        editorial = _editorial(self.model_dump(mode="json", include=set(EDITORIAL_FIELDS)))
        return {name: _fingerprint(name, editorial[name]) for name in EDITORIAL_FIELDS}


def _editorial(plain: dict[str, Any]) -> dict[str, Any]:
    """Return the editorial fields, given as plain data, without what says only where a picture lies and how large."""
    images = [
        {key: value for key, value in image.items() if key not in _WHERE_AND_HOW_LARGE} for image in plain["images"]
    ]
    return {**plain, "images": images}


def _fingerprint(name: str, value: Any) -> str:
    return _digest(name, value) if value else _digest_of_nothing(name, json.dumps(value))


def _digest(name: str, value: Any) -> str:
    return content_hash({name: value})[len("sha256:") :][:16]


@cache
def _digest_of_nothing(name: str, nothing: str) -> str:
    """Return the digest of a field that is null or empty, as half of all fields are."""
    return _digest(name, json.loads(nothing))


def join_blocks(blocks: list[Any]) -> str:
    """Return the texts of blocks (models or plain dicts) joined by blank lines."""
    return "\n\n".join(b["text"] if isinstance(b, dict) else b.text for b in blocks)
