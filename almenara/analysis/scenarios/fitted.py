"""The model of a country's armed groups fitted to what was known of its casualties on the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

import numpy as np
import numpy.typing as npt

from almenara.analysis.context import Context
from almenara.analysis.methods.casualty_fit import WEEKS, Fit, fit, weekly
from almenara.analysis.scenarios.casualties import Casualties, known_casualties
from almenara.analysis.scenarios.ties import KnownTies, known_ties
from almenara.countries.pack import Pack
from almenara.countries.population_model import Box, PopulationModel, load_population_model
from almenara.errors import NoEvidence

Floats = npt.NDArray[np.float64]

YEAR = 365.25
"""Days of a year; the model's year has 52 weeks."""
LEARNT = [0, 2]
"""Recruitment and lethality: what level and slope of the casualties tell."""


@dataclass(frozen=True)
class Fitted:
    """A country's model as of a day.

    box      which box the fit was looked for in: the published one, or the wide one where recruitment or
             lethality came to lie on an edge of it
    target   deaths a week that the fit was held to, shape (weeks,)
    """

    pack: Pack
    model: PopulationModel
    ties: KnownTies
    casualties: Casualties
    fit: Fit
    box: Literal["published", "wide"]
    target: Floats

    @property
    def limits(self) -> Box:
        """The box that was used."""
        return self.model.box if self.box == "published" else self.model.wide

    def week(self, day: date) -> float:
        """Weeks of the model from its origin to a day, 52 a year."""
        return WEEKS * (day - self.model.origin).days / YEAR


def country_model(context: Context, country: str) -> tuple[Pack, PopulationModel]:
    """A country's pack and its model; the first country that has one where none is named.

    Raises NoEvidence where it has none.
    """
    if not country:
        country = next((code for code, p in context.packs.items() if load_population_model(p)), country)
    pack = context.packs[context.gazetteer.get(country).code]
    model = load_population_model(pack)
    if model is None:
        names = [p.names["en"] for p in context.packs.values() if load_population_model(p)]
        raise NoEvidence(
            f"{pack.names['en']} has no population_model.yml; scenarios can be run of {', '.join(names)}"
        )
    return pack, model


def fitted(context: Context, country: str) -> Fitted:
    """The fit to the day's evidence; the same again is not worked out again.

    Raises NoEvidence where the country has no model, or too few years of casualties were known.
    """
    key = ("scenario-fit", country, context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        context.answers[key] = _fitted(context, country)
    return cast(Fitted, context.answers[key])


def _fitted(context: Context, country: str) -> Fitted:
    pack, model = country_model(context, country)
    ties = known_ties(context, pack, model)
    casualties = known_casualties(context, pack, model)
    target = model.shares.casualties * weekly(casualties.first, casualties.yearly)
    found = _in_box(ties, target, model.box)
    if not found.at_edge[LEARNT].any():
        return Fitted(pack, model, ties, casualties, found, "published", target)
    return Fitted(pack, model, ties, casualties, _in_box(ties, target, model.wide), "wide", target)


def _in_box(ties: KnownTies, target: Floats, box: Box) -> Fit:
    low, high, start = (np.array(p.row) for p in (box.low, box.high, box.start))
    return fit(ties.network, target, low, high, start)
