"""Times and sizes as a person types them."""

from __future__ import annotations

import re
from collections.abc import Callable

from schemas import ArgumentError

_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
# Powers of ten, as disks are sold and as the sizes in this project's messages are counted.
_BYTES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}


def read_time(option: str, text: str) -> float:
    """Return the seconds in "90", "90s", "30m", "2h", "1.5h" or "1d". Raises ArgumentError, naming the option."""
    return _read(option, text, _SECONDS, "s?|m|h|d", "a time", "90m, 2h or 1d")


def read_size(option: str, text: str) -> int:
    """Return the bytes in "5000", "500k", "20M", "1.5G" or "2GB". Raises ArgumentError, naming the option."""
    return int(_read(option, re.sub(r"(?i)(?<=[kmgt])b$", "", text), _BYTES, "k?|m|g|t", "a size", "500M or 2G"))


def read_count(option: str, text: str) -> int:
    """Return the number in "500". Raises ArgumentError, naming the option."""
    return int(_read(option, text, {"": 1}, "", "a number of pages", "500", r"\d{1,15}"))


def _read(
    option: str,
    text: str,
    units: dict[str, int],
    names: str,
    what: str,
    example: str,
    number: str = r"\d{1,15}(?:\.\d+)?",
) -> float:
    found = re.fullmatch(rf"({number})({names})", text.strip(), re.IGNORECASE | re.ASCII)
    amount = float(found[1]) * units[found[2].lower()] if found else 0
    if amount < 1:
        raise ArgumentError(f"{option} {text} is not {what} above zero; type for example {option} {example}")
    return amount


# What limits a crawl: the option (--max-<name>), its setting, how it is read, and words for the help.
LIMITS: dict[str, tuple[str, Callable[[str, str], float], str, str]] = {
    "time": ("MAX_TIME", read_time, "TIME", "much time: 90m, 2h"),
    "pages": ("MAX_PAGES", read_count, "N", "many pages"),
    "bytes": ("MAX_BYTES", read_size, "SIZE", "many bytes: 500M, 2G"),
}
