"""Calls: what was said of something not yet known, with all that is needed to settle and score it later."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

CallKind = Literal["probability", "counts", "level", "judgement"]


@dataclass(frozen=True)
class Call:
    """One statement about what will be known later.

    kind         probability (of passing `threshold`), counts (quantiles of a count), level (probabilities of
                 levels) or judgement (a likelihood in an analyst's words)
    subject      what it is about, the same text for the same question in every edition
    settles      the vintage rule: the truth is the value as known on this day, or, where none is known by
                 then, the first one known later
    threshold    the event is that the truth exceeds it
    quantiles    of a count, by level as text: {"0.05": 120.0, "0.5": 140.0}
    levels       probabilities by level as text: {"1": 0.1, "2": 0.7}
    baseline     what the simple rival says of the same: {"probability": …}, {"quantiles": …} or {"levels": …}
    model        what made it, with its version
    author       who made it; "" where the software did
    """

    kind: CallKind
    subject: str
    measure: str = ""
    definition: str = ""
    place: str = ""
    period: str = ""
    settles: date | None = None
    threshold: float | None = None
    probability: float | None = None
    quantiles: dict[str, float] = field(default_factory=dict)
    levels: dict[str, float] = field(default_factory=dict)
    baseline: dict[str, Any] = field(default_factory=dict)
    model: str = ""
    author: str = ""

    @property
    def content(self) -> dict[str, Any]:
        """All but kind and subject as plain JSON; what is empty is left out."""
        held = {k: v for k, v in asdict(self).items() if k not in ("kind", "subject")}
        held["settles"] = self.settles.isoformat() if self.settles else None
        return {k: v for k, v in held.items() if v not in (None, "", {})}
