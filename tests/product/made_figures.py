"""Figures made by hand, for tests of what prints them."""

from __future__ import annotations

from datetime import date

from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.place import Place

MEXICO = Place("MX", "country", "Mexico")


def evidence(
    document: str = "a" * 64, marking: str = "TLP:CLEAR", source: str = "made", row: int = 5
) -> Evidence:
    """Evidence in one row of a made file."""
    return Evidence(
        document, "made.csv", source, "A publisher", "A table", "https://example.org/table", date(2018, 2, 20),
        "stated", date(2026, 11, 1), "en", "a licence", "", marking, f"row {row}, column value", 1,
    )  # fmt: skip


def figure(
    value: float | None = 29168,
    period: str = "2017",
    definition: str = "made-victims",
    unit: str = "victims",
    measure: str = "homicide",
    place: Place = MEXICO,
    **more: object,
) -> Figure:
    """A known figure, or an unknown one where `value` is None."""
    base = Figure(
        value, unit, measure, definition, place, Period.parse(period), date(2018, 11, 2),
        "unknown" if value is None else "known", "nobody published it" if value is None else "",
        date(2018, 2, 20), "stated", method="as published",
        evidence=() if value is None else (evidence(),),
        recipe={"op": "figure", "measure": measure, "definition": definition, "place": place.code, "period": period},
    )  # fmt: skip
    from dataclasses import replace

    return replace(base, **more)  # type: ignore[arg-type]
