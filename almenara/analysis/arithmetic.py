"""Figures worked out from figures: each keeps its inputs and a recipe by which it can be computed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from almenara.errors import MixedDefinitions, UsageError
from almenara.model.figure import Figure, Status
from almenara.model.period import Period
from almenara.model.phrase import join, phrase
from almenara.model.place import Place

SMALL = 20
"""Below this count a percentage says little: both counts must be read beside it."""


def _derived(
    op: str,
    inputs: Sequence[Figure],
    value: float | None,
    unit: str,
    method: str,
    *,
    like: Figure,
    period: Period | None = None,
    decimals: int = 0,
    note: str = "",
    reason: str = "",
    extra: dict[str, Any] | None = None,
) -> Figure:
    unknown = [f for f in inputs if not f.is_known]
    status: Status = "known"
    if unknown or value is None:
        status, value = "unknown", None
        reason = reason or join(dict.fromkeys(f.reason for f in unknown), "; ")
    knowns = [f.known for f in inputs if f.known]
    return Figure(
        value=value,
        unit=unit,
        measure=like.measure,
        definition=like.definition,
        place=like.place,
        period=period or like.period,
        as_of=like.as_of,
        status=status,
        reason=reason,
        known=max(knowns) if knowns else None,
        ground=max(inputs, key=lambda f: (f.known is not None, f.known)).ground if knowns else "",
        method=method,
        decimals=decimals,
        inputs=tuple(inputs),
        note=note,
        recipe={"op": op, "inputs": [f.recipe for f in inputs], **(extra or {})},
    )


def same_definition(figures: Sequence[Figure], what: str) -> None:
    """Raise MixedDefinitions unless all known figures count the same thing by the same rule."""
    kinds = sorted({f"{f.measure} ({f.definition}, {f.unit})" for f in figures if f.is_known})
    if len(kinds) > 1:
        raise MixedDefinitions(f"{what} may not mix {' and '.join(kinds)}; name one definition")


def rate(count: Figure, population: Figure, per: int = 100_000, annualised: bool = False) -> Figure:
    """Count per `per` inhabitants; `annualised` scales a shorter period to twelve months.

    Raises UsageError if the two are about different places.
    """
    if count.place.code != population.place.code:
        raise UsageError(f"a rate needs one place, not {count.place} and {population.place}")
    value = None
    if count.value is not None and population.value:
        value = count.value / population.value * per
        if annualised:
            value *= 12 / count.period.month_count
    scaled = phrase("annualised") if annualised else ""
    words = join([phrase("rate", per=f"{per:,}"), scaled], ", ")
    extra = {"per": per, "annualised": annualised}
    return _derived(
        "rate", [count, population], value, f"per {per:,}", words, like=count, decimals=1, extra=extra
    )


def change(later: Figure, earlier: Figure) -> Figure:
    """Change from the earlier to the later count in percent of the earlier one.

    With an earlier count of zero there is no percentage; the reason says so. A note marks small counts.
    Raises MixedDefinitions if the two do not count by the same rule.
    """
    same_definition([later, earlier], "a comparison")
    value, reason, note = None, "", ""
    if later.value is not None and earlier.value is not None:
        if earlier.value == 0:
            reason = phrase("of-zero")
        else:
            value = (later.value - earlier.value) / earlier.value * 100
        if min(later.value, earlier.value) < SMALL:
            note = phrase("small-counts")
    return _derived(
        "change", [later, earlier], value, "%", phrase("change", period=earlier.period), like=later, decimals=1,
        note=note, reason=reason,
    )  # fmt: skip


def difference(later: Figure, earlier: Figure) -> Figure:
    """Later less earlier count. Raises MixedDefinitions."""
    same_definition([later, earlier], "a difference")
    value = None
    if later.value is not None and earlier.value is not None:
        value = later.value - earlier.value
    return _derived("difference", [later, earlier], value, later.unit, phrase("difference"), like=later)


def total(parts: Sequence[Figure], period: Period | None = None) -> Figure:
    """Sum of parts of one definition. Raises MixedDefinitions; UsageError for no parts."""
    if not parts:
        raise UsageError("a sum needs parts")
    same_definition(parts, "a sum")
    values = [f.value for f in parts if f.value is not None]
    span = period or Period(min(f.period.start for f in parts), max(f.period.end for f in parts))
    return _derived(
        "total", parts, sum(values), parts[0].unit, phrase("sum", count=len(parts)), like=parts[0], period=span,
        extra={"period": str(span)},
    )  # fmt: skip


def share(part: Figure, whole: Figure) -> Figure:
    """Part as a percentage of the whole. Raises MixedDefinitions."""
    same_definition([part, whole], "a share")
    value = None
    if part.value is not None and whole.value:
        value = part.value / whole.value * 100
    return _derived("share", [part, whole], value, "%", phrase("share"), like=part, decimals=1)


def per_day(count: Figure) -> Figure:
    """Mean number a day over the period."""
    value = None if count.value is None else count.value / count.period.days
    return _derived(
        "per_day", [count], value, f"{count.unit} a day", phrase("per-day"), like=count, decimals=1
    )


def interval_end(figure: Figure, end: Literal["low", "high"]) -> Figure:
    """The lower or upper end of a figure's interval, as a figure; unknown where it has no interval."""
    value = figure.low if end == "low" else figure.high
    return _derived(
        end, [figure], value, figure.unit, phrase(f"interval-{end}"), like=figure,
        decimals=figure.decimals, reason="" if value is not None else phrase("no-interval"),
    )  # fmt: skip


def how_many(figures: Sequence[Figure], equal_to: float, place: Place, period: Period) -> Figure:
    """How many of the known figures have a value: how many states stand at level 4.

    place, period  what the count is about: the country of the states, the day
    Raises UsageError if none is known.
    """
    known = [f for f in figures if f.is_known]
    hits = [f for f in known if f.value == equal_to]
    if not known:
        raise UsageError("a count needs figures that are known")
    extra = {"equal_to": equal_to, "place": place.code, "period": str(period)}
    counted = _derived(
        "how_many",
        known,
        len(hits),
        "states",
        phrase("number-at", level=f"{equal_to:g}", count=len(known)),
        like=known[0],
        period=period,
        extra=extra,
    )
    return replace(counted, place=place, evidence=())
