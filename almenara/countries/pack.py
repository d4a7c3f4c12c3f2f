"""Loading country packs: places, code schemes, definitions, order of preference, hand-kept figures."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from almenara.errors import BadInput, Fault, UsageError
from almenara.model.place import Place
from almenara.model.terms import Definition
from almenara.reading.spec import DefinitionSpec, load_yaml


class Scheme(BaseModel):
    """How a statistical office numbers places: digits of a state and of a municipality code.

    country       codes that stand for the whole country
    abroad        state codes for events outside the country
    unspecified   endings of a municipality code that stand for "not stated"
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    state: int = 2
    municipality: int = 5
    country: list[str] = []
    abroad: list[str] = []
    unspecified: list[str] = []


class _Config(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    code: str
    names: dict[str, str]
    adjective: dict[str, str] = {}
    languages: list[str]
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

    places      country, states and listed municipalities by code
    iso_suffix  state code of a scheme by number, for example inegi 11 -> MX-GUA
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
    places: dict[str, Place]
    state_numbers: dict[str, dict[str, str]]
    definitions: dict[str, Definition]
    preference: dict[str, list[str]]
    tiles: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def country(self) -> Place:
        """The country itself."""
        return self.places[self.code]

    @property
    def states(self) -> list[Place]:
        """First-level divisions, in the order of their codes' numbers."""
        return [p for p in self.places.values() if p.kind == "state"]

    def rows(self, name: str) -> list[dict[str, str]]:
        """Rows of one of the pack's tables (CSV, UTF-8, header), empty if the pack has none."""
        path = self.folder / name
        return read_rows(path) if path.exists() else []

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
    try:
        config = _Config.model_validate(load_yaml(folder / "country.yml"))
        definitions = [DefinitionSpec.model_validate(d) for d in load_yaml(folder / "definitions.yml") or []]
    except ValidationError as error:
        faults = [
            Fault("country.yml", p["msg"], field=".".join(str(x) for x in p["loc"])) for p in error.errors()
        ]
        raise BadInput(f"countries/{folder.name}", faults, "docs/reference/country-pack.md") from error
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
    towns = folder / "municipalities.csv"
    if towns.exists():
        scheme = next(iter(config.schemes))
        width = config.schemes[scheme].state
        for row in read_rows(towns):
            number = row["code"]
            place = f"{code}-{number}"
            places[place] = Place(
                place, "municipality", row["name"], numbers[scheme][number[:width]],
                tuple(a for a in row.get("aliases", "").split("|") if a),
            )  # fmt: skip
    return Pack(
        code, folder, config.names, config.adjective, config.region, tuple(config.languages),
        config.codes, config.schemes, places, numbers, {d.id: d.build(None) for d in definitions},
        config.preference, tiles,
    )  # fmt: skip


@lru_cache(maxsize=1)
def all_packs() -> dict[str, Pack]:
    """Every pack by its country code: any folder under `countries` with a country.yml."""
    root = Path(str(resources.files("almenara") / "countries"))
    packs = [_load(path.parent) for path in sorted(root.glob("*/country.yml"))]
    return {pack.code: pack for pack in packs}


def get_pack(name: str) -> Pack:
    """A pack by code (mx, MX) or name. Raises UsageError naming those there are."""
    for pack in all_packs().values():
        if name.upper() == pack.code or name.casefold() in {n.casefold() for n in pack.names.values()}:
            return pack
    raise UsageError(f'there is no country pack "{name}"; there are: {", ".join(all_packs()).lower()}')


def policy_day(text: str) -> date:
    """A full day from a pack's table. Raises UsageError."""
    from almenara.model.period import parse_day

    return parse_day(text)
