"""Ratings: gaps widen and never calm, scales mean the same everywhere, shares of variance add up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.analysis.methods import composite, rated
from almenara.analysis.methods.composite import Indicators, aggregate, level_of, severity
from almenara.analysis.methods.imputation import Joint, conditional, fit
from almenara.analysis.methods.rated import Rated, drawn_for, owed_to, what_moves_it

ANCHORS = np.array([[5.0, 15.0, 40.0, 120.0], [1.0, 3.0, 10.0, 30.0], [0.5, 1.5, 4.0, 12.0]])


def made(counts: np.ndarray, before: np.ndarray | None = None, people: float = 20.0) -> Indicators:
    """Rates, a rise of the first of them, and a third indicator; `people` in units of 100,000."""
    columns = np.column_stack([counts[:, 0], counts[:, 0], counts[:, 1]]).astype(float)
    past = np.full_like(columns, np.nan)
    past[:, 1] = counts[:, 0] * 0.8 if before is None else before
    whole = np.full_like(columns, people)
    return Indicators(columns, whole, past, whole, np.array([-1, 0, -1]), ANCHORS,
                      np.array([0.6, 0.1, 0.3]), np.array([0.05, 0.0, 0.4]))  # fmt: skip


def rate(held: Indicators, draws: int) -> Rated:
    return rated.rate(held, drawn_for(held, draws))


def many(places: int = 12) -> Indicators:
    rng = np.random.default_rng(5)
    danger = rng.lognormal(0, 1, places)
    return made(np.column_stack([rng.poisson(300 * danger), rng.poisson(20 * danger)]))


@settings(max_examples=25)
@given(st.integers(0, 4000), st.integers(0, 400), st.integers(0, 2), st.integers(0, 11))
def test_without_an_indicator_the_interval_is_wider_and_its_upper_end_no_lower(first, other, gone, place):
    held = many()
    held.counts[place, :2], held.counts[place, 2] = first, other
    less = replace(held, counts=held.counts.copy(), before=held.before.copy())
    (less.before if gone == 1 else less.counts)[place, gone] = np.nan
    full, part = rate(held, 200), rate(less, 200)
    assert part.high[place] >= full.high[place] - 1e-9
    assert part.low[place] <= full.low[place] + 1e-9
    assert part.high_level[place] >= full.high_level[place]
    assert part.high[place] - part.low[place] > full.high[place] - full.low[place]


def test_an_indicator_known_nowhere_still_counts_with_its_whole_weight():
    held = many()
    nowhere = replace(held, counts=held.counts.copy())
    nowhere.counts[:, 2] = np.nan
    full, part = rate(held, 300), rate(nowhere, 300)
    assert (part.high - part.low > full.high - full.low + 10).all()
    order = np.argsort(full.score)
    assert np.corrcoef(full.score[order], part.score[order])[0, 1] > 0.9


@pytest.mark.parametrize("how", composite.NORMALISATIONS)
def test_severity_never_falls_with_the_rate_and_has_the_same_classes(how):
    rates = np.concatenate([np.linspace(0, 150, 301), ANCHORS[0]])
    found = severity(rates[:, None], ANCHORS[:1], how)[:, 0]
    assert (np.diff(found[np.argsort(rates, kind="stable")]) >= 0).all()
    assert found.min() >= 0 and found.max() <= 100
    assert (level_of(found) == 1 + np.searchsorted(ANCHORS[0, :3], rates, "right")).all()


def test_a_doubling_weighs_the_same_anywhere_between_the_anchors_in_the_logarithm():
    marks = np.array([[1.0, 4.0, 16.0, 64.0]])
    found = severity([[1.0], [2.0], [4.0], [8.0], [16.0], [32.0], [64.0]], marks, "log")[:, 0]
    assert found == pytest.approx([25, 37.5, 50, 62.5, 75, 87.5, 100])


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3), st.floats(0, 100))
def test_one_danger_is_made_up_for_less_in_the_geometric_mean(severities, same):
    weights = np.array([0.5, 0.3, 0.2])
    values = np.array(severities)
    assert aggregate(values, weights, "geometric") >= aggregate(values, weights, "linear") - 1e-9
    for how in composite.AGGREGATIONS:
        assert aggregate(np.full(3, same), weights, how) == pytest.approx(same)
        assert aggregate(values, weights, how) <= max(severities) + 1e-9


def test_few_people_make_a_wide_interval():
    counts = np.column_stack([np.full(12, 30), np.full(12, 3)])
    small, large = rate(made(counts, people=1.0), 400), rate(made(counts * 100, people=100.0), 400)
    assert (small.high - small.low > large.high - large.low).all()


def test_small_places_are_drawn_to_the_mean_and_large_ones_are_not():
    counts, people = np.array([0.0, 3.0, 50, 90, 130, 10, 400, 800, 900]), np.array([0.01, 0.01, *[10.0] * 7])
    shape, rate_ = composite.prior(counts, people)
    pulled = (counts + shape) / (people + rate_)
    mean = counts.sum() / people.sum()
    assert mean < pulled[1] < 150, "3 of 1,000 people are no rate of 300 in 100,000"
    assert pulled[2:] == pytest.approx(counts[2:] / people[2:], rel=0.1, abs=0.5)
    assert composite.prior(np.full(9, 20.0), np.full(9, 5.0)) == (0.5, 0.0)
    assert composite.prior(counts[:5], people[:5]) == (0.5, 0.0)


def test_probabilities_and_ranks_fit_together():
    found = rate(many(), 500)
    assert found.chance.sum(axis=1) == pytest.approx(np.ones(12))
    assert found.among.sum() == pytest.approx(5)
    assert (found.low_rank <= found.rank).all() and (found.rank <= found.high_rank).all()
    assert (np.argsort(found.rank)[:1] == np.argmax(found.score)).all()
    assert found.share.sum(axis=1) == pytest.approx(np.ones(12))


def test_the_change_that_moves_a_level_moves_it_and_a_smaller_one_does_not():
    held = many()
    level = rate(held, 400).level
    place = int(np.flatnonzero(level == 3)[0])
    factor = what_moves_it(held, drawn_for(held, 400), up=False, places=[place])[0, 0]
    assert 0 < factor < 1

    def level_with(scale: float) -> int:
        other = replace(held, counts=held.counts.copy())
        other.counts[place, :2] *= scale
        return int(rate(other, 400).level[place])

    assert level_with(factor - 0.05) == 2
    assert level_with(factor + 0.05) == 3


def test_what_the_score_owes_to_each_choice():
    held = many()
    found = owed_to(held, 600)
    assert set(found.first) == {"normalisation", "aggregation", "weights", "counts", "recording", "missing"}
    assert np.allclose(found.total["missing"], 0), "nothing is missing, so nothing is owed to gaps"
    holes = replace(held, counts=held.counts.copy())
    holes.counts[3, 2] = np.nan
    again = owed_to(holes, 600)
    assert again.total["missing"][3] > 0.01
    assert (np.stack([*found.total.values()]) >= 0).all()


def test_wrong_anchors_and_weights_are_refused():
    held = many()
    with pytest.raises(ValueError, match="anchors must rise"):
        replace(held, anchors=ANCHORS[:, ::-1])
    with pytest.raises(ValueError, match="add up to 1"):
        replace(held, weights=held.weights * 2)


def test_the_fit_of_a_table_with_gaps_is_that_of_the_factored_likelihood():
    """Two variables, the second with gaps: Anderson, Journal of the American Statistical Association 52 (1957)."""
    rng = np.random.default_rng(1)
    first = rng.normal(10, 3, 60)
    second = 5 + 0.7 * first + rng.normal(0, 1, 60)
    second[40:] = np.nan
    found = fit(np.column_stack([first, second]))
    slope = np.cov(first[:40], second[:40], ddof=0)[0, 1] / first[:40].var()
    expected = second[:40].mean() + slope * (first.mean() - first[:40].mean())
    assert found.mean == pytest.approx([first.mean(), expected], abs=1e-4)
    assert found.covariance[0, 1] == pytest.approx(slope * first.var(), abs=1e-3)


def test_what_is_missing_given_the_rest():
    joint = Joint(np.zeros(2), np.array([[4.0, 1.2], [1.2, 1.0]]))
    slopes, left = conditional(joint, np.array([False, True]))
    assert slopes[0, 0] == pytest.approx(0.3)
    assert left[0, 0] == pytest.approx(1 - 0.36)
    with pytest.raises(ValueError, match="two known values"):
        fit(np.array([[1.0, np.nan], [2.0, 3.0]]))
