"""The stacked event study: known effects come back, later events are no controls, nothing comes of nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.analysis.methods.event_study import (
    Stack,
    Windows,
    before_trend,
    effect,
    monthly,
    placebo,
    stack,
)

PLACES, MONTHS = 60, 120


def _stacked(
    counts: np.ndarray, months: list[int], struck: list[int], before: int = 12, after: int = 24
) -> Stack:
    """Each place of `struck` hit in its month; it is touched in every window that ends later."""
    touched = np.zeros(counts.shape, dtype=bool)
    for place, month in zip(struck, months, strict=True):
        touched[place, max(month - after, 0) :] = True
    places = [[place] for place in struck]
    return stack(Windows(counts, touched, before, after), months, places, places, struck)


def _simulated(effect_of: dict[int, float], seed: int = 1) -> tuple[np.ndarray, list[int], list[int]]:
    """Counts of places with levels of their own and a common course; places 0..n struck at staggered months,
    each with a factor that lasts."""
    rng = np.random.default_rng(seed)
    level = rng.uniform(10, 40, PLACES)
    course = np.exp(np.cumsum(rng.normal(0, 0.03, MONTHS)))
    mean = level[:, None] * course
    struck = list(range(len(effect_of)))
    months = [30 + 4 * i for i in struck]
    for place, month in zip(struck, months, strict=True):
        mean[place, month:] *= effect_of[place]
    return rng.poisson(mean).astype(float), struck, months


def test_a_known_rise_comes_back_within_its_interval() -> None:
    counts, struck, months = _simulated(dict.fromkeys(range(15), 1.4))
    found = effect(_stacked(counts, months, struck), 0, 11)
    assert found.low < 1.4 < found.high
    assert found.ratio == pytest.approx(1.4, rel=0.05)


def test_the_interval_of_no_effect_holds_one_nineteen_times_in_twenty() -> None:
    held = 0
    for seed in range(60):
        counts, struck, months = _simulated(dict.fromkeys(range(20), 1.0), seed)
        found = effect(_stacked(counts, months, struck), 0, 5)
        held += found.low <= 1 <= found.high
    assert held >= 50  # of 60; an interval that is right 95 % of the time is below that once in 700


def test_effects_that_differ_from_place_to_place_and_grow_do_not_bias_the_early_ones() -> None:
    """The fault of two-way fixed effects: places struck before, whose effect still grows, as controls."""
    rng = np.random.default_rng(3)
    mean = np.full((PLACES, MONTHS), 50.0)
    struck, months = list(range(20)), [20 + 3 * i for i in range(20)]
    for place, month in zip(struck, months, strict=True):
        mean[place, month:] *= 1 + 0.03 * np.arange(MONTHS - month)
    counts = rng.poisson(mean).astype(float)
    found = effect(_stacked(counts, months, struck), 0, 11)
    truth = 1 + 0.03 * np.arange(12).mean()
    assert found.low < truth < found.high
    assert found.ratio == pytest.approx(truth, rel=0.05)


def test_a_trend_before_the_event_is_seen() -> None:
    counts = np.full((PLACES, MONTHS), 30.0)
    counts[0, 38:44] = 60
    found = before_trend(_stacked(counts, [44], [0]))
    assert found.ratio == pytest.approx(2)
    assert np.isnan([found.low, found.high]).all(), "one place tells of no scatter"


def test_an_event_without_cases_before_or_with_its_window_cut_is_left_out() -> None:
    counts = np.full((PLACES, MONTHS), 5.0)
    counts[1, :50] = 0
    found = _stacked(counts, [5, 40, 60], [0, 1, 2])
    assert found.used.tolist() == [False, False, True]
    assert found.events == 1


def test_a_place_with_a_gap_is_left_out_of_the_window_only() -> None:
    counts = np.full((PLACES, MONTHS), 5.0)
    counts[30, 62] = np.nan
    assert _stacked(counts, [60], [0]).expected[0, 0] == 5


def test_shapes_that_do_not_agree_are_refused() -> None:
    counts = np.ones((PLACES, MONTHS))
    with pytest.raises(ValueError, match="shape"):
        Windows(counts, np.zeros((PLACES, 3), dtype=bool))
    with pytest.raises(ValueError, match="months before"):
        _stacked(counts, [50], [0], before=0)
    with pytest.raises(ValueError, match="each event"):
        stack(Windows(counts, np.zeros(counts.shape, dtype=bool)), [50, 51], [[0]], [[0]], [0])


@settings(max_examples=30, deadline=None)
@given(st.floats(0.2, 5), st.integers(1, 40))
def test_a_common_course_of_all_places_is_no_effect(factor: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    level = rng.uniform(1, 50, PLACES)
    course = np.ones(MONTHS)
    course[50:] = factor
    found = _stacked(level[:, None] * course, [50, 51, 52], [0, 1, 2])
    ratio, _, _ = monthly(found)
    assert ratio == pytest.approx(np.ones(37))


def test_a_placebo_counts_the_found_among_the_draws_and_is_centred_on_nothing() -> None:
    drawn = np.exp(np.random.default_rng(5).normal(0, 0.1, 999))
    nothing, much = placebo(1.0, drawn), placebo(1.6, drawn)
    assert nothing.p > 0.5
    assert much.p == pytest.approx(1 / 1000)
    assert much.low < 1 < much.high
    assert placebo(float("nan"), drawn).draws == 999
    assert np.isnan(placebo(1.2, []).p)
