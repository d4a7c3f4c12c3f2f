"""Verifying an edition: every printed figure computed again, and what later vintages have changed."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.recipes import gather
from almenara.errors import AlmenaraError, BadInput, Fault
from almenara.model.figure import Figure


@dataclass(frozen=True)
class Printed:
    """A figure of an edition, with what it turned out to be.

    printed, computed  values; None for unknown
    """

    id: str
    measure: str
    definition: str
    place: str
    period: str
    printed: float | None
    computed: float | None
    known: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class Verification:
    """What came of verifying an edition.

    checked  number of figures computed again from the kept bytes
    failed   figures that do not follow from them, or have no recipe to follow
    changed  figures that a later vintage has changed since, as known today
    """

    edition: str
    as_of: date
    checked: int
    failed: tuple[Printed, ...]
    changed: tuple[Printed, ...]


def read_edition(path: Path) -> dict[str, Any]:
    """An edition's JSON. Raises BadInput if it is not one."""
    try:
        edition = json.loads(path.read_text(encoding="utf-8"))
        date.fromisoformat(edition["as_of"])
        figures = edition["figures"]
        if not all({"recipe", "value", "as_of"} <= set(f) for f in figures) or "evidence" not in edition:
            raise KeyError("recipe")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            "verify",
            [Fault(path.name, f"is not an edition's JSON: {error}")],
            "Give the .json that `almenara report --format json` wrote",
        ) from error
    out: dict[str, Any] = edition
    return out


def documents_of(edition: dict[str, Any]) -> set[str]:
    """Digests of every document that the edition's figures rest on."""
    return {item["document"] for item in edition["evidence"].values()}


def same(first: float | None, second: float | None) -> bool:
    """Whether two values are the same figure: both unknown, or equal to the last digit that is kept."""
    if first is None or second is None:
        return first is second
    return math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)


def verify(name: str, edition: dict[str, Any], rebuilt: Context, today: Context) -> Verification:
    """Compute every figure again in `rebuilt`, and compare with what is known `today`.

    rebuilt  the edition's day seen through a store made anew from the kept bytes it cites
    today    the store as it stands, as of today
    """
    failed, changed = [], []
    days = {rebuilt.as_of: rebuilt}
    claims = [item for item in edition["figures"] if item["recipe"] or _says_a_number(item)]
    for item in claims:
        day = date.fromisoformat(item["as_of"])
        if day not in days:  # what an earlier edition said stands as of that edition's day
            days[day] = replace(rebuilt, view=rebuilt.view.on(day))
        again = _again(days[day], item)
        if isinstance(again, str) or not _follows(item, again):
            failed.append(_printed(item, again))
        elif day == rebuilt.as_of:  # a value printed as superseded is not news
            now = _again(today, item)
            if not isinstance(now, str) and now.is_known and not same(item["value"], now.value):
                changed.append(_printed(item, now))
    return Verification(
        name, date.fromisoformat(edition["as_of"]), len(claims), tuple(failed), tuple(changed)
    )


def _says_a_number(item: dict[str, Any]) -> bool:
    return any(item.get(field) is not None for field in ("value", "low", "high"))


def _follows(item: dict[str, Any], again: Figure) -> bool:
    """Whether the value and both its bounds come out as printed."""
    pairs = ((item["value"], again.value), (item.get("low"), again.low), (item.get("high"), again.high))
    return all(same(printed, computed) for printed, computed in pairs)


def _again(context: Context, item: dict[str, Any]) -> Figure | str:
    """The figure, or why it cannot be computed."""
    if not item["recipe"]:
        return "it has no recipe by which to compute it"
    try:
        return gather(context, item["recipe"])
    except AlmenaraError as error:
        return str(error)


def _printed(item: dict[str, Any], found: Figure | str) -> Printed:
    computed = None if isinstance(found, str) else found.value
    known = None if isinstance(found, str) else found.known
    reason = found if isinstance(found, str) else found.reason
    return Printed(
        item["id"], item["measure"], item["definition"], item["place"]["name"], item["period"], item["value"],
        computed, known, reason,
    )  # fmt: skip
