"""A measure over time: the figures of every month, quarter or year, one definition after the other."""

from __future__ import annotations

from datetime import date

from almenara.analysis.context import Context
from almenara.analysis.figures import figures
from almenara.errors import NoEvidence, UsageError
from almenara.model.figure import Figure
from almenara.model.period import Period, last_day
from almenara.model.place import Place

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def periods(first: date, last: date, frequency: str) -> list[Period]:
    """Calendar months, quarters or years that lie wholly between two days, in order."""
    length = _MONTHS[frequency]
    out = []
    for index in range(first.year * 12 // length, (last.year + 1) * 12 // length):
        year, month = divmod(index * length, 12)
        period = Period(date(year, month + 1, 1), last_day(year, month + length))
        if first <= period.start and period.end <= last:
            out.append(period)
    return out


def series(
    context: Context,
    measure: str,
    place: Place,
    frequency: str = "month",
    first: Period | None = None,
    last: Period | None = None,
    definition: str | None = None,
) -> list[Figure]:
    """Figures of each period and definition, the preferred definition first, each in order of time.

    first, last  where it begins and ends; where the evidence does, if not given
    A period that a definition has no exact answer for is left out; definitions are never joined.
    Raises UnknownMeasure, NoEvidence where nothing is left, UsageError on another frequency.
    """
    context.measure(measure)
    if frequency not in _MONTHS:
        raise UsageError(f'"{frequency}" is not a frequency; write {", ".join(_MONTHS)}')
    if definition is not None:
        context.definition(definition)
    pack = context.packs.get(place.code)
    codes = [place.code, *(s.code for s in pack.states)] if pack else [place.code]
    held = context.view.cells(measure, codes)
    if not held:  # the parts of a smaller place, if those are what is known
        parts = [p.code for p in context.gazetteer.children(place)]
        held = context.view.cells(measure, parts) if parts else {}
    cells = [c for (d, _), group in held.items() if definition in (None, d) for c in group]
    if not cells:
        whose = f" by {definition}" if definition else ""
        name = context.gazetteer.full_name(place)
        raise NoEvidence(f"the evidence held on {context.as_of} has no {measure} of {name}{whose}")
    begin = first.start if first else min(c.start for c in cells)
    stop = last.end if last else max(c.end for c in cells)
    found = [
        figure
        for period in periods(begin, stop, frequency)
        for figure in figures(context, measure, place, period)
        if definition in (None, figure.definition) and period.contains(figure.period)
    ]
    if not found:
        raise NoEvidence(
            f"the evidence held on {context.as_of} gives {measure} of {context.gazetteer.full_name(place)} "
            f"for no whole {frequency} from {begin} to {stop}"
        )
    return sorted(
        found,
        key=lambda f: (context.preference(place, measure, f.definition), f.period.start),
    )
