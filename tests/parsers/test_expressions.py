"""Expressions compiled on first use: the same as any other, none of them wrong, none compiled by an import."""

import importlib
import pkgutil
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scrapers.parsers
from scrapers.parsers.expressions import alternatives, on_first_use, openings

MODULES = [f"scrapers.parsers.{module.name}" for module in pkgutil.iter_modules(scrapers.parsers.__path__)]


def test_an_expression_answers_as_re_does() -> None:
    ours, plain = on_first_use(r"(?P<word>b\w*)", re.IGNORECASE), re.compile(r"(?P<word>b\w*)", re.IGNORECASE)
    for _ in range(2):  # the first question compiles it, the second finds it compiled
        assert [m["word"] for m in ours.finditer("Bell, book")] == [m["word"] for m in plain.finditer("Bell, book")]
        assert (ours.sub("x", "a bee"), ours.pattern, ours.flags) == (
            plain.sub("x", "a bee"),
            plain.pattern,
            plain.flags,
        )


def test_a_wrong_expression_says_so_at_its_first_use() -> None:
    wrong = on_first_use("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_all_expressions_of_the_parsers_compile() -> None:
    kind = type(on_first_use(""))
    modules = map(importlib.import_module, MODULES)
    found = [value.pattern for module in modules for value in vars(module).values() if type(value) is kind]
    assert len(found) > 50


def test_importing_the_parsers_compiles_none_of_them() -> None:
    code = (
        "import sys, scrapers.parsers\n"
        "from scrapers.parsers.expressions import _Expression\n"
        "modules = [m for n, m in sys.modules.items() if n.startswith('scrapers.parsers.')]\n"
        "print(sum('_compiled' in vars(v) for m in modules for v in vars(m).values() if isinstance(v, _Expression)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


PHRASES = [
    "read more",
    "re?ad",
    "r(?:ead|ide)",
    "[rw]ide",
    "a b",
    "a|b",
    "w",
    "é",
    r"\d+",
    "(?:a|[br]e )?d",
    "w*i",
    "r{0,2}e",
]


@given(st.lists(st.sampled_from(PHRASES), min_size=1), st.text("readwib é1", max_size=12))
def test_what_a_phrase_matches_begins_with_one_of_its_openings(phrases: list[str], text: str) -> None:
    expression = " | ".join(phrase.replace(" ", r"\ ") for phrase in phrases)
    for phrase in alternatives(expression):
        if re.match(phrase, text, re.VERBOSE):
            assert text[0] in openings(phrase)
    matched = any(re.match(phrase, text, re.VERBOSE) for phrase in alternatives(expression))
    assert matched == bool(re.match(expression, text, re.VERBOSE))


@pytest.mark.parametrize("phrase", [r"\w+ may earn", ".+", "", "(?:a|)", "(?!a)b", "(?:a"])
def test_a_phrase_that_may_begin_with_anything_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"begins with no letter|without an end"):
        openings(phrase)


def test_the_end_of_a_phrase_keeps_its_space() -> None:
    related, _ = alternatives("related\\ \n| b")
    assert re.match(related, "related b", re.VERBOSE)
    assert not re.match(related, "relatedness", re.VERBOSE)
