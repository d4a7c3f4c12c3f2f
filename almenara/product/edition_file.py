"""An edition's JSON as it comes back from outside: checked whole before anything is done with it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from almenara.errors import BadInput, Fault
from almenara.model.hidden import visible

LARGEST = 64 * 1024 * 1024
"""Bytes of an edition's JSON; a report of a country takes about one million."""
MEND = "Give the .json that `almenara report --format json` wrote, unchanged"


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, arbitrary_types_allowed=True)


class _Place(_Loose):
    code: str
    name: str


class _Figure(_Loose):
    value: int | float | None
    low: int | float | None
    high: int | float | None
    unit: str
    measure: str
    definition: str
    place: _Place
    period: str
    as_of: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    status: str
    recipe: dict[str, Any]
    inputs: list[_Figure]
    evidence: list[str]


class _Printed(_Figure):
    id: str


class _Evidence(_Loose):
    document: str = Field(pattern=r"^[0-9a-f]{64}$")
    locator: str


class _Edition(_Loose):
    format: str
    as_of: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    language: Literal["en", "es"]
    digest: str
    seal: str
    sections: list[dict[str, Any]]
    figures: list[_Printed]
    evidence: dict[str, _Evidence]


def read_edition(path: Path) -> dict[str, Any]:
    """An edition's JSON as plain data. Raises BadInput with every fault if it is not one."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"is larger than {LARGEST // 1024**2} MiB")
        edition = json.loads(path.read_text(encoding="utf-8"))
        checked = _Edition.model_validate(edition)
        for day in {checked.as_of, *(f.as_of for f in checked.figures)}:
            date.fromisoformat(day)
    except ValidationError as error:
        faults = [
            Fault(path.name, visible(f"{p['msg']}, not {str(p['input'])[:40]!r}"), field=_where(p["loc"]))
            for p in error.errors()
        ]
        raise BadInput("verify", faults, MEND) from error
    except RecursionError as error:
        raise BadInput("verify", [Fault(path.name, "is nested too deeply")], MEND) from error
    except (OSError, ValueError) as error:
        raise BadInput("verify", [Fault(path.name, f"is not an edition's JSON: {error}")], MEND) from error
    unknown = {k for f in checked.figures for k in _keys(f)} - set(checked.evidence)
    if unknown:
        names = visible(", ".join(sorted(unknown)[:5]))
        raise BadInput("verify", [Fault(path.name, f"names evidence that it does not hold: {names}")], MEND)
    return dict(edition)


def _where(location: tuple[int | str, ...]) -> str:
    return visible(".".join(str(part) for part in location))[:80]


def _keys(figure: _Figure) -> set[str]:
    return {*figure.evidence, *(k for f in figure.inputs for k in _keys(f))}


def documents_of(edition: dict[str, Any]) -> set[str]:
    """Digests of every document that the edition's figures rest on.

    What a site's owner states has no source: it is in no store, and the figure's recipe holds it.
    """
    return {item["document"] for item in edition["evidence"].values() if item.get("source") != ""}


def cells_of(edition: dict[str, Any], figure: dict[str, Any]) -> set[tuple[str, str]]:
    """Document and locator of every piece of evidence of a figure, its inputs' among them."""
    held = edition["evidence"]
    own = {(held[key]["document"], held[key]["locator"]) for key in figure["evidence"]}
    return own.union(*(cells_of(edition, f) for f in figure["inputs"]))


def numbers_in(node: Any) -> list[tuple[str, str]]:
    """Anchor and printed text of every number in an edition's sections, in order."""
    out: list[tuple[str, str]] = []
    held = [node]
    while held:
        item = held.pop()
        if isinstance(item, dict):
            if isinstance(item.get("figure"), str) and "text" in item:
                out.append((item["figure"], str(item["text"])))
            held += reversed([v for k, v in item.items() if k != "chart"])
        elif isinstance(item, list):
            held += reversed(item)
    return out
