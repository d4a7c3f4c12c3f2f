"""Figures of routes: what is expected a year and per 100 km, on segments and on the whole."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.corridors.held import Held
from almenara.analysis.corridors.segments import Expected
from almenara.analysis.corridors.spread import BANDWIDTH_KM, STRETCH_KM, Located, Spread
from almenara.analysis.corridors.ways import Way
from almenara.countries.pack import Pack
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase

_PER_100 = phrase("route-per-100")


@dataclass(frozen=True)
class Printer:
    """What the figures of one threat share: measure, definition, unit, period, evidence, method.

    lines  the evidence of the lines alone: beside inputs that have their own
    """

    line: Spread | Located
    blank: Figure
    evidence: tuple[Evidence, ...]
    lines: tuple[Evidence, ...]
    method: str

    def figure(
        self, value: float, low: float, high: float, unit: str, method: str, inputs: tuple[Figure, ...] = ()
    ) -> Figure:
        """A known figure; nan gives an unknown one with its reason."""
        if not math.isfinite(value):
            reason = phrase("route-no-count" if isinstance(self.line, Spread) else "route-off-network")
            return replace(self.blank, unit=unit, status="unknown", reason=reason)
        return replace(
            self.blank, value=value, unit=unit, low=low, high=high, method=method, decimals=decimals(value),
            evidence=self.lines if inputs else self.evidence, inputs=inputs,
        )  # fmt: skip


def printer(context: Context, pack: Pack, held: Held, line: Spread | Located) -> Printer:
    """The printer of one threat's figures."""
    evidence = (*held.evidence, *line.evidence)
    if isinstance(line, Spread):
        like = line.like
        about = (like.measure, like.definition)
        unit, period = like.unit, like.period
        method = phrase("route-spread", period=period, phi=f"{line.phi:.1f}", stretch=f"{STRETCH_KM:g}")
    else:
        about, unit, period = (line.threat.id, line.source), "events", line.period
        method = phrase(
            "route-located", count=f"{line.total:,}", period=period, bandwidth=f"{BANDWIDTH_KM:g}",
            off=f"{line.off:,.0f}",
        )  # fmt: skip
    known = max((e.published for e in evidence), default=None)
    ground = max(evidence, key=lambda e: e.published).ground if evidence else ""
    blank = Figure(None, unit, *about, pack.country, period, context.as_of, known=known, ground=ground)
    return Printer(line, blank, evidence, held.evidence, method)


def of_threat(
    made: Printer, told: Expected, at: int, vehicles: tuple[float, float] | None, trip: bool
) -> dict[str, Figure]:
    """What a threat comes to on one segment, or on the whole (at = -1): a year, and per 100 km and year.

    vehicles  that pass in a day, as assumed: lowest and highest; trip  whether a trip's figure is wanted
    """
    line, unit = made.line, made.blank.unit
    mean, low, high = (float(a[at]) for a in (told.mean, told.low, told.high))
    km = float(told.km[at])
    inputs = tuple(line.counts[i] for i in told.units[at]) if isinstance(line, Spread) else ()
    year = made.figure(mean, low, high, f"{unit} a year", made.method, inputs)
    scale = 100 / km if km > 0 else math.nan
    per = f"{unit} per 100 km and year"
    rate = made.figure(mean * scale, low * scale, high * scale, per, _PER_100, inputs)
    out = {line.id: rate, f"{line.id}:year": year}
    if trip:
        out[f"{line.id}:trip"] = _trip(made, year, vehicles)
    return out


def _trip(made: Printer, year: Figure, vehicles: tuple[float, float] | None) -> Figure:
    """What falls to one passage. The middle of the assumed range is the geometric one: it is a range of factors."""
    unit = f"{made.blank.unit} per trip"
    if isinstance(made.line, Located):
        return replace(made.blank, unit=unit, status="not-applicable", reason=phrase("route-no-trip"))
    if vehicles is None or not year.is_known:
        reason = phrase("route-no-traffic") if year.is_known else year.reason
        return replace(made.blank, unit=unit, status="unknown", reason=reason)
    few, many = (v * 365.25 for v in vehicles)
    value = float(year.value or 0) / math.sqrt(few * many)
    return replace(
        year, value=value, low=float(year.low or 0) / many, high=float(year.high or 0) / few, unit=unit,
        method=phrase("route-per-trip", low=f"{vehicles[0]:,.0f}", high=f"{vehicles[1]:,.0f}"),
        decimals=decimals(value, 9),
    )  # fmt: skip


def of_network(made: Printer) -> dict[str, Figure]:
    """Of the whole network: the mean per 100 km and year; of located events how many, and how many lie off."""
    line = made.line
    mean = line.common * 100
    out = {
        f"{line.id}:network": replace(
            made.blank, value=mean, unit=f"{made.blank.unit} per 100 km and year", decimals=decimals(mean),
            evidence=made.evidence, method=phrase("route-network"),
        )
    }  # fmt: skip
    if isinstance(line, Located):
        for name, value in (("events", float(line.total)), ("off", line.off)):
            out[f"{line.id}:{name}"] = replace(
                made.blank, value=value, evidence=made.evidence, method=phrase(f"route-{name}")
            )
    return out


def length(
    context: Context, pack: Pack, way: Way, km: float, on: float, evidence: tuple[Evidence, ...]
) -> Figure:
    """Kilometres of a route or segment."""
    share = f"{100 * on / km:.0f}" if km > 0 else "0"
    known: date | None = max((e.published for e in evidence), default=None)
    ground = max(evidence, key=lambda e: e.published).ground if evidence else ""
    return Figure(
        km, "km", "route-length", way.origin, pack.country, Period(context.as_of, context.as_of), context.as_of,
        known=known, ground=ground, method=phrase("route-length", share=share), decimals=0, evidence=evidence,
    )  # fmt: skip


def ratio(like: Figure, value: float) -> Figure:
    """How many times the network's mean; unknown where the segment's figure is."""
    unit = "times the network's mean"
    if not np.isfinite(value):
        return replace(like, value=None, unit=unit, status="unknown", low=None, high=None,
                       reason=like.reason or phrase("route-no-count"))  # fmt: skip
    return replace(
        like, value=value, unit=unit, low=None, high=None, decimals=1, method=phrase("route-ratio")
    )


def decimals(value: float, most: int = 4) -> int:
    """Decimals that leave two significant digits, none above 10."""
    if value == 0 or not math.isfinite(value):
        return 0
    return int(min(most, max(0, 1 - math.floor(math.log10(abs(value))))))
