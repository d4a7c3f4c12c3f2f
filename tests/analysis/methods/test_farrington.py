"""Farrington's method: R's answers on a made-up series, many series as one, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from almenara.analysis.methods.farrington import IMPROVED, ORIGINAL, Settings, farrington

MONTHS = Settings(half_window=1, left_out=6)
START = 78


def seven_years() -> np.ndarray:
    """Months with a season and a rise, an outbreak in the past and one in month 81."""
    t = np.arange(84)
    counts = t * 37 % 11 + (t % 12 >= 6) * 4 + t // 12
    counts[29], counts[81] = 35, 40
    return counts


def many(rows: int = 40) -> np.ndarray:
    generator = np.random.default_rng(8)
    return generator.poisson(generator.gamma(2, np.exp(generator.normal(1, 1.5, (rows, 1))), (rows, 84)))


# R 4.2.2, surveillance 1.20.3: farringtonFlexible(sts(y, freq = 12), list(range = 79:84, b = 5, ...))


def test_plug_in_bound_with_seasons_and_trend_as_r() -> None:
    # w = 1, noPeriods = 10, pastWeeksNotIncluded = 6, pThresholdTrend = 1, alpha = 0.01, "nbPlugin"
    watch = farrington(seven_years(), 12, START, MONTHS)
    assert watch.alarm.tolist() == [False, False, False, True, False, False]
    assert watch.upper.tolist() == [26] * 6
    expected = [14.7439440071982, 14.8003350047116, 14.5726237016712, 15.0179366257530, 15.0373833743923, 14.5807340436026]  # fmt: skip # noqa: E501
    np.testing.assert_allclose(watch.expected, expected, atol=1e-9)
    phi = [1.37728701917838, 1.28340441462419, 1.29036190401581, 1.24712769851974, 1.27837264000501, 1.30401641994623]  # fmt: skip # noqa: E501
    np.testing.assert_allclose(watch.dispersion, phi, atol=1e-9)
    slope = [0.00812065755527, 0.00646016812191, 0.00701744698297, 0.00897042562073, 0.00811905431743, 0.00900715615060]  # fmt: skip # noqa: E501
    np.testing.assert_allclose(watch.slope, slope, atol=1e-9)
    assert watch.p[3] == pytest.approx(2.65572169224542e-06, rel=1e-9)


def test_uncertain_bound_with_population_as_r() -> None:
    # w = 2, noPeriods = 3, pastWeeksNotIncluded = 3, pThresholdTrend = 0.05, "muan", populationOffset = TRUE
    settings = replace(MONTHS, half_window=2, periods=3, left_out=3, trend_p=0.05, bound="muan")
    watch = farrington(seven_years(), 12, START, settings, population=1000 + 10 * np.arange(84))
    assert watch.upper.tolist() == [25, 25, 25, 26, 24, 24]
    expected = [13.4484249460186, 13.9456640287578, 14.25, 14.2802758620694, 13.5627397260292, 12.8473469387842]  # fmt: skip # noqa: E501
    np.testing.assert_allclose(watch.expected, expected, atol=1e-9)
    p = [5.38284377333870e-01, 2.39172514973349e-01, 8.61323041413186e-01, 1.16908715596796e-06, 1.43829675455130e-01, 6.78105307544718e-01]  # fmt: skip # noqa: E501
    np.testing.assert_allclose(watch.p, p, rtol=1e-9)
    assert np.isnan(watch.slope).all()


def test_normal_bound_of_square_roots_as_r() -> None:
    # w = 2, noPeriods = 1, reweight = FALSE, trend = FALSE, alpha = 0.05, "delta", powertrans = "1/2"
    settings = replace(
        ORIGINAL, half_window=2, left_out=2, outlier=None, trend=False, alpha=0.05, power="1/2"
    )
    watch = farrington(seven_years(), 12, START, settings)
    upper = [24.0079367104443, 24.0239737800088, 17.7643070934956, 18.0913098684246, 17.9968274652142, 17.6890968307745]  # fmt: skip # noqa: E501
    np.testing.assert_allclose(watch.upper, upper, atol=1e-9)
    p = [3.59565644814417e-01, 1.88117743509999e-01, 5.46670073528791e-01, 1.38157608805428e-08, 3.22922144726499e-02, 3.38466385788067e-01]  # fmt: skip # noqa: E501
    np.testing.assert_allclose(watch.p, p, rtol=1e-9)
    assert watch.alarm.tolist() == [False, False, False, True, True, False]


def test_many_series_are_watched_as_each_alone() -> None:
    counts = many()
    together = farrington(counts, 12, START, MONTHS)
    for row in (0, 7, 39):
        alone = farrington(counts[row], 12, START, MONTHS, workers=1)
        assert together.alarm[row].tolist() == alone.alarm.tolist()
        np.testing.assert_allclose(together.upper[row], alone.upper)
        np.testing.assert_allclose(together.expected[row], alone.expected)


def test_what_comes_later_changes_no_earlier_bound() -> None:
    counts = many()
    before = farrington(counts[:, :80], 12, START, MONTHS)
    after = farrington(counts, 12, START, MONTHS)
    np.testing.assert_array_equal(before.upper, after.upper[:, :2])


def test_an_outbreak_of_the_past_weighs_less() -> None:
    counts = np.full(84, 10) + np.arange(84) % 3
    counts[60] = 150
    heeded = farrington(counts, 12, 83, replace(MONTHS, outlier=None))
    weighed = farrington(counts, 12, 83, MONTHS)
    assert weighed.upper[0] < heeded.upper[0]
    assert weighed.expected[0] < heeded.expected[0]


def test_gaps_are_left_out_and_too_few_cases_have_no_bound() -> None:
    counts = many(2) + 5.0
    counts[0, 40] = np.nan
    counts[1] = 0
    watch = farrington(counts, 12, START, MONTHS)
    assert np.isfinite(watch.expected[0]).all()
    assert np.isnan(watch.upper[1]).all()
    assert not watch.alarm[1].any()
    counts[0, 83] = np.nan
    assert np.isnan(farrington(counts, 12, START, MONTHS).upper[0]).tolist() == [False] * 5 + [True]


def test_the_first_step_watched_has_a_full_past() -> None:
    assert farrington(many(1), 12, settings=MONTHS).upper.shape == (1, 84 - 61)
    with pytest.raises(ValueError, match="need a start from 61 to 83, not 60"):
        farrington(many(1), 12, 60, MONTHS)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"bound": "exact"}, 'bound is one of nbPlugin, muan, delta, not "exact"'),
        ({"power": "1/3"}, 'power is one of 1, 1/2, 2/3, not "1/3"'),
        ({"alpha": 1.0}, "alpha lies between 0 and 1, not at 1"),
        ({"years": 0}, "are at least 1"),
        ({"least_span": 0}, "least_span is from 1"),
        ({"half_window": 2}, "10 periods do not fit into a year of 12 steps with windows of 5"),
        ({"left_out": 70}, "too few steps of the past are left"),
    ],
)
def test_settings_that_do_not_fit_are_refused(wrong: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        farrington(many(1), 12, START, replace(MONTHS, **wrong))


def test_counts_and_populations_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="negative or infinite"):
        farrington(-many(1), 12, START, MONTHS)
    with pytest.raises(ValueError, match="a positive number for every count"):
        farrington(many(1), 12, START, MONTHS, population=np.zeros((1, 84)))
    with pytest.raises(ValueError, match="10 periods do not fit into a year of 4"):
        farrington(many(1), 4, START, IMPROVED)
