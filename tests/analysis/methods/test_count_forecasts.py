"""What the forecasters promise on panels small enough to see through."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods import count_forecasts as cf

EVERY = (cf.recent_mixture, cf.last_months, cf.poisson_of_last, cf.seasonal_naive)
HISTORY = np.random.default_rng(5).poisson([[0.3], [20], [400]], (3, 36)).astype(float)


@pytest.mark.parametrize("forecaster", EVERY)
def test_samples_are_whole_counts_and_the_seed_repeats_them(forecaster) -> None:
    drawn = forecaster(HISTORY, [3, 14], 500, np.random.default_rng(1))
    assert drawn.shape == (3, 2, 500)
    assert (drawn >= 0).all() and (drawn == np.rint(drawn)).all()
    assert (drawn == forecaster(HISTORY, [3, 14], 500, np.random.default_rng(1))).all()


def test_the_last_months_come_equally_often() -> None:
    history = np.arange(30.0)[None, :]
    drawn = cf.last_months(history, [1], 1200, np.random.default_rng(0))
    assert np.unique(drawn, return_counts=True)[1].tolist() == [100] * 12
    assert drawn.min() == 18


def test_the_mixture_keeps_the_level_and_follows_the_newest_months() -> None:
    level = np.full((1, 36), 100.0)
    drawn = cf.recent_mixture(level, [1, 14], 4000, np.random.default_rng(0))
    assert drawn.mean(axis=-1) == pytest.approx(100, rel=0.03)
    assert drawn[0, 1].std() > drawn[0, 0].std()  # wider further ahead
    rising = np.concatenate([np.zeros((1, 24)), np.full((1, 12), 100.0)], axis=1)
    assert cf.recent_mixture(rising, [1], 4000, np.random.default_rng(0)).mean() > 75


def test_quiet_ends_as_often_as_it_did_elsewhere() -> None:
    history = np.zeros((50, 30))
    assert not cf.recent_mixture(history, [3], 100, np.random.default_rng(0)).any()
    history[0, 25] = 7
    drawn = cf.recent_mixture(history, [3], 4000, np.random.default_rng(0))[1:]
    # 22 origins of 50 places; 5 of them overlap the burst; one looks three months ahead at it
    assert (drawn > 0).mean() == pytest.approx(1 / (22 * 50 - 3), rel=0.1)
    assert set(np.unique(drawn)) == {0, 7}
    part = cf.recent_mixture(history[1:], [3], 4000, np.random.default_rng(0), panel=history)
    assert part.any()


def test_seasonal_naive_repeats_a_year_without_change() -> None:
    year = np.arange(12.0)
    drawn = cf.seasonal_naive(np.tile(year, 3)[None, :], [1, 3, 14], 10, np.random.default_rng(0))
    assert drawn[0, :, 0].tolist() == [0, 2, 1]
    assert (drawn == drawn[..., :1]).all()


@pytest.mark.parametrize(("forecaster", "months"), [(cf.last_months, 11), (cf.seasonal_naive, 23)])
def test_too_little_history_is_an_error(forecaster, months) -> None:
    with pytest.raises(ValueError, match="months or more"):
        forecaster(np.ones((1, months)), [1], 10, np.random.default_rng(0))


@pytest.mark.parametrize("forecaster", EVERY)
@pytest.mark.parametrize("leads", [[], [0]])
def test_a_lead_is_a_month_or_more(forecaster, leads) -> None:
    with pytest.raises(ValueError, match="leads"):
        forecaster(HISTORY, leads, 10, np.random.default_rng(0))


def test_one_month_of_history_leaves_at_least_the_room_of_poissons_law() -> None:
    drawn = cf.recent_mixture(np.array([[289.0]]), [1], 4000, np.random.default_rng(1))[0, 0]
    low, high = np.quantile(drawn, [0.05, 0.95])
    assert low <= 289 - 1.645 * 289**0.5 and high >= 289 + 1.645 * 289**0.5


def test_samples_of_one_number_share_the_age_of_their_month() -> None:
    history = np.random.default_rng(3).integers(50, 500, (1, 24)).astype(float)
    one, two = cf.recent_mixture(history, [1, 2], 2000, np.random.default_rng(4))[0]
    assert np.corrcoef(one, two)[0, 1] > 0.3


def test_seasonal_naive_adds_a_change_for_each_year_passed() -> None:
    history = np.tile(np.arange(12.0) * 100, (1, 3)) + np.repeat([0.0, 10.0, 30.0], 12)
    near, far = cf.seasonal_naive(history, [1, 13], 400, np.random.default_rng(0))[0]
    assert set(near) == {40.0, 50.0} and set(far) == {50.0, 60.0, 70.0}
