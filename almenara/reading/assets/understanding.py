"""From what a file states to assets: every field understood, or every fault told where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from almenara.errors import Fault
from almenara.model.asset import ASSET_TYPES, OWN_MARKING, Asset, AssetKind, Provenance
from almenara.reading.assets import values, words
from almenara.reading.assets.drafts import Draft, Point, Reading
from almenara.reading.assets.features import wkt_points
from almenara.reading.assets.tables import lines_of

_T = TypeVar("_T")


@dataclass(frozen=True)
class Defaults:
    """What counts where a file does not state it; the words are the user's. "" for what it is without."""

    type: str = ""
    kind: str = ""
    currency: str = ""
    marking: str = OWN_MARKING


def understand(
    file: str, sha256: str, reading: Reading, defaults: Defaults, imported: datetime
) -> tuple[list[Asset], list[Fault]]:
    """Assets of a file, without their country, and what could not be understood, in the file's order.

    Where there are faults, assets with one are among the assets, as far as understood (perhaps without points),
    so that names and places can be looked at as well before everything is told.
    """
    assets: list[Asset] = []
    faults = list(reading.faults)
    for rows in lines_of(reading.drafts):
        one = _One(file, rows[0], faults, defaults)
        if (made := one.asset(rows, Provenance(file, sha256, rows[0].row, imported))) is not None:
            assets.append(made)
    return assets, sorted(faults, key=lambda f: f.row or 0)


@dataclass
class _One:
    """One asset in the making."""

    file: str
    draft: Draft
    faults: list[Fault]
    defaults: Defaults

    def asset(self, rows: Sequence[Draft], provenance: Provenance) -> Asset | None:
        texts = self._texts(rows)
        points, line = self._points(rows)
        name = self._read("name", values.name, texts.get("name", ""))
        people = self._maybe(texts, "people", lambda t: values.people(t, self.draft.comma))
        amount = self._maybe(texts, "value", lambda t: values.amount(t, self.draft.comma))
        value, currency = amount if amount else (None, "")
        currency = self._currency(texts, value, currency)
        hours = self._maybe(texts, "hours", values.hours) or ""
        radius = self._maybe(texts, "radius_km", self._radius)
        first = self._maybe(texts, "first", values.day)
        last = self._maybe(texts, "last", values.day)
        marking = self._maybe(texts, "marking", values.marking) or self.defaults.marking
        meant = self._what(texts, line, first is not None or last is not None, len(points or ()))
        if points is not None and meant is not None:
            self._shape(meant[0], points)
            self._days(meant[0], first, last)
        if name is None:
            return None
        kind, type_ = meant or ("site", "other")
        note = values.line(texts.get("note", ""))
        return Asset(
            name, kind, type_, points or (), "", people, value, currency, hours, radius, first, last, marking,
            note, texts.get("place", ""), provenance,
        )  # fmt: skip

    def _fault(self, message: str, field: str | None, row: int | None = None) -> None:
        column = self.draft.column(field) if field else None
        self.faults.append(Fault(self.file, message, self.draft.row if row is None else row, column))

    def _read(self, field: str, read: Callable[[str], _T], text: str, row: int | None = None) -> _T | None:
        try:
            return read(text)
        except ValueError as error:
            self._fault(str(error), field, row)
            return None

    def _maybe(self, texts: dict[str, str], field: str, read: Callable[[str], _T]) -> _T | None:
        return self._read(field, read, texts[field]) if texts.get(field) else None

    def _texts(self, rows: Sequence[Draft]) -> dict[str, str]:
        """Fields that are not places; rows of one line may leave them empty, but not contradict each other."""
        out: dict[str, str] = {}
        for draft in rows:
            for field, text in draft.texts.items():
                if field in words.PLACE_FIELDS or (field == "place" and "order" in rows[0].texts):
                    continue
                if field != "name" and out.setdefault(field, text) != text:
                    told = f'"{text}" contradicts "{out[field]}" in another row of the same route or trip'
                    self._fault(told, field, draft.row)
                out.setdefault(field, text)
        return out

    def _points(self, rows: Sequence[Draft]) -> tuple[tuple[Point, ...] | None, bool]:
        if "order" not in rows[0].texts or rows[0].points is not None:
            return self._place(rows[0])
        stops: dict[float, Point] = {}
        whole = True
        for draft in rows:
            order = self._read("order", self._number, draft.texts["order"], draft.row)
            found, line = self._place(draft)
            if order is None or found is None:
                whole = False
            elif line:
                whole = False
                self._fault("is a line, and a stop is a point", "geometry", draft.row)
            elif order in stops:
                whole = False
                self._fault(
                    f'"{draft.texts["order"]}" stands twice in the same route or trip', "order", draft.row
                )
            else:
                stops[order] = found[0]
        return (tuple(stops[o] for o in sorted(stops)) if whole else None), True

    def _place(self, draft: Draft) -> tuple[tuple[Point, ...] | None, bool]:
        """Points that one draft states, None where they are not understood; and whether they are a line."""
        if draft.points is not None:
            return draft.points, draft.line
        texts, row = draft.texts, draft.row
        if texts.get("place") and not any(texts.get(field) for field in words.PLACE_FIELDS):
            return (), False
        if text := texts.get("geometry"):
            found = self._read("geometry", wkt_points, text, row)
            return found if found is not None else (None, False)
        if "lat" in texts or "lon" in texts or "coordinates" not in texts:
            lat = self._axis(draft, "lat")
            lon = self._axis(draft, "lon")
            return (None if lat is None or lon is None else ((lon, lat),)), False
        point = self._read("coordinates", values.pair, texts["coordinates"], row)
        return (None if point is None else (point,)), False

    def _axis(self, draft: Draft, axis: str) -> float | None:
        text = draft.texts.get(axis)
        if not text:
            self._fault("is empty: give the place in degrees, or its name in a column place", axis, draft.row)
            return None
        return self._read(axis, lambda t: values.degrees(t, axis, draft.comma), text, draft.row)

    def _number(self, text: str) -> float:
        return values.number(text, self.draft.comma)

    def _radius(self, text: str) -> float:
        found = self._number(text)
        if not 0 < found <= 500:
            raise ValueError(f'"{text}" is not a radius between 0 and 500 km')
        return found

    def _currency(self, texts: dict[str, str], value: float | None, beside: str) -> str:
        stated = self._maybe(texts, "currency", values.currency) or ""
        if beside and stated and beside != stated:
            self._fault(f'"{texts["value"]}" is in another currency than "{stated}"', "value")
        found = stated or beside or self.defaults.currency
        if value is not None and not found and not texts.get("currency"):
            told = "has no currency; give its ISO 4217 code in a column currency, or --currency for the whole file"
            self._fault(told, "value")
        return found if value is not None else ""

    def _what(
        self, texts: dict[str, str], line: bool, dated: bool, count: int
    ) -> tuple[AssetKind, str] | None:
        """Kind and type: as stated, or as one follows from the other, or from the geometry."""
        type_text = texts.get("type") or self.defaults.type
        kind_text = texts.get("kind") or self.defaults.kind
        type_ = self._read("type", words.asset_type, type_text) if type_text else "other"
        kind: Any = self._read("kind", words.asset_kind, kind_text) if kind_text else ""
        if type_ is None or kind is None:
            return None
        possible = ASSET_TYPES[type_]
        if not kind:
            drawn: AssetKind = ("trip" if dated else "route") if line or count > 1 else "site"
            kind = drawn if drawn in possible else possible[0]
        if kind not in possible:
            told = f'"{type_}" is a {" or ".join(possible)}, and not a {kind}'
            self._fault(f"{told}; leave one of the two out, or write another", "type")
            return None
        return kind, type_

    def _shape(self, kind: AssetKind, points: tuple[Point, ...]) -> None:
        if kind == "site" and len(points) > 1:
            self._fault(f"a site has one point, and this has {len(points)}: is it a route?", None)
        if kind == "route" and len(points) < 2:
            self._fault(f"a route has two points or more, and this has {len(points)}: is it a site?", None)
        if kind == "trip" and len(points) < 2:
            told = "a trip has two stops or more, in their order; a stay in one place is a site"
            self._fault(f"{told}, and this has {len(points)}", None)
        if len(points) > 1 and len(set(points)) == 1:
            self._fault(f"a {kind} leads from one place to another, and all its points are the same", None)

    def _days(self, kind: AssetKind, first: date | None, last: date | None) -> None:
        if first and last and last < first:
            self._fault(f"{last} is before {first}, the first day", "last")
        if kind != "trip" and (first or last):
            self._fault(f"only a trip has days, and this is a {kind}", "first" if first else "last")
