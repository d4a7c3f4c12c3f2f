"""Figures of the study of fallen leaders: changes against controls, on the counts and the records of events."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.leaders import LeaderEvent
from almenara.analysis.methods.event_study import Effect
from almenara.analysis.months import Months
from almenara.analysis.panel import files_evidence
from almenara.analysis.statements import files_of
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.place import Place


class Drawing:
    """Makes figures that stand on all counts of a panel and on the records of the events."""

    def __init__(self, context: Context, held: Months, place: Place, events: Sequence[LeaderEvent]) -> None:
        self.context, self.held, self.place, self.events = context, held, place, events
        panel = held.panel
        self.period = Period(panel.month(0).start, panel.month(panel.counts.shape[1] - 1).end)

    @cached_property
    def documents(self) -> tuple[Evidence, ...]:
        """The files of the counts, and those of the events with the rows used."""
        return (
            *files_evidence(self.context, self.held.series),
            *files_of(self.context, (e.evidence for e in self.events)),
        )

    def count(self, number: int) -> Figure:
        """How many events."""
        return self._figure(number, "events", "effect-events", 0)

    def change(self, name: str, found: Effect, key: str, **values: Any) -> dict[str, Figure]:
        """A ratio to what was expected as changes in percent: itself, `name`_low and `name`_high."""
        ends = {"": found.ratio, "_low": found.low, "_high": found.high}
        low, high = 100 * (found.low - 1), 100 * (found.high - 1)
        return {
            f"change_{name}{end}": self._figure(
                100 * (ratio - 1), "%", key, 0, *(() if end else (low, high)), **values
            )
            for end, ratio in ends.items()
        }

    def probability(self, p: float, draws: int) -> Figure:
        """How often dates on which nothing happened show as much."""
        return self._figure(p, "probability", "effect-p", 2, count=draws)

    def _figure(
        self, value: float, unit: str, key: str, decimals: int, low: float = np.nan, high: float = np.nan,
        **values: Any,
    ) -> Figure:  # fmt: skip
        known = bool(np.isfinite(value))
        return Figure(
            float(value) if known else None, unit, self.held.series.measure, self.held.series.definition,
            self.place, self.period, self.context.as_of, "known" if known else "unknown",
            "" if known else phrase("effect-unknown"), low=_finite(low), high=_finite(high),
            known=max(e.published for e in self.documents), method=phrase(key, **values), decimals=decimals,
            evidence=self.documents,
        )  # fmt: skip


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
