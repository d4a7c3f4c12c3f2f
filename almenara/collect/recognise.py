"""Knowing a file's source by its content and name."""

from __future__ import annotations

import re
import unicodedata

from almenara.errors import BadInput, Fault
from almenara.model.document import Document
from almenara.reading.heads import Head, folded, head_of
from almenara.reading.spec import Recognition, Spec, all_specs


def plain_name(text: str) -> str:
    """Text without accents, case kept: publishers' names lose theirs on the way."""
    folded_text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in folded_text if not unicodedata.combining(c))


def _fits(rule: Recognition, name: str, path: str, head: Head) -> bool:
    pairs = ((rule.name, name), (rule.path, path), (rule.head, head.text))
    if not (any(p for p, _ in pairs) or rule.columns) or rule.form not in ("", head.form):
        return False
    if rule.columns and not _has_columns(rule, head):
        return False
    return all(re.search(pattern, text, re.IGNORECASE) for pattern, text in pairs if pattern)


def _has_columns(rule: Recognition, head: Head) -> bool:
    return head.columns.issuperset(map(folded, rule.columns)) and head.columns.isdisjoint(
        map(folded, rule.lacks)
    )


def recognise(document: Document) -> Spec | None:
    """The source that a file is from, None if no source knows it.

    Raises BadInput if two sources claim it: their source.yml must then be told apart.
    """
    name, path, head = plain_name(document.name), plain_name(document.path), head_of(document)
    found = [
        spec for spec in all_specs().values() if any(_fits(rule, name, path, head) for rule in spec.recognise)
    ]
    if len(found) > 1:
        claims = " and ".join(spec.id for spec in found)
        raise BadInput(
            "collect", [Fault(document.name, f"is claimed by {claims}")], "Tell them apart in source.yml"
        )
    return found[0] if found else None
