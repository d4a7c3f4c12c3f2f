"""The yearly casualties that the model is fitted to, as known on the day, and what is missing from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.countries.pack import Pack
from almenara.countries.population_model import CasualtySet, PopulationModel
from almenara.errors import NoEvidence
from almenara.model.figure import Figure
from almenara.model.period import Period

LEAST_YEARS = 5
"""Fewer years than this tell neither level nor slope of the casualties."""


@dataclass(frozen=True)
class Casualties:
    """Casualties by year, without a gap from the model's first year on.

    yearly  their sum over the series, shape (years,)
    figures of every year and series, for the evidence
    chosen  which set of series it is
    """

    first: int
    yearly: npt.NDArray[np.float64]
    figures: tuple[Figure, ...]
    chosen: CasualtySet

    @property
    def last(self) -> int:
        """The last year."""
        return self.first + len(self.yearly) - 1


def known_casualties(context: Context, pack: Pack, model: PopulationModel) -> Casualties:
    """The first of the model's sets of series that has five years or more, from its first year on without a gap.

    Raises NoEvidence, saying of each set how many years were known.
    """
    told = []
    context.view.load(
        [s.measure for chosen in model.casualties for s in chosen.series],
        [pack.country.code, *(state.code for state in pack.states)],
    )  # one query in place of one a year
    for chosen in model.casualties:
        found = _years(context, pack, model, chosen)
        if len(found) >= LEAST_YEARS:
            yearly = np.array([sum(f.value or 0.0 for f in year) for year in found])
            return Casualties(model.origin.year, yearly, tuple(f for year in found for f in year), chosen)
        names = ", ".join(s.definition for s in chosen.series)
        told.append(
            f"{names}: {len(found)} years known from {model.origin.year} on, {LEAST_YEARS} are needed"
        )
    raise NoEvidence("\n".join([f"the model cannot be fitted to what was known on {context.as_of}", *told]))


def _years(context: Context, pack: Pack, model: PopulationModel, chosen: CasualtySet) -> list[list[Figure]]:
    found: list[list[Figure]] = []
    for year in range(model.origin.year, context.as_of.year + 1):
        row = [
            figure(context, s.measure, pack.country, Period.year(year), s.definition) for s in chosen.series
        ]
        if not all(f.is_known for f in row):
            break
        found.append(row)
    return found
