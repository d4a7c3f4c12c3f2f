"""How often a rule is right: learned from what its alerts turned out to be."""

from __future__ import annotations

from dataclasses import dataclass

from scipy.stats import beta


@dataclass(frozen=True)
class Precision:
    """Share of alerts that were relevant, in [0, 1], with the ends of its 90 % interval; None without any closed."""

    value: float | None
    low: float
    high: float


def precision(relevant: int, false: int) -> Precision:
    """Precision of a rule by its closed alerts; duplicates are not among them.

    relevant, false  numbers of closed alerts, 0 or more
    Method  Jeffreys interval, Beta(relevant + 1/2, false + 1/2); its low end is 0 where none was relevant, its high
            end 1 where none was false (Brown, Cai and DasGupta 2001, Statistical Science 16, 101-133)
    """
    known = relevant + false
    if not known:
        return Precision(None, 0.0, 1.0)
    low, high = (float(beta.ppf(q, relevant + 0.5, false + 0.5)) for q in (0.05, 0.95))
    return Precision(relevant / known, low if relevant else 0.0, high if false else 1.0)
