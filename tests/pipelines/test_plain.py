import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.plain import json_safe

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.datetimes(),
    lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=8,
)


@given(ANYTHING)
def test_anything_becomes_json_that_utf8_can_hold(value):
    text = json.dumps(json_safe(value), ensure_ascii=False, allow_nan=False)
    assert json.loads(text.encode("utf-8")) == json_safe(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), None),
        (float("-inf"), None),
        ("half \ud800 pair", "half \ufffd pair"),
        (datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), "2024-01-02T03:04:05+00:00"),
        (date(2024, 1, 2), "2024-01-02"),
        (timedelta(minutes=2), 120.0),
        (b"caf\xc3\xa9", "café"),
        ({"b", "a"}, ["a", "b"]),
        ({1: (2, 3)}, {"1": [2, 3]}),
        (ValueError("seen"), "seen"),
        (True, True),
    ],
)
def test_each_kind_keeps_as_much_of_its_meaning_as_json_can(value, expected):
    assert json_safe(value) == expected
