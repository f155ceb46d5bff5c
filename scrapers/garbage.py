"""How often Python looks for garbage, for processes that read many pages."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def settle_garbage() -> None:
    """Settle it for this whole process, once what it needs is imported.

    What is imported lives as long as the process, and a page makes some 50,000 objects that die with it: looking
    through all of them many times a page took a fourth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


@contextmanager
def no_search() -> Iterator[None]:
    """Have Python look for no garbage meanwhile: for work whose objects all live until it is done.

    Looking through those of a page of 3 MB again and again took a tenth of its time. Threads may do this at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
