"""Past errors as paths: identities on panels small enough to see through."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods import count_forecasts, error_paths

HISTORY = np.random.default_rng(8).poisson([[2], [30], [500]], (3, 96)).astype(float)


def test_a_place_that_never_changed_stays() -> None:
    drawn = error_paths.error_paths(np.full((1, 60), 40.0), [1, 12], 100)
    assert (drawn == 40).all()


def test_each_past_error_is_made_up_and_down_at_every_lead() -> None:
    history = np.full((1, 40), 99.0)
    history[0, 20] = 399.0  # its error from any steady month is log(400 / 100)
    drawn = error_paths.error_paths(history, [1], 2 * error_paths.origins(40, [1]).size)
    assert {399.0, 24.0} <= set(drawn.ravel())  # 100 * 4 - 1 and 100 / 4 - 1


def test_units_in_blocks_are_drawn_as_all_at_once() -> None:
    whole = error_paths.error_paths(HISTORY, [1, 3], 200)
    parts = [error_paths.error_paths(HISTORY[u : u + 1], [1, 3], 200) for u in range(3)]
    assert (whole == np.concatenate(parts)).all()


def test_only_months_from_which_the_whole_path_is_known_are_used() -> None:
    assert error_paths.origins(40, [3, 5]).tolist() == list(range(12, 35))
    assert error_paths.origins(17, [5]).size == 0
    with pytest.raises(ValueError, match="more than 17 months"):
        error_paths.error_paths(HISTORY[:, :17], [5], 10)


def test_units_that_moved_together_are_drawn_together() -> None:
    common = np.exp(np.cumsum(np.random.default_rng(1).normal(0, 0.2, 96)))
    history = np.rint(np.stack([100 * common, 300 * common]))
    one, two = error_paths.error_paths(history, [6], 400)[:, 0]
    assert np.corrcoef(one, two)[0, 1] > 0.99


def test_the_pool_is_the_mixture_where_history_is_short_and_half_paths_where_it_is_long() -> None:
    short = HISTORY[:, :18]
    drawn = error_paths.pooled(short, [3, 14], 300, np.random.default_rng(2))
    mixture = count_forecasts.recent_mixture(short, [3, 14], 300, np.random.default_rng(2))
    assert (drawn == mixture).all()
    drawn = error_paths.pooled(HISTORY, [3, 14], 300, np.random.default_rng(2))
    assert drawn.shape == (3, 2, 300)
    assert (drawn[..., 150:] == error_paths.error_paths(HISTORY, [3, 14], 150)).all()
    assert (drawn == error_paths.pooled(HISTORY, [3, 14], 300, np.random.default_rng(2))).all()


@pytest.mark.parametrize("leads", [[], [0]])
def test_a_lead_is_a_month_or_more(leads) -> None:
    with pytest.raises(ValueError, match="leads"):
        error_paths.pooled(HISTORY, leads, 10, np.random.default_rng(0))
