"""Towns in the name of a road, which is longer than they are: "the A–B motorway"."""

from __future__ import annotations

import re

_ROAD = (
    r"(?:highway|motorway|freeway|road|route|corridor|toll road|stretch|expressway|autopistas?|carreteras?|"
    r"tramos?|corredor(?:es)?|libramiento|vía|ruta|rodovias?|estradas?|trechos?|autoestradas?|rota)"
)
_NAME = r"[A-ZÁÉÍÓÚÑ][\w.]+(?:\s+(?:d[aeo]l?s?\s+)?[A-ZÁÉÍÓÚÑ][\w.]+){0,3}"
_DASH = r"\s?[-–—]\s?"
_BEFORE = re.compile(
    rf"\b(?i:{_ROAD})\s+(?:(?i:federal|nacional|de cuota|estatal)\s+|\d+\w?,?\s+)?(?:{_NAME}{_DASH})*$"
)
_AFTER = re.compile(rf"(?:{_DASH}{_NAME})+\s+(?:(?i:federal|toll)\s+)?(?i:{_ROAD})\b")
_LAST = re.compile(rf"(?:{_NAME}{_DASH})+$")
_THEN = re.compile(rf"(?:{_DASH}{_NAME})*\s+(?:(?i:federal|toll)\s+)?(?i:{_ROAD})\b")
_SPAN = 90


def in_road_name(start: int, end: int, text: str) -> bool:
    """Whether a place's name, from `start` to `end`, is one of two or more that name a road, parted by dashes."""
    before, after = text[max(0, start - _SPAN) : start], text[end : end + _SPAN]
    if _BEFORE.search(before):
        return (
            re.match(rf"{_DASH}[A-ZÁÉÍÓÚÑ]", after) is not None or re.search(r"[-–—]\s?$", before) is not None
        )
    if _AFTER.match(after):
        return True
    return _LAST.search(before) is not None and _THEN.match(after) is not None
