"""Loading country packs: places, code schemes, definitions, order of preference, hand-kept figures."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from almenara.errors import BadInput, Fault, UsageError
from almenara.model.place import Place
from almenara.model.terms import Definition
from almenara.reading.spec import DefinitionSpec, load_yaml
from almenara.reading.yaml_faults import understood


class Scheme(BaseModel):
    """How a statistical office numbers places: digits of a state, a municipality and a locality code.

    country       codes that stand for the whole country
    abroad        state codes for events outside the country
    unspecified   endings of a municipality code that stand for "not stated"
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    state: int = 2
    municipality: int = 5
    locality: int = 0
    country: list[str] = []
    abroad: list[str] = []
    unspecified: list[str] = []


class _Config(BaseModel):
    """What a country is called, and how its places are coded.

    code        ISO 3166-1, two capital letters
    names       by language; `adjective` likewise
    languages   of reports about it, the first is the default
    order       packs are listed in this order
    region      of the world, by language, for the masthead
    codes       its code in other schemes: iso3, fips, gwno …
    schemes     how its offices number places
    aliases     other names
    lat         a point to put it on a map; `lon` likewise
    preference  definitions of each measure, the preferred first
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str
    names: dict[str, str]
    adjective: dict[str, str] = {}
    languages: list[str]
    order: int = 10
    region: dict[str, str]
    codes: dict[str, str] = {}
    schemes: dict[str, Scheme] = {}
    aliases: list[str] = []
    lat: float
    lon: float
    preference: dict[str, list[str]] = {}


@dataclass(frozen=True)
class Pack:
    """One country, all of it data.

    order       packs with the lower number are asked first for a name or bare number that two of them know
    upper       country and states by code
    iso_suffix  state code of a scheme by number, for example office 11 -> XX-ABC
    preference  definitions of each measure, the preferred first; a definition not listed comes after
    tiles       column and row of each state in the tile map, from the top left
    """

    code: str
    folder: Path
    names: dict[str, str]
    adjective: dict[str, str]
    region: dict[str, str]
    languages: tuple[str, ...]
    codes: dict[str, str]
    schemes: dict[str, Scheme]
    upper: dict[str, Place]
    state_numbers: dict[str, dict[str, str]]
    definitions: dict[str, Definition]
    preference: dict[str, list[str]]
    tiles: dict[str, tuple[int, int]] = field(default_factory=dict)
    order: int = 10

    @property
    def country(self) -> Place:
        """The country itself."""
        return self.upper[self.code]

    @cached_property
    def states(self) -> list[Place]:
        """First-level divisions, in the order of their codes' numbers."""
        return [p for p in self.upper.values() if p.kind == "state"]

    @cached_property
    def municipalities(self) -> dict[str, Place]:
        """Listed municipalities by code; read when first asked for, as most questions are about states.

        Raises BadInput naming each row whose code or state is not one of the pack's scheme.
        """
        if not self.schemes:
            return {}
        name, scheme = next(iter(self.schemes.items()))
        states = self.state_numbers[name]
        out: dict[str, Place] = {}
        faults = []
        for number, row in enumerate(self.rows("municipalities.csv"), 2):
            digits = row["code"]
            code = f"{self.code}-{digits}"
            state = states.get(digits[: scheme.state])
            if len(digits) != scheme.municipality or state is None:
                faults.append(Fault("municipalities.csv", f'"{digits}" is not a {name} code', number, "code"))
            elif code in out:
                faults.append(Fault("municipalities.csv", f'"{digits}" stands twice', number, "code"))
            else:
                aliases = tuple(a for a in row["aliases"].split("|") if a)
                out[code] = Place(code, "municipality", row["name"], state, aliases)
        if faults:
            raise BadInput(f"countries/{self.folder.name}", faults, "docs/reference/country-pack.md")
        return out

    @cached_property
    def places(self) -> dict[str, Place]:
        """Country, states and listed municipalities by code."""
        return {**self.upper, **self.municipalities}

    def rows(self, name: str) -> list[dict[str, str]]:
        """Rows of one of the pack's tables (CSV, UTF-8, header), empty if the pack has none."""
        path = self.folder / name
        return read_rows(path) if path.exists() else []

    def local_names(self, language: str) -> dict[str, str]:
        """Names of the states in a language, by code; those whose name differs from the main one."""
        column = f"name_{language}"
        return {row["code"]: row[column] for row in self._state_rows if row.get(column)}

    @cached_property
    def _state_rows(self) -> list[dict[str, str]]:
        return self.rows("states.csv")

    def yaml(self, name: str) -> Any:
        """One of the pack's YAML files, None if it has none."""
        path = self.folder / name
        return load_yaml(path) if path.exists() else None


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file with a header. Raises BadInput on ragged rows."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, restkey="", restval=None))
    faults = [
        Fault(path.name, "has another number of cells than the header", number)
        for number, row in enumerate(rows, 2)
        if "" in row or None in row.values()
    ]
    if faults:
        raise BadInput(path.parent.name, faults, "Mend the table: quote cells that hold commas")
    return rows


def _load(folder: Path) -> Pack:
    owner, docs = f"countries/{folder.name}", "docs/reference/country-pack.md"
    config = understood(_Config, load_yaml(folder / "country.yml"), owner, "country.yml", docs)
    listed = load_yaml(folder / "definitions.yml") or []
    definitions = understood(list[DefinitionSpec], listed, owner, "definitions.yml", docs)
    code = config.code
    places = {code: Place(code, "country", config.names["en"], None,
                          (*config.names.values(), *config.aliases), config.lat, config.lon)}  # fmt: skip
    numbers: dict[str, dict[str, str]] = {scheme: {} for scheme in config.schemes}
    tiles: dict[str, tuple[int, int]] = {}
    for row in read_rows(folder / "states.csv"):
        aliases = tuple(a for a in row["aliases"].split("|") if a)
        places[row["code"]] = Place(
            row["code"], "state", row["name"], code, aliases, float(row["lat"]), float(row["lon"])
        )
        for scheme in config.schemes:
            numbers[scheme][row[scheme]] = row["code"]
        tiles[row["code"]] = (int(row["tile_column"]), int(row["tile_row"]))
    return Pack(
        code, folder, config.names, config.adjective, config.region, tuple(config.languages),
        config.codes, config.schemes, places, numbers, {d.id: d.build(None) for d in definitions},
        config.preference, tiles, config.order,
    )  # fmt: skip


@lru_cache(maxsize=1)
def all_packs() -> dict[str, Pack]:
    """Every pack by its country code, in their order: any folder under `countries` with a country.yml."""
    root = Path(str(resources.files("almenara") / "countries"))
    packs = [_load(path.parent) for path in sorted(root.glob("*/country.yml"))]
    return {pack.code: pack for pack in sorted(packs, key=lambda p: (p.order, p.code))}


def get_pack(name: str) -> Pack:
    """A pack by code (mx, MX) or name. Raises UsageError naming those there are."""
    for pack in all_packs().values():
        if name.upper() == pack.code or name.casefold() in {n.casefold() for n in pack.names.values()}:
            return pack
    raise UsageError(f'there is no country pack "{name}"; there are: {", ".join(all_packs()).lower()}')
