"""Any value as something that JSON can hold: for records that broke the schema, and for statistics."""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def json_safe(value: Any) -> Any:
    """Return a value made of what RFC 8259 and UTF-8 can hold, as near to the given one as that allows.

    NaN and Infinity become null, lone surrogates U+FFFD, times ISO 8601, durations seconds, bytes text,
    anything else its printed form.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return {json_safe(str(key)): json_safe(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((json_safe(item) for item in value), key=str)
    if isinstance(value, list | tuple | deque):
        return [json_safe(item) for item in value]
    return json_safe(str(value))
