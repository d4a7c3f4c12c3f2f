"""Figures: the only numbers that may reach a product."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from almenara.model.document import Evidence
from almenara.model.period import Period
from almenara.model.place import Place

Status = Literal["known", "unknown", "not-applicable"]


@dataclass(frozen=True)
class Figure:
    """A value with all that is needed to believe, check and repeat it.

    status    known, unknown or not-applicable; the last two have a `reason` and no value
    known     the day on which it could first be known (of a sum: the day of its latest part)
    method    how it follows from the evidence or from `inputs`
    recipe    what `verify` runs to compute it again; plain JSON
    inputs    the figures it was worked out from, where it was
    counts    for a comparison: the figures that must be shown beside it
    """

    value: float | None
    unit: str
    measure: str
    definition: str
    place: Place
    period: Period
    as_of: date
    status: Status = "known"
    reason: str = ""
    known: date | None = None
    ground: str = ""
    low: float | None = None
    high: float | None = None
    method: str = ""
    decimals: int = 0
    evidence: tuple[Evidence, ...] = ()
    inputs: tuple[Figure, ...] = ()
    recipe: dict[str, Any] = field(default_factory=dict, compare=False)
    note: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.status == "known"

    @property
    def is_printable(self) -> bool:
        """Whether there is a value, or at least a bound that the source gives."""
        return self.is_known or self.low is not None or self.high is not None

    def with_recipe(self, recipe: dict[str, Any]) -> Figure:
        """The same figure with another recipe; a tenth of what `dataclasses.replace` takes, for tens of thousands."""
        made = object.__new__(Figure)
        made.__dict__.update(self.__dict__, recipe=recipe)
        return made

    def all_evidence(self) -> Iterator[Evidence]:
        """Its own evidence, then that of its inputs, without repetition."""
        seen: set[tuple[str, str, str]] = set()
        for item in (*self.evidence, *(e for f in self.inputs for e in f.all_evidence())):
            url = item.citation.url if item.citation else ""
            if (key := (item.document, item.locator, url)) not in seen:
                seen.add(key)
                yield item
