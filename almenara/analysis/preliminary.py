"""Preliminary and final counts: which a figure is, and what a final one was while it was preliminary.

A publisher that counts a year twice gives the second count under the same definition. The evidence marks
the first by a note that begins with "preliminary".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.model.period import Period, parse_day

MARK = "preliminary"
"""First word of the note on a count that its publisher calls preliminary."""


def is_preliminary(item: Figure) -> bool:
    """Whether the publisher called the count preliminary."""
    return item.note.casefold().startswith(MARK)


def alike(context: Context, later: Figure, earlier: Figure) -> tuple[Figure, Figure] | None:
    """Both counts as they were when preliminary, if only one of them still is; None if neither or both
    are, or if the final one is not known as it was before.
    """
    if is_preliminary(later) == is_preliminary(earlier):
        return None
    pair = [f if is_preliminary(f) else _as_preliminary(context, f) for f in (later, earlier)]
    return (pair[0], pair[1]) if pair[0] is not None and pair[1] is not None else None


def _as_preliminary(context: Context, final: Figure) -> Figure | None:
    view = context.view
    rows = view.observations([final.measure], [final.definition], [final.place.code], final.period)
    marked = rows.filter(rows.note.lower().startswith(MARK) & (rows.known <= context.as_of))
    for day in sorted(view.fetch(marked.select("known").distinct())["known"].to_pylist(), reverse=True):
        then = as_known(context, str(day), final.recipe | {"op": "figure"})
        if then.is_known and is_preliminary(then):
            return then
    return None


def as_known(context: Context, day: str, recipe: dict[str, Any]) -> Figure:
    """The figure of a recipe (op "figure") as it was known on an earlier day, for this day's report.

    Raises NoEvidence where nothing at all was known on that day, UsageError for a day later than this one.
    """
    when = parse_day(day)
    if when > context.as_of:
        raise UsageError(f"what was known on {when} is later than the day asked about, {context.as_of}")
    then = replace(context, view=context.view.on(when))
    place = context.gazetteer.get(recipe["place"])
    found = figure(then, recipe["measure"], place, Period.parse(recipe["period"]), recipe["definition"])
    return replace(found, as_of=context.as_of, recipe={**recipe, "op": "as-known", "day": day})
