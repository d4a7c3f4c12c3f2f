"""Revisions between vintages: jumps are told apart, routine is drawn."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods.revision_factors import jumps, newest, revise

DAYS = np.arange(8.0)


def made(growth=0.0, places=10, vintages=8, months=30, seed=1):
    """Vintages a month apart, each with a month more; the newest month grows by `growth` once, a month later."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(200, (places, months)).astype(float)
    out = np.full((vintages, places, months), np.nan)
    for v in range(vintages):
        known = months - vintages + v + 1
        out[v, :, :known] = counts[:, :known]
        out[v, :, known - 1] = np.round(counts[:, known - 1] / (1 + growth))
    return out


def test_counts_never_revised_stay_as_they_are() -> None:
    held = made()
    found = revise(held, DAYS, 1.0)
    assert (found.samples == newest(held[-1], 12)).all()
    assert found.factors == pytest.approx(np.ones((10, 12)))
    assert (found.steps == 7).all() and found.longest == 7.0


def test_the_newest_month_grows_as_it_always_did() -> None:
    held = made(growth=0.1)
    found = revise(held, DAYS, 1.0)
    assert found.factors[:, -1] == pytest.approx(np.full(10, 1.1), abs=0.01)
    assert found.factors[:, :-1] == pytest.approx(np.ones((10, 11)), abs=1e-6)
    assert jumps(held) == [], "routine of one month is no jump"


def test_a_re_filing_is_found_named_and_kept_out_of_routine() -> None:
    held = made()
    held[5:, 3, 4:16] = np.round(held[5:, 3, 4:16] * 1.2)
    (found,) = jumps(held)
    assert (found.vintage, found.place, found.months) == (5, 3, tuple(range(4, 16)))
    assert found.after == pytest.approx(1.2 * found.before, rel=0.01)
    routine = revise(held, DAYS, 1.0)
    assert (routine.samples == newest(held[-1], 12)).all()
    assert routine.steps[3] == 6 and routine.steps[0] == 7


def test_slow_routine_is_no_jump_however_large() -> None:
    """Every place's last six months grow by a tenth from each vintage to the next."""
    counts = np.full((8, 10, 30), np.nan)
    for v in range(8):
        age = 22 + v - np.arange(30)
        counts[v] = np.where(age >= 0, np.round(400 * 1.1 ** -np.clip(6 - age, 0, 6)), np.nan)
    assert jumps(counts) == []
    assert revise(counts, DAYS, 1.0).factors[0, -3] == pytest.approx(1.1, abs=0.02)


def test_small_changes_of_many_months_are_routine() -> None:
    held = made()
    held[5:, 3, 4:16] += 1
    assert jumps(held) == []


def test_revisions_vary_with_the_place() -> None:
    """A place whose newest month always grows is expected to grow more than the others."""
    held = made()
    for v in range(8):
        held[v, 2, 22 + v] = np.round(held[v, 2, 22 + v] / 1.3)
    factors = revise(held, DAYS, 1.0).factors[:, -1]
    assert factors[2] > 1.1 and np.delete(factors, 2).max() < factors[2]


def test_what_is_unknown_stays_unknown() -> None:
    held = made()
    held[:, 4] = np.nan
    found = revise(held, DAYS, 1.0)
    assert np.isnan(found.samples[:, 4]).all() and np.isfinite(np.delete(found.samples, 4, axis=1)).all()


def test_a_place_not_published_anew_teaches_nothing() -> None:
    held = made(growth=0.1)
    held[1:, 6] = held[0, 6]
    assert revise(held, DAYS, 1.0).steps[6] == 0
    held[1:] = held[0]
    with pytest.raises(ValueError, match="no place was published anew"):
        revise(held, DAYS)


def test_counts_that_later_vintages_do_not_repeat_teach_nothing() -> None:
    """Yearly files, each with its own year alone: the old ones stand unchanged because nobody printed them again."""
    held = made()
    since = np.broadcast_to(np.arange(8)[:, None, None], held.shape).copy()
    first = np.isfinite(held).argmax(axis=0)
    with pytest.raises(ValueError, match="no place was published anew"):
        revise(held, DAYS, since=np.broadcast_to(first, held.shape))
    since[1:, 6] = 0
    assert revise(held, DAYS, 1.0, since=since).steps[6] == 0


def test_further_ahead_intervals_are_wider_and_the_horizon_has_a_limit() -> None:
    held = made(growth=0.1)
    near, far = (revise(held[:3], DAYS[:3], h) for h in (1.0, 8.0))
    assert np.ptp(far.samples[:, 0, -1]) > np.ptp(near.samples[:, 0, -1])
    assert revise(held, DAYS).horizon == 7.0 and revise(held, 10 * DAYS).horizon == 24.0


def test_one_vintage_shows_nothing() -> None:
    with pytest.raises(ValueError, match="one vintage"):
        revise(made()[:1], DAYS[:1])
