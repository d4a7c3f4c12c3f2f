"""Verifying an edition: every printed figure computed again, and what later vintages have changed."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.recipes import gather, prepare
from almenara.errors import AlmenaraError
from almenara.model.figure import Figure
from almenara.model.hidden import visible
from almenara.product import formats
from almenara.product.digest import evidence_digest, seal
from almenara.product.edition_file import cells_of, numbers_in
from almenara.product.wording import wording

_MALFORMED = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)
"""What a recipe that we never wrote can raise while it is followed."""


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
    altered  what else of the edition is not as it was written: texts of numbers, the digest
    """

    edition: str
    as_of: date
    checked: int
    failed: tuple[Printed, ...]
    changed: tuple[Printed, ...]
    altered: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything that was printed follows from the kept bytes."""
        return not self.failed and not self.altered


def same(first: float | None, second: float | None) -> bool:
    """Whether two values are the same figure: both unknown, or equal to the last digit that is kept."""
    if first is None or second is None:
        return first is second
    return math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)


def verify(name: str, edition: dict[str, Any], rebuilt: Context, today: Context) -> Verification:
    """Compute every figure again in `rebuilt`, and compare with what is known `today`.

    A figure follows if its value, bounds, measure, definition, place, period, unit and the cells it
    rests on come out as they stand in the edition. The texts of its numbers must be those of the
    figures, the digest that of the evidence, and the seal that of all the file says.

    rebuilt  the edition's day seen through a store made anew from the kept bytes it cites
    today    the store as it stands, as of today
    """
    failed, changed = [], []
    again: dict[str, Figure] = {}
    days = {rebuilt.as_of: rebuilt}
    claims = [item for item in edition["figures"] if item["recipe"] or _says_a_number(item)]
    for context in (rebuilt, today):
        prepare(context, [item["recipe"] for item in claims])
    for item in claims:
        day = date.fromisoformat(item["as_of"])
        if day > rebuilt.as_of:
            failed.append(_printed(item, f"it is as of {day}, later than the edition"))
            continue
        try:
            if day not in days:  # what an earlier edition said stands as of that edition's day
                days[day] = replace(rebuilt, view=rebuilt.view.on(day))
        except AlmenaraError as error:
            failed.append(_printed(item, visible(str(error))))
            continue
        found = _again(days[day], item)
        wrong = found if isinstance(found, str) else "; ".join(_differences(edition, item, found))
        if isinstance(found, Figure):
            again[item["id"]] = found
        if wrong:
            failed.append(_printed(item, found, wrong))
        elif day == rebuilt.as_of:  # a value printed as superseded is not news
            now = _again(today, item)
            if isinstance(now, str) or str(now.period) != item["period"]:  # an outlook looks ahead of its day
                continue
            if now.is_known and not same(item["value"], now.value):
                changed.append(_printed(item, now))
    as_of = date.fromisoformat(edition["as_of"])
    altered = tuple(_altered(edition, again))
    return Verification(visible(name), as_of, len(claims), tuple(failed), tuple(changed), altered)


def _says_a_number(item: dict[str, Any]) -> bool:
    return any(item.get(field) is not None for field in ("value", "low", "high"))


def _differences(edition: dict[str, Any], item: dict[str, Any], again: Figure) -> Iterator[str]:
    """What of a printed figure does not come out; nothing if it follows."""
    for name in ("value", "low", "high"):
        if not same(item[name], getattr(again, name)):
            yield f"{name} comes out as {_shown(getattr(again, name))}"
    words = {
        "measure": again.measure, "definition": again.definition, "unit": again.unit,
        "period": str(again.period), "status": again.status,
    }  # fmt: skip
    for name, value in words.items():
        if item[name] != value:
            yield f'{name} is "{value}"'
    if item["place"]["code"] != again.place.code:
        yield f"place is {again.place.code}"
    if cells_of(edition, item) != {(e.document, e.locator) for e in again.all_evidence()}:
        yield "it rests on other cells than those named"


def _shown(value: float | None) -> str:
    return "unknown" if value is None else f"{value:,.10g}"


def _altered(edition: dict[str, Any], again: dict[str, Figure]) -> Iterator[str]:
    language = edition["language"]
    unknown = wording(language)["words"]["unknown"]
    for anchor, text in numbers_in(edition["sections"]):
        figure = again.get(anchor)
        if figure is None:
            if anchor not in {f["id"] for f in edition["figures"]}:
                yield visible(f'"{text[:40]}" is printed for {anchor[:20]}, which is not among the figures')
            continue
        right = formats.figure_text(figure, language, unknown)
        word = formats.in_words(figure.value, language)
        if text not in (right, *((word, word.capitalize()) if word else ())):
            yield visible(f'{anchor} is printed as "{text[:40]}", and comes out as "{right}"')
    claims = ((f["id"], f["value"], f["recipe"], cells_of(edition, f)) for f in edition["figures"])
    if evidence_digest(claims) != edition["digest"]:
        yield "the evidence digest is not that of the figures and the cells they name"
    if seal(edition) != edition["seal"]:
        yield "the file was changed after it was written: its seal is not that of what it says"


def _again(context: Context, item: dict[str, Any]) -> Figure | str:
    """The figure, or why it cannot be computed."""
    if not item["recipe"]:
        return "it has no recipe by which to compute it"
    try:
        return gather(context, item["recipe"])
    except AlmenaraError as error:
        return visible(str(error))
    except _MALFORMED as error:
        return visible(f"its recipe cannot be followed: {type(error).__name__} {str(error)[:60]}".rstrip())


def _printed(item: dict[str, Any], found: Figure | str, reason: str = "") -> Printed:
    computed = None if isinstance(found, str) else found.value
    known = None if isinstance(found, str) else found.known
    keys = ("id", "measure", "definition", "period")
    texts = {key: visible(item[key])[:80] for key in keys}
    return Printed(
        **texts, place=visible(item["place"]["name"])[:80], printed=item["value"], computed=computed,
        known=known, reason=reason or (found if isinstance(found, str) else found.reason),
    )  # fmt: skip
