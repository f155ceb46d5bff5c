"""The issue record: one number of a newspaper with every article its contents page lists."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from schemas.article import Provenance
from schemas.record import SCHEMA_VERSION, Record


class ListedArticle(Record):
    """An article as a contents page lists it. `headline` is null where the page prints only the standfirst."""

    url: str
    headline: str | None = None
    standfirst: str | None = None


class ListedSection(Record):
    """A section of an issue; `name` is null for the articles that stand above the first section heading."""

    name: str | None = None
    articles: list[ListedArticle] = Field(default_factory=list)


class Issue(Record):
    """One issue. `number` is not unique (specials share it), so `id` comes from the issue page's own URL."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str
    publication: str
    number: str | None = None
    label: str | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    volume: str | None = None
    url: str
    pdf_url: str | None = None
    text_url: str | None = None
    cover_image_url: str | None = None
    sections: list[ListedSection] = Field(default_factory=list)
    article_count: int = Field(default=0, ge=0)
    provenance: Provenance = Field(default_factory=Provenance)

    @model_validator(mode="before")
    @classmethod
    def _count_articles(cls, data: Any) -> Any:
        if isinstance(data, dict) and "article_count" not in data:
            sections = [ListedSection.model_validate(s) for s in data.get("sections") or []]
            return {**data, "article_count": sum(len(s.articles) for s in sections)}
        return data
