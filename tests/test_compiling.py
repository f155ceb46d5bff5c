"""The parsers can be compiled: what `make compile` and `make bench` build is translated to C, if not built here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scrapers.parsers import article

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def clone(tmp_path):
    for package in ("schemas", "scrapers"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "setup.py", tmp_path)
    return tmp_path


def ask(clone, expression):
    """Return what an expression of the setup script prints, run in a clone in which nothing asks for a compiler."""
    environment = {key: value for key, value in os.environ.items() if key != "BROADSHEET_COMPILE"}
    command = [sys.executable, "-c", f"import setup; print({expression})"]
    return subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=False)


def test_every_parser_is_translated(clone):
    done = ask(clone, "*(each.name for each in setup.compiled_modules())")
    assert done.returncode == 0, done.stdout + done.stderr
    translated = done.stdout.splitlines()[-1].split()
    wanted = {f"scrapers.parsers.{path.stem}" for path in (ROOT / "scrapers/parsers").glob("*.py")}
    assert wanted - set(translated) == {"scrapers.parsers.__init__", "scrapers.parsers.expressions"}
    assert list((clone / "build").glob("*.c"))


def test_nothing_is_compiled_unless_asked_for(clone):
    assert ask(clone, "setup.arguments()").stdout.strip() == "{}"


@pytest.mark.skipif(
    os.environ.get("BROADSHEET_COMPILE") != "1", reason="only `make test-compiled` asks for compiled parsers"
)
def test_the_parsers_tested_are_the_compiled_ones():
    assert not article.__file__.endswith(".py")
