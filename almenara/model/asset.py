"""Assets: what a team protects. Its own state, never evidence; no person is among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Any, Literal

AssetKind = Literal["site", "route", "trip"]
ASSET_KINDS: tuple[AssetKind, ...] = ("site", "route", "trip")
"""site   one point
route  a line that goods or people follow again and again
trip   stops of one journey, in their order, with its days"""

ASSET_TYPES: dict[str, tuple[AssetKind, ...]] = {
    "plant": ("site",),
    "warehouse": ("site",),
    "office": ("site",),
    "hotel": ("site",),
    "residence": ("site",),
    "shop": ("site",),
    "school": ("site",),
    "clinic": ("site",),
    "camp": ("site",),
    "mine": ("site",),
    "farm": ("site",),
    "port": ("site",),
    "airport": ("site",),
    "border-crossing": ("site",),
    "terminal": ("site",),
    "pipeline": ("route",),
    "truck-corridor": ("route",),
    "railway": ("route",),
    "commute": ("route",),
    "journey": ("trip",),
    "other": ("site", "route", "trip"),
}
"""What an asset can be, and as which kind."""

OWN_MARKING = "TLP:AMBER+STRICT"
"""Marking of an asset where its owner sets none."""


@dataclass(frozen=True)
class Provenance:
    """Where an asset's own figures come from: the file it was imported from.

    sha256  hex digest of the file's bytes; "" where it was typed
    row     1-based, as an editor or spreadsheet shows it; in GeoJSON and shapefiles the number of the feature;
            None where it was typed
    """

    file: str
    sha256: str
    row: int | None
    imported: datetime


@dataclass(frozen=True)
class Asset:
    """One site, route or trip.

    name        unique among the team's assets, whatever the case and accents
    type        a key of ASSET_TYPES
    points      (longitude, latitude) in WGS 84 degrees: one for a site, none where only its place is named; two
                or more for a route or trip
    country     code of the covered country it lies in, of a line that of the first point in one; "" where its
                owner keeps it though it lies in none
    people      how many people are there at once, where stated
    value       what is at stake, in `currency` (ISO 4217), where stated
    hours       opening hours as OpenStreetMap writes them (Mo-Fr 08:00-18:00), "" where not stated
    radius_km   distance that counts as near, where the owner sets it
    first,last  days of a trip
    marking     a TLP 2.0 label
    place       code of the state or municipality that a site lies in, where its owner names it
    """

    name: str
    kind: AssetKind
    type: str
    points: tuple[tuple[float, float], ...]
    country: str
    people: int | None = None
    value: float | None = None
    currency: str = ""
    hours: str = ""
    radius_km: float | None = None
    first: date | None = None
    last: date | None = None
    marking: str = OWN_MARKING
    note: str = ""
    place: str = ""
    provenance: Provenance | None = None

    def length_km(self) -> float:
        """Length of a line along great circles (haversine, mean radius 6,371 km); 0 for a site."""
        return sum(_apart(a, b) for a, b in pairwise(self.points))


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    (lon1, lat1), (lon2, lat2) = ((radians(x), radians(y)) for x, y in (a, b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * asin(min(1.0, sqrt(h)))


def asset_record(asset: Asset) -> dict[str, Any]:
    """An asset as plain JSON, as questions are given it: only what is stated, days and moments as text."""
    record = {name: value for name, value in vars(asset).items() if value not in (None, "")}
    record["points"] = [list(point) for point in asset.points]
    for name in ("first", "last"):
        if name in record:
            record[name] = record[name].isoformat()
    if asset.provenance is not None:
        record["provenance"] = vars(asset.provenance) | {"imported": asset.provenance.imported.isoformat()}
    return record
