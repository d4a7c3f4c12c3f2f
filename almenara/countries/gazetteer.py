"""Finding places: by code, by a publisher's own code, by name or alias, accents or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from almenara.countries.names import NameIndex, choose, merged
from almenara.countries.pack import Pack, Scheme
from almenara.errors import UnknownPlace, UsageError
from almenara.model.place import Place

_OWN_CODE = re.compile(r"^[A-Z]-\d+$")  # a letter alone: no office's code looks like it

Named = Iterable[Place] | Callable[[], Iterable[Place]]
"""Places that the evidence names, or how to get them when a question needs them."""


class Gazetteer:
    """Places of the country packs and those that the evidence names.

    Reader's codes are `scheme/code`: iso/XX, iso/XX-ABC, office/11, office/11007; or
    `name/xx/Town, State`, where the country may also be given as scheme:code (name/gwno:70/…); or
    `named/xx/P-012` for a place that no office numbers and that the evidence names itself: XX-P-012.

    Nothing is read before a question needs it: most are about countries and states. The packs'
    names come before the evidence's, so that what was collected never changes what a listed name means.
    """

    def __init__(self, packs: Iterable[Pack], named: Named = ()) -> None:
        self._packs = list(packs)
        self._source = named
        self._upper = {code: place for pack in self._packs for code, place in pack.upper.items()}
        self._schemes: dict[str, tuple[Pack, Scheme]] = {
            name: (pack, scheme) for pack in self._packs for name, scheme in pack.schemes.items()
        }

    @cached_property
    def _listed(self) -> dict[str, Place]:
        return {code: place for pack in self._packs for code, place in pack.places.items()}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every place by its code: the packs', and what the evidence adds to them."""
        named = self._source() if callable(self._source) else self._source
        out = dict(self._listed)
        for place in named:
            known = out.get(place.code)
            out[place.code] = place if known is None else merged(known, place)
        return out

    @cached_property
    def _indexes(self) -> tuple[Callable[[], NameIndex], ...]:
        order = {pack.code: number for number, pack in enumerate(self._packs)}
        return (
            lambda: NameIndex(self._upper.values(), order),
            lambda: NameIndex(self._listed.values(), order),
            lambda: NameIndex(self.places.values(), order),
        )

    @cached_property
    def _built(self) -> dict[int, NameIndex]:
        return {}

    def _index(self, level: int) -> NameIndex:
        if level not in self._built:
            self._built[level] = self._indexes[level]()
        return self._built[level]

    def _held(self, code: str) -> Place | None:
        return self._upper.get(code) or self._listed.get(code) or self.places.get(code)

    def get(self, code: str) -> Place:
        """A place by its code; a code that has no name of its own yet is named by the code.

        Raises UnknownPlace.
        """
        if (place := self._held(code)) is not None:
            return place
        country, _, rest = code.partition("-")
        for pack in self._packs:
            if pack.code == country and rest.isdigit():
                return _unnamed(pack, code, rest)
        if len(code) == 2 and code.isalpha():
            return Place(code.upper(), "country", code.upper())
        raise UnknownPlace(f'no place has the code "{code}"')

    def resolve(self, reader_code: str) -> str:
        """The place code for a reader's code. Raises UnknownPlace or AmbiguousPlace.

        Codes joined by "||" are tried in turn, and the first that names one place counts; after a
        trailing "||" a code that names none is "": the reader did not know whether it is a place.
        """
        if "||" in reader_code:
            return self._first(reader_code.split("||"))
        scheme, _, code = reader_code.partition("/")
        if scheme == "iso":
            if (len(code) == 2 and code.isalpha()) or self._held(code) is not None:
                return code
            raise UnknownPlace(f'"{code}" is not an ISO 3166 code of a place here')
        if scheme == "name":
            country, _, name = code.partition("/")
            return self.find(name, within=self._country(country)).code
        if scheme == "named":
            return self._brought(code)
        if scheme in self._schemes:
            return self._numbered(scheme, code)
        for pack in self._packs:
            if pack.codes.get(scheme) == code:
                return pack.code
        raise UnknownPlace(f'no country pack knows the code "{reader_code}"')

    def _first(self, codes: list[str]) -> str:
        for code in codes[:-1]:
            try:
                return self.resolve(code)
            except UsageError:
                continue
        return self.resolve(codes[-1]) if codes[-1] else ""

    def _brought(self, code: str) -> str:
        country, _, own = code.partition("/")
        if country.upper() not in {pack.code for pack in self._packs}:
            raise UnknownPlace(f'no country pack has the code "{country}"')
        if not _OWN_CODE.match(own):
            raise UnknownPlace(f'"{own}" is not a code of a place that the evidence names; write it as P-012')
        return f"{country.upper()}-{own}"

    def _country(self, text: str) -> str:
        if ":" in text:
            scheme, _, code = text.partition(":")
            return self.resolve(f"{scheme}/{code}")
        return text.upper()

    def _numbered(self, name: str, code: str) -> str:
        pack, scheme = self._schemes[name]
        country = pack.names["en"]
        if not (code.isascii() and code.isdigit()):
            raise UnknownPlace(f'"{code}" is not a {name} code')
        if code in scheme.country or code.zfill(scheme.state) in scheme.country:
            return pack.code
        states = pack.state_numbers[name]
        if len(code) <= scheme.state:
            code = code.zfill(scheme.state)
            if code in scheme.abroad:
                return f"{pack.code}-{code}"
            if code in states:
                return states[code]
            raise UnknownPlace(f'"{code}" is not a state of {country} in the {name} scheme')
        kind, width = "municipality", scheme.municipality
        if len(code) > width and scheme.locality:
            kind, width = "locality", scheme.locality
        code = code.zfill(width)
        state = code[: scheme.state]
        if len(code) != width or (state not in states and state not in scheme.abroad):
            raise UnknownPlace(f'"{code}" is not a {kind} of {country} in the {name} scheme')
        return f"{pack.code}-{code}"

    def find(self, text: str, within: str | None = None) -> Place:
        """A place as a user writes it: code, ISO code, scheme number, name, alias, or "name, state".

        within  country code to look in
        A country's name comes before a state's, and that before a municipality's. Where two
        countries have it, the packs' order decides.
        Raises UnknownPlace, or AmbiguousPlace naming the candidates.
        """
        text = text.strip()
        upper = text.upper()
        if upper in self._upper:
            return self._upper[upper]
        if text.isascii() and text.isdigit():
            for pack in self._packs:
                if within in (None, pack.code):
                    for name in pack.schemes:
                        try:
                            return self.get(self._numbered(name, text))
                        except UnknownPlace:
                            continue
        looks_coded = "-" in text and text.isascii() and any(c.isdigit() for c in text)
        if looks_coded and (place := self._held(upper)) is not None:
            return place
        for level in range(len(self._indexes)):
            found = self._index(level).named(text, within)
            if level == 0:  # a state's name may be a town's too, and then the state is meant
                found = [p for p in found if p.kind in ("country", "state")]
            if found:
                return choose(text, self._index(level).first_country(found), self.full_name)
        raise UnknownPlace(f'no place is called "{text}"; {self._advice(text, within)}')

    def _advice(self, text: str, within: str | None) -> str:
        """Names written almost so, of countries and states before those of towns; for users, not for readers."""
        name = text.split(",")[0].strip()
        near = [] if within else self._index(0).near(name) or self._index(1).near(name)
        meant = " or ".join(f"{self.full_name(p)} ({p.code})" for p in near)
        return f"did you mean {meant}?" if meant else f"try `almenara places {name}`"

    def search(self, text: str) -> list[Place]:
        """Places whose code, name or alias holds the text: exact names first, then by beginning and kind."""
        return self._index(2).holding(text)

    def full_name(self, place: Place) -> str:
        """Name with its state, for a municipality or locality."""
        if place.parent and place.kind not in ("state", "country"):
            parent = self.get(place.parent)
            if parent.parent and parent.kind not in ("state", "country"):
                return f"{place.name}, {parent.name}, {self.get(parent.parent).name}"
            return f"{place.name}, {parent.name}"
        return place.name

    def children(self, place: Place, kind: str | None = None) -> list[Place]:
        """Named places directly below, by code."""
        listed = place.kind in ("country", "state")
        return sorted(
            (
                p
                for p in (self._listed if listed else self.places).values()
                if p.parent == place.code and kind in (None, p.kind)
            ),
            key=lambda p: p.code,
        )


def _unnamed(pack: Pack, code: str, digits: str) -> Place:
    name, scheme = next(iter(pack.schemes.items()))
    number = digits[: scheme.state]
    if len(digits) == scheme.state and number in scheme.abroad:
        return Place(code, "abroad", f"abroad ({number})", pack.code)
    if scheme.locality and len(digits) == scheme.locality:
        parent = f"{pack.code}-{digits[: scheme.municipality]}"
        return Place(code, "locality", f"locality {digits}", parent)
    state = pack.state_numbers[name].get(number, pack.code)
    if digits[scheme.state :] in scheme.unspecified:
        return Place(code, "unspecified", "municipality not stated", state)
    return Place(code, "municipality", f"municipality {digits}", state)
