"""The heuristics of the parsers, found by themselves, and how one is put out of action for a while."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any
from unittest.mock import patch

import scrapers.parsers
from scrapers.parsers import cues, hints

Function = Callable[..., Any]
_EMPTY: dict[str, Callable[[], Any]] = {"bool": lambda: False, "list": list, "tuple": tuple, "None": lambda: None}


def _says_something(found: Any) -> bool:
    """Whether an answer is anything but no; an element is something, whatever it holds."""
    return bool(found) if isinstance(found, (bool, list, tuple)) else found is not None


@dataclass(frozen=True)
class Switch:
    """A heuristic that can be switched off: `original` is the function, `off` what stands in for it."""

    name: str
    original: Function
    off: Function
    spoke: Callable[[Any], bool] = field(default=_says_something)


def modules() -> list[ModuleType]:
    """Return all modules of the parsers."""
    names = (info.name for info in pkgutil.iter_modules(scrapers.parsers.__path__))
    return [importlib.import_module(f"scrapers.parsers.{name}") for name in names]


def switches() -> list[Switch]:
    """Return everything that can be switched off, by name."""
    found = [switch for module in modules() for switch in _functions(module)]
    found += [_without(f"hint:{hint}", hints.hints_of, hint) for hint in _kinds_of_hints()]
    found += [_without(f"cue:{cue}", cues.cue_of, cue) for cue in _kinds_of_cues()]
    return sorted(found, key=lambda switch: switch.name)


def _functions(module: ModuleType) -> Iterator[Switch]:
    short = module.__name__.rpartition(".")[2]
    for name, value in vars(module).items():
        plain = inspect.unwrap(value) if callable(value) else None
        if not inspect.isfunction(plain) or plain.__module__ != module.__name__ or inspect.isgeneratorfunction(plain):
            continue
        if (empty := _empty(str(plain.__annotations__.get("return", "")))) is not None:
            yield Switch(f"{short}.{name}", value, lambda *args, empty=empty, **kwargs: empty())


def _empty(annotation: str) -> Callable[[], Any] | None:
    """What a function says when it says no, by what it is declared to return; None where it has no way to say it."""
    if re.search(r"\| None$", annotation):
        return _EMPTY["None"]
    if re.match(r"tuple\[[^\[\]]*, \.\.\.\]$", annotation):
        return _EMPTY["tuple"]
    return _EMPTY["list"] if annotation.startswith("list[") else _EMPTY["bool"] if annotation == "bool" else None


def _without(name: str, original: Function, kind: str) -> Switch:
    """A function that gives kinds (a set of them, or one), without one kind."""

    def off(*args: Any, **kwargs: Any) -> Any:
        found = original(*args, **kwargs)
        if isinstance(found, frozenset):
            return found - {kind} if kind in found else found
        return None if found == kind else found

    def spoke(found: Any) -> bool:
        return kind in found if isinstance(found, frozenset) else bool(found == kind)

    return Switch(name, original, off, spoke)


def _kinds_of_hints() -> list[str]:
    return sorted({kind for value in vars(hints).values() for kind in _kinds(value)})


def _kinds(value: Any) -> Iterator[str]:
    """The kinds in a table from words to sets of kinds."""
    if isinstance(value, dict) and value and all(isinstance(each, set | frozenset) for each in value.values()):
        for each in value.values():
            yield from each


def _kinds_of_cues() -> list[str]:
    return sorted(cues.KINDS)


@contextmanager
def replaced(original: Function, other: Function) -> Iterator[None]:
    """Put another function in the place of one, wherever the parsers hold it: by name or in a tuple of sources."""
    with ExitStack() as stack:
        for module in [*modules(), scrapers.parsers]:
            for name, value in list(vars(module).items()):
                if value is original:
                    stack.enter_context(patch.object(module, name, other))
                elif isinstance(value, tuple) and _holds(value, original):
                    stack.enter_context(patch.object(module, name, _exchanged(value, original, other)))
        forget()
        yield
    forget()


def _holds(value: tuple[Any, ...], original: Function) -> bool:
    return any(each is original or (isinstance(each, tuple) and _holds(each, original)) for each in value)


def _exchanged(value: tuple[Any, ...], original: Function, other: Function) -> tuple[Any, ...]:
    return tuple(
        other if each is original else _exchanged(each, original, other) if isinstance(each, tuple) else each
        for each in value
    )


def forget() -> None:
    """Empty the parsers' caches, which hold what was found with another set of heuristics."""
    for module in modules():
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()
