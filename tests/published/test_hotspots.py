"""Local statistics against PySAL's published examples and what esda 2.9.0 computes on a small lattice."""

from __future__ import annotations

import numpy as np
import pytest

from almenara.analysis.methods import hotspots

# The lattice: 4 rows of 6, rook neighbours. The values were computed once with esda 2.9.0 (libpysal 4.14.1) as
#   r = Empirical_Bayes(cases, people).r.ravel(); w = lat2W(4, 6)
#   Spatial_Empirical_Bayes(cases, people, w).r; G_Local(r, w, transform="B", star=True);
#   Moran_Local(r, w)
PLACES = np.arange(24)
PEOPLE = 1000 + (PLACES * 977) % 5000
CASES = (PLACES * PLACES * 7 + 3) % 23 * PEOPLE // 1000
ACROSS = [(6 * r + c, 6 * r + c + 1) for r in range(4) for c in range(5)]
DOWN = [(6 * r + c, 6 * r + c + 6) for r in range(3) for c in range(6)]
LATTICE = hotspots.pairs(ACROSS + DOWN, 24)
AT = [0, 5, 11, 17, 23]


def test_empirical_bayes_rates_are_those_of_esda() -> None:
    rates = hotspots.shrunk(CASES, PEOPLE)
    expected = [0.004620955785161243, 0.01678890796148807, 0.020565547673702066, 0.0027075935813794436,
                0.0034276406729973567]  # fmt: skip
    assert rates[AT] == pytest.approx(expected, abs=1e-15)
    local = hotspots.shrunk_locally(CASES, PEOPLE, LATTICE)
    expected = [0.003705419967860863, 0.016851606240092975, 0.02009365381799372, 0.0020578350316977044,
                0.003090276298503213]  # fmt: skip
    assert local[AT] == pytest.approx(expected, abs=1e-15)


def test_getis_ord_is_that_of_esda() -> None:
    rates = hotspots.shrunk(CASES, PEOPLE)
    found = hotspots.getis_ord(rates, hotspots.with_self(LATTICE))
    shares = [
        0.06690602923497117,
        0.14768023497058694,
        0.2066657728423739,
        0.11182418431693314,
        0.06210051074818182,
    ]
    z = [-1.3019123901677725, 0.5082744135282709, 0.7954745071148327, -1.0906692870703085, -1.409606251970339]
    assert found.share[AT] == pytest.approx(shares, abs=1e-12)
    assert found.z[AT] == pytest.approx(z, abs=1e-12)
    mean = hotspots.getis_ord(rates, hotspots.row_standardised(hotspots.with_self(LATTICE)))
    shares = [
        0.02230200974499039,
        0.04922674499019564,
        0.05166644321059347,
        0.027956046079233285,
        0.02070017024939394,
    ]
    assert mean.share[AT] == pytest.approx(shares, abs=1e-12)
    # Ord and Getis 1995: z does not change when rows are scaled; esda 2.9.0's formula is that of 0/1 weights
    assert mean.z == pytest.approx(found.z, abs=1e-12)


def test_local_moran_is_that_of_esda() -> None:
    found = hotspots.local_moran(hotspots.shrunk(CASES, PEOPLE), LATTICE)
    values = [
        0.5369662916726193,
        -0.017410485470055765,
        0.025120226881292104,
        0.32445292080843813,
        0.6454533505009534,
    ]
    assert found.value[AT] == pytest.approx(values, abs=1e-12)
    assert found.quadrant.tolist() == [3, 3, 2, 4, 2, 4, 3, 3, 1, 1, 4, 1, 4, 4, 1, 1, 3, 3, 1, 2, 4, 2, 3, 3]


def test_the_documentation_of_pysal_gi_star_of_six_points() -> None:
    # esda's documentation of G_Local: six points, neighbours within 15, transform "B", star=True
    near = hotspots.pairs([(0, 1), (0, 3), (1, 3), (1, 4), (2, 4), (3, 4), (4, 5)], 6)
    found = hotspots.getis_ord([2, 3, 3.2, 5, 8, 7], hotspots.with_self(near))
    published = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    assert found.z == pytest.approx(published, abs=1e-8)


def test_the_documentation_of_pysal_local_moran_of_ten_places() -> None:
    # de Smith, Goodchild and Longley, Geospatial Analysis: the ten places of esda's documentation of Moran_Local
    values = [2.24, 3.1, 4.55, -5.15, -4.39, 0.46, 5.54, 9.02, -2.09, -3.06]
    touching = [(0, 1), (0, 3), (1, 4), (2, 3), (2, 6), (3, 4), (3, 7), (4, 5), (4, 8), (5, 9), (6, 7),
                (7, 8), (8, 9)]  # fmt: skip
    found = hotspots.local_moran(values, hotspots.pairs(touching, 10), permutations=9_999, seed=1)
    assert found.quadrant.tolist() == [4, 4, 4, 2, 3, 3, 1, 4, 3, 3]
    assert found.tail is not None
    assert found.tail[6] < 0.03  # the one that stands out in the book and in esda
    assert np.flatnonzero(found.tail < 0.03).tolist() == [6]
