"""Many regressions at once give what each gives alone, the long way."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods.quasi_poisson import Design, fit

DESIGN = Design(np.repeat([0, 1, 2], 8), -np.arange(24.0).reshape(8, 3).T.ravel() - 1)
OFFSET = np.log(np.linspace(1, 2, 24))


def made_up(rows: int = 5) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(4)
    counts = generator.poisson(np.exp(generator.normal(1, 1, (rows, 1)) + 0.3 * DESIGN.group), (rows, 24))
    return counts.astype(float), generator.uniform(0.2, 2, (rows, 24))


@pytest.mark.parametrize("slope", [True, False])
def test_fit_solves_the_likelihood_equations(slope: bool) -> None:
    counts, prior = made_up()
    found = fit(DESIGN, counts, prior, np.tile(OFFSET, (5, 1)), slope)
    assert found.converged.all()
    score = prior * (counts - found.mean)
    np.testing.assert_allclose(DESIGN.sums(score), 0, atol=1e-5)
    if slope:
        np.testing.assert_allclose(score @ DESIGN.time, 0, atol=1e-3)
    linear = OFFSET + DESIGN.spread(found.level) + found.slope[:, None] * DESIGN.time
    np.testing.assert_allclose(found.mean, np.exp(linear))
    assert found.df_residual.tolist() == [24 - 3 - slope] * 5


@pytest.mark.parametrize("slope", [True, False])
def test_leverage_and_variance_are_those_of_the_whole_design(slope: bool) -> None:
    counts, prior = made_up(1)
    found = fit(DESIGN, counts, prior, OFFSET[None], slope)
    columns = np.column_stack([np.eye(3)[DESIGN.group], *([DESIGN.time] if slope else [])])
    inverse = np.linalg.inv(columns.T * found.weight[0] @ columns)
    hat = found.weight[0] * np.einsum("ni,ij,nj->n", columns, inverse, columns)
    np.testing.assert_allclose(found.leverage(DESIGN)[0], hat)
    assert found.leverage(DESIGN).sum() == pytest.approx(3 + slope)
    np.testing.assert_allclose(found.variance(1), inverse[1, 1])


def test_a_time_point_of_no_weight_is_as_if_it_were_not_there() -> None:
    counts, prior = made_up()
    prior[:, 5] = 0
    loud = counts.copy()
    loud[:, 5] = 900
    offset = np.zeros_like(counts)
    quiet, found = (fit(DESIGN, y, prior, offset, True) for y in (counts, loud))
    np.testing.assert_allclose(found.level, quiet.level, atol=1e-6)
    assert found.df_residual.tolist() == [23 - 4] * 5


def test_a_season_without_cases_ends_at_next_to_nothing() -> None:
    counts, prior = made_up(2)
    counts[:, DESIGN.group == 1] = 0
    found = fit(DESIGN, counts, prior, np.zeros_like(counts), False)
    assert found.converged.all()
    assert (found.mean[:, DESIGN.group == 1] < 1e-6).all()
    np.testing.assert_allclose(DESIGN.sums(prior * (counts - found.mean))[:, [0, 2]], 0, atol=1e-5)
