"""Two counts: the exact binomial interval, dispersion, rates of error that were promised, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from almenara.analysis.methods.two_counts import compare, scatter


@pytest.mark.parametrize(("later", "earlier"), [(10, 4), (3, 11), (0, 6), (7, 0), (120, 96)])
def test_poisson_counts_have_the_exact_binomial_interval(later: int, earlier: int) -> None:
    # given the sum, the later count is binomial; SciPy's Clopper-Pearson interval and exact test
    exact = stats.binomtest(later, later + earlier)
    found = compare(later, earlier)
    low, high = exact.proportion_ci(0.95, "exact")
    assert found.low[0] == pytest.approx(low / (1 - low))
    assert found.high[0] == (np.inf if high == 1 else pytest.approx(high / (1 - high)))
    assert found.p[0] == pytest.approx(exact.pvalue)


def test_p_and_interval_agree() -> None:
    generator = np.random.default_rng(4)
    later, earlier = generator.poisson(12, (2, 400))
    found = compare(later, earlier, dispersion=1.7, freedom=20)
    assert ((found.p <= 0.05) == ((found.low > 1) | (found.high < 1))).all()
    swapped = compare(earlier, later, dispersion=1.7, freedom=20)
    np.testing.assert_allclose(swapped.p, found.p)
    np.testing.assert_allclose(swapped.low, 1 / found.high)


def test_counts_that_scatter_more_tell_less() -> None:
    plain, wide, guessed = compare([150] * 3, [100] * 3, [1, 3, 3], [np.inf, np.inf, 6]).p
    assert plain < 0.01 < wide < guessed
    # a dispersion of 3 on 150 and 100 is as 50 and 33 and a third of Poisson's law
    same = compare(50, 100 / 3)
    assert wide == pytest.approx(same.p[0])


def test_exposure_is_a_rate_and_no_count() -> None:
    found = compare(310, 280, exposure=31 / 28)  # ten a day in a month of 31 and in one of 28 days
    assert found.ratio[0] == pytest.approx(1)
    assert found.p[0] == pytest.approx(1, abs=0.05)


def test_verdicts_mind_how_many_were_compared() -> None:
    alone = compare(40, 22)
    assert alone.p[0] < 0.05
    assert alone.verdict.tolist() == ["rose"]
    among = compare([40, *[30] * 31], [22, *[30] * 31])
    assert among.adjusted[0] == pytest.approx(min(32 * alone.p[0], 1))
    assert set(among.verdict) == {"no change"}
    mixed = compare([400, 100, 30, np.nan], [200, 250, 30, 10])
    assert mixed.verdict.tolist() == ["rose", "fell", "no change", "unknown"]
    assert np.isnan(mixed.p[3])


def test_nothing_twice_is_no_change() -> None:
    found = compare(0, 0)
    assert (found.p[0], found.low[0], found.high[0], found.verdict[0]) == (1, 0, np.inf, "no change")
    assert np.isnan(found.ratio[0])


def test_scatter_is_the_chi_square_of_years_by_months() -> None:
    table = np.random.default_rng(1).poisson(9, (4, 12))
    found = scatter(table)
    chi2 = stats.chi2_contingency(table, correction=False)
    assert (found.freedom[0], chi2.dof) == (33, 33)
    assert found.dispersion[0] == pytest.approx(max(chi2.statistic / 33, 1))


def test_two_halves_of_the_years_tell_of_one_scatter() -> None:
    table = np.random.default_rng(1).poisson(9, (4, 12)).astype(float)
    first, last = table[:, :6], table[:3, 6:]
    exact = [stats.chi2_contingency(half, correction=False) for half in (first, last)]
    found = scatter(first, last)
    assert found.freedom[0] == 15 + 10
    assert found.dispersion[0] == pytest.approx(max(sum(e.statistic for e in exact) / 25, 1))


def test_levels_and_seasons_are_no_scatter() -> None:
    season = 10 * np.arange(1, 13)
    years = np.array([1.0, 3.0, 2.0])[:, None]
    assert scatter(season * years).dispersion[0] == 1
    gap = np.vstack([season * years, np.full(12, np.nan)])
    assert scatter(gap).freedom[0] == 22
    assert scatter(np.zeros((3, 12))).freedom[0] == 0
    noise = np.random.default_rng(2).negative_binomial(5, 5 / 25, (300, 5, 12))  # mean 20, variance 100
    assert scatter(noise).dispersion.mean() == pytest.approx(5, rel=0.07)


@pytest.mark.parametrize(("mean", "dispersion", "years"), [(5, 1.5, 3), (30, 2, 3), (200, 5, 4)])
def test_places_without_a_change_are_given_one_no_more_often_than_promised(
    mean: float, dispersion: float, years: int
) -> None:
    generator = np.random.default_rng(9)
    season = 1 + 0.15 * np.sin(np.arange(12) / 2)

    def drawn(level: np.ndarray) -> np.ndarray:
        return generator.poisson(generator.gamma(level / (dispersion - 1), dispersion - 1))

    past = scatter(drawn(generator.uniform(0.7, 1.4, (3000, years, 1)) * mean * season))
    now, before = (drawn(np.tile(mean * season[:9], (3000, 1))).sum(axis=1) for _ in range(2))
    found = compare(now, before, past.dispersion, past.freedom)
    assert 0.02 < (found.p <= 0.05).mean() < 0.06
    assert (found.verdict == "no change").mean() > 0.998


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"later": [-1.0]}, "counts can't be negative or infinite"),
        ({"dispersion": 0.5}, "dispersion is at least 1"),
        ({"exposure": 0.0}, "exposure positive"),
        ({"level": 1.0}, "level between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compare(**({"later": [3.0], "earlier": [4.0]} | wrong))
    with pytest.raises(ValueError, match="of shape \\(places, years, steps\\)"):
        scatter([1.0, 2.0])
