"""Neighbours from points and from pairs."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods import hotspots


def test_nearest_are_the_nearest_and_never_oneself() -> None:
    points = np.random.default_rng(1).uniform(size=(40, 2))
    made = hotspots.nearest(points, 5).toarray()
    distance = np.linalg.norm(points[:, None] - points[None], axis=2)
    np.fill_diagonal(distance, np.inf)
    assert (made.sum(axis=1) == 5).all()
    for place in range(40):
        assert set(np.flatnonzero(made[place])) == set(np.argsort(distance[place])[:5])


def test_places_at_one_point_are_neighbours_not_oneself() -> None:
    made = hotspots.nearest(np.zeros((6, 2)), 2).toarray()
    assert not made.diagonal().any()
    assert (made.sum(axis=1) == 2).all()


def test_pairs_count_both_ways_and_once() -> None:
    made = hotspots.pairs([(0, 1), (1, 0), (2, 1)], 4)
    assert made.toarray().tolist() == [[0, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 0], [0, 0, 0, 0]]
    assert hotspots.with_self(made).diagonal().tolist() == [1, 1, 1, 1]
    assert hotspots.row_standardised(made).toarray()[1].tolist() == [0.5, 0, 0.5, 0]
    assert hotspots.row_standardised(made).sum(axis=1).tolist() == [1, 1, 1, 0]


def test_what_cannot_be_neighbours_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 3 neighbours, not 4"):
        hotspots.nearest(np.eye(4)[:, :2], 4)
    with pytest.raises(ValueError, match="0 to 2"):
        hotspots.pairs([(0, 3)], 3)
    with pytest.raises(ValueError, match="touches itself"):
        hotspots.pairs([(1, 1)], 3)
