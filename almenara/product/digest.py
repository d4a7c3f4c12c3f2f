"""Digests of an edition: over every figure printed and every cell it rests on, and over all that it says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

Claim = tuple[str, float | None, dict[str, Any], Iterable[tuple[str, str]]]
"""A figure's anchor, value, recipe and the cells it rests on: document and locator."""


def evidence_digest(claims: Iterable[Claim]) -> str:
    """Hex SHA-256 over the claims in their order; cells count as a set, and recipes by what they say."""
    total = hashlib.sha256()
    for anchor, value, recipe, cells in claims:
        total.update(json.dumps([anchor, value, recipe, sorted(set(cells))], sort_keys=True).encode())
    return total.hexdigest()


def seal(edition: dict[str, Any]) -> str:
    """Hex SHA-256 over all of an edition's JSON but the seal: a slip or a hasty change breaks it.

    It needs no secret, so it is no signature: who rewrites the file can seal it again.
    """
    content = {key: value for key, value in edition.items() if key != "seal"}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
