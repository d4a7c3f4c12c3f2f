"""Places: a country, its first-level divisions, municipalities and localities."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

KINDS = ("country", "state", "municipality", "locality", "abroad", "unspecified")


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


def fold(name: str) -> str:
    """A name without accents, case, punctuation or doubled spaces, for comparing."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.casefold().split())
