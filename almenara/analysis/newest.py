"""The newest figure of a measure known on the day, whatever its period."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.place import Place


def newest(context: Context, measure: str, place: Place, definition: str | None = None) -> Figure:
    """The figure for the latest-ending period that one definition gives as such; unknown if there is none.

    Of periods that end on one day the longest is taken. Without `definition`, the preferred one that
    has any is used.
    """
    held = context.view.cells(measure, [place.code])
    found = [(d, c) for (d, _), cells in held.items() for c in cells if definition in (None, d)]
    if not found:
        return figure(context, measure, place, Period(context.as_of, context.as_of), definition)
    chosen = definition or min({d for d, _ in found}, key=lambda d: context.preference(place, measure, d))
    last = max((c for d, c in found if d == chosen), key=lambda c: (c.end, -c.start.toordinal()))
    return figure(context, measure, place, Period(last.start, last.end), chosen)


def newest_whole(context: Context, measure: str, place: Place, total: str, parts: Sequence[str]) -> Figure:
    """The newest figure of definition `total` for a period that every definition of `parts` knows, too.

    The newest of `total` alone where there is none with its parts.
    """
    held = context.view.cells(measure, [place.code])
    spans = sorted({(c.end, c.start) for (d, _), cells in held.items() for c in cells if d == total})
    for end, start in reversed(spans):
        period = Period(start, end)
        found = [figure(context, measure, place, period, definition) for definition in (total, *parts)]
        if all(f.is_known and f.period == period for f in found):
            return found[0]
    return newest(context, measure, place, total)
