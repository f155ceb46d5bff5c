"""JSON Schemas (2020-12) of the records, generated beside the models: python -m schemas.json_schema."""

from __future__ import annotations

import json
from pathlib import Path

from schemas.article import Article
from schemas.issue import Issue
from schemas.record import SCHEMA_VERSION, Record
from schemas.rejection import Rejection

MODELS: dict[str, type[Record]] = {"article": Article, "issue": Issue, "rejection": Rejection}


def schema_path(name: str) -> Path:
    """Return where the schema of a record lies: schemas/<name>.schema.json."""
    return Path(__file__).with_name(f"{name}.schema.json")


def schema_text(name: str) -> str:
    """Return the JSON Schema of a record as it is written: what we emit, so every key is required."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:broadsheet:schema:{name}:{SCHEMA_VERSION}",
        **MODELS[name].model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write all schemas."""
    for name in MODELS:
        schema_path(name).write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
