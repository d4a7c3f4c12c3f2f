"""Calibration: bins and their consistency bars by hand, pooling of violators, and the parts of the Brier score."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from almenara.analysis.methods.reliability import decompose, isotonic, reliability


def test_a_bin_counts_what_was_said_and_what_came() -> None:
    (low, high) = reliability([0.1, 0.2, 0.8, 0.9, 0.9], [0, 1, 1, 1, 0], [0, 0.5, 1])
    assert (low.calls, low.happened, high.calls, high.happened) == (2, 1, 3, 2)
    assert (low.said, high.said) == (pytest.approx(0.15), pytest.approx(2.6 / 3))


def test_of_equal_probabilities_the_bar_is_that_of_the_binomial() -> None:
    (found,) = reliability([0.3] * 40, [1] * 12 + [0] * 28, [0, 1])
    assert (found.at_least, found.at_most) == tuple(stats.binom.ppf([0.05, 0.95], 40, 0.3))


def test_the_bar_of_unequal_probabilities_by_hand() -> None:
    # none of 0.5 and 0.1 comes true with 0.45, one with 0.5, both with 0.05
    (found,) = reliability([0.5, 0.1], [0, 0], [0, 1])
    assert (found.at_least, found.at_most) == (0, 1)


def test_edges_belong_to_the_upper_bin_and_one_to_the_last() -> None:
    bins = reliability([0.5, 1.0], [1, 1], [0, 0.5, 1])
    assert [(b.low, b.calls) for b in bins] == [(0.5, 2)]


def test_violators_are_pooled() -> None:
    assert isotonic([0.1, 0.2, 0.3, 0.4], [0, 1, 0, 1]).tolist() == [0, 0.5, 0.5, 1]
    assert isotonic([0.4, 0.1, 0.4], [1, 1, 0]) == pytest.approx([2 / 3] * 3)


def test_the_parts_add_up_to_the_score() -> None:
    drawn = np.random.default_rng(2)
    said = drawn.random(300)
    came = (drawn.random(300) < said**2).astype(float)
    found = decompose(said, came)
    score = ((said - came) ** 2).mean()
    assert found.miscalibration - found.discrimination + found.uncertainty == pytest.approx(score)
    assert found.miscalibration > 0.02 and found.discrimination > 0


def test_who_always_says_the_share_that_happens_has_neither_error_nor_discrimination() -> None:
    found = decompose([0.25] * 4, [1, 0, 0, 0])
    assert (found.miscalibration, found.discrimination, found.uncertainty) == (0, 0, 0.1875)


def test_what_is_no_probability_or_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        reliability([1.2], [1], [0, 1])
    with pytest.raises(ValueError, match="what happened"):
        decompose([0.2], [2])
    with pytest.raises(ValueError, match="no call"):
        decompose([], [])
