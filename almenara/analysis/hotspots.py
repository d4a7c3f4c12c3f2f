"""Where is it hot? Places whose rates, and whose neighbours' rates, are high together, and since when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from almenara.analysis.arithmetic import rate
from almenara.analysis.context import Context
from almenara.analysis.exposed import Exposed, Floats, exposed
from almenara.analysis.geojson import geometry as as_geojson
from almenara.analysis.lifetimes import AGED_DAYS
from almenara.analysis.methods import hotspots
from almenara.analysis.neighbours import beside, outlines, points
from almenara.analysis.newest_months import COVER, LEVELS, Window, every_place, newest_months, run
from almenara.countries.pack import Pack
from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.phrase import phrase
from almenara.reading.spec import measures

RATE = 0.05
"""False discovery rate of hot and cold spots, and of each month of their history."""
PERMUTATIONS = 9_999
STEPS = (10, 24)
"""Months of history that classes need, and that are looked at, at most."""
FEW = 100
"""Places with fewer of which a map says little of chance."""


def ask(
    context: Context,
    measure: str,
    country: str,
    definition: str | None = None,
    level: str = "state",
    months: int = 12,
    geometry: bool = False,
) -> Finding:
    """Rates of a country's places over its newest months, hot and cold spots, and what became of them.

    measure     what is counted; `definition` by which rule (without it, see newest_months)
    country     code of a country with a pack
    level       "state" or "municipality"
    months      how many of the newest months, 1 or more; fewer are used where fewer are known
    geometry    whether each row's facts hold a GeoJSON geometry: the boundary where held, else a point
    Returns     figures `hot`, `cold`: how many places stand out; a row for each place, hottest first, with
                count, rate, smoothed (empirical-Bayes rate), z (Gi*) and p, and the facts `spot` ("hot",
                "cold", ""), `quadrant` (of local Moran, where it stands out) and `pattern` (what became of
                it). Without counts, populations or neighbours no rows, and the reason among the unknowns
    Raises      UsageError, UnknownMeasure
    """
    pack = _checked(context, measure, country, definition, level, months)
    facts: dict[str, Any] = {"measure": measure, "country": pack.code, "level": level}
    window = newest_months(context, pack, measure, definition, level, months)
    every = every_place(pack, level)
    if window is None:
        what = f"{measure} ({definition})" if definition else measure
        reason = f"no month of {what} is known on {context.as_of} for {COVER:.0%} of the {len(every):,} {LEVELS[level]}"
        kin = _kindred(context, pack, measure, level, months)
        return Finding("hotspots", context.as_of, facts=facts, unknowns=(reason + kin,))
    facts |= {"definition": window.series.definition, "period": str(window.period)}
    counted = exposed(context, pack, window)
    left = [code for code in every if code not in set(counted.places)]
    unknowns = (_left_out(context, left, level),) if left else ()
    if len(counted.places) < max(8, COVER * len(every)):
        if not counted.places:  # every place of the window has its counts
            unknowns = (phrase("no-population", year=window.period.end.year),)
        return Finding("hotspots", context.as_of, facts=facts, unknowns=unknowns)
    near = beside(context, pack, level, counted.places)
    if near.weights is None:
        reason = f"neither borders nor points of the {LEVELS[level]} are known, so their neighbours are not"
        return Finding("hotspots", context.as_of, facts=facts, unknowns=(*unknowns, reason))
    islands = [_name(context, code) for code in near.alone]
    facts |= {
        "neighbours": near.how, "islands": islands, "permutations": PERMUTATIONS,
        "false_discovery_rate": RATE, "populations": sorted({f.definition for f in counted.people}),
    }  # fmt: skip
    made = _rows(context, pack, window, counted, near.weights, geometry)
    rows, facts["history_months"] = made
    every_spot = [str(row.facts["spot"]) for row in rows]
    method = phrase("stand-out", rate=f"{100 * RATE:g}")
    figures = {
        kind: replace(
            _figure(counted.counts[0], counted, every_spot.count(kind), LEVELS[level], 0, method),
            place=pack.country,
        )
        for kind in ("hot", "cold")
    }
    caveats = _caveats(context, window, facts["history_months"], months)
    year = counted.people[0].period.start.year
    if year < window.period.end.year:
        caveats += (f"rates are on the population of {year}, the newest known on the day",)
    return Finding("hotspots", context.as_of, figures, rows, facts, unknowns, caveats)


def _checked(
    context: Context, measure: str, country: str, definition: str | None, level: str, months: int
) -> Pack:
    context.measure(measure)
    if definition is not None:
        declared = context.definition(definition)
        if measure not in declared.measures or declared.kind != "flow":
            raise UsageError(
                f'"{definition}" does not count {measure} over time; `almenara measures {measure}`'
            )
    if level not in LEVELS:
        raise UsageError(f'"{level}" is not a level: {" or ".join(LEVELS)}')
    if months < 1:
        raise UsageError(f"months is 1 or more, not {months}")
    if country not in context.packs:
        raise UsageError(f'"{country}" is not a country with a pack; there are: {", ".join(context.packs)}')
    return context.packs[country]


def _rows(
    context: Context, pack: Pack, window: Window, counted: Exposed, weights: hotspots.Weights, geometry: bool
) -> tuple[tuple[Row, ...], int]:
    """A row for each place, hottest first; and the months of history behind their patterns."""
    size, star = len(counted.places), hotspots.with_self(weights)
    smoothed = hotspots.shrunk(counted.cases, counted.population * counted.years) * 100_000
    spots = hotspots.getis_ord(smoothed, star, PERMUTATIONS)
    stands = hotspots.discoveries(spots.p, RATE)
    quadrants = _quadrants(smoothed, weights)
    patterns, steps = _patterns(counted, window, star)
    codes = counted.places
    shapes = outlines(context, pack, window.level, codes) if geometry else {}
    where = points(context, pack, window.level, codes) if geometry else {}
    columns = (
        ("smoothed", smoothed, "per 100,000", 1, phrase("shrunk", count=size)),
        ("z", spots.z, "standard deviations", 2, phrase("gi-star", count=size)),
        ("p", spots.p, "probability", 4, phrase("gi-star-p", permutations=f"{PERMUTATIONS:,}")),
    )
    rows = []
    for i, (code, count, people) in enumerate(zip(codes, counted.counts, counted.people, strict=True)):
        own = replace(rate(count, people, annualised=counted.years != 1), recipe={})  # found by place, below
        figures = {"count": count, "rate": own}
        for name, values, unit, decimals, method in columns:
            figures[name] = _figure(count, counted, float(values[i]), unit, decimals, method)
        told: dict[str, Any] = {
            "spot": ("hot" if spots.z[i] > 0 else "cold") if stands[i] else "",
            "quadrant": quadrants[i],
            "pattern": f"{patterns[i].name} {patterns[i].kind}".strip() if patterns else None,
        }
        if geometry:
            told["geometry"] = _geometry(shapes.get(code), where.get(code))
        rows.append(Row(code, context.gazetteer.full_name(count.place), figures, code, told))
    return tuple(sorted(rows, key=lambda r: (-(r.figures["z"].value or 0), r.key))), steps


def _quadrants(smoothed: Floats, weights: hotspots.Weights) -> list[str]:
    """Local Moran's quadrant of each place where it stands out; "" elsewhere."""
    if np.ptp(smoothed) == 0:
        return [""] * len(smoothed)
    found = hotspots.local_moran(smoothed, weights, PERMUTATIONS)
    stands = hotspots.discoveries(found.p if found.p is not None else [], RATE)
    return [hotspots.QUADRANTS[q] if s else "" for q, s in zip(found.quadrant, stands, strict=True)]


def _patterns(
    counted: Exposed, window: Window, star: hotspots.Weights
) -> tuple[list[hotspots.Pattern] | None, int]:
    """What became of each place, month by month, and over how many months; none where too few are known."""
    if window.months is None:
        return None, 0
    index = {code: i for i, code in enumerate(window.months.places)}
    counts = window.months.counts[[index[code] for code in counted.places]]
    columns = run(np.asarray(np.isfinite(counts).all(axis=0)))[-STEPS[1] :]
    if len(columns) < STEPS[0]:
        return None, len(columns)
    monthly = hotspots.shrunk(counts[:, columns].T, counted.population)
    found = [hotspots.getis_ord(values, star, PERMUTATIONS) for values in monthly]
    z = np.stack([f.z for f in found], axis=1)
    stands = np.stack([hotspots.discoveries(f.p, RATE) for f in found], axis=1)
    return hotspots.emerging(z, stands), len(columns)


def _figure(like: Figure, counted: Exposed, value: float, unit: str, decimals: int, method: str) -> Figure:
    """A figure that rests on the counts and populations of all places."""
    newest = max(counted.evidence, key=lambda e: e.published)
    return Figure(
        value, unit, like.measure, like.definition, like.place, like.period, like.as_of,
        known=newest.published, ground=newest.ground, method=method, decimals=decimals,
        evidence=counted.evidence,
    )  # fmt: skip


def _geometry(shape: BaseGeometry | None, point: tuple[float, float] | None) -> dict[str, Any] | None:
    """GeoJSON of a boundary, or of a point; none where neither is known."""
    if shape is None and point is not None:
        shape = shapely.Point(point[1], point[0])
    return None if shape is None else as_geojson(shape)


def _kindred(context: Context, pack: Pack, measure: str, level: str, months: int) -> str:
    """Where a measure has no months: measures of the same kind that have."""
    kin = [m for m in measures() if m != measure and (m.startswith(measure) or measure.startswith(m))]
    having = [m for m in kin if newest_months(context, pack, m, None, level, months)]
    return f"; of {', '.join(having)} some are" if having else ""


def _name(context: Context, code: str) -> str:
    return context.gazetteer.full_name(context.gazetteer.get(code))


def _left_out(context: Context, left: list[str], level: str) -> str:
    names = "; ".join(_name(context, code) for code in left[:8])
    more = f" and {len(left) - 8:,} more" if len(left) > 8 else ""
    lacking = "without a count for every month, or without a population of the last years"
    return f"{len(left):,} {LEVELS[level]} {lacking}: {names}{more}"


def _caveats(context: Context, window: Window, steps: int, months: int) -> tuple[str, ...]:
    out = [
        "a hot spot is a place that is high together with its neighbours: a high rate alone, among calm "
        "neighbours, is none, and a calm place among high ones may be one"
    ]
    held = window.period.month_count
    if held < months:
        known = "only one month is known" if held == 1 else f"only {held} months in a row are known"
        out.append(f"{known}: season and single events weigh in")
    if (context.as_of - window.period.end).days > AGED_DAYS:
        out.append(f"the newest months in this definition end on {window.period.end}")
    if steps < STEPS[0]:
        held_on = f"; {steps} are known" if steps else ""
        out.append(f"what became of places needs {STEPS[0]} months in a row{held_on}")
    if len(window.places) < FEW:
        out.append(
            f"{len(window.places)} {LEVELS[window.level]} are few: only a strong pattern stands out, and a map "
            "without any is no all-clear"
        )
    return tuple(out)
