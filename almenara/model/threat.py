"""Threats: what may befall a site, a route or a traveller, and by which measures and events it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Threat:
    """One threat.

    measures  what counts it, the most telling first: the first one known on a day answers
    events    kinds of located events that show it
    counted   kinds of events that sources count by state for a day, each with the predicates of the statements
              that do, the most telling first
    """

    id: str
    names: dict[str, str]
    measures: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""

    def name(self, language: str) -> str:
        """Name in a language, English where there is none."""
        return self.names.get(language) or self.names["en"]
