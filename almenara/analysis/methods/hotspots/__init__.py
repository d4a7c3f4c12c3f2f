"""Where rates are high or low beside those of their neighbours, on arrays.

    from almenara.analysis.methods import hotspots

    weights = hotspots.nearest(points, 8)                     # or hotspots.pairs(touching, n)
    rates = hotspots.shrunk(cases, people)                    # empirical Bayes, shape (n,)
    star = hotspots.getis_ord(rates, hotspots.with_self(weights), permutations=9_999)
    star.z, hotspots.discoveries(star.p)                      # z-scores; which stand out

Neighbours: nearest, pairs, with_self, row_standardised. Rates: shrunk, shrunk_locally. Statistics:
getis_ord, local_moran. Over time: mann_kendall, emerging.
"""

from almenara.analysis.methods.hotspots.emerging import Pattern, emerging, mann_kendall
from almenara.analysis.methods.hotspots.local import (
    QUADRANTS,
    GetisOrd,
    LocalMoran,
    discoveries,
    getis_ord,
    local_moran,
)
from almenara.analysis.methods.hotspots.neighbours import (
    Weights,
    nearest,
    pairs,
    row_standardised,
    with_self,
)
from almenara.analysis.methods.hotspots.shrinkage import shrunk, shrunk_locally

__all__ = [
    "QUADRANTS",
    "GetisOrd",
    "LocalMoran",
    "Pattern",
    "Weights",
    "discoveries",
    "emerging",
    "getis_ord",
    "local_moran",
    "mann_kendall",
    "nearest",
    "pairs",
    "row_standardised",
    "shrunk",
    "shrunk_locally",
    "with_self",
]
