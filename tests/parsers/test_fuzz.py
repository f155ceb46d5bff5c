"""A short run of the mutation fuzzer: spoilt pages give a valid record in time. `make fuzz` is the long one."""

from functools import cache

import pytest

from benchmarks import fuzz

SEED = 20_000
MUTANTS, A_TEST = 240, 20


@cache
def pages() -> list[tuple[str, bytes]]:
    return fuzz.corpus(None)


@pytest.mark.parametrize("first", range(0, MUTANTS, A_TEST))
def test_a_spoilt_page_gives_a_valid_record_in_time(first: int) -> None:
    for number in range(first, first + A_TEST):
        mutant = fuzz.make(pages(), SEED, number)
        fault = fuzz.fault_of(mutant.body, mutant.url, mutant.content_type)
        assert fault is None, f"mutant {number} of seed {SEED} ({mutant.source}: {mutant.ways}): {fault}"
