"""The rejection record: something that was fetched or asked for and did not become an article, and why."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from schemas.article import Provenance
from schemas.record import SCHEMA_VERSION, Record

Stage = Literal["fetch", "parse", "validate"]


class Reason(Record):
    """One reason. `code` is stable and documented in docs/rejections.md, `message` says what was seen and wanted."""

    code: str
    field: str | None = None
    message: str


class Rejection(Record):
    """A page that gave no article. `record` keeps what was read of it, so that nothing is dropped silently."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    publication: str
    url: str
    stage: Stage
    reasons: list[Reason] = Field(min_length=1)
    record: dict[str, Any] | None = None
    provenance: Provenance = Field(default_factory=Provenance)
