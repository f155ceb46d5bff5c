"""Compiles the parsers to machine code where BROADSHEET_COMPILE=1 asks for it; all else is in pyproject.toml."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from setuptools import setup

# It answers for what it stands in for, attribute by attribute, which a compiled class cannot.
_DYNAMIC = "expressions.py"
# The compiler, and the packages whose types it has to know.
_NEEDED = ["mypy>=2.4,<3", "lxml-stubs>=0.5.1,<0.6", "pydantic>=2.11,<3", "types-dateparser>=1.2"]


def compiled_modules() -> list[Any]:
    """Return the modules that every page goes through as C extensions; the packages' own files stay as they are.

    Writes the C source to build/. Ends the program where a module cannot be compiled.
    """
    from mypyc.build import mypycify

    modules = [path for name in ("markup", "parsers") for path in sorted(Path("scrapers", name).glob("*.py"))]
    sources = [str(path) for path in modules if path.name not in ("__init__.py", _DYNAMIC)]
    options = ["--explicit-package-bases", "--config-file=", "--ignore-missing-imports"]
    return list(mypycify([*options, *sources], opt_level="3", debug_level="0", group_name="broadsheet"))


def arguments() -> dict[str, Any]:
    """Return what is asked of setuptools."""
    if os.environ.get("BROADSHEET_COMPILE") != "1":
        return {}
    try:
        return {"ext_modules": compiled_modules()}
    except ImportError:  # pip asks what the build needs, and installs it, before it builds
        return {"setup_requires": _NEEDED}


if __name__ == "__main__":
    setup(**arguments())
