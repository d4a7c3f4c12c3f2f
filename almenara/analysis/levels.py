"""Advisory levels by state: what stood on the day, since when, and how it came there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from almenara.analysis.arithmetic import how_many
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.countries.pack import Pack
from almenara.model.figure import Figure
from almenara.model.period import Period


@dataclass(frozen=True)
class Levels:
    """Levels in force, by state code, with what went before.

    current   figure per state in force on the day; unknown where the evidence has none
    counts    number of states at each level, by level
    previous  the last different level per state, where there was one
    editions  days on which an edition gave levels, in order
    """

    definition: str
    current: dict[str, Figure]
    counts: dict[int, Figure]
    previous: dict[str, Figure]
    editions: tuple[date, ...]


def levels(context: Context, pack: Pack, definition: str) -> Levels:
    """Levels of every state of a country in one advisory's own scale, as known on the view's day."""
    day = Period(context.as_of, context.as_of)
    held = context.view.cells("advisory-level", [pack.code, *(s.code for s in pack.states)])
    current: dict[str, Figure] = {}
    previous: dict[str, Figure] = {}
    editions: set[date] = set()
    for state in pack.states:
        current[state.code] = figure(context, "advisory-level", state, day, definition)
        cells = [c for c in held.get((definition, state.code), []) if c.start <= context.as_of]
        editions |= {c.start for c in cells}
        now = current[state.code].value
        earlier = [c for c in cells if c.value is not None and c.value != now]
        if earlier and now is not None:
            last = max(c.start for c in earlier)
            previous[state.code] = figure(context, "advisory-level", state, Period(last, last), definition)
    known = [f for f in current.values() if f.is_known]
    counts = {
        level: replace(how_many(known, level, known[0]), place=pack.country, period=day)
        for level in sorted({int(f.value or 0) for f in known}, reverse=True)
    }
    return Levels(definition, current, counts, previous, tuple(sorted(editions)))
