"""Places: a country, its first-level divisions, municipalities and localities."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

KINDS = ("country", "state", "municipality", "locality", "abroad", "unspecified", "pipeline", "road", "route")
"""From what is asked for most to what is asked for least; pipelines, roads and routes are places that are lines."""


@dataclass(frozen=True)
class Place:
    """One place.

    code    ISO 3166 for countries and states (MX, MX-GUA); the country's own code below (MX-11007)
    kind    one of KINDS; `unspecified` stands for "in the state, municipality not stated"
    lat,lon WGS 84 degrees of a representative point, where known
    """

    code: str
    kind: str
    name: str
    parent: str | None = None
    aliases: tuple[str, ...] = field(default=(), compare=False)
    lat: float | None = None
    lon: float | None = None

    def __str__(self) -> str:
        return self.name


_BETWEEN_WORDS = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """A name without accents, case, punctuation or doubled spaces, for comparing."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _BETWEEN_WORDS.sub(" ", name).casefold().strip()


@lru_cache(maxsize=4096)
def called(place: Place) -> re.Pattern[str]:
    """What a place is called, as an expression for text that `fold` has folded."""
    names = {fold(name) for name in (place.name, *place.aliases)} - {""}
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})(?!\w)"
    )
