"""What every record has in common: strict keys, a stable id, one line of JSON."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION: Literal["1.0"] = "1.0"

# Made once: json.dumps makes one for every call that asks for other than its defaults.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


class Record(BaseModel):
    """Base of all records: unknown keys are refused, NaN and Infinity are refused, key order is declaration order."""

    model_config = ConfigDict(
        defer_build=True,  # a validator is made when it is first needed: half of the import time
        extra="forbid",
        allow_inf_nan=False,
        validate_assignment=True,
        # We write every key always, so the published schemas require those with a default too.
        json_schema_serialization_defaults_required=True,
    )

    def to_json_line(self) -> str:
        """Return the record as one line of JSON, every key present, without the line feed.

        U+2028 and U+2029 stay as they are: they are legal in JSON and JSON Lines splits on U+000A alone.
        """
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, allow_nan=False)


def record_id(key: str) -> str:
    """Return the UUIDv5 (RFC 9562, URL name space) of a canonical URL: the same article has the same id for ever."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, key))


def content_hash(fields: Mapping[str, Any]) -> str:
    """Return "sha256:<hex>" over JSON of the given fields, independent of the order they come in."""
    return "sha256:" + hashlib.sha256(_CANONICAL.encode(fields).encode("utf-8")).hexdigest()
