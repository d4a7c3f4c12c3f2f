"""Skill against a rival: the ratio by hand, and an interval that few calls or few periods leave wide."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods.skill import FEW, skill


def test_skill_is_one_less_the_ratio_of_the_mean_scores() -> None:
    found = skill([0.1, 0.3], [0.2, 0.6], ["2016", "2017"])
    assert found.value == pytest.approx(0.5)
    assert found.periods == 2


def test_fewer_than_five_periods_give_no_interval_however_many_calls() -> None:
    found = skill([0.1] * 400, [0.2] * 400, ["2016", "2017", "2018", "2019"] * 100)
    assert np.isnan(found.low) and np.isnan(found.high) and found.periods == 4 < FEW


def test_calls_about_one_period_are_drawn_together() -> None:
    drawn = np.random.default_rng(5)
    luck = drawn.gamma(2.0, size=(10, 1)) * np.ones((1, 30))
    own, other = luck.ravel(), np.ones(300)
    by_period = skill(own, other, [str(i // 30) for i in range(300)])
    as_if_apart = skill(own, other, [str(i) for i in range(300)])
    assert by_period.value == as_if_apart.value
    assert by_period.high - by_period.low > 4 * (as_if_apart.high - as_if_apart.low)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    drawn = np.random.default_rng(11)
    held = 0
    for _ in range(200):  # own scores are half the rival's, on eight periods of five calls
        surprise = np.repeat(drawn.gamma(4.0, 0.25, size=8), 5)
        found = skill(0.5 * surprise * drawn.gamma(4.0, 0.25, size=40), surprise, list("abcdefgh" * 5))
        held += found.low <= 0.5 <= found.high
    assert 180 <= held <= 200


def test_the_same_scores_give_the_same_interval() -> None:
    own = np.random.default_rng(1).random(60)
    periods = [str(i % 6) for i in range(60)]
    assert skill(own, own + 0.1, periods) == skill(own, own + 0.1, periods)


def test_nothing_is_better_than_a_rival_without_error() -> None:
    assert np.isnan(skill([0.1], [0.0], ["2016"]).value)


def test_scores_that_do_not_fit_are_refused() -> None:
    for own, other, periods in (([0.1], [0.1, 0.2], ["a"]), ([], [], []), ([0.1], [0.1], [])):
        with pytest.raises(ValueError, match="do not fit"):
            skill(own, other, periods)
