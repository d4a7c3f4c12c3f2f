"""Properties of features as statements about them: one a property that a feature has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pyarrow as pa

from almenara.reading.rows import make_table
from almenara.reading.shapes import Features


def property_statements(
    features: Features,
    codes: Sequence[str],
    names: Sequence[str],
    predicates: Mapping[str, str],
    scheme: str,
    language: str,
    known: date,
    ground: str,
    clean: Callable[[str], str] = str,
) -> pa.Table:
    """The table of statements; a property that is blank says nothing.

    codes, names  of the features, in their order: n of each
    predicates    what a property states, by its name in the file
    scheme        that the codes belong to: named/xx
    clean         how a property's text is written as the object
    """
    facts = [
        (number, code, name, column, clean(held[column]))
        for number, code, name, held in zip(features.numbers, codes, names, features.properties, strict=True)
        for column in predicates
        if held[column]
    ]
    return make_table(
        "statements",
        {
            "statement": [f"{code}-{column}" for _, code, _, column, _ in facts],
            "subject": [name for _, _, name, _, _ in facts],
            "predicate": [predicates[column] for _, _, _, column, _ in facts],
            "object": [value for *_, value in facts],
            "place": [f"{scheme}/{code}" for _, code, *_ in facts],
            "language": language,
            "known": known,
            "ground": ground,
            "row": [number for number, *_ in facts],
            "column": [column for *_, column, _ in facts],
        },
    )
