"""Nowcasts of a reporting triangle: identities, and intervals on made-up reports."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from almenara.analysis.methods.nowcast import learn_delay, nowcast

DELAY = np.array([0.1, 0.4, 0.3, 0.15, 0.05])


def cut(reports, now=None):
    """The triangle as known in the last period, or in period `now`."""
    held = np.asarray(reports, dtype=float).copy()
    period, delay = np.indices(held.shape)
    held[period + delay > (len(held) - 1 if now is None else now)] = np.nan
    return held


def made(seed, periods=80, level=60.0, step=0.1):
    """Reports by period and delay round a level that walks at random."""
    rng = np.random.default_rng(seed)
    levels = level * np.exp(np.cumsum(rng.normal(0, step, periods)))
    return rng.poisson(levels[:, None] * DELAY).astype(float)


@given(arrays(float, st.tuples(st.integers(2, 8), st.integers(1, 5)), elements=st.integers(0, 500)))
def test_a_complete_triangle_gives_its_counts_exactly(reports) -> None:
    found = nowcast(reports, draws=20)
    assert (found.samples == reports.sum(axis=1)).all()
    assert (found.quantile([0.025, 0.5, 0.975]) == reports.sum(axis=1)).all()


@settings(max_examples=40)
@given(arrays(float, st.tuples(st.integers(2, 12), st.integers(2, 5)), elements=st.integers(0, 50_000)))
def test_reports_to_come_only_add_whole_reports(reports) -> None:
    held = cut(reports)
    found = nowcast(held, draws=50)
    so_far = np.nansum(held, axis=1)
    assert np.isfinite(found.samples).all()
    assert (found.samples >= so_far).all() and (found.samples % 1 == 0).all()
    whole = np.isfinite(held).all(axis=1)
    assert (found.samples[:, whole] == so_far[whole]).all()


def test_what_is_to_come_is_not_looked_at() -> None:
    reports = made(1)
    other = reports.copy()
    other[np.isnan(cut(reports))] += 1_000
    assert (nowcast(cut(reports)).samples == nowcast(cut(other)).samples).all()


def test_the_same_seed_gives_the_same_samples() -> None:
    held = cut(made(2))
    assert (nowcast(held, seed=3).samples == nowcast(held, seed=3).samples).all()
    assert (nowcast(held, seed=3).samples != nowcast(held, seed=4).samples).any()


def test_shares_reported_by_delay_are_those_of_the_reports() -> None:
    found = learn_delay(cut(made(3, periods=200, level=400.0)))
    assert found.reported == pytest.approx(np.cumsum(DELAY), abs=0.02)
    assert found.spread[:-1].max() < 0.02, "a binomial delay has next to no spread beyond its law"


def test_a_change_of_the_delay_is_followed() -> None:
    reports = made(4, periods=160, level=400.0)
    reports[80:] = reports[80:, ::-1]  # from here on the late ones come first
    assert learn_delay(cut(reports)).reported == pytest.approx(np.cumsum(DELAY[::-1]), abs=0.04)


def test_delays_that_vary_from_period_to_period_widen_intervals() -> None:
    rng = np.random.default_rng(5)
    steady = rng.multinomial(400, DELAY, 120).astype(float)
    shares = rng.dirichlet(20 * DELAY, 120)
    loose = np.array([rng.multinomial(400, p) for p in shares], dtype=float)
    width = [np.ptp(nowcast(cut(r)).quantile([0.1, 0.9])[:, -3]) for r in (steady, loose)]
    assert width[1] > 1.5 * width[0]


def test_intervals_hold_what_came_on_made_up_reports() -> None:
    inside, newest = [], []
    for seed in range(40):
        reports = made(seed, step=0.15)
        low, high = nowcast(cut(reports), draws=1_000).quantile([0.025, 0.975])
        truth = reports.sum(axis=1)
        inside.append(((low <= truth) & (truth <= high))[-4:])
        newest.append(high[-1] / (low[-1] + 1))
    assert 0.90 <= np.mean(inside) <= 0.99
    assert np.median(newest) < 4, "and they are not wide for nothing"


def test_a_growing_season_is_followed() -> None:
    rng = np.random.default_rng(6)
    levels = np.concatenate([np.full(60, 20.0), 20 * 1.3 ** np.arange(1, 9)])
    reports = rng.poisson(levels[:, None] * DELAY).astype(float)
    low, middle, high = nowcast(cut(reports)).quantile([0.025, 0.5, 0.975])[:, -1]
    assert low <= reports[-1].sum() <= high
    assert middle > 90, "far above the level of all but the last weeks"


def test_periods_without_any_report_yet_are_expected_at_the_level() -> None:
    held = cut(made(7), now=79)
    held = np.vstack([held, np.full((1, 5), np.nan)])  # a period whose first reports come in the next one
    found = nowcast(held)
    assert found.reported[-1] == 0 and found.quantile([0.5])[0, -1] > 10


def test_nothing_ever_reported() -> None:
    found = nowcast(cut(np.zeros((30, 5))))
    assert found.quantile([0.975])[0, -1] <= 3


@pytest.mark.parametrize(
    ("triangle", "message"),
    [
        ([[1.0, 2.0]], "two rows or more"),
        ([1.0, 2.0], "two rows or more"),
        (np.zeros((3, 0)), "a column a delay"),
        ([[1, 2], [-1, np.nan]], "whole numbers from 0 on"),
        ([[1, 2], [0.5, np.nan]], "whole numbers from 0 on"),
        ([[1, 2], [np.inf, np.nan]], "whole numbers from 0 on"),
        ([[1, np.nan], [1, 2]], "nan may stand only"),
        ([[1, 2], [np.nan, 2]], "nan may stand only"),
    ],
)
def test_what_is_no_triangle_is_refused(triangle, message) -> None:
    with pytest.raises(ValueError, match=message):
        nowcast(triangle)
