"""Printing figures: each gets an anchor, its endnotes and its text; nothing else may print a number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.terms import strictest
from almenara.product.document import Endnote, Number
from almenara.product.formats import figure_text

_Key = tuple[str, str, str, str, str]


def _key(item: Evidence) -> _Key:
    url = item.citation.url if item.citation else ""
    return (item.document, url, item.published.isoformat(), item.title, item.ground)


@dataclass
class Press:
    """Collects what a report prints, in order of first use: its state lives as long as one edition's making.

    language  en or es
    unknown   the word for a figure that is not known
    """

    language: str
    unknown: str = "unknown"
    _numbers: dict[tuple[str, str], Number] = field(default_factory=dict)
    _notes: dict[_Key, int] = field(default_factory=dict)
    _evidence: dict[int, Evidence] = field(default_factory=dict)
    _locators: dict[int, list[str]] = field(default_factory=dict)

    def number(self, figure: Figure, style: str = "plain") -> Number:
        """The figure as an inline. The same figure printed twice has one anchor."""
        key = (repr(figure.recipe), f"{figure.value} {figure.as_of}")
        if figure.recipe and key in self._numbers:
            held = self._numbers[key]
            return Number(held.id, held.figure, held.text, held.notes, style)
        notes = self.cite(figure.all_evidence())
        text = figure_text(figure, self.language, self.unknown)
        made = Number(f"f{len(self._numbers) + 1}", figure, text, notes, style)
        self._numbers[key if figure.recipe else (made.id, "")] = made
        return made

    def has_printed(self, figure: Figure) -> bool:
        """Whether the same figure stands in the report already."""
        return (
            bool(figure.recipe) and (repr(figure.recipe), f"{figure.value} {figure.as_of}") in self._numbers
        )

    def cite(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """Endnote numbers for evidence, made at first use."""
        out = []
        for item in evidence:
            number = self._notes.setdefault(_key(item), len(self._notes) + 1)
            self._evidence.setdefault(number, item)
            places = self._locators.setdefault(number, [])
            if item.locator and item.locator not in places:
                places.append(item.locator)
            out.append(number)
        return tuple(dict.fromkeys(out))

    @property
    def figures(self) -> dict[str, Figure]:
        """Every figure printed, by anchor."""
        return {n.id: n.figure for n in self._numbers.values()}

    @property
    def endnotes(self) -> tuple[Endnote, ...]:
        """Every source cited, in order."""
        return tuple(
            Endnote(n, item, tuple(self._locators[n]), strictest([item.marking]))
            for n, item in sorted(self._evidence.items())
        )

    def portion(self, numbers: Iterable[Number], floor: str = "TLP:CLEAR") -> str:
        """The strictest mark of what the numbers rest on, and at least `floor`."""
        return strictest([floor, *(e.marking for n in numbers for e in n.figure.all_evidence())])
