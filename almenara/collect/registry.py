"""What collecting needs to know: sources, packs, definitions and the places named so far."""

from __future__ import annotations

from dataclasses import dataclass, replace

from almenara.countries.gazetteer import Gazetteer
from almenara.countries.pack import Pack, all_packs
from almenara.errors import BadInput, Fault
from almenara.evidence.store import Writer
from almenara.evidence.view import View
from almenara.model.place import Place
from almenara.model.terms import Definition
from almenara.reading.spec import Spec, all_specs


@dataclass(frozen=True)
class Registry:
    """Sources, packs, definitions and the gazetteer."""

    specs: dict[str, Spec]
    packs: dict[str, Pack]
    definitions: dict[str, Definition]
    gazetteer: Gazetteer

    @classmethod
    def load(cls) -> Registry:
        """Everything in the package.

        Raises BadInput if two sources or packs declare one definition.
        """
        specs, packs = all_specs(), all_packs()
        definitions: dict[str, Definition] = {}
        faults = []
        declared = [(s.id, d) for s in specs.values() for d in s.own_definitions.values()]
        declared += [(p.code, d) for p in packs.values() for d in p.definitions.values()]
        for owner, definition in declared:
            if definition.id in definitions:
                faults.append(Fault(owner, f'definition "{definition.id}" is declared twice'))
            definitions[definition.id] = definition
        if faults:
            raise BadInput("sources", faults, "Declare it once")
        return cls(specs, packs, definitions, Gazetteer(packs.values()))

    def naming(self, view: View) -> Registry:
        """The registry with the places that the evidence of `view` names."""
        return replace(self, gazetteer=Gazetteer(self.packs.values(), lambda: named_places(view)))

    def with_places(self, writer: Writer) -> Registry:
        """The registry with the places that a batch under way has brought."""
        before, tables = self.gazetteer, [table.select(_NAMING) for table in writer.held("places")]

        def named() -> list[Place]:
            return [*before.places.values(), *(_place(row) for table in tables for row in table.to_pylist())]

        return replace(self, gazetteer=Gazetteer(self.packs.values(), named))


_NAMING = ["place", "kind", "name", "parent", "aliases", "lat", "lon"]


def _place(row: dict[str, object]) -> Place:
    aliases = tuple(a for a in str(row["aliases"]).split("|") if a)
    lat, lon = row["lat"], row["lon"]
    return Place(
        str(row["place"]), str(row["kind"]), str(row["name"]), str(row["parent"]) or None, aliases,
        lat if isinstance(lat, float) else None, lon if isinstance(lon, float) else None,
    )  # fmt: skip


def named_places(view: View) -> list[Place]:
    """Places that the evidence names, known by the view's day."""
    rows = view.rows_known("places")
    wanted = rows.select(*_NAMING)
    return [_place(row) for row in view.fetch(wanted).to_pylist()]
