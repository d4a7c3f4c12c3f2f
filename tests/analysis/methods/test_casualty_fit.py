"""Fitting the population of armed groups: a fit finds what made the deaths, and says where they do not tell."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods.casualty_fit import deaths, fit, refit, weekly
from almenara.analysis.methods.group_population import network

TIES = network(20, [(0, 1, 13), (1, 2, 2), (0, 9, 1)], [55, 34, *[1] * 18])
TRUTH = np.array([2.6e-3, 112.0, 5e-8, 5e-8, 114_000.0])
WEEKS = np.arange(520.0)


def test_the_spline_goes_through_the_years_and_on_in_a_straight_line() -> None:
    found = weekly(2012, np.array([520.0, 1040.0, 780.0, 1300.0]))
    assert len(found) == 208
    assert found[0] == pytest.approx(10)
    assert np.interp(2014, np.linspace(2012, 2016, 208), found) == pytest.approx(15, rel=1e-3)
    assert np.diff(found[-50:], 2) == pytest.approx(0, abs=1e-9)


def test_many_draws_have_a_spline_each() -> None:
    yearly = np.array([[520.0, 52.0], [1040.0, 104.0], [780.0, 78.0]])
    assert weekly(2012, yearly)[:, 1] == pytest.approx(weekly(2012, yearly[:, 1]))


def test_two_years_make_no_spline() -> None:
    with pytest.raises(ValueError, match="a spline needs three years, and there are 2"):
        weekly(2012, np.array([1.0, 2.0]))


def test_a_fit_gives_the_deaths_that_it_was_given() -> None:
    target = deaths(TIES, TRUTH[:, None], WEEKS)[:, 0]
    found = fit(TIES, target, TRUTH * 0.8, TRUTH * 1.2, TRUTH * 1.1)
    assert found.error < 0.01 * target.mean()
    assert found.modelled == pytest.approx(target, rel=0.01)


def test_a_fit_says_which_edge_of_the_box_it_met() -> None:
    target = deaths(TIES, TRUTH[:, None], WEEKS)[:, 0]
    low = np.array([2.7e-3, 112, 5e-8, 5e-8, 114_000]) * [1, 0.9, 0.9, 0.9, 0.9]
    found = fit(TIES, target, low, TRUTH * 1.3, TRUTH * 1.1)
    assert (found.parameters >= low).all() and (found.parameters <= TRUTH * 1.3).all()


def test_recruitment_and_lethality_are_found_for_every_draw() -> None:
    generator = np.random.default_rng(3)
    truth = TRUTH[:, None] * generator.uniform(0.85, 1.15, (5, 40))
    points = WEEKS[::8]
    begin = truth.copy()
    begin[0], begin[2] = TRUTH[0], TRUTH[2]
    found = refit(TIES, deaths(TIES, truth, points), points, begin)
    assert found[0] == pytest.approx(truth[0], rel=1e-4)
    assert found[2] == pytest.approx(truth[2], rel=1e-4)
