"""The environment variables that a machine sets once, so that a command need not repeat them.

A value that cannot be used does not stop the settings from loading (`scrapy list` must still work): the default
stands in for it, and `scrapy crawl` refuses to start with the message.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PROJECT = "Broadsheet/0.1"
# RFC 9110, section 10.1.5, asks crawlers to say in the user agent how their operator can be reached.
_CONTACT = re.compile(r"(?:mailto:)?[^\s@()]+@[^\s@()]+|https?://[^\s()]+")
# Field values are visible ASCII and spaces (RFC 9110, section 5.5); a line feed would forge a header.
_FIELD_VALUE = re.compile(r"[\x20-\x7e]+")


@dataclass(frozen=True)
class Environment:
    """The overrides as read. `errors` has one message for each variable that could not be used."""

    user_agent: str
    contact: str
    output: str
    delay: float
    concurrency: int
    log_level: str
    errors: tuple[str, ...]


def read_environment(environ: Mapping[str, str]) -> Environment:
    """Read the BROADSHEET_ variables out of `environ`; an empty value counts as not set."""
    errors: list[str] = []
    contact = _contact(environ, errors)
    return Environment(
        user_agent=_user_agent(environ, contact, errors),
        contact=contact,
        output=environ.get("BROADSHEET_OUTPUT") or "output",
        delay=_number(environ, "BROADSHEET_DELAY", 1.0, (0, 3600), "seconds between two requests", errors),
        concurrency=int(
            _number(environ, "BROADSHEET_CONCURRENCY", 2, (1, 16), "a whole number of requests at a time", errors)
        ),
        log_level=_log_level(environ, errors),
        errors=tuple(errors),
    )


def _contact(environ: Mapping[str, str], errors: list[str]) -> str:
    contact = environ.get("BROADSHEET_CONTACT", "").strip()
    if contact and not _CONTACT.fullmatch(contact):
        errors.append(
            f"BROADSHEET_CONTACT is {contact!r}, wanted an e-mail address or a web page where the site's people can "
            "reach you; type export BROADSHEET_CONTACT=archive@example.org"
        )
        return ""
    return contact


def _user_agent(environ: Mapping[str, str], contact: str, errors: list[str]) -> str:
    agent = environ.get("BROADSHEET_USER_AGENT", "").strip()
    if agent and not _FIELD_VALUE.fullmatch(agent):
        errors.append(
            f"BROADSHEET_USER_AGENT is {agent!r}, wanted one line of plain ASCII; "
            "type export BROADSHEET_USER_AGENT='Name/1.0 (+https://example.org)'"
        )
        agent = ""
    return agent or (f"{_PROJECT} (newspaper archive; +{contact})" if contact else f"{_PROJECT} (newspaper archive)")


def _number(
    environ: Mapping[str, str], name: str, default: float, bounds: tuple[int, int], what: str, errors: list[str]
) -> float:
    text = environ.get(name, "").strip()
    if not text:
        return default
    low, high = bounds
    whole = isinstance(default, int)
    if re.fullmatch(r"\d{1,6}" if whole else r"\d{1,6}(?:\.\d{1,6})?", text) and low <= float(text) <= high:
        return float(text)
    errors.append(f"{name} is {text!r}, wanted {what}, {low} to {high}; type export {name}={default}")
    return default


def _log_level(environ: Mapping[str, str], errors: list[str]) -> str:
    level = environ.get("BROADSHEET_LOG_LEVEL", "").strip().upper() or "INFO"
    if level in LOG_LEVELS:
        return level
    errors.append(
        f"BROADSHEET_LOG_LEVEL is {level!r}, wanted one of {', '.join(LOG_LEVELS)}; "
        "type export BROADSHEET_LOG_LEVEL=INFO"
    )
    return "INFO"


LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
