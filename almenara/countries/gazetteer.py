"""Finding places: by code, by a publisher's own code, by name or alias, accents or not."""

from __future__ import annotations

from collections.abc import Iterable

from almenara.countries.pack import Pack, Scheme
from almenara.errors import AmbiguousPlace, UnknownPlace
from almenara.model.place import Place, fold


class Gazetteer:
    """Places of the country packs and those that the evidence names.

    Reader's codes are `scheme/code`: iso/MX, iso/MX-GUA, inegi/11, inegi/11007, dane/05001; or
    `name/mx/Celaya, Guanajuato`, where the country may also be given as scheme:code (name/gwno:70/…).
    """

    def __init__(self, packs: Iterable[Pack], named: Iterable[Place] = ()) -> None:
        self._packs = list(packs)
        self.places: dict[str, Place] = {}
        for pack in self._packs:
            self.places |= pack.places
        for place in named:
            known = self.places.get(place.code)
            if known is None:
                self.places[place.code] = place
            else:
                aliases = tuple(dict.fromkeys((*known.aliases, place.name, *place.aliases)))
                self.places[place.code] = Place(
                    known.code, known.kind, known.name, known.parent, aliases,
                    known.lat if known.lat is not None else place.lat,
                    known.lon if known.lon is not None else place.lon,
                )  # fmt: skip
        self._by_name: dict[str, list[Place]] = {}
        for place in self.places.values():
            for name in {fold(n) for n in (place.name, *place.aliases)}:
                self._by_name.setdefault(name, []).append(place)
        self._schemes: dict[str, tuple[Pack, Scheme]] = {
            name: (pack, scheme) for pack in self._packs for name, scheme in pack.schemes.items()
        }

    def get(self, code: str) -> Place:
        """A place by its code; a code that has no name of its own yet is named by the code.

        Raises UnknownPlace.
        """
        if code in self.places:
            return self.places[code]
        country, _, rest = code.partition("-")
        for pack in self._packs:
            if pack.code == country and rest.isdigit():
                scheme_name = next(iter(pack.schemes))
                scheme = pack.schemes[scheme_name]
                number = rest[: scheme.state]
                parent = pack.state_numbers[scheme_name].get(number, country)
                if len(rest) == scheme.state and number in scheme.abroad:
                    return Place(code, "abroad", f"abroad ({number})", country)
                unspecified = rest[scheme.state :] in scheme.unspecified
                name = "municipality not stated" if unspecified else f"municipality {rest}"
                return Place(code, "unspecified" if unspecified else "municipality", name, parent)
        if len(code) == 2 and code.isalpha():
            return Place(code.upper(), "country", code.upper())
        raise UnknownPlace(f'no place has the code "{code}"')

    def resolve(self, reader_code: str) -> str:
        """The place code for a reader's code. Raises UnknownPlace or AmbiguousPlace."""
        scheme, _, code = reader_code.partition("/")
        if scheme == "iso":
            if code in self.places or (len(code) == 2 and code.isalpha()):
                return code
            raise UnknownPlace(f'"{code}" is not an ISO 3166 code of a place here')
        if scheme == "name":
            country, _, name = code.partition("/")
            return self.find(name, within=self._country(country)).code
        if scheme in self._schemes:
            return self._numbered(scheme, code)
        for pack in self._packs:
            if pack.codes.get(scheme) == code:
                return pack.code
        raise UnknownPlace(f'no country pack knows the code "{reader_code}"')

    def _country(self, text: str) -> str:
        if ":" in text:
            scheme, _, code = text.partition(":")
            return self.resolve(f"{scheme}/{code}")
        return text.upper()

    def _numbered(self, name: str, code: str) -> str:
        pack, scheme = self._schemes[name]
        if not code.isdigit():
            raise UnknownPlace(f'"{code}" is not a {name} code')
        if code in scheme.country or code.zfill(scheme.state) in scheme.country:
            return pack.code
        if len(code) <= scheme.state:
            code = code.zfill(scheme.state)
            if code in scheme.abroad:
                return f"{pack.code}-{code}"
            if code in pack.state_numbers[name]:
                return pack.state_numbers[name][code]
            raise UnknownPlace(f'"{code}" is not a state of {pack.names["en"]} in the {name} scheme')
        code = code.zfill(scheme.municipality)
        state = code[: scheme.state]
        if len(code) != scheme.municipality or (
            state not in pack.state_numbers[name] and state not in scheme.abroad
        ):
            raise UnknownPlace(f'"{code}" is not a municipality of {pack.names["en"]} in the {name} scheme')
        return f"{pack.code}-{code}"

    def find(self, text: str, within: str | None = None) -> Place:
        """A place as a user writes it: code, ISO code, scheme number, name, alias, or "name, state".

        within  country code to look in first
        Raises UnknownPlace, or AmbiguousPlace naming the candidates.
        """
        text = text.strip()
        upper = text.upper()
        if upper in self.places:
            return self.places[upper]
        if text.isdigit():
            for pack in self._packs:
                if within in (None, pack.code):
                    for name in pack.schemes:
                        try:
                            return self.get(self._numbered(name, text))
                        except UnknownPlace:
                            continue
        found = self._named(text, within)
        if not found and "," in text:
            name, _, state = text.rpartition(",")
            parents = {p.code for p in self._named(state.strip(), within)}
            found = [p for p in self._named(name.strip(), within) if p.parent in parents]
        if not found:
            raise UnknownPlace(f'no place is called "{text}"; try `almenara places {text.split(",")[0]}`')
        top = [p for p in found if p.kind == "country"] or [p for p in found if p.kind == "state"]
        if len(top) == 1:
            return top[0]
        towns = [p for p in found if p.kind == "municipality"]
        best = towns if len(towns) == 1 else found
        if len(best) > 1:
            names = ", ".join(f"{self.full_name(p)} ({p.code})" for p in best[:12])
            raise AmbiguousPlace(f'"{text}" may be {names}; write one of them, or its code')
        return best[0]

    def _named(self, name: str, within: str | None) -> list[Place]:
        found = self._by_name.get(fold(name), [])
        return [p for p in found if within is None or p.code == within or p.code.startswith(f"{within}-")]

    def search(self, text: str) -> list[Place]:
        """Places whose name or alias holds the text, exact names first."""
        wanted = fold(text)
        exact = [p for p in self._by_name.get(wanted, [])]
        more = [p for name, ps in self._by_name.items() if wanted in name for p in ps]
        return list(dict.fromkeys([*exact, *more]))

    def full_name(self, place: Place) -> str:
        """Name with its state, for a municipality or locality."""
        if place.parent and place.kind not in ("state", "country"):
            return f"{place.name}, {self.get(place.parent).name}"
        return place.name

    def children(self, place: Place, kind: str | None = None) -> list[Place]:
        """Named places directly below, by code."""
        return sorted(
            (p for p in self.places.values() if p.parent == place.code and kind in (None, p.kind)),
            key=lambda p: p.code,
        )
