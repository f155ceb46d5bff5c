"""Options that every command shares, checked before anything starts: a mistake is one message and no traceback."""

from __future__ import annotations

import argparse
import json
import math
from difflib import get_close_matches
from pathlib import Path

from scrapy.settings import BaseSettings, Settings

from schemas import ArgumentError
from scrapers.commands.outcome import fail

# Options that take one value each. argparse gives an empty list for the value "--".
_SINGLE = ("max_time", "max_pages", "max_bytes", "jobs", "loglevel", "logfile", "pidfile", "profile", "since")
# Days beyond which a calendar ends.
_MOST_DAYS = 100_000
# Settings of seconds that stand as whole numbers and are read with fractions.
_FRACTIONS = ("_DELAY", "_TIMEOUT", "_PAUSE", "_DAYS", "_TIME", "_MAX")


class Checked:
    """Stands before Scrapy's class among the bases of a command: Scrapy stumbles over tables that are none."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Take the options, or end the command."""
        try:
            _check_tables(opts.set)
        except ArgumentError as error:
            fail(type(self).__module__.rpartition(".")[2], error)
        super().process_options(args, opts)  # type: ignore[misc]  # that of the base behind this one


def _check_tables(pairs: list[str]) -> None:
    defaults = Settings()
    defaults.setmodule("scrapers.settings")
    for name, _, value in (pair.partition("=") for pair in pairs):
        if isinstance(defaults.get(name), BaseSettings):
            try:
                is_table = isinstance(json.loads(value), dict)
            except (ValueError, RecursionError):
                is_table = False
            if not is_table:
                raise ArgumentError(f"-s {name}={value} is no table; type a JSON object, or leave it out")


def check_typed(settings: BaseSettings, opts: argparse.Namespace) -> None:
    """Raise ArgumentError for an option without its value, and for -s NAME=VALUE that cannot be used."""
    for name in _SINGLE:
        if getattr(opts, name, None) == []:
            raise ArgumentError(f"--{name.replace('_', '-')} -- has no value; type one behind it, or leave it out")
    defaults = Settings()
    defaults.setmodule("scrapers.settings")
    for pair in opts.set:
        _check_setting(pair.partition("=")[0], settings, defaults)


def _check_setting(name: str, settings: BaseSettings, defaults: Settings) -> None:
    default, value = defaults.get(name), settings.get(name)
    seen = f"-s {name}={value}"
    if name not in defaults:
        near = get_close_matches(name, defaults, n=1, cutoff=0.85)
        if near:
            raise ArgumentError(f"there is no setting {name}; did you mean {near[0]}? type -s {near[0]}={value}")
    elif isinstance(default, bool):
        _check_switch(settings, name, seen)
    elif isinstance(default, int | float):
        _check_number(seen, name, str(value), default)
    elif name == "OUTPUT_DIR" and not str(value).strip():
        raise ArgumentError(f"{seen} names no folder; type -s OUTPUT_DIR=DIR")


def _check_switch(settings: BaseSettings, name: str, seen: str) -> None:
    try:
        settings.getbool(name)
    except ValueError as error:
        raise ArgumentError(f"{seen} is neither yes nor no; type -s {name}=1 or -s {name}=0") from error


def _check_number(seen: str, name: str, text: str, default: float) -> None:
    whole = isinstance(default, int) and not name.endswith(_FRACTIONS)
    try:
        number = float(int(text) if whole else float(text))
    except (ValueError, OverflowError):
        number = math.nan
    least = 1.0 if name.startswith("CONCURRENT_") else 0.0 if default >= 0 else -math.inf
    most = _MOST_DAYS if name.endswith("_DAYS") else 1e15
    if not (math.isfinite(number) and least <= number <= most):
        kind = "whole number" if whole else "number"
        from_on = f" from {least:.0f} on" if math.isfinite(least) else ""
        raise ArgumentError(f"{seen} is no {kind}{from_on} that can be used; type for example -s {name}={default}")


def check_log_file(path: str) -> None:
    """Raise ArgumentError for a --logfile that is a folder or can be none."""
    try:
        is_folder = Path(path).is_dir()
    except OSError as error:  # a name that is too long
        raise ArgumentError(f"--logfile {path} cannot be written ({error.strerror}); type another path") from error
    if is_folder:
        raise ArgumentError(f"--logfile {path} is a folder; type the path of a file in it")
