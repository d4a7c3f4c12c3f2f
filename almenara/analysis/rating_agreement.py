"""How far do our levels and the official ones agree, edition by edition, each with what was known on its day?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.levels import levels
from almenara.analysis.methods.agreement import crossed, kappa
from almenara.analysis.questions import answer
from almenara.analysis.rating_figures import made
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UsageError
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import phrase


def ask(context: Context, country: str) -> Finding:
    """Weighted kappa of each advisory edition that gave every state a level, with our rating of its day.

    Rows     per edition, the oldest first: kappa with its interval, same, higher, lower (numbers of states
             that we rate as, higher or lower than the edition); facts higher_places and lower_places
    Unknowns the editions on whose day nothing could be rated
    Raises   UsageError for a country without states' levels or without a rating
    """
    pack = context.packs.get(country.upper())
    definitions = pack.preference.get("advisory-level", []) if pack else []
    if pack is None or not definitions:
        raise UsageError(f'"{country}" has no advisory levels by state to compare a rating with')
    rows, unknown = [], []
    for day in levels(context, pack, definitions[0]).editions:
        try:
            ours = _ours(context, pack, day)
        except NoEvidence:
            unknown.append(f"the states on the day of the edition of {day}: too little was known by then")
            continue
        official = {
            s.code: figure(context, "advisory-level", s, Period(day, day), definitions[0])
            for s in pack.states
        }
        both = [(ours[c], official[c]) for c in ours if official[c].is_known]
        if len(both) > 1:
            rows.append(_row(context, pack, day, both))
    return Finding("rating-agreement", context.as_of, rows=tuple(rows), unknowns=tuple(unknown))


def _ours(context: Context, pack: Pack, day: date) -> dict[str, Figure]:
    """Our level of each state as of an earlier day."""
    then = replace(context, view=context.view.on(day))
    found = answer(then, "rate", country=pack.code)
    return {row.place: row.figures["level"] for row in found.rows if row.figures["level"].is_known}


def _row(context: Context, pack: Pack, day: date, both: list[tuple[Figure, Figure]]) -> Row:
    one = np.array([int(ours.value or 0) for ours, _ in both])
    two = np.array([int(theirs.value or 0) for _, theirs in both])
    inputs = [f for pair in both for f in pair]
    agreed, when = kappa(crossed(one, two, 4)), Period(day, day)
    figures = {}
    if np.isfinite(agreed.value):
        figures["kappa"] = made(context, agreed.value, "kappa", phrase("weighted-kappa", count=len(both)),
                                pack.country, when, inputs, agreed.low, agreed.high, 2)  # fmt: skip
    for name, hits in (("same", one == two), ("higher", one > two), ("lower", one < two)):
        figures[name] = made(context, float(hits.sum()), "states", phrase("rating-alike", count=len(both)),
                             pack.country, when, inputs)  # fmt: skip
    places = [theirs.place for _, theirs in both]
    facts = {
        f"{name}_places": [places[n].code for n in np.flatnonzero(hits).tolist()]
        for name, hits in (("higher", one > two), ("lower", one < two))
    }
    return Row(str(day), str(day), figures, pack.code, facts)
