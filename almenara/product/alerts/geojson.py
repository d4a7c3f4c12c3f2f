"""GeoJSON (RFC 7946): the places of messages, for maps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from almenara.model.alert import Area, Message
from almenara.model.hidden import visible
from almenara.model.terms import strictest
from almenara.product.render.safety import web_address


def collection(messages: Iterable[Message], language: str = "en") -> dict[str, Any]:
    """A FeatureCollection: a feature for each place of each message; a place without a point has no geometry.

    Each feature says its precision, the as-of day, its marking and its sources; an address that is none is left out.
    """
    told = list(messages)
    return {
        "type": "FeatureCollection",
        "marking": strictest([m.marking for m in told]),
        "features": [_feature(m, n, area, language) for m in told for n, area in enumerate(m.areas)],
    }


def _feature(message: Message, number: int, area: Area, language: str) -> dict[str, Any]:
    point = None
    if area.lat is not None and area.lon is not None:
        point = {"type": "Point", "coordinates": [round(area.lon, 5), round(area.lat, 5)]}
    return {
        "type": "Feature",
        "id": f"{message.id}/{number}",
        "geometry": point,
        "properties": {
            "alert": message.alert,
            "type": message.type,
            "rule": message.rule,
            "threat": message.threat,
            "headline": visible(message.headline[language]),
            "text": visible(message.text.get(language, "")),
            "severity": message.severity,
            "urgency": message.urgency,
            "certainty": message.certainty,
            "sent": message.sent.isoformat(),
            "first": message.happened[0].isoformat(),
            "last": message.happened[1].isoformat(),
            "area": visible(area.name),
            "place": area.place,
            "radius_km": area.radius_km,
            "precision": area.precision,
            "assets": [{"name": visible(name), "km": km} for name, km in message.assets],
            "as_of": message.as_of.isoformat(),
            "marking": message.marking,
            "status": message.status,
            "sources": [s | {"url": web_address(s.get("url", ""))} for s in message.sources],
        },
    }
