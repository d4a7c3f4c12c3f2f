"""Where a year will end: known answers on series made by hand, and what must hold of any."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from almenara.analysis.methods.record_pace import (
    DEGREES,
    DISPERSION,
    GROWTH,
    OWN_YEARS,
    VOLATILITY,
    WIDER,
    outlook,
    seasonal_shape,
)


def steady(places: int = 1, years: int = 20, months: int = 6, level: float = 100.0) -> np.ndarray:
    return np.full((places, 12 * years + months), level)


def drawn(seed: int, places: int = 40, years: int = 5, step: float = 0.05) -> np.ndarray:
    """Counts whose log level steps at random, of all sizes."""
    generator = np.random.default_rng(seed)
    log = np.cumsum(generator.normal(0, step, (places, 12 * years + 12)), axis=1)
    return generator.poisson(np.exp(generator.uniform(1, 5, (places, 1)) + log)).astype(float)


def test_a_level_that_never_moved_goes_on() -> None:
    found = outlook(steady(), 6)
    assert found.to_date[0, 0] == 600
    assert found.remaining[0, 0] == pytest.approx(600, rel=1e-3)
    assert found.quantiles([0.5])[0, 0] == pytest.approx(1200, abs=1.5)


def test_the_scale_is_that_of_a_local_level_model_in_its_steady_state() -> None:
    found = outlook(steady(), 6)
    step, noise, left = VOLATILITY["part"], DISPERSION / 100, 6
    predicted = (step + np.sqrt(step**2 + 4 * step * noise)) / 2  # Riccati's equation: P = P r / (P + r) + q
    level = predicted * noise / (predicted + noise)
    walk = step * (left + 1) * (2 * left + 1) / (6 * left)
    expected = level + walk + DISPERSION / 600
    assert (found.scale[0] / found.widened[0]) ** 2 == pytest.approx(expected, rel=1e-3)


def test_years_without_a_miss_narrow_the_scale_and_places_are_told_apart() -> None:
    found = outlook(steady(), 6)
    years, pooled = 19, 60 / (60 + 19)
    assert found.widened[0] == pytest.approx(
        WIDER * np.sqrt(OWN_YEARS * pooled / (OWN_YEARS + years)), rel=0.01
    )
    wild = drawn(3, 1, 20, 0.5)[:, : 12 * 20 + 6]
    two = outlook(np.vstack([steady(), wild]), 6)
    assert two.widened[1] > 1.5 * two.widened[0]


def test_the_probability_is_student_s_tail_of_what_is_missing() -> None:
    found = outlook(steady(), 6)
    missing = np.log((1300 - 600 + 1) / (found.remaining[0, 0] + 0.5)) / found.scale[0]
    assert found.exceeds([1300])[0] == pytest.approx(stats.t.sf(missing, DEGREES))
    assert found.exceeds([599])[0] == 1.0


def test_part_of_the_last_year_s_growth_goes_on() -> None:
    months = np.arange(12 * 6 + 3)
    rising = 200 * np.exp(0.02 * months)[None]
    assert outlook(rising, 3).growth[0] == pytest.approx(GROWTH * 0.02, rel=0.05)


def test_the_season_of_a_series_is_found_and_shrunk() -> None:
    season = np.array([0.8, 0.9, 1, 1, 1.1, 1.2, 1.2, 1.1, 1, 1, 0.9, 0.8])
    found = seasonal_shape(np.tile(100 * season, 9))
    share = 8 / (8 + 3)  # the centred year leaves each month eight times, against SEASON_YEARS of none
    np.testing.assert_allclose(found, 1 + share * (season - 1), atol=0.003)
    assert (seasonal_shape(np.tile(100 * season, 1)) == 1).all(), "one year tells no season"
    held = np.tile(100 * season, 9)
    held[[20, 50]] = np.nan
    np.testing.assert_allclose(seasonal_shape(held), found, atol=0.02)


def test_a_season_to_come_counts() -> None:
    season = np.array([0.9] * 6 + [1.1] * 6)
    counts = np.tile(100 * season, 20)[None, :-6]
    assert outlook(counts, 6).remaining[0, 0] == pytest.approx(660, rel=0.03)


def test_counts_still_to_be_revised_raise_the_year_and_widen_it() -> None:
    ratio = np.ones((200, 1, 6)) * np.linspace(1.0, 1.2, 200)[:, None, None]
    plain, revised = outlook(steady(), 6), outlook(steady(), 6, revision=ratio)
    assert np.median(revised.to_date) == pytest.approx(660, abs=1)
    low, middle, high = revised.quantiles([0.05, 0.5, 0.95])[:, 0]
    before = plain.quantiles([0.05, 0.5, 0.95])[:, 0]
    assert middle > before[1] and high - low > before[2] - before[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_more_months_are_known_the_narrower_the_interval(seed: int) -> None:
    counts = drawn(seed)
    widths = []
    for months in range(1, 12):
        low, high = outlook(counts[:, : 60 + months], months).quantiles([0.05, 0.95])
        widths.append(np.mean(np.log((high + 1) / (low + 1))))
    assert (np.diff(widths) < 0).all()


@given(
    counts=st.lists(st.integers(0, 300), min_size=30, max_size=30),
    first=st.floats(1, 5000),
    second=st.floats(1, 5000),
)
def test_a_higher_threshold_is_never_likelier(counts: list[int], first: float, second: float) -> None:
    found = outlook(np.array([counts], dtype=float), 6)
    low, high = sorted((first, second))
    assert 0 <= found.exceeds([high])[0] <= found.exceeds([low])[0] <= 1
    assert (np.diff(found.quantiles([0.05, 0.25, 0.5, 0.75, 0.95])[:, 0]) >= 0).all()


def test_gaps_are_passed_over_and_a_place_without_events_is_answered() -> None:
    counts = steady(2)
    counts[0, [3, 100, 244]] = np.nan
    counts[1] = 0
    found = outlook(counts, 6, to_date=[600, 0])
    assert found.remaining[0, 0] == pytest.approx(600, rel=0.02)
    assert found.quantiles([0.95])[0, 1] < 5
    assert np.isfinite(found.scale).all()


def test_intervals_hold_what_they_promise_on_series_of_the_model() -> None:
    counts = drawn(7, 400, 6, VOLATILITY["part"] ** 0.5)
    low, high = outlook(counts[:, :78], 6).quantiles([0.05, 0.95])
    total = counts[:, 72:84].sum(axis=1)
    assert 0.85 <= ((total >= low) & (total <= high)).mean() <= 0.99


@pytest.mark.parametrize(("shape", "months"), [((1, 29), 6), ((1, 6), 6), ((1, 24), 0)])
def test_a_year_that_is_cut_is_refused(shape: tuple[int, int], months: int) -> None:
    with pytest.raises(ValueError, match="whole years"):
        outlook(np.ones(shape), months)


def test_a_place_without_a_past_is_refused() -> None:
    counts = steady(2)
    counts[1, :-6] = np.nan
    with pytest.raises(ValueError, match="no month known"):
        outlook(counts, 6)
