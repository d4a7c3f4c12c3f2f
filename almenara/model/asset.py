"""Assets: what a team protects. Its own state, never evidence; no person is among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

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
    row     1-based, as an editor or spreadsheet shows it; None where the format has no rows
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
    points      (longitude, latitude) in WGS 84 degrees: one for a site, two or more for a route or trip
    country     code of the covered country it lies in; of a line that of its first point
    people      how many people are there at once, where stated
    value       what is at stake, in `currency` (ISO 4217), where stated
    hours       opening hours as OpenStreetMap writes them (Mo-Fr 08:00-18:00), "" where not stated
    radius_km   distance that counts as near, where the owner sets it
    first,last  days of a trip
    marking     a TLP 2.0 label
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
    provenance: Provenance | None = None
