"""An index of places by their names, and the choice among several that bear one name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from almenara.errors import AmbiguousPlace
from almenara.model.place import KINDS, Place, fold

_RANK = {kind: number for number, kind in enumerate(KINDS)}


class NameIndex:
    """Places by folded name and alias.

    order  rank of each country's code: packs are asked in this order
    """

    def __init__(self, places: Iterable[Place], order: Mapping[str, int]) -> None:
        self._order = order
        self._by_code: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = {}
        for place in places:
            self._by_code[place.code] = place
            if place.aliases:
                for name in {fold(n) for n in (place.name, *place.aliases)}:
                    self._by_name.setdefault(name, []).append(place)
            else:
                self._by_name.setdefault(fold(place.name), []).append(place)

    def named(self, text: str, within: str | None = None) -> list[Place]:
        """Places of that name, or of "name, state", "name, country" or "name, municipality, state".

        within  country code that the places must be of
        """
        found = [p for p in self._by_name.get(fold(text), []) if _inside(p, within)]
        if found or "," not in text:
            return found
        name, _, above = text.rpartition(",")
        over = {p.code for p in self.named(above, within)}
        named = self.named(name, within)
        # one name may be a country's and a state's: directly below comes before anywhere below
        return [p for p in named if p.parent in over] or [p for p in named if over & self._above(p)]

    def _above(self, place: Place) -> set[str]:
        codes: set[str] = set()
        parent = place.parent
        while parent and parent not in codes:
            codes.add(parent)
            above = self._by_code.get(parent)
            parent = above.parent if above else None
        return codes

    def holding(self, text: str) -> list[Place]:
        """Places whose code, name or alias holds the text: exact first, then beginnings, then the rest."""
        wanted = fold(text)
        best: dict[str, int] = {}
        if (exact := self._by_code.get(text.strip().upper())) is not None:
            best[exact.code] = 0
        for name, places in self._by_name.items():
            if wanted in name:
                match = 0 if name == wanted else 1 if name.startswith(wanted) else 2
                for place in places:
                    best[place.code] = min(match, best.get(place.code, match))
        found = [self._by_code[code] for code in best]
        return sorted(found, key=lambda p: (best[p.code], *self._rank(p)))

    def near(self, text: str) -> list[Place]:
        """At most three places whose name or alias is written almost so, the closest first."""
        names = get_close_matches(fold(text), self._by_name, n=8, cutoff=0.8)
        found = {p.code: p for name in names for p in self._by_name[name]}
        return list(found.values())[:3]

    def _rank(self, place: Place) -> tuple[int, int, str]:
        country = place.code.partition("-")[0]
        return _RANK[place.kind], self._order.get(country, len(self._order)), place.code

    def first_country(self, places: list[Place]) -> list[Place]:
        """Of places of the highest kind among them, those of the country asked first."""
        kind = min(_RANK[p.kind] for p in places)
        top = [p for p in places if _RANK[p.kind] == kind]
        rank = min(self._rank(p)[1] for p in top)
        return [p for p in top if self._rank(p)[1] == rank]


def _inside(place: Place, within: str | None) -> bool:
    return within is None or place.code == within or place.code.startswith(f"{within}-")


def choose(text: str, found: list[Place], full_name: Callable[[Place], str]) -> Place:
    """The one place meant among candidates. Raises AmbiguousPlace naming them with their codes."""
    if len(found) > 1:
        names = ", ".join(f"{full_name(p)} ({p.code})" for p in found[:12])
        more = f" and {len(found) - 12} more" if len(found) > 12 else ""
        raise AmbiguousPlace(f'"{text}" may be {names}{more}; write one of them, or its code')
    return found[0]


def merged(known: Place, other: Place) -> Place:
    """A listed place with the names that the evidence adds, and its point where the list has none."""
    aliases = tuple(dict.fromkeys((*known.aliases, other.name, *other.aliases)))
    has_point = known.lat is not None
    return Place(
        known.code, known.kind, known.name, known.parent, tuple(a for a in aliases if a and a != known.name),
        known.lat if has_point else other.lat, known.lon if has_point else other.lon,
    )  # fmt: skip
