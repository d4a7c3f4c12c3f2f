"""What to expect on a stretch: expectations add up to the count, intervals cover what the model draws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almenara.analysis.methods.network_rates import dispersion, ends, located, share_moments, unevenness

LENGTHS = st.lists(st.floats(0.5, 80), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(LENGTHS, st.integers(0, 2**32 - 1), st.floats(1e-4, 10), st.floats(1, 5), st.floats(0.5, 10))
def test_stretches_add_up_to_what_was_counted(km, seed, shape, phi, years):
    held = np.random.default_rng(seed).exponential(2, len(km)) + 0.01
    common = held.sum() / sum(km) / years
    mean, low, high = located(held, km, years, common, shape, phi)
    assert mean.sum() == pytest.approx(held.sum() / years)
    assert (low <= mean * (1 + 1e-9)).all() or shape * min(
        km
    ) < 0.3  # a skewed gamma's mean may lie above its 95 %
    assert (low <= high).all()
    total = np.full(len(km), held.sum())
    parts, variance = share_moments(total, phi, km, np.full(len(km), sum(km)), shape)
    assert parts.sum() == pytest.approx(held.sum())
    assert (variance >= 0).all()


def test_the_whole_of_a_unit_is_as_sure_as_its_count():
    mean, variance = share_moments([400.0], [2.0], [100.0], [100.0], 0.01)
    assert (mean[0], variance[0]) == pytest.approx((400.0, 800.0))


def test_intervals_cover_nine_in_ten_draws_of_the_model():
    generator = np.random.default_rng(3)
    km, shape, common, years = np.full(20_000, 50.0), 1 / 100, 0.02, 3.0
    rate = generator.gamma(shape * km, common / shape)
    seen = generator.poisson(rate * years)
    _, low, high = located(seen, km, years, common, shape)
    assert np.mean((low <= rate) & (rate <= high)) == pytest.approx(0.9, abs=0.01)


def test_unevenness_and_dispersion_find_what_was_drawn():
    generator = np.random.default_rng(4)
    km = generator.uniform(50, 500, 4000)
    counts = generator.poisson(0.1 * km * generator.gamma(1 / 0.8, 0.8, 4000))
    assert unevenness(counts, km) == pytest.approx(0.8, rel=0.15)
    assert unevenness(generator.poisson(0.1 * km), km) == pytest.approx(0, abs=0.01)
    assert dispersion(generator.negative_binomial(10, 1 / 3, (24, 400))) == pytest.approx(3, rel=0.05)
    assert dispersion(np.zeros((12, 3))) == dispersion([4, 7]) == 1.0


def test_nothing_expected_has_no_interval():
    assert [float(x[0]) for x in ends([0.0], [0.0])] == [0.0, 0.0]
    low, high = ends([10.0], [10.0])
    assert (low[0], high[0]) == pytest.approx((5.425, 15.705), abs=1e-3)  # gamma(10) at 5 and 95 %
