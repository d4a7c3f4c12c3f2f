"""The rate of each threat where a site stands: at the finest level that counts it, and in the state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.exposure.counts import Counted, of_municipalities, of_states, why_not
from almenara.analysis.methods.hotspots import Weights
from almenara.analysis.methods.local_rates import LocalRates, local_rates
from almenara.analysis.neighbours import beside
from almenara.countries.pack import Pack
from almenara.countries.rating import load_rating
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import Phrase, phrase
from almenara.model.place import Place
from almenara.model.threat import Threat

PER = 100_000
FOREIGNERS = ("foreigners-killed", "foreign-deaths")
"""Measures that bear on the bystander question."""


@dataclass(frozen=True)
class ThreatRates:
    """What a threat is counted by, by level; `reason` why nothing counts it by state."""

    states: Counted | None
    municipalities: Counted | None
    reason: Phrase | str = ""


@dataclass(frozen=True)
class Rates:
    """All threats of a country, with rates of all its places worked out once.

    made  figures by what counts them and by place: a municipality's state is asked for by each of its sites
    """

    pack: Pack
    of: dict[str, ThreatRates]
    estimated: dict[tuple[str, str, Period], LocalRates]
    made: dict[tuple[tuple[str, str, Period], str], dict[str, Figure]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def local(self, counted: Counted) -> LocalRates:
        """Rates of all places of a count, per person and year."""
        return self.estimated[_key(counted)]

    def finest(self, threat: str, place: Place) -> Counted | None:
        """What counts a threat at the finest level that has the place, or its state."""
        held = self.of[threat]
        for counted, code in ((held.municipalities, place.code), (held.states, state_code(place))):
            if counted is not None and code in counted.counts and code in counted.people:
                return counted
        return None

    def figures(self, context: Context, threat: str, place: Place) -> dict[str, Figure]:
        """count, people and rate at the finest level; `state_rate` where that is a municipality.

        Where nothing counts it there, rate alone: unknown, with the reason.
        """
        held, counted = self.of[threat], self.finest(threat, place)
        state = context.gazetteer.get(state_code(place))
        if counted is None:
            reason = held.reason if held.states is None else why_not(context, held.states, state)
            day = Period(context.as_of, context.as_of)
            return {
                "rate": Figure(None, "per 100,000", threat, "", place, day, context.as_of, "unknown", reason)
            }
        where = place if counted.level == place.kind else state
        out = dict(self.of_place(context, counted, where))
        if counted.level == "municipality":
            broad = held.states
            if broad is not None and state.code in broad.counts and state.code in broad.people:
                out["state_rate"] = self.of_place(context, broad, state)["rate"]
        return out

    def of_place(self, context: Context, counted: Counted, place: Place) -> dict[str, Figure]:
        """count, people and rate of a place by what counts it. Raises KeyError where it has none."""
        key = (_key(counted), place.code)
        if key not in self.made:
            count, people = counted.figures(context, place)
            rate = self._rate(context, counted, place, count, people)
            self.made[key] = {"count": count, "people": people, "rate": rate}
        return self.made[key]

    def _rate(
        self, context: Context, counted: Counted, place: Place, count: Figure, people: Figure
    ) -> Figure:
        at, local = counted.places.index(place.code), self.local(counted)
        value, low, high = (float(v[at]) * PER for v in (local.value, local.low, local.high))
        newest = max(counted.files, key=lambda e: e.published)
        return Figure(
            value, "per 100,000", count.measure, count.definition, place, count.period, context.as_of,
            known=newest.published, ground=newest.ground, low=low, high=high, method=phrase("local-rate"),
            decimals=1, evidence=counted.files, inputs=(count, people),
        )  # fmt: skip


def state_code(place: Place) -> str:
    """The state that a place is or lies in, or the country."""
    return place.code if place.kind in ("state", "country") else place.parent or place.code


def rates_of(context: Context, pack: Pack, threats: Sequence[Threat], fine: bool = True) -> Rates:
    """Rates of all threats of a country on the day; the same again is not worked out again.

    fine  whether municipalities are looked at, too
    """
    key = (
        "threat-rates",
        pack.code,
        fine,
        tuple(t.id for t in threats),
        context.view.as_of,
        context.view.stored_by,
    )
    if key not in context.answers:
        context.answers[key] = _rates(context, pack, threats, fine)
    held: Rates = context.answers[key]
    return held


def _rates(context: Context, pack: Pack, threats: Sequence[Threat], fine: bool) -> Rates:
    every = [m for threat in threats for m in threat.measures]
    # at once what the level, the advice and the bystander question will ask for too: one by one takes a query each
    config = load_rating(pack)
    rated = [s.measure for one in (config.state if config else ()) for s in one.series]
    beside_them = ["population", "advisory-level", *FOREIGNERS]
    context.view.load([*every, *rated, *beside_them], [pack.code, *(s.code for s in pack.states)])
    small = {c.series.measure: c for c in of_municipalities(context, pack, every)} if fine and every else {}
    of = {}
    for threat in threats:
        broad = of_states(context, pack, threat.measures)
        counted = broad if isinstance(broad, Counted) else None
        reason = "" if isinstance(broad, Counted) else broad
        of[threat.id] = ThreatRates(
            counted, next((small[m] for m in threat.measures if m in small), None), reason
        )
    estimated = {}
    for held in of.values():
        for counted in (held.states, held.municipalities):
            if counted is not None and _key(counted) not in estimated:
                near = beside(context, pack, counted.level, counted.places).weights
                estimated[_key(counted)] = _estimated(counted, near)
    return Rates(pack, of, estimated)


def _key(counted: Counted) -> tuple[str, str, Period]:
    return (counted.series.definition + "/" + counted.series.measure, counted.level, counted.period)


def _estimated(counted: Counted, near: Weights | None) -> LocalRates:
    cases, exposure = counted.cases(), counted.years_lived()
    return local_rates(np.where(np.isfinite(exposure), cases, np.nan), exposure, near)
