"""Agreement and sensitivity against published examples."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods.agreement import crossed, kappa
from almenara.analysis.methods.sensitivity import variance_shares

COHEN = 200 * np.array([[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]])
"""Diagnoses of 200 cases by two judges: Cohen, Psychological Bulletin 70 (1968) 213-220, table 1."""
DISAGREEMENT = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])
"""Disagreement weights of the same table."""
CARCINOMA = np.array([[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]])
"""118 slides read by two pathologists: Agresti, Categorical Data Analysis (2002), table 10.8."""


def test_kappa_of_cohens_diagnoses():
    assert kappa(COHEN, "none").value == pytest.approx(0.492, abs=5e-4)
    assert kappa(COHEN, 1 - DISAGREEMENT / 6).value == pytest.approx(0.348, abs=5e-4)


def test_kappa_of_the_pathologists_with_its_standard_error():
    found = kappa(CARCINOMA, "none")
    assert found.cases == 118
    assert (found.observed, found.expected) == pytest.approx((0.636, 0.281), abs=5e-4)
    assert (found.value, found.error) == pytest.approx((0.493, 0.057), abs=5e-4)


def test_the_standard_error_of_weighted_kappa_is_that_of_resampling():
    rng = np.random.default_rng(2)
    drawn = [kappa(rng.multinomial(118, CARCINOMA.ravel() / 118).reshape(4, 4)).value for _ in range(3000)]
    assert kappa(CARCINOMA).error == pytest.approx(np.std(drawn), rel=0.08)


@pytest.mark.parametrize("weights", ["linear", "quadratic"])
def test_weighted_kappa_is_that_of_statsmodels(weights):
    from statsmodels.stats.inter_rater import cohens_kappa

    ours, theirs = kappa(CARCINOMA, weights), cohens_kappa(CARCINOMA, wt=weights)
    assert (ours.value, ours.error) == pytest.approx((theirs.kappa, theirs.std_kappa), rel=1e-12)


def test_two_raters_who_agree_or_answer_alike_by_chance():
    assert kappa(crossed([1, 2, 3, 4], [1, 2, 3, 4], 4)).value == pytest.approx(1)
    assert np.isnan(kappa(crossed([2, 2], [2, 2], 4)).value)
    with pytest.raises(ValueError, match="from 1 to 4"):
        crossed([5], [1], 4)
    with pytest.raises(ValueError, match="square table"):
        kappa(np.zeros((2, 3)))


def test_shares_of_the_ishigami_function():
    """Saltelli et al., Global Sensitivity Analysis: The Primer (2008): a = 7, b = 0.1 give 0.314, 0.442, 0 first-order
    and 0.558, 0.442, 0.244 total."""
    rng = np.random.default_rng(0)

    def drawn() -> dict[str, np.ndarray]:
        return {name: rng.uniform(-np.pi, np.pi, 60_000) for name in ("x1", "x2", "x3")}

    found = variance_shares(
        lambda x: np.sin(x["x1"]) + 7 * np.sin(x["x2"]) ** 2 + 0.1 * x["x3"] ** 4 * np.sin(x["x1"]),
        drawn(),
        drawn(),
    )
    assert [float(found.first[n]) for n in ("x1", "x2", "x3")] == pytest.approx([0.314, 0.442, 0.0], abs=0.02)
    assert [float(found.total[n]) for n in ("x1", "x2", "x3")] == pytest.approx(
        [0.558, 0.442, 0.244], abs=0.02
    )
