"""No country's names outside its own pack and its own sources: the core must work for any country."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pytest

from almenara.countries.pack import all_packs
from almenara.reading.spec import all_specs
from tests.architecture.source_tree import PACKAGE, TEXTS, shown

SHORT = 5
"""Names below this many letters are also ordinary words (Meta, Tolima's neighbour, or a state's initials)."""
ORDINARY = {
    "nacional",
    "colonia",
    "distrito federal",
    "amazonas",
    "cordoba",
    "nacional total",
    "cargo",
    "census",
    "group",
    "leader",
    "policy",
    "risky",
    "roadblocks",
}
"""Aliases, and first words of source ids, that are words of a language before they are names."""
WORDS = {"MX": ["mexic", "cartel", "narco"], "CO": ["colombia"]}
"""What the pack's own lists do not spell out."""


def plain(text: str) -> str:
    """Lower case without accents."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


@cache
def names_of(code: str) -> re.Pattern[str]:
    """A pattern that finds the country's names, states, statistical schemes and publishers."""
    pack = all_packs()[code]
    names = {*pack.names.values(), *pack.adjective.values(), *pack.schemes, *WORDS.get(pack.code, [])}
    for place in (pack.country, *pack.states):
        names |= {place.name, *place.aliases}
    for spec in all_specs().values():
        if spec.country == pack.code.lower():
            names |= {spec.id, spec.id.split("_")[0]}
    kept = {plain(n) for n in names if len(n) >= SHORT and plain(n) not in ORDINARY}
    return re.compile(r"\b(?:" + "|".join(re.escape(n) for n in sorted(kept, key=len, reverse=True)) + ")")


def core_files():
    """Text files of the package that belong to no country."""
    own = [PACKAGE / "countries" / code.lower() for code in all_packs()]
    own += [PACKAGE / "sources" / spec.id for spec in all_specs().values() if spec.country]
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and path.suffix in TEXTS and not any(path.is_relative_to(folder) for folder in own):
            yield path


@pytest.mark.parametrize("path", list(core_files()), ids=shown)
def test_the_core_knows_no_country_by_name(path):
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for code in all_packs():
            if hit := names_of(code).search(plain(line)):
                found.append(f"line {number}: {hit[0]}")
    assert found == [], f"{shown(path)}: move it to the country pack"


def test_the_search_would_find_a_name():
    mexico = names_of("MX")
    assert mexico.search(plain("homicides in Michoacán"))
    assert mexico.search("the sesnsp file")
    assert not mexico.search("homicides in a state")
