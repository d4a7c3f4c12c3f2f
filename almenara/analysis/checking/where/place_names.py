"""Names by which a text may call places: countries, states, towns, and names that only hold a place's name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from almenara.analysis.checking.lexicon import Lexicon, folded, lines, tokens_of_name
from almenara.analysis.checking.word_lists import word_list
from almenara.countries.pack import Pack, all_packs
from almenara.countries.prose_terms import load_prose_terms
from almenara.model.manuscript import LANGUAGES
from almenara.model.place import Place

Role = Literal[
    "country", "state", "short", "city", "town", "adjective", "foreign", "states", "sign", "not", "body", "group"
]  # fmt: skip
"""short: an abbreviation of a state; city: known without its state; town: known beside its state only;
sign: a word that only prose about the country has;
states: the United States, whose names are adjectives too; not, body, group: no place, or not where things happen."""


@dataclass(frozen=True)
class Name:
    """What one name may stand for; place None for a country without a pack."""

    role: Role
    place: Place | None = None
    country: str = ""
    surname: bool = False


@dataclass(frozen=True)
class PlaceHit:
    """A name found: words from `first` to before `last`, and what it may stand for."""

    first: int
    last: int
    names: tuple[Name, ...]

    def of(self, *roles: Role) -> Name | None:
        """The first of its meanings in the first of some roles that it has, None where it has none."""
        return next((n for role in roles for n in self.names if n.role == role), None)


def town_of(hit: PlaceHit) -> Name | None:
    """The town that bears its state's name, where the words say city."""
    upper = hit.of("state")
    for name in hit.names:
        if (
            name.role == "town"
            and upper
            and name.place
            and upper.place
            and name.place.parent == upper.place.code
        ):
            return name
    return None


@lru_cache(maxsize=8)
def names_of(codes: tuple[str, ...], languages: tuple[str, ...] = LANGUAGES) -> Lexicon[Name]:
    """All names for the packs of some countries, and foreign ones in the languages."""
    out: Lexicon[Name] = Lexicon()
    packs = [pack for code, pack in all_packs().items() if code in codes]
    for pack in packs:
        _add_pack(out, pack)
    own = {pack.code for pack in packs}
    held = word_list("foreign_places")
    for phrase in lines(held["names"]):
        out.add(phrase, Name("foreign"))
    for phrase in lines(held["united_states"]):
        out.add(phrase, Name("states", country="US"))
    for language in languages:
        for code, name in _territories(language).items():
            if code not in own and code.isalpha():
                out.add(tokens_of_name(name), Name("foreign", country=code))
    return out


def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    return dict(Locale.parse(language).territories)


def _add_pack(out: Lexicon[Name], pack: Pack) -> None:
    prose = load_prose_terms(pack).places
    surnames = set(prose.surnames)
    for place in (pack.country, *pack.states):
        role: Role = "country" if place.kind == "country" else "state"
        local = [names[place.code] for names in map(pack.local_names, LANGUAGES) if place.code in names]
        known = (place.name, *place.aliases, *pack.names.values(), *local) if role == "country" else (
            place.name, *place.aliases, *local
        )  # fmt: skip
        for name in known:
            phrase = tokens_of_name(name)
            letters = len(phrase.replace(" ", ""))
            if (letters <= 4 and role == "country") or phrase in ("nacional",):
                continue
            short: Role = "short" if letters <= 4 and folded(name) != folded(place.name) else role
            out.add(phrase, Name(short, place, pack.code, place.code in surnames))
        for name in prose.names.get(place.code, []):
            out.add(tokens_of_name(name), Name(role, place, pack.code, place.code in surnames))
        for name in prose.adjectives.get(place.code, []):
            out.add(tokens_of_name(name), Name("adjective", place, pack.code))
    scheme = next(iter(pack.schemes), "")
    for name, digits in prose.cities.items() if scheme else ():
        if (town := pack.municipalities.get(f"{pack.code}-{digits}")) is not None:
            out.add(tokens_of_name(name), Name("city", town, pack.code))
    for town in pack.municipalities.values():
        for name in (town.name, *town.aliases):
            out.add(tokens_of_name(name), Name("town", town, pack.code))
    for phrase in lines(prose.signs):
        out.add(phrase, Name("sign", pack.country, pack.code))
    for patterns, kind in ((prose.not_places, "not"), (prose.bodies, "body"), (prose.groups, "group")):
        for phrase in lines(patterns):
            out.add(phrase, Name(kind))  # type: ignore[arg-type]


@lru_cache(maxsize=4)
def nation_words(language: str) -> Lexicon[str]:
    """Words that stand for the whole country, for ranks, towns, comparisons: phrase to section."""
    out: Lexicon[str] = Lexicon()
    for section, patterns in word_list("nation")[language].items():
        for phrase in lines(patterns):
            out.add(phrase, section)
    return out
