"""What only the crawl knew of a page, out of the record that it left in the archive beside the page.

Records in an archive are input like any other: what does not fit is taken for not told.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas import Article, Image, ParseWarning
from schemas.article import EDITORIAL_FIELDS

_MISSING = "picture_missing"
_FACTS = ("sha256", "warc_record_id", "width", "height")


class _Circumstances(BaseModel):
    model_config = ConfigDict(extra="ignore")

    source: str | None = None
    source_url: str | None = None
    discovered_from: str | None = None


class _Beside(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str | None = None
    revision: int = Field(default=1, ge=1)
    changed: list[str] = []
    provenance: _Circumstances = _Circumstances()
    images: list[Image] = []
    warnings: list[ParseWarning] = []


def circumstances(record: dict[str, Any]) -> dict[str, str | None]:
    """Return how the crawl came by the page: `source`, `source_url` and `discovered_from`, null when not told."""
    return _read(record).provenance.model_dump()


def add_revision(article: Article, record: dict[str, Any]) -> bool:
    """Give an article the revision that the crawl gave it, and return whether the record is of this article."""
    told = _read(record)
    if told.id != article.id:
        return False
    article.revision = told.revision
    article.changed = [name for name in EDITORIAL_FIELDS if name in told.changed]
    return True


def add_pictures(article: Article, record: dict[str, Any]) -> None:
    """Give an article's pictures what the crawl found out when it fetched them, and its warnings on missing ones."""
    told = _read(record)
    fetched = {image.url: image for image in told.images if image.sha256}
    for image in article.images:
        if (known := fetched.get(image.url)) is not None:
            for name in _FACTS:
                setattr(image, name, getattr(known, name))
    urls = {image.url for image in article.images}
    article.warnings += [
        warning for warning in told.warnings if warning.code == _MISSING and warning.message.partition(": ")[0] in urls
    ]


def _read(record: dict[str, Any]) -> _Beside:
    try:
        return _Beside.model_validate(record)
    except ValidationError:
        return _Beside()
