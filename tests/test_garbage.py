"""Reading a page leaves Python's search for garbage as it was."""

import gc
from collections.abc import Iterator

import pytest

from scrapers.garbage import no_search
from scrapers.parsers import parse_article


@pytest.fixture(params=[True, False], ids=["on", "off"])
def was_on(request: pytest.FixtureRequest) -> Iterator[bool]:
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


def test_the_search_is_as_it_was_before(was_on: bool) -> None:
    with no_search():
        assert not gc.isenabled()
        parse_article(b"<h1>Weir bursts</h1>", "https://www.millbrookleader.example/a")
        assert not gc.isenabled()
    assert gc.isenabled() is was_on
    parse_article(b"<h1>Weir bursts</h1>", "https://www.millbrookleader.example/a")
    assert gc.isenabled() is was_on


def test_so_it_is_after_an_error(was_on: bool) -> None:
    with pytest.raises(ZeroDivisionError), no_search():
        raise ZeroDivisionError
    assert gc.isenabled() is was_on
