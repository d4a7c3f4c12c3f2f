"""Kulldorff's scan statistic, on arrays: where, and when, there are more cases than chance explains.

    from almenara.analysis.methods import scan

    places = scan.on_sphere(latitude_and_longitude)       # or points on a plane, shape (n, 2)
    model = scan.poisson(cases, population)                # shape (n,) or (n, t)
    found = scan.scan(model, scan.circles(places, model.measure.sum(axis=1), share=0.5), seed=1)
    found.clusters[0].places, found.clusters[0].llr, found.clusters[0].p

Models: poisson, bernoulli, permutation. Windows: circles, ellipses, connected. Spans of time:
whole_period, retrospective, prospective. Expected counts: person_days, standardised.
"""

from almenara.analysis.methods.scan.clusters import Cluster
from almenara.analysis.methods.scan.expected import person_days, standardised
from almenara.analysis.methods.scan.significance import gumbel_p, rank_p
from almenara.analysis.methods.scan.statistic import (
    Model,
    Scan,
    bernoulli,
    permutation,
    poisson,
    prospective,
    retrospective,
    scan,
    whole_period,
)
from almenara.analysis.methods.scan.windows import Windows, circles, connected, ellipses, on_ground, on_sphere

__all__ = [
    "Cluster",
    "Model",
    "Scan",
    "Windows",
    "bernoulli",
    "circles",
    "connected",
    "ellipses",
    "gumbel_p",
    "on_ground",
    "on_sphere",
    "permutation",
    "person_days",
    "poisson",
    "prospective",
    "rank_p",
    "retrospective",
    "scan",
    "standardised",
    "whole_period",
]
