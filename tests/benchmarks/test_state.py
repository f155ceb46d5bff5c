"""The part of `make bench` that looks at the state of a large paper."""

import pytest

from benchmarks.state import draw_anew, look_up, state_rows, write_run


def test_a_state_is_filled_looked_up_and_drawn_anew():
    head, small, large, anew = state_rows(300, lambda message: None, articles=20)
    assert len({len(row) for row in (head, small, large, anew)}) == 1
    assert [small[0], large[0]] == ["3", "300"]
    assert all(float(figure) > 0 for figure in large[1:])
    assert "lines a second" in anew[0]


def test_a_state_that_lacks_an_address_is_no_measurement(tmp_path):
    with pytest.raises(SystemExit, match="is wrong about"):
        look_up(tmp_path, 10)


def test_a_run_that_is_not_taken_in_is_no_measurement(tmp_path):
    write_run(tmp_path, 2)
    with pytest.raises(SystemExit, match="does not know the last article"):
        draw_anew(tmp_path, 3)
