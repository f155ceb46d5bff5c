"""What is promised of every record, whatever page it was read from."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from schemas import Article
from schemas.json_schema import schema_path

# C0 and C1 controls, lone surrogates, byte order marks. A table's text has a line feed between its rows.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_WEB = re.compile(r"https?://[^/\s]\S*")
# Where a page's own words never stand, or stand as they came.
_NO_TEXT = frozenset(("provenance", "warnings", "id", "content_hash", "url", "canonical_url", "text"))


def broken_promises(article: Article) -> Iterator[str]:
    """Yield what is wrong with a record, nothing for a good one."""
    line = article.to_json_line()
    if "\n" in line:
        yield "the record is more than one line"
    try:
        line.encode("utf-8")
    except UnicodeEncodeError as error:
        yield f"the record is no UTF-8: {error.reason}"
    data = json.loads(line)
    for breach in _validator().iter_errors(data):
        yield f"{breach.json_path}: {breach.message[:200]}"
    for path, text in _texts(data, ""):
        yield from (f"{path}: {fault} in {text[:80]!r}" for fault in _text_faults(path, text))
    yield from _derived(data)


def _text_faults(path: str, text: str) -> Iterator[str]:
    if path.endswith(".url"):
        if not _WEB.fullmatch(text):
            yield "no http(s) URL"
        return
    if not text:
        yield "empty text instead of null"
    if text == "None":
        yield "None written as text"
    if _CONTROL.search(text):
        yield "control character"
    if not unicodedata.is_normalized("NFC", text):
        yield "not NFC"
    if any(line != " ".join(line.split()) for line in text.split("\n")):
        yield "white space not folded"


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if not (path == "" and key in _NO_TEXT) and not (key == "text" and path[1:] == "sidebars[]"):
                yield from _texts(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item, f"{path}[]")


def _derived(data: dict[str, Any]) -> Iterator[str]:
    """What fields say of each other."""
    for holder in (data, *data["sidebars"]):
        if holder["text"] != "\n\n".join(block["text"] for block in holder["body"]):
            yield "text is not the body's text"
    for item in (*data["images"], *data["sidebars"]):
        if not 0 <= item["position"] <= len(data["body"]):
            yield f"position {item['position']} outside the body"
    if data["published_at"] and not data["published_date"]:
        yield "published_at without published_date"
    for key in ("published_at", "modified_at"):
        if data[key] and datetime.fromisoformat(data[key]).tzinfo is None:
            yield f"{key} without offset"
    if unknown := set(data["provenance"]["fields"]) - set(Article.model_fields):
        yield f"provenance names no such field: {unknown}"


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_path("article").read_text(encoding="utf-8")))
