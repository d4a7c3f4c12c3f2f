"""Ranks within draws."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.stats import rankdata

from almenara.analysis.methods.rated import ranked

shapes = array_shapes(min_dims=2, max_dims=2, max_side=7)


@given(arrays(float, shapes, elements=st.integers(-2, 2).map(float)))
def test_ranks_are_those_of_scipy_whatever_the_ties(values: np.ndarray) -> None:
    assert np.array_equal(ranked(values), rankdata(values, axis=1))
