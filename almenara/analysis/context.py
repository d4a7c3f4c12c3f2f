"""What every analysis is given: one day's view, the words to read it by, and the country it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from almenara.countries.gazetteer import Gazetteer
from almenara.countries.pack import Pack
from almenara.errors import UnknownMeasure
from almenara.evidence.view import View
from almenara.model.entry import Entry
from almenara.model.place import Place
from almenara.model.terms import Definition, Measure
from almenara.reading.spec import Spec, find_measure


@dataclass(frozen=True)
class Context:
    """A view with definitions, places, sources and, for a country's report, its pack.

    answers  what was worked out already, by question, arguments and day; questions.answer keeps it
    said_in  the view whose ledger is read; the context's own where None. A store made anew from kept files
             has no ledger: its contexts read that of the store they were kept in
    """

    view: View
    definitions: dict[str, Definition]
    gazetteer: Gazetteer
    specs: dict[str, Spec]
    packs: dict[str, Pack]
    answers: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    said_in: View | None = field(default=None, compare=False, repr=False)

    @property
    def as_of(self) -> date:
        """The day whose knowledge is used."""
        return self.view.as_of

    @property
    def ledger(self) -> tuple[Entry, ...]:
        """What was said from the knowledge of the day or an earlier one, in the order of storing."""
        held = (self.said_in or self.view).ledger
        return tuple(entry for entry in held if entry.as_of <= self.as_of)

    def measure(self, name: str) -> Measure:
        """A measure of the vocabulary. Raises UnknownMeasure with near names."""
        return find_measure(name)

    def definition(self, name: str) -> Definition:
        """A declared definition. Raises UnknownMeasure."""
        if name not in self.definitions:
            raise UnknownMeasure(f'"{name}" is not a definition; `almenara measures` lists them')
        return self.definitions[name]

    @cached_property
    def places_above_parts(self) -> frozenset[str]:
        """Codes of all countries and states of the packs."""
        return frozenset(c for p in self.packs.values() for c in (p.code, *(s.code for s in p.states)))

    def pack_of(self, place: Place) -> Pack | None:
        """The pack of a place's country, if there is one."""
        return self.packs.get(place.code.partition("-")[0])

    @cached_property
    def _ranks(self) -> dict[tuple[str, str], dict[str, int]]:
        return {
            (pack.code, measure): {d: i for i, d in enumerate(order)}
            for pack in self.packs.values()
            for measure, order in pack.preference.items()
        }

    def preference(self, place: Place, measure: str, definition: str) -> tuple[int, str]:
        """Sort key by which the country's preferred definition comes first."""
        ranks = self._ranks.get((place.code.partition("-")[0], measure), {})
        return (ranks.get(definition, len(ranks) + 1), definition)
