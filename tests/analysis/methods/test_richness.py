"""Richness and effective numbers, against published values and what must always hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almenara.analysis.methods.richness import chao1, effective_number


def _abundances(once: int, twice: int, others: int, total: int) -> list[int]:
    """So many kinds seen once, twice and oftener, with a total of individuals."""
    rest = total - once - 2 * twice
    return [1] * once + [2] * twice + [3] * (others - 1) + [rest - 3 * (others - 1)]


@pytest.mark.parametrize(
    ("counts", "observed", "value", "low", "high"),
    [
        # spiders of two woods (Ellison and others 2010), as the introduction to the package iNEXT prints them (Hsieh,
        # Ma and Chao, Methods in Ecology and Evolution 7 (2016) 1451-1456): 12 once, 4 twice, of 26; 14, 4 of 37
        (_abundances(12, 4, 10, 168), 26, 43.893, 30.511, 96.971),
        (_abundances(14, 4, 19, 252), 37, 61.403, 43.502, 128.583),
    ],
)
def test_the_published_richness_of_two_woods_comes_out(counts, observed, value, low, high) -> None:
    found = chao1(counts)
    assert found.observed == observed
    assert found.value == pytest.approx(value, abs=1e-3)
    assert found.low == pytest.approx(low, abs=0.01)
    assert found.high == pytest.approx(high, abs=0.02)


@given(st.lists(st.integers(0, 50), max_size=40))
def test_no_fewer_are_estimated_than_were_seen(counts: list[int]) -> None:
    found = chao1(counts)
    assert found.observed == sum(c > 0 for c in counts)
    assert found.observed <= found.low <= found.value <= found.high


@given(st.integers(1, 30), st.integers(1, 50))
def test_equal_kinds_count_in_full(kinds: int, each: int) -> None:
    weights = np.repeat(np.eye(kinds), each, axis=0)
    found = effective_number(weights)
    assert found.value == pytest.approx(kinds)
    assert found.low <= found.value + 1e-9


def test_one_kind_that_has_all_counts_as_one_and_nothing_as_unknown() -> None:
    assert effective_number([[5.0, 0.0], [7.0, 0.0]]).high == pytest.approx(1)
    assert np.isnan(effective_number(np.zeros((3, 2))).value)
    with pytest.raises(ValueError, match="shape"):
        effective_number([1.0, 2.0])
    with pytest.raises(ValueError, match="negative"):
        chao1([-1, 2])
