"""The pace against the record, with numbers small enough to work out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from almenara.analysis.flows import Series, Totals, totals
from almenara.analysis.methods.growth_ratio import growth_ratio
from almenara.analysis.pace import bound, pace, probability, projected
from almenara.workspace import Workspace
from tests.product.made_figures import MEXICO, figure


def test_the_median_scales_the_first_months_by_the_mean_log_ratio() -> None:
    median, low, high, _ = growth_ratio(100.0, [10, 20], [20, 80])
    assert median == pytest.approx(100 * math.sqrt(2 * 4))
    assert low < median < high
    assert low * high == pytest.approx(median**2), "the interval is symmetric in logarithms"


def test_years_that_are_alike_keep_a_spread() -> None:
    _, low, high, _ = growth_ratio(100.0, [10, 10, 10], [20, 20, 20])
    assert low < 199 < 201 < high


@pytest.mark.parametrize(
    ("to_date", "before", "whole"), [(0.0, [1, 1], [2, 2]), (1.0, [0, 1], [2, 2]), (1.0, [1], [2])]
)
def test_counts_that_no_ratio_can_use_are_refused(
    to_date: float, before: list[int], whole: list[int]
) -> None:
    with pytest.raises(ValueError, match=r"past years|positive"):
        growth_ratio(to_date, before, whole)


def test_a_year_that_has_passed_the_record_has_passed_it() -> None:
    past = [
        figure(10, "2015-01..2015-06"),
        figure(20, "2015"),
        figure(10, "2016-01..2016-06"),
        figure(24, "2016"),
    ]
    inputs = [figure(30, "2017-01..2017-06"), figure(24, "2016"), *past]
    assert probability(inputs).value == 100.0
    made = projected(inputs)
    assert made.value == pytest.approx(30 * math.sqrt(2 * 2.4), abs=0.5)
    assert (str(made.period), made.unit) == ("2017", "victims")


def test_nothing_counted_yet_gives_no_pace(workspace: Workspace) -> None:
    context = workspace.context("2018-08-01")
    none = figure(0, "2018-01..2018-06")
    years = (figure(3, "2015"), figure(2, "2016"), figure(4, "2017"))
    found = Totals(Series("homicide", "sesnsp-victims"), years, none, None, None, years[2])
    assert pace(context, found, MEXICO) is None


def test_the_ends_of_the_interval_are_figures_of_their_own() -> None:
    past = [
        figure(10, "2015-01..2015-06"),
        figure(20, "2015"),
        figure(10, "2016-01..2016-06"),
        figure(24, "2016"),
    ]
    inputs = [figure(12, "2017-01..2017-06"), figure(24, "2016"), *past]
    whole = projected(inputs)
    assert (bound(inputs, "low").value, bound(inputs, "high").value) == (whole.low, whole.high)


def test_a_year_missing_before_this_one_gives_no_pace_for_it_may_be_the_record(workspace: Workspace) -> None:
    context = workspace.context("2018-11-02")
    whole = totals(context, Series("homicide-and-femicide", "sesnsp-victims"), MEXICO)
    made = pace(context, whole, MEXICO)
    assert made is not None
    assert ([str(f.period) for f in made.years], made.confidence) == (["2016", "2017"], "low")
    assert pace(context, replace(whole, missing=(2017,)), MEXICO) is None
    assert pace(context, replace(whole, missing=(2018,)), MEXICO) is not None
