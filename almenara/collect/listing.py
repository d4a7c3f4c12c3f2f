"""What there is to ask for: measures, places and sources, as plain records."""

from __future__ import annotations

from typing import Any

import duckdb

from almenara.collect.held import held_documents
from almenara.collect.registry import Registry
from almenara.evidence.store import Store
from almenara.reading.spec import measures


def _sources_held(store: Store) -> dict[tuple[str, str], list[str]]:
    """Sources whose documents give a measure by a definition, by (measure, definition)."""
    paths = store.paths("observations")
    if not paths:
        return {}
    connection = duckdb.connect()
    connection.read_parquet(paths).create_view("observations")
    rows = connection.execute("select distinct measure, definition, document from observations").fetchall()
    held = held_documents(store)
    out: dict[tuple[str, str], set[str]] = {}
    for measure, definition, document in rows:
        if document in held:
            out.setdefault((measure, definition), set()).add(held[document].source)
    return {key: sorted(found) for key, found in out.items()}


def measure_records(store: Store, registry: Registry) -> list[dict[str, Any]]:
    """Every measure, its definitions below it, those that are held first, each with the sources held for it."""
    with store.reading("observations"):
        held = _sources_held(store)
    return [
        {
            "measure": measure.id,
            "name": measure.name("en"),
            "names": measure.names,
            "iccs": measure.iccs,
            "note": measure.note,
            "definitions": [
                {
                    "definition": d.id,
                    "name": d.name("en"),
                    "unit": d.unit,
                    "kind": d.kind,
                    "publisher": d.publisher,
                    "official": d.official,
                    "attempts": d.attempts,
                    "rule": d.counting_rule("en"),
                    "sources": held.get((measure.id, d.id), []),
                }
                for d in sorted(
                    (d for d in registry.definitions.values() if measure.id in d.measures),
                    key=lambda d: (measure.id, d.id) not in held,
                )
            ],
        }
        for measure in measures().values()
    ]


def place_records(registry: Registry, text: str) -> list[dict[str, Any]]:
    """Places whose code, name or alias holds the text, exact ones first. Raises UnknownPlace for none."""
    gazetteer = registry.gazetteer
    found = gazetteer.search(text)
    if not found:
        found = [gazetteer.find(text)]
    return [
        {
            "code": place.code,
            "kind": place.kind,
            "name": gazetteer.full_name(place),
            "parent": place.parent,
            "aliases": list(place.aliases),
            "lat": place.lat,
            "lon": place.lon,
        }
        for place in found
    ]


def source_records(store: Store, registry: Registry) -> list[dict[str, Any]]:
    """Every source: publisher, terms, rhythm, addresses, definitions, and how many files are held."""
    held = [h.source for h in held_documents(store).values()]
    return [
        {
            "source": spec.id,
            "title": spec.title["en"],
            "publisher": spec.publisher.name,
            "country": spec.country,
            "official": spec.publisher.official,
            "licence": spec.licence.name,
            "licence_url": spec.licence.url,
            "attribution": spec.licence.attribution,
            "reliability": spec.reliability.letter,
            "language": spec.language,
            "every": spec.rhythm.every,
            "addresses": len(spec.collect.addresses),
            "hosts": spec.collect.allow,
            "token": spec.collect.token_variable,
            "page": spec.collect.page,
            "ground": spec.collect.ground,
            "note": spec.collect.note,
            "definitions": sorted(spec.own_definitions),
            "documents": held.count(spec.id),
        }
        for spec in registry.specs.values()
    ]
