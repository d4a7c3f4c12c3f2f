"""Computing a printed figure again: its recipe in, the figure out, from what a view knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from almenara.analysis import arithmetic
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.preliminary import as_known
from almenara.analysis.questions import recall
from almenara.errors import AlmenaraError, UsageError
from almenara.model.figure import Figure
from almenara.model.period import Period

_OPERATIONS: dict[str, Callable[[list[Figure], dict[str, Any]], Figure]] = {
    "rate": lambda f, r: arithmetic.rate(f[0], f[1], r["per"], r["annualised"]),
    "change": lambda f, r: arithmetic.change(f[0], f[1]),
    "difference": lambda f, r: arithmetic.difference(f[0], f[1]),
    "total": lambda f, r: arithmetic.total(f, Period.parse(r["period"])),
    "share": lambda f, r: arithmetic.share(f[0], f[1]),
    "low": lambda f, r: arithmetic.interval_end(f[0], "low"),
    "high": lambda f, r: arithmetic.interval_end(f[0], "high"),
    "per_day": lambda f, r: arithmetic.per_day(f[0]),
}


def gather(context: Context, recipe: dict[str, Any]) -> Figure:
    """Compute a figure again by its recipe, from what `context` knows.

    Raises UsageError on a recipe that is not one of ours.
    """
    op = recipe.get("op")
    if op == "figure":
        place = context.gazetteer.get(recipe["place"])
        period = Period.parse(recipe["period"])
        return figure(context, recipe["measure"], place, period, recipe["definition"] or None)
    if op == "as-known":
        return as_known(context, recipe["day"], recipe)
    if op == "finding":
        return recall(context, recipe)
    if op == "how_many":
        where, when = context.gazetteer.get(recipe["place"]), Period.parse(recipe["period"])
        return arithmetic.how_many(_inputs(context, recipe), recipe["equal_to"], where, when)
    if op not in _OPERATIONS:
        raise UsageError(f'"{op}" is not an operation on figures')
    return _OPERATIONS[op](_inputs(context, recipe), recipe)


def prepare(context: Context, recipes: Iterable[dict[str, Any]]) -> None:
    """Read at once, a measure at a time, what many recipes will ask for: one by one takes a query each.

    Recipes that are not ours are passed over; `gather` refuses them.
    """
    wanted: dict[str, set[str]] = {}
    held = list(recipes)
    while held:
        recipe = held.pop()
        inputs = recipe.get("inputs")
        held += [r for r in inputs if isinstance(r, dict)] if isinstance(inputs, list) else []
        measure, code = recipe.get("measure"), recipe.get("place")
        if isinstance(measure, str) and isinstance(code, str) and _is_known(context, measure, code):
            pack = context.packs.get(code)
            wanted.setdefault(measure, set()).update([code], (s.code for s in pack.states) if pack else ())
    for measure, places in wanted.items():
        context.view.cells(measure, places)


def _is_known(context: Context, measure: str, code: str) -> bool:
    try:
        context.measure(measure)
        context.gazetteer.get(code)
    except AlmenaraError:
        return False
    return True


def _inputs(context: Context, recipe: dict[str, Any]) -> list[Figure]:
    return [gather(context, item) for item in recipe.get("inputs", [])]
