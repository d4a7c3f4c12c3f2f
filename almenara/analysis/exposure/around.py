"""The land around a site, for a map: municipalities within a window, and recorded events whose point is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import shapely
from shapely.geometry.base import BaseGeometry

from almenara.analysis.context import Context
from almenara.analysis.exposure.nearby import placed
from almenara.analysis.exposure.sites import Site, outlines_of, source_of_outlines
from almenara.countries.pack import Pack
from almenara.evidence.records import DocumentRecord
from almenara.model.threat import Threat

KM_PER_DEGREE = 111.2
LEAST_KM, TIMES, FLAT = 30.0, 1.8, 0.75
"""The window reaches so far from the site east and west, or so many times its radius; less far north and south."""
MOST = 60
"""Municipalities of a map; where a window has more, the nearest are drawn."""


@dataclass(frozen=True)
class Around:
    """What lies around a point.

    shapes    municipalities by code, cut to the window, WGS 84 degrees
    window    west, south, east, north
    document  what the shapes are from: its attribution goes under the map
    """

    shapes: dict[str, BaseGeometry]
    window: tuple[float, float, float, float]
    document: DocumentRecord


def around(context: Context, pack: Pack, point: tuple[float, float], radius: float) -> Around | None:
    """Municipalities around a point (latitude, longitude); None where no boundaries of them are held."""
    held = outlines_of(context, pack, "municipality")
    document = source_of_outlines(context, pack, "municipality") if held else None
    if document is None:
        return None
    latitude, longitude = point
    high = max(LEAST_KM, TIMES * radius) / KM_PER_DEGREE
    wide = high / cos(radians(latitude))
    window = (longitude - wide, latitude - FLAT * high, longitude + wide, latitude + FLAT * high)
    box, spot = shapely.box(*window), shapely.Point(longitude, latitude)
    found = {
        code: cut for code, shape in held.items() if not (cut := shapely.intersection(shape, box)).is_empty
    }
    nearest = sorted(found, key=lambda code: (found[code].distance(spot), code))[:MOST]
    return Around({code: found[code] for code in sorted(nearest)}, window, document) if nearest else None


def events_around(
    context: Context, pack: Pack, site: Site, threats: Sequence[Threat]
) -> list[tuple[str, tuple[float, float]]]:
    """Threat and point (latitude, longitude) of each event near the site that is known to a point.

    Those of the source with the most events of the threat, over the years that its rate counts.
    """
    out = []
    for threat in threats:
        for one in placed(context, pack, threat, [(0, site)])[:1]:
            for at in one.by_site.get(0, ((), ()))[0]:
                row = one.rows[int(at)]
                if row["place_precision"] == "point" and row["lat"] is not None:
                    out.append((threat.id, (float(row["lat"]), float(row["lon"]))))
    return out
