"""How often Python looks for garbage, for processes that read many pages."""

from __future__ import annotations

import gc


def settle_garbage() -> None:
    """Settle it for this whole process, once what it needs is imported.

    What is imported lives as long as the process, and a page makes some 50,000 objects that die with it: looking
    through all of them many times a page took a fourth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
