"""Threats along a network: what each is counted by, and how its incidents are spread over the roads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import scipy.sparse as sparse

from almenara.analysis.context import Context
from almenara.analysis.corridors.held import Held
from almenara.analysis.figures import figure, figures
from almenara.analysis.group_fights import PLACED
from almenara.analysis.methods.line_network import Floats
from almenara.analysis.methods.network_density import diffuse, evenly, near
from almenara.analysis.methods.network_rates import dispersion, unevenness
from almenara.analysis.newest_months import newest_months
from almenara.analysis.statements import files_of, rank, row_evidence
from almenara.countries.pack import Pack
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import NamedPlace, Phrase, Several, Worded, phrase
from almenara.model.threat import Threat

ALONG: dict[str, tuple[str, ...]] = {"road": ("cargo-theft", "armed-violence"), "pipeline": ("fuel-theft",)}
"""Threats told of each kind of network where none is asked for."""
COUNTED: dict[str, str] = {"cargo-theft": "road", "fuel-theft": "pipeline"}
"""Threats whose counts by state are of a network: what a state's victims of another suffered, it did not on roads."""
BANDWIDTH_KM = 5.0
WITHIN_KM, NEAR_KM = 6.0, 2.0
"""How far from a road an event told to the point may lie, and how sharply the nearer roads get more of it."""
YEARS = 3
"""Years of located events that are looked at, back from a source's newest."""
STRETCH_KM = 50.0
"""Stretches of this length within a state are taken to differ as states do among themselves."""
FEW_UNITS = 10
"""Units below which their counts do not tell how uneven a threat is."""
ENOUGH = 30
"""Located events of a source in the period, from which on they tell a density; fewer are told one by one."""


@dataclass(frozen=True)
class Spread:
    """A threat known by counts of units (states, or the rest of the country), each spread over its own roads.

    of_state  position of its unit by the code of a state
    km        length of each unit's roads; count what was counted in `years` years; phi its dispersion
    """

    id: str
    threat: Threat
    counts: tuple[Figure, ...]
    of_state: dict[str, int]
    count: Floats
    km: Floats
    years: float
    phi: float
    shape_per_km: float
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...] = ()

    @property
    def like(self) -> Figure:
        """A figure with its measure, definition and period."""
        return self.counts[0]

    @property
    def common(self) -> float:
        """Incidents a kilometre and year over the whole network."""
        return float(self.count.sum() / self.km.sum() / self.years)


@dataclass(frozen=True)
class Located:
    """A threat known by located events of one source; mass is what falls on each cell, events and parts of events.

    total, off  events in the period, and those that lie on no road held
    """

    id: str
    threat: Threat
    source: str
    period: Period
    mass: Floats
    km: float
    total: int
    off: float
    years: float
    phi: float
    shape_per_km: float
    precision: dict[str, int]
    evidence: tuple[Evidence, ...]

    @property
    def common(self) -> float:
        """Incidents a kilometre and year over the whole network."""
        return float(self.mass.sum() / self.km / self.years)


@dataclass(frozen=True)
class Single:
    """An event of a source that tells too few for a density: told by itself where a route passes its municipality."""

    town: str
    told: dict[str, Any]


Known = tuple[list[Spread | Located], list[Single], list[str]]


def spread(context: Context, pack: Pack, held: Held, threat: Threat) -> Known:
    """What is known of a threat along a network; events told one by one; what is not known, with the reason."""
    key = ("spread", pack.code, held.kind, threat.id, context.as_of, context.view.stored_by)
    if held.kind != "own" and key in context.answers:
        known: Known = context.answers[key]
        return known
    found: list[Spread | Located] = []
    single: list[Single] = []
    unknown: list[str] = []
    about = Worded(threat.names)
    if threat.id in COUNTED:
        made = _counted(context, pack, held, threat)
        if isinstance(made, Phrase):
            unknown.append(made)
        else:
            found.append(made)
    if threat.events:
        by_source = _events(context, pack, threat)
        for source, rows in by_source:
            if len(rows) >= ENOUGH:
                found.append(_located(context, held, threat, source, rows))
            else:
                single += [_single(context, row) for row in rows if row["place_precision"] in PLACED]
                unknown.append(
                    phrase("route-few-events", threat=about, source=source, count=len(rows), years=YEARS)
                )
        if not by_source:
            unknown.append(phrase("route-no-event", threat=about, as_of=context.as_of))
    if threat.id not in COUNTED and not threat.events:
        unknown.append(phrase("route-whole-states", threat=about))
    context.answers[key] = (found, single, unknown)
    return found, single, unknown


def _counted(context: Context, pack: Pack, held: Held, threat: Threat) -> Spread | Phrase:
    """Counts of states, each over the roads in it; where a state's is not known, the rest of the country's."""
    about, as_of = Worded(threat.names), context.as_of
    if held.kind != COUNTED[threat.id]:
        what = phrase(f"route-{COUNTED[threat.id]}s")
        return phrase("route-no-network", threat=about, what=what, as_of=as_of)
    if not (held.state != "").any():
        return phrase("route-no-boundaries", threat=about, as_of=as_of)
    for measure in threat.measures:
        context.view.load(
            [measure], [pack.code, *(s.code for s in pack.states)]
        )  # else a query for each state
        window = newest_months(context, pack, measure, None, "state", 12)
        if window is not None and window.months is not None:
            places = [context.gazetteer.get(code) for code in window.places]
            counts = [figure(context, measure, p, window.period, window.series.definition) for p in places]
            index = {code: i for i, code in enumerate(window.months.places)}
            columns = window.months.counts[[index[c] for c in window.places], -window.period.month_count :].T
            return _over_states(held, threat, [c for c in counts if c.is_known], None, dispersion(columns))
        if (newest := _newest_year(context, pack, measure)) is not None:
            return _over_states(held, threat, newest[1], newest[0], 1.0)
    return phrase("route-no-counts", threat=about, as_of=as_of)


def _names(figures_: Sequence[Figure]) -> Several:
    return Several(NamedPlace(f.place.name, f.place.code) for f in figures_)


def _newest_year(context: Context, pack: Pack, measure: str) -> tuple[Figure, list[Figure]] | None:
    """The newest calendar year of which the country's count is known, and its states' by the same definition."""
    for year in range(context.as_of.year, context.as_of.year - 15, -1):
        period = Period.year(year)
        for whole in figures(context, measure, pack.country, period):
            if whole.is_known and not whole.inputs:
                states = [figure(context, measure, s, period, whole.definition) for s in pack.states]
                return whole, [s for s in states if s.is_known]
    return None


def _over_states(
    held: Held, threat: Threat, states: Sequence[Figure], whole: Figure | None, phi: float
) -> Spread | Phrase:
    about = Worded(threat.names)
    km = {str(c): float(held.network.km[held.state == c].sum()) for c in np.unique(held.state) if c}
    units = [f for f in states if km.get(f.place.code, 0) > 0]
    of_state = {f.place.code: i for i, f in enumerate(units)}
    count, length = [float(f.value or 0) for f in units], [km[f.place.code] for f in units]
    off = [f for f in states if km.get(f.place.code, 0) == 0 and f.value]
    notes: list[str] = []
    if off:
        count_off, states_off = f"{sum(f.value or 0 for f in off):,.0f}", _names(off[:6])
        notes.append(phrase("route-off-states", threat=about, count=count_off, states=states_off))
    if zero := [f for f in units if f.value == 0]:
        notes.append(phrase("route-zero-states", threat=about, states=_names(zero)))
    if whole is not None:
        rest = [code for code in km if code not in of_state]
        left = float(whole.value or 0) - sum(float(f.value or 0) for f in states)
        if rest and left >= 0:
            of_state |= dict.fromkeys(rest, len(units))
            units.append(whole)
            count.append(left)
            length.append(sum(km[code] for code in rest))
            notes.append(phrase("route-rest", threat=about, left=f"{left:,.0f}", count=len(rest)))
    if not units or sum(length) <= 0:
        return phrase("route-no-line", threat=about)
    counts, lengths = np.array(count), np.array(length)
    uneven = unevenness(counts, lengths, phi)
    if len(units) < FEW_UNITS and uneven < 1:
        uneven = 1.0
        notes.append(phrase("route-few-counts", threat=about, count=len(units)))
    years = units[0].period.month_count / 12
    evidence = tuple(dict.fromkeys(e for f in units for e in f.all_evidence()))
    return Spread(
        threat.id, threat, tuple(units), of_state, counts, lengths, years, phi,
        1 / (STRETCH_KM * uneven) if uneven > 0 else np.inf, evidence, tuple(notes),
    )  # fmt: skip


def _events(context: Context, pack: Pack, threat: Threat) -> list[tuple[str, list[dict[str, Any]]]]:
    """Events of a threat's kinds in the newest YEARS of each source, the source with the most first.

    Two sources count by two rules, so theirs are not added up; of documents of one source that hold the same event
    the one that answers for it counts.
    """
    rows = context.view.rows_known("events")
    rows = rows.filter(rows.kind.isin(list(threat.events)) & rows.start.notnull())
    rows = rows.filter((rows.place == pack.code) | rows.place.startswith(f"{pack.code}-"))
    once: dict[tuple[str, str], dict[str, Any]] = {}
    for row in context.view.fetch(rows).to_pylist():
        source = context.view.documents[row["document"]].source
        other = once.get((source, row["event"]))
        if other is None or rank(context, row["document"]) < rank(context, other["document"]):
            once[source, row["event"]] = row
    by_source: dict[str, list[dict[str, Any]]] = {}
    for (source, _), row in sorted(once.items()):
        by_source.setdefault(source, []).append(row)
    newest = [(source, _last_years(context, some)) for source, some in by_source.items()]
    return sorted(newest, key=lambda item: (-len(item[1]), item[0]))


def _last_years(context: Context, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    period = _period(context, rows)
    return [r for r in rows if period.start <= r["start"] <= period.end]


def _period(context: Context, rows: list[dict[str, Any]]) -> Period:
    last = min(max(r["start"] for r in rows), context.as_of)
    return Period(last.replace(year=last.year - YEARS, day=min(last.day, 28)) + timedelta(days=1), last)


def _single(context: Context, row: dict[str, Any]) -> Single:
    item = row_evidence(context, row)
    told = {
        "kind": row["kind"], "day": row["start"].isoformat(), "what": row["summary"], "publisher": item.publisher,
        "url": item.url,
    }  # fmt: skip
    return Single(row["place"], told)


def _located(
    context: Context, held: Held, threat: Threat, source: str, rows: list[dict[str, Any]]
) -> Located:
    """A source's events along the network.

    Each falls on the roads by the precision of its own place: told to the point on the roads near it, else evenly by
    length over those of its municipality, its state or the country; then what is told to the municipality or better
    diffuses along the network. What is on no road held stays off.
    """
    period = _period(context, rows)
    mass, off = _masses(held, rows)
    months = np.zeros((12 * YEARS + 1, 40))
    states = {code: i for i, code in enumerate(sorted({_state(r["place"]) for r in rows}))}
    for r in rows:
        month = (r["start"].year - period.start.year) * 12 + r["start"].month - period.start.month
        months[min(month, len(months) - 1), states[_state(r["place"])] % 40] += 1
    phi = dispersion(months[1:-1])
    network = held.network
    of_line, line_km = np.bincount(network.line, mass), np.bincount(network.line, network.km)
    has = line_km > 0
    uneven = unevenness(of_line[has], line_km[has], phi)
    unit = float(line_km[has].mean())
    return Located(
        f"{threat.id}:{source}", threat, source, period, mass, float(network.km.sum()), len(rows), off,
        ((period.end - period.start).days + 1) / 365.25, phi, 1 / (unit * uneven) if uneven > 0 else np.inf,
        dict(Counter(r["place_precision"] for r in rows)),
        files_of(context, (row_evidence(context, r) for r in rows)),
    )  # fmt: skip


def _state(code: str) -> str:
    return code if not code[3:5].isdigit() else code[:5]


def _masses(held: Held, rows: Sequence[dict[str, Any]]) -> tuple[Floats, float]:
    """What falls on each cell, diffused; and the events that are on no road held."""
    network = held.network
    points = [r for r in rows if r["place_precision"] == "point" and r["lat"] is not None]
    others = Counter(
        (r["place_precision"], r["place"])
        for r in rows
        if r["place_precision"] != "point" or r["lat"] is None
    )
    weights: sparse.csr_matrix = near(network, [(r["lon"], r["lat"]) for r in points], WITHIN_KM, NEAR_KM)
    sharp = np.asarray(weights.sum(axis=0)).ravel() if len(points) else np.zeros(len(network.km))
    wide = np.zeros(len(network.km))
    for (precision, code), number in sorted(others.items()):
        if precision in ("point", "municipality"):
            sharp += number * evenly(network, held.town == code)
        elif precision == "state":
            wide += number * evenly(network, held.state == code)
        else:
            wide += number * evenly(network, np.ones(len(network.km), dtype=bool))
    mass = diffuse(network, sharp, BANDWIDTH_KM) + wide
    return mass, max(0.0, float(len(rows) - mass.sum()))
