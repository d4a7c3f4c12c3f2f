"""Precision learned from dispositions."""

import numpy as np
import pytest

from almenara.analysis.alerting.precision import precision


def test_nothing_closed_teaches_nothing():
    assert (precision(0, 0).value, precision(0, 0).low, precision(0, 0).high) == (None, 0.0, 1.0)


def test_the_interval_is_jeffreys():
    found = precision(8, 2)
    assert found.value == 0.8
    share = np.linspace(0, 1, 200_001)
    density = share**7.5 * (1 - share) ** 1.5  # of Beta(8.5, 2.5), up to a factor
    below = density[share <= found.low].sum() / density.sum()
    above = density[share >= found.high].sum() / density.sum()
    assert (below, above) == (pytest.approx(0.05, abs=1e-4), pytest.approx(0.05, abs=1e-4))
    assert precision(5, 0).high == 1.0
    assert precision(0, 5).low == 0.0
