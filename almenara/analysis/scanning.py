"""Are there clusters? The scan statistic on the files that SaTScan reads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from almenara.analysis.methods import scan
from almenara.analysis.methods.scan.windows import EARTH_RADIUS
from almenara.errors import BadInput, Fault, UsageError
from almenara.reading import satscan
from almenara.reading.satscan import Coordinates, Tally

MODELS = ("poisson", "bernoulli", "permutation")
SCOPES = ("space", "space-time", "prospective")
SHAPES = ("circles", "ellipses", "connected")
UNITS = ("day", "month", "year")

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Question:
    """What to scan and how; the same names as the command's options.

    max_population  most of the expected cases that a window may hold, in (0, 1]
    max_time        longest span: a share of the period below 1, a number of units from 1
    max_radius      kilometres, or units of the plane
    unit            length of a time step; without it, what the case file is precise to
    start, end      first and last day of the study; without them, those of the cases
    degrees         whether coordinates are latitude and longitude; without it, if they could be
    geometry        whether clusters are drawn: the hull of their places, as GeoJSON; degrees only
    """

    cases: Path
    coordinates: Path
    controls: Path | None = None
    population: Path | None = None
    grid: Path | None = None
    neighbours: Path | None = None
    model: str = "poisson"
    scope: str = "space"
    windows: str = "circles"
    max_population: float = 0.5
    max_time: float = 0.5
    max_radius: float | None = None
    unit: str | None = None
    start: date | None = None
    end: date | None = None
    degrees: bool | None = None
    replications: int = 999
    seed: int = 0
    stop_after: int | None = None
    least_cases: int = 2
    geometry: bool = False


@dataclass(frozen=True)
class Found:
    """A cluster in the user's words: names of places, days from start to end, both included.

    geometry  GeoJSON of its places' hull, where it was asked for
    """

    locations: list[str]
    start: date | None
    end: date | None
    cases: int
    expected: float
    relative_risk: float | None
    llr: float
    p: float | None
    p_gumbel: float | None
    radius: float
    shape: float
    angle: float
    geometry: dict[str, Any] | None = None


@dataclass(frozen=True)
class Answer:
    """Clusters, best first, with what was asked.

    left_out   cases outside the days of the study
    degrees    whether coordinates were taken as latitude and longitude, else as points on a plane
    too_large  places in no window, as each alone is larger than the largest window, or beyond every centre
    """

    model: str
    scope: str
    cases: int
    places: int
    start: date | None
    end: date | None
    unit: str | None
    replications: int
    seed: int
    left_out: int
    degrees: bool
    too_large: list[str]
    clusters: list[Found] = field(default_factory=list)


@dataclass(frozen=True)
class _Times:
    """Time steps: first day of each as an ordinal, and the day after the last. `unit` is none without times."""

    edges: list[int]
    unit: str | None

    def __len__(self) -> int:
        return len(self.edges) - 1

    def of(self, tally: Tally) -> int:
        """The step of a line; outside the study -1 or len."""
        if tally.when is None:
            return 0
        return bisect_right(self.edges, tally.when.first.toordinal()) - 1


def ask(question: Question) -> Answer:
    """Scan files for clusters.

    Raises  UsageError where options do not fit the model; BadInput where a file is not understood, names
            a place without coordinates, or has cases where there is no population
    """
    _check(question)
    where = satscan.read_coordinates(question.coordinates, question.degrees)
    people = satscan.read_population(question.population) if question.population else []
    cases = satscan.read_tallies(question.cases, len(people[0].covariates) if people else 0)
    controls = satscan.read_tallies(question.controls) if question.controls else []  # of the Bernoulli model
    for path, lines in (
        (question.cases, cases),
        (question.controls, controls),
        (question.population, people),
    ):
        _known(path, lines, where)
    if question.geometry and not where.degrees:
        raise UsageError("GeoJSON holds longitude and latitude; these coordinates are on a plane")
    times = _times(question, [*cases, *controls], people)
    counted = [t for t in cases if 0 <= times.of(t) < len(times)]
    points, chord = _points(where.points, where.degrees), question.max_radius
    if where.degrees and chord is not None:
        chord = 2 * EARTH_RADIUS * float(np.sin(min(chord / EARTH_RADIUS, np.pi) / 2))
    try:
        model = _model(question, where, times, counted, controls, people)
        families = _windows(question, where, points, chord, model.measure.sum(axis=1))
        found = scan.scan(
            model, families, _spans(question, times), question.replications, question.seed,
            question.stop_after, question.least_cases,
        )  # fmt: skip
    except ValueError as error:
        raise UsageError(f"{question.cases.name} can't be scanned: {error}") from error
    first, last = (_day(times.edges[0]), _day(times.edges[-1] - 1)) if times.unit else (None, None)
    left_out = sum(t.count for t in cases) - sum(t.count for t in counted)
    told = [c for c in found.clusters if c.p is None or c.p < 1 or c is found.clusters[0]]
    return Answer(
        question.model, question.scope, model.total, len(where.places), first, last, times.unit,
        len(found.maxima), question.seed, left_out, where.degrees, _in_no_window(where, families),
        [_found(c, where, times, question.geometry) for c in told],
    )  # fmt: skip


def _check(question: Question) -> None:
    for value, known, name in (
        (question.model, MODELS, "--model"), (question.scope, SCOPES, "the scope"),
        (question.windows, SHAPES, "--windows"), (question.unit or "day", UNITS, "--unit"),
    ):  # fmt: skip
        if value not in known:
            raise UsageError(f'{name} is one of {", ".join(known)}, not "{value}"')
    if question.model == "poisson" and not question.population:
        raise UsageError("the Poisson model needs --population")
    if question.model == "bernoulli" and not question.controls:
        raise UsageError("the Bernoulli model needs --controls")
    if question.model == "permutation" and question.scope == "space":
        raise UsageError("the permutation model needs time: add --space-time or --prospective")
    if question.model != "bernoulli" and question.controls:
        raise UsageError(f"--controls are for the Bernoulli model; the {question.model} model has none")
    if question.windows != "circles" and (question.grid or question.max_radius is not None):
        raise UsageError("--grid and --max-radius are for circles")
    if question.windows == "connected" and not question.neighbours:
        raise UsageError("connected windows need --neighbours")
    if not 0 < question.max_population <= 1:
        raise UsageError(f"--max-population is a share above 0, at most 1, not {question.max_population:g}")
    if not question.max_time > 0 or (question.max_time > 1 and question.max_time % 1):
        raise UsageError(
            f"--max-time is a share of the period below 1 or a whole number of time steps, "
            f"not {question.max_time:g}"
        )
    if question.max_radius is not None and not 0 < question.max_radius < float("inf"):
        raise UsageError(f"--max-radius is above 0, not {question.max_radius:g}")
    for number, least, option in (
        (question.stop_after, 1, "--stop-after"), (question.least_cases, 1, "--least-cases"),
        (question.replications, 0, "--replications"), (question.seed, 0, "--seed"),
    ):  # fmt: skip
        if number is not None and number < least:
            raise UsageError(f"{option} is {least} or more, not {number}")


def _known(path: Path | None, lines: Sequence[Tally], where: Coordinates) -> None:
    if path is None:
        return
    places = set(where.places)
    faults = [
        Fault(path.name, f"{t.place} has no coordinates", t.row, "place")
        for t in lines
        if t.place not in places
    ]
    if faults:
        raise BadInput("scan", faults, "Add the place to the coordinate file, or take the line out")
    if not lines:
        raise BadInput("scan", [Fault(path.name, "holds no lines")], satscan.MEND)


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _next(day: date, unit: str) -> date:
    if unit == "day":
        return day + timedelta(days=1)
    if unit == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date(day.year + 1, 1, 1)


def _times(question: Question, counts: Sequence[Tally], people: Sequence[Tally]) -> _Times:
    """The steps of the study: one step for a purely spatial scan."""
    moments = [t.when for t in counts if t.when]
    if not moments:
        if question.scope != "space":
            raise UsageError(f"{question.cases.name} has no times; --{question.scope} needs them")
        days = sorted({t.when.first.toordinal() for t in people if t.when}) or [1]
        return _Times([days[0], days[-1] + 1], None)
    coarsest = max((m.precision for m in moments), key=UNITS.index)
    unit = question.unit or coarsest
    if UNITS.index(unit) < UNITS.index(coarsest):
        raise UsageError(f"--unit {unit} is finer than the times of {question.cases.name}, by {coarsest}")
    day = question.start or _begin(min(m.first for m in moments), unit)
    last = question.end or max(m.first for m in moments)
    if last < day:
        raise UsageError(f"the study ends ({last}) before it starts ({day})")
    edges = [day.toordinal()]
    while day <= last:
        day = _next(day, unit)
        edges.append(day.toordinal())
    if question.end:
        edges[-1] = question.end.toordinal() + 1
    return _Times(edges if question.scope != "space" else [edges[0], edges[-1]], unit)


def _begin(day: date, unit: str) -> date:
    return day if unit == "day" else day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _points(points: Sequence[tuple[float, float]], degrees: bool) -> Array:
    return scan.on_sphere(points) if degrees else np.asarray(points, dtype=float)


def _table(lines: Sequence[Tally], where: Coordinates, times: _Times) -> Array:
    index = {name: number for number, name in enumerate(where.places)}
    counts = np.zeros((len(where.places), len(times)))
    place = [index[t.place] for t in lines]
    np.add.at(counts, (place, [times.of(t) for t in lines]), [t.count for t in lines])
    return counts


def _model(
    question: Question, where: Coordinates, times: _Times, cases: Sequence[Tally],
    controls: Sequence[Tally], people: Sequence[Tally],
) -> scan.Model:  # fmt: skip
    counts = _table(cases, where, times)
    if question.model == "permutation":
        return scan.permutation(counts)
    if question.model == "bernoulli":
        inside = [t for t in controls if 0 <= times.of(t) < len(times)]
        return scan.bernoulli(counts, _table(inside, where, times))
    return scan.poisson(counts, _expected(question, where, times, cases, people))


def _expected(
    question: Question, where: Coordinates, times: _Times, cases: Sequence[Tally], people: Sequence[Tally]
) -> Array:
    """Cases expected by place and time, each stratum at its own rate."""
    strata = {key: number for number, key in enumerate(sorted({t.covariates for t in people}))}
    days = sorted({_counted(t) for t in people})
    index = {name: number for number, name in enumerate(where.places)}
    population = np.zeros((len(strata), len(where.places), len(days)))
    cells = [[strata[t.covariates] for t in people], [index[t.place] for t in people]]
    np.add.at(population, (*cells, [days.index(_counted(t)) for t in people]), [t.count for t in people])
    exposure = scan.person_days(population, days, times.edges)
    totals = np.zeros(len(strata))
    faults = []
    for t in cases:
        if not t.count:
            continue
        stratum = strata.get(t.covariates)
        if stratum is None or (exposure[stratum, index[t.place], times.of(t)] <= 0):
            group = f" in the group {' '.join(t.covariates)}" if t.covariates else ""
            message = f"{t.place} has cases{group} but no population there"
            faults.append(Fault(question.cases.name, message, t.row))
        else:
            totals[stratum] += t.count
    if faults:
        raise BadInput("scan", faults, "Add the population, or take the cases out")
    return scan.standardised(exposure, totals)


def _counted(line: Tally) -> float:
    """The day that a population is of: the middle of the year or the month, as SaTScan takes it."""
    assert line.when is not None
    day = line.when.first
    if line.when.precision == "year":
        day = day.replace(month=7)
    elif line.when.precision == "month":
        day = day.replace(day=15)
    return float(day.toordinal())


def _windows(
    question: Question, where: Coordinates, points: Array, radius: float | None, size: Array
) -> scan.Windows | list[scan.Windows]:
    share = question.max_population
    if question.windows == "ellipses":
        if where.degrees:
            raise UsageError("ellipses need coordinates on a plane: project them, or name --plane")
        return scan.ellipses(points, size, share)
    if question.windows == "connected" and question.neighbours:
        pairs = satscan.read_neighbours(question.neighbours, where.places)
        return scan.connected(pairs, points, size, share)
    centres = _points(satscan.read_grid(question.grid), where.degrees) if question.grid else None
    return scan.circles(points, size, share, radius, centres)


def _spans(question: Question, times: _Times) -> list[slice]:
    if question.scope == "space":
        return scan.whole_period(len(times))
    share = question.max_time < 1
    longest = max(1, int(question.max_time * len(times) + 1e-9) if share else int(question.max_time))
    kinds = {"space-time": scan.retrospective, "prospective": scan.prospective}
    return kinds[question.scope](len(times), longest)


def _in_no_window(where: Coordinates, windows: scan.Windows | list[scan.Windows]) -> list[str]:
    families = [windows] if isinstance(windows, scan.Windows) else windows
    covered = np.zeros(len(where.places), dtype=bool)
    for family in families:
        covered[family.places] = True
    return [where.places[place] for place in np.flatnonzero(~covered)]


def _hull(places: Sequence[int], where: Coordinates) -> dict[str, Any]:
    """GeoJSON of the smallest area around some places: a point for one, a line for two."""
    import shapely

    from almenara.analysis.geojson import geometry

    points = [(where.points[p][1], where.points[p][0]) for p in places]
    return geometry(shapely.MultiPoint(points).convex_hull)


def _found(cluster: scan.Cluster, where: Coordinates, times: _Times, geometry: bool) -> Found:
    risk = cluster.relative_risk if np.isfinite(cluster.relative_risk) else None
    return Found(
        [where.places[p] for p in cluster.places],
        _day(times.edges[cluster.start]) if times.unit else None,
        _day(times.edges[cluster.stop] - 1) if times.unit else None,
        cluster.cases, round(cluster.expected, 6), None if risk is None else round(risk, 6),
        round(cluster.llr, 6), cluster.p, cluster.p_gumbel,
        round(float(scan.on_ground(cluster.radius)) if where.degrees else cluster.radius, 4),
        cluster.shape, round(cluster.angle, 6), _hull(cluster.places, where) if geometry else None,
    )  # fmt: skip
