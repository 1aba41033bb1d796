"""Pairing: the best sum of weights, checked against every possible pairing."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xray_trainer.scoring import best_pairs

unhurried = settings(deadline=None)  # the first call may import scipy, and machines are shared

weights = st.one_of(st.just(0.0), st.floats(1000.0, 1001.0))
tables = st.integers(1, 4).flatmap(
    lambda columns: st.lists(st.lists(weights, min_size=columns, max_size=columns), max_size=4)
)


@unhurried
@given(tables)
def test_no_other_pairing_weighs_more(table: list[list[float]]) -> None:
    pairs = best_pairs(table)
    assert len(set(pairs.values())) == len(pairs)
    assert all(table[row][column] > 0 for row, column in pairs.items())
    columns = range(len(table[0]) if table else 0)
    slots = [*columns, *[None] * len(table)]
    best = max(
        sum(table[row][column] for row, column in enumerate(order) if column is not None)
        for order in permutations(slots, len(table))
    )
    assert sum(table[row][column] for row, column in pairs.items()) == pytest.approx(best, abs=1e-9)


@unhurried
@given(tables, st.randoms())
def test_the_order_of_rows_does_not_change_which_columns_are_paired(table: list[list[float]], random: object) -> None:
    assert set(best_pairs(table).values()) == set(best_pairs(table[::-1]).values())


def test_nothing_to_pair_pairs_nothing() -> None:
    assert best_pairs([]) == {}
    assert best_pairs([[], []]) == {}
    assert best_pairs([[0.0, 0.0]]) == {}
