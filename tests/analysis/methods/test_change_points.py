"""Change points: exactness by trying all, properties, rates of error that were promised, and what is refused."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from almenara.analysis.methods.change_points import (
    _best,
    chance,
    change_points,
    cost,
    critical_gain,
)

FAMILIES = ["poisson", "negative-binomial"]


def levels(rows: int = 30, steps: int = 60) -> np.ndarray:
    """Three levels in each series, more scattered than Poisson's law says."""
    mean = np.repeat([6.0, 15.0, 9.0], steps // 3)
    return np.random.default_rng(3).negative_binomial(12, 12 / (12 + mean), (rows, steps))


def dates(found) -> list[list[int]]:
    return [[c.at for c in s.changes] for s in found]


@pytest.mark.parametrize("size", [np.inf, 3.0])
def test_pruning_finds_what_trying_all_finds(size: float) -> None:
    # all sets of dates that leave three steps between
    generator = np.random.default_rng(11)
    counts = generator.poisson(generator.choice([1.0, 4, 9], (40, 4)).repeat(4, axis=1)).astype(float)
    exposure = np.tile(generator.uniform(0.5, 2, 16), (40, 1))
    price = 5.0
    found = _best(counts, exposure, np.full(40, size), 3, price)
    several = 0
    for y, e, starts in zip(counts, exposure, found, strict=True):
        total, exposed = np.r_[0, y.cumsum()], np.r_[0, e.cumsum()]

        def criterion(chosen: tuple[int, ...], total=total, exposed=exposed) -> float:
            edges = np.array([0, *chosen, 16])
            twice = cost(np.diff(total[edges]), np.diff(exposed[edges]), size).sum()
            return float(twice) + price * len(chosen)

        every = [
            chosen
            for many in range(5)
            for chosen in combinations(range(3, 14), many)
            if all(b - a >= 3 for a, b in zip((0, *chosen), (*chosen, 16), strict=True))
        ]
        assert criterion(tuple(starts)) == pytest.approx(min(map(criterion, every)))
        several += len(starts) > 1
    assert several > 5


@pytest.mark.parametrize("family", FAMILIES)
def test_dates_move_with_the_series_and_not_with_the_unit(family: str) -> None:
    counts = levels()
    found = change_points(counts, family=family)
    assert sum(len(s.changes) for s in found) >= 40
    backwards = change_points(counts[:, ::-1], family=family)
    assert [sorted(60 - d for d in row) for row in dates(backwards)] == dates(found)
    assert dates(change_points(counts, exposure=np.full(60, 30.0), family=family)) == dates(found)
    alone = change_points(counts[4], family=family, workers=1)
    assert alone[0] == found[4]


def test_poisson_is_the_limit_of_the_negative_binomial() -> None:
    total, exposed = np.array([0.0, 3.0, 250.0]), np.array([4.0, 6.0, 30.0])
    np.testing.assert_allclose(cost(total, exposed, 1e7), cost(total, exposed, np.inf), rtol=1e-5, atol=1e-5)


def test_a_step_with_more_exposure_is_several_steps() -> None:
    counts = levels(6)
    merged = counts.reshape(6, 30, 2).sum(axis=2)
    twice = change_points(merged, exposure=np.full(30, 2.0), least_length=3)
    once = change_points(merged, least_length=3)
    assert dates(twice) == dates(once)
    for a, b in zip(twice, once, strict=True):
        np.testing.assert_allclose(2 * np.array(a.rates), b.rates)
    rates = 0.2 * np.arange(2000, 2060)  # a growing population with a constant rate has no change of level
    grown = np.random.default_rng(2).poisson(rates * np.exp(np.linspace(0, 1, 60)), (50, 60))
    assert sum(map(len, dates(change_points(grown, exposure=np.exp(np.linspace(0, 1, 60)))))) <= 2
    assert all(map(len, dates(change_points(grown))))


@pytest.mark.parametrize(("mean", "dispersion"), [(0.5, 1.0), (20.0, 3.0)])
def test_series_without_a_change_are_given_one_no_more_often_than_promised(
    mean: float, dispersion: float
) -> None:
    generator = np.random.default_rng(6)
    rate = generator.gamma(mean / (dispersion - 1), dispersion - 1, (1500, 120)) if dispersion > 1 else mean
    found = change_points(generator.poisson(rate, (1500, 120)), alpha=0.05)
    share = np.mean([bool(s.changes) for s in found])
    assert 0.015 < share < 0.06


def test_intervals_hold_the_date_as_often_as_they_say() -> None:
    generator = np.random.default_rng(5)
    at = generator.integers(20, 100, 500)
    mean = np.where(np.arange(120) < at[:, None], 10.0, 15.0)
    found = change_points(generator.poisson(generator.gamma(mean / 1.5, 1.5)))
    single = [(s.changes[0], truth) for s, truth in zip(found, at, strict=True) if len(s.changes) == 1]
    assert len(single) > 300
    covered = np.mean([c.low <= truth <= c.high for c, truth in single])
    assert 0.92 < covered < 0.99
    narrow = change_points(levels(), level=0.5)
    assert all(c.low <= c.at <= c.high for s in narrow for c in s.changes)


def test_counts_that_scatter_more_need_more_to_change() -> None:
    generator = np.random.default_rng(8)
    noise = generator.negative_binomial(2, 2 / 22, (200, 80))  # mean 20, variance 220
    poisson, negative = (change_points(noise, family=f) for f in FAMILIES)
    assert np.mean([bool(s.changes) for s in poisson]) > 0.9
    assert np.mean([bool(s.changes) for s in negative]) < 0.02
    assert np.median([s.dispersion for s in negative]) == pytest.approx(11, rel=0.1)
    assert {s.dispersion for s in poisson} == {1.0}


def test_gaps_say_nothing() -> None:
    counts = np.r_[np.full(30, 5.0), np.full(30, 15.0)]
    counts[28:34] = np.nan
    (found,) = change_points(counts)
    (change,) = found.changes
    assert (change.low, change.high) == (28, 34)
    assert found.rates == pytest.approx((5.0, 15.0))
    assert change_points(np.full((1, 40), np.nan))[0].rates == (0.0,)


def test_short_series_have_no_change() -> None:
    (found,) = change_points(np.r_[np.zeros(5), np.full(5, 50)])
    assert (found.changes, found.rates) == ((), (25.0,))


def test_the_penalty_follows_from_the_rate_of_error() -> None:
    # Miller and Siegmund 1982; at ten in a hundred from both ends 5 % is passed at about 3.0 squared
    gain = critical_gain(0.05, 100, 10)
    assert chance(gain, 100, 10) == pytest.approx(0.05)
    assert 8.5 < gain < 9.6
    assert critical_gain(0.01, 100, 10) > gain
    counts = levels()
    assert dates(change_points(counts, alpha=0.05)) == dates(
        change_points(counts, penalty=critical_gain(0.05, 60, 6))
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"family": "normal"}, 'family is one of poisson, negative-binomial, not "normal"'),
        ({"alpha": 0.0}, "alpha and level lie between 0 and 1"),
        ({"least_length": 0}, "least_length is at least 1"),
        ({"exposure": np.zeros(60)}, "the exposure needs a positive number for every step"),
        ({"exposure": np.ones(59)}, "the exposure needs a positive number for every step"),
        ({"counts": [[-1.0, 2.0]]}, "negative or infinite"),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        change_points(**({"counts": levels(2)} | wrong))
