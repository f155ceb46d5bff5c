"""What holds for every byline reader: nothing is invented, nothing raises, time stays short."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scrapers.parsers.byline import (
    byline_in_standfirst,
    byline_in_text,
    read_byline,
    read_headline_byline,
    split_signature,
)
from scrapers.parsers.text import fold
from tests.parsers.odd_lines import odd_lines

_PIECES = st.sampled_from(
    "by By von Par reports writes says told spoke to looks at argues that Jane Doe John Roe Tomáš Tengely-Evans editor "
    "(PA) (dpa/jk) , . ; : | and und & ? ‘ ” @jane 12 Jan 2024 Jr. J. K. in Cairo Photos: Words: "
    "山田太郎 기자 el-".split()
)
_LINES = st.one_of(odd_lines, st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES).map("".join))


@settings(max_examples=300, deadline=None)
@given(_LINES)
@example("Ann (PA) Bee")
@example("A()Aa")
def test_nothing_is_invented_and_nothing_raises(line):
    folded = fold(line)
    blank = re.sub(r"[?\s]", "", folded)
    for found in (
        read_byline(line),
        read_byline(line, "it", bare_names=False),
        byline_in_standfirst(line, paper="Jane Doe", house_style=True),
        byline_in_standfirst(line),
        read_headline_byline(line, house_style=True),
        byline_in_text(line),
    ):
        if found is not None:
            assert found.text in folded
            assert all(re.sub(r"[?\s]", "", author.name) in blank for author in found.authors)
    parts = split_signature(line)
    assert parts is None or "".join(parts) == folded


@pytest.mark.parametrize("unit", ["By ", "Jane ", "a, ", "(", "x@", "Von aus ", "says ", "A B, ", "é", "told ", "? "])
@pytest.mark.parametrize("length", [295, 1400, 1_000_000])
def test_time_does_not_run_away(unit, length):
    text = (unit * (length // len(unit) + 1))[:length]
    start = time.perf_counter()
    for read in (read_byline, byline_in_standfirst, read_headline_byline, byline_in_text, split_signature):
        read(text)
    assert time.perf_counter() - start < 1
