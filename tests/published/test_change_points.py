"""The year in which British coal-mining disasters became rarer: Raftery and Akman 1986."""

from __future__ import annotations

import pytest

from almenara.analysis.methods.change_points import change_points

# Disasters with ten deaths or more a year, 1851 to 1962: Jarrett, Biometrika 66 (1979) 191-193.
DISASTERS = [
    4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2, 3, 4, 2, 1,
    3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0,
    1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1,
]  # fmt: skip


@pytest.mark.parametrize("family", ["poisson", "negative-binomial"])
def test_coal_mining_disasters(family: str) -> None:
    # Raftery and Akman, Biometrika 73 (1986) 85-89: one change, about 1890, from some 3.1 disasters a year to
    # 0.9. By years: 41 years of the old level, Carlin, Gelfand and Smith, Applied Statistics 41 (1992) 389-405.
    assert (len(DISASTERS), sum(DISASTERS)) == (112, 191)
    (found,) = change_points(DISASTERS, family=family)
    (change,) = found.changes
    assert 1851 + change.at == 1892
    assert 1851 + change.low <= 1888
    assert 1851 + change.high >= 1895
    assert change.before == pytest.approx(3.1, abs=0.05)
    assert change.after == pytest.approx(0.9, abs=0.05)
    assert change.p < 1e-10
    assert found.dispersion < 1.1
