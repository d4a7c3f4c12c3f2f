"""Permutations against full enumeration, and what the statistics do at their edges."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from scipy import sparse
from scipy.stats import false_discovery_control

from almenara.analysis.methods import hotspots

VALUES = np.random.default_rng(4).integers(0, 9, 16).astype(float)
RING = hotspots.pairs([(i, (i + 1) % 16) for i in range(16)] + [(0, 5), (0, 9), (3, 11)], 16)


def exact(place: int, among: np.ndarray | None = None, own: bool = False) -> tuple[float, float]:
    """Shares of all ways to deal values out that reach the place's sum, and that stay at or below it."""
    beside = RING.indices[RING.indptr[place] : RING.indptr[place + 1]].tolist() + [place] * own
    others = np.delete(VALUES, place) if among is None else among
    sums = [sum(some) for some in combinations(others, len(beside))]
    mine = VALUES[beside].sum()
    return float(np.mean([s >= mine for s in sums])), float(np.mean([s <= mine for s in sums]))


def test_permuted_p_values_are_those_of_full_enumeration() -> None:
    found = hotspots.getis_ord(VALUES, hotspots.with_self(RING), permutations=60_000, seed=2)
    expected = [min(exact(place)) for place in range(16)]
    assert found.tail == pytest.approx(expected, abs=0.008)  # four standard errors
    everyone = [exact(place, among=VALUES, own=True) for place in range(16)]
    assert found.p == pytest.approx([min(1, 2 * min(both)) for both in everyone], abs=0.016)
    moran = hotspots.local_moran(VALUES, RING, permutations=60_000, seed=3)
    assert moran.tail == pytest.approx(expected, abs=0.008)


def test_uneven_weights_are_those_of_full_enumeration() -> None:
    uneven = sparse.csr_array(RING * (1 + np.arange(16)[None, :]))
    found = hotspots.getis_ord(VALUES, hotspots.with_self(uneven), permutations=60_000, seed=5)
    for place in (0, 4, 11):
        beside = uneven.indices[uneven.indptr[place] : uneven.indptr[place + 1]]
        mine = uneven.data[uneven.indptr[place] : uneven.indptr[place + 1]]
        sums = np.array(list(permutations(np.delete(VALUES, place), len(beside)))) @ mine
        own = float(VALUES[beside] @ mine)
        assert found.tail is not None
        assert found.tail[place] == pytest.approx(min(np.mean(sums >= own), np.mean(sums <= own)), abs=0.008)


def test_the_same_seed_gives_the_same_p_values() -> None:
    one, two, other = (hotspots.local_moran(VALUES, RING, permutations=99, seed=seed).p for seed in (1, 1, 2))
    assert one is not None
    assert one.tolist() == two.tolist() != other.tolist()


def test_places_without_neighbours_never_stand_out() -> None:
    alone = hotspots.pairs([(0, 1), (1, 2)], 5)
    found = hotspots.local_moran([1, 2, 9, 4, 30], alone, permutations=99)
    assert found.value[3:].tolist() == [0, 0]
    assert found.p is not None
    assert found.p[3:].tolist() == [1, 1]


def test_values_all_alike_have_no_hot_spot() -> None:
    found = hotspots.getis_ord(np.full(16, 3.0), hotspots.with_self(RING), permutations=99)
    assert not found.z.any()
    assert (found.p == 1).all()
    with pytest.raises(ValueError, match="all values are alike"):
        hotspots.local_moran(np.full(16, 3.0), RING)


def test_weights_and_values_are_checked() -> None:
    with pytest.raises(ValueError, match="with_self first"):
        hotspots.getis_ord(VALUES, RING)
    with pytest.raises(ValueError, match="no diagonal"):
        hotspots.local_moran(VALUES, hotspots.with_self(RING))
    with pytest.raises(ValueError, match="must be finite"):
        hotspots.local_moran([1.0, np.nan, *VALUES[2:]], RING)


def test_discoveries_hold_the_false_discovery_rate() -> None:
    # Benjamini and Hochberg 1995, section 4.1: fifteen p-values, of which four stand out at 0.05
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
         0.6528, 0.7590, 1.0]  # fmt: skip
    assert hotspots.discoveries(p).sum() == 4
    assert hotspots.discoveries([*p, float("nan")]).tolist() == [True] * 4 + [False] * 12
    many = np.random.default_rng(1).uniform(size=500) ** 3
    for rate in (0.01, 0.1, 0.4):
        assert hotspots.discoveries(many, rate).tolist() == (false_discovery_control(many) <= rate).tolist()
