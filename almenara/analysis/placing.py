"""Putting assets on the map of the covered countries: what lies outside them is told, with what may have been meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from almenara.analysis.siting import Land, Spot
from almenara.errors import Fault
from almenara.model.asset import Asset

FINE = 5_000
"""Points above which a line is thinned."""
THIN = 0.0001
"""Degrees, some ten metres, by which a thinned line may move."""
_SHOWN = 3
_EXCHANGED = "latitude and longitude look exchanged"
_MINUS = "a minus sign looks lost"


@dataclass(frozen=True)
class Placed:
    """Assets with their country, and what to say of where they lie.

    faults   of assets that lie nowhere that is covered
    remarks  what was not checked, or is to be minded
    """

    assets: list[Asset]
    faults: list[Fault]
    remarks: list[str]


def place(land: Land, assets: Sequence[Asset], anyway: bool = False) -> Placed:
    """Give each asset the country it lies in.

    A site has to lie in a covered country, by its point or by the place it names; a line with one point at
    least; other points of a line may lie outside, which is remarked. A point that would lie inside if its
    coordinates were exchanged, or had a minus sign, is a fault wherever it stands.
    anyway  keep what lies outside, with "" for a country
    """
    spots = iter(land.spots([point for asset in assets for point in asset.points]))
    out, faults, remarks = [], [], []
    unchecked: dict[str, int] = {}
    for asset in assets:
        found = [next(spots) for _ in asset.points]
        told = list(_faults(land, asset, found, anyway))
        faults += [_fault(asset, text) for text in told]
        if not told and asset.place and not found:
            out.append(replace(asset, country=asset.place.partition("-")[0]))
        if told or not found:
            continue
        inside = [s for s in found if s.country]
        if inside and len(inside) < len(found):
            outside = len(found) - len(inside)
            remarks.append(
                f'"{asset.name}": {outside} of {len(found)} points lie outside the covered countries, '
                "where nothing is known"
            )
        if not inside:
            remarks.append(f'"{asset.name}" lies outside the covered countries: nothing will be known of it')
        for country in {s.country for s in inside if not s.checked}:
            unchecked[country] = unchecked.get(country, 0) + 1
        thin = _thinned(asset)
        if thin is not asset:
            remarks.append(
                f'"{asset.name}": {len(asset.points)} points thinned to {len(thin.points)}, within ten metres'
            )
        out.append(replace(thin, country=inside[0].country if inside else ""))
    remarks += [
        f"sea and borders were not checked for {count} in {land.names[code]}, because no boundaries of it are held; "
        "ingest a map of its states to have them checked"
        for code, count in sorted(unchecked.items())
    ]
    return Placed(out, faults, remarks)


def _fault(asset: Asset, text: str) -> Fault:
    kept = asset.provenance
    return Fault(kept.file if kept else "typed", f'"{asset.name}" {text}', kept.row if kept else None)


def _faults(land: Land, asset: Asset, found: Sequence[Spot], anyway: bool) -> Iterator[str]:
    wrong = [(n, p, s) for n, (p, s) in enumerate(zip(asset.points, found, strict=True), 1) if not s.country]
    if not wrong:
        return
    line = len(asset.points) > 1
    shown = 0
    for number, point, spot in wrong:
        where = f"at point {number} of {len(asset.points)}, " if line else ""
        meant = _meant(land, point)
        globe = abs(point[0]) <= 180 and abs(point[1]) <= 90
        if globe and (anyway or (meant is None and line and len(wrong) < len(found))):
            continue
        shown += 1
        if shown > _SHOWN:
            yield f"has {len(wrong)} points of {len(asset.points)} outside; the first {_SHOWN} are told"
            return
        if meant is not None:
            words, better, lies = meant
            yield (
                f"{where}lies at {_written(point)}: {words}; {_written(better)} lies in {land.name(lies)}. "
                "Coordinates here are latitude, longitude"
            )
        else:
            yield f"{where}lies at {_written(point)}{_why(land, point, spot, globe)}"
            if line and shown == 1 and len(wrong) == len(found):
                return


def _why(land: Land, point: tuple[float, float], spot: Spot, globe: bool) -> str:
    if not globe:
        return (
            ", which is no latitude and longitude in degrees; if the file is in metres of a projection, "
            "write it anew in WGS 84 (EPSG:4326)"
        )
    if point == (0.0, 0.0):
        return ", where missing coordinates end up"
    covered = ", ".join(sorted({land.names[code.partition("-")[0]] for code in [*land.shapes, *land.reach]}))
    keep = "mend it, or keep it with --anyway"
    if spot.checked:
        return (
            f", {spot.away_km:,.0f} km outside the covered countries ({covered}), in the sea or in another country; "
            f"the nearest is {land.name(spot)}: {keep}"
        )
    return (
        f", {spot.away_km:,.0f} km from the middle of the nearest state, {land.name(spot)}: none of the covered "
        f"countries ({covered}) reaches so far; {keep}"
    )


def _meant(land: Land, point: tuple[float, float]) -> tuple[str, tuple[float, float], Spot] | None:
    """What the owner may have meant by a point that lies outside: words, the point, and where that lies."""
    lon, lat = point
    if (lon, lat) == (0.0, 0.0):
        return None
    tries = [
        (_EXCHANGED, (lat, lon)),
        (_MINUS, (-lon, lat)),
        (_MINUS, (lon, -lat)),
        (f"{_EXCHANGED}, and {_MINUS}", (-lat, lon)),
    ]
    spots = land.spots([better for _, better in tries])
    return next(
        ((words, better, spot) for (words, better), spot in zip(tries, spots, strict=True) if spot.country),
        None,
    )


def _written(point: tuple[float, float]) -> str:
    return (
        f"{point[1]:.5g}, {point[0]:.6g}"
        if max(map(abs, point)) > 1_000
        else f"{point[1]:.5f}, {point[0]:.5f}"
    )


def _thinned(asset: Asset) -> Asset:
    if len(asset.points) <= FINE:
        return asset
    line = shapely.LineString(np.asarray(asset.points)).simplify(THIN, preserve_topology=False)
    points = tuple((float(x), float(y)) for x, y in shapely.get_coordinates(line))
    return replace(asset, points=points) if len(points) < len(asset.points) else asset
