"""Baselines that choose their model: their law, whatever the number of processes."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods.automatic import NotFittedError, automatic

HISTORY = np.random.default_rng(4).poisson([[30], [200], [0]], (3, 40)).astype(float)


@pytest.mark.parametrize("model", ["AutoETS", "AutoARIMA"])
def test_samples_are_the_packages_own_normal_law(model) -> None:
    from scipy.stats import norm
    from statsforecast import models

    done: list[int] = []
    drawn = automatic(model, HISTORY, [1, 6], 400, done.append)
    own = getattr(models, model)(season_length=12).forecast(HISTORY[1], 6, level=[80])
    expected = [own["mean"][5], own["hi-80"][5]]  # another level than the one used: the law is normal
    assert np.quantile(drawn[1, 1], [0.5, 0.9]) == pytest.approx(expected, abs=1.5)
    spread = (own["hi-80"][5] - own["mean"][5]) / norm.ppf(0.9)
    assert drawn[1, 1].std() == pytest.approx(spread, rel=0.05)
    assert (drawn[2] == 0).all() and drawn.shape == (3, 2, 400)
    assert sorted(done) == [1, 2]  # the unit that never changed is not fitted
    assert (drawn >= 0).all() and (drawn == np.rint(drawn)).all()


@pytest.mark.parametrize(("model", "months"), [("Theta", 40), ("AutoETS", 11)])
def test_what_is_no_model_or_too_short_is_refused(model, months) -> None:
    with pytest.raises(ValueError, match="months or more"):
        automatic(model, HISTORY[:, :months], [1], 10)


def test_a_series_without_an_answer_is_named() -> None:
    huge = np.vstack([HISTORY[:2], np.resize([0.0, 1e308], 40)])
    with pytest.raises(NotFittedError, match="AutoETS cannot be fitted to unit 2") as caught:
        automatic("AutoETS", huge, [1], 10)
    assert caught.value.unit == 2
