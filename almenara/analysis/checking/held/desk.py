"""What judging needs at hand: the vintages held, the text's day, whether evidence quotes the text; and a ruling."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from almenara.analysis.checking.held.said_by import OwnWords, is_named
from almenara.analysis.checking.held.vintages import Held, Record, Vintage
from almenara.analysis.context import Context
from almenara.model.claim import Claim, Role, Support, Verdict
from almenara.model.figure import Figure
from almenara.model.manuscript import Manuscript

Use = tuple[Role, Vintage | Figure | Support]


@dataclass(frozen=True)
class Ruling:
    """What is found of a claim; `uses` are turned into its evidence, `definition` is the one it was held to."""

    verdict: Verdict
    reason: str
    uses: tuple[Use, ...] = ()
    definition: str = ""


@dataclass(frozen=True)
class Desk:
    """now, then   what is known on the day asked, and on the day the text was written; then None: nothing was
    written    the day the text was written, or the day asked where the text has none
    """

    now: Context
    then: Context | None
    manuscript: Manuscript
    held: Held
    own: OwnWords
    written: date
    _quoting: dict[tuple[str, ...], bool] = field(default_factory=dict, compare=False)

    @property
    def knew(self) -> date:
        """The last day whose knowledge the text could have had."""
        return self.written if self.then is not None else date.min

    def definitions(self, claim: Claim, record: Record) -> tuple[tuple[str, ...], bool]:
        """Definitions that a claim's words mean, the preferred first, and whether the words say so themselves.

        Where they say nothing: the country's preferred one that has a value; all, where it prefers none.
        """
        if claim.definition:
            return (claim.definition, *(d for d in claim.definitions if d != claim.definition)), True
        if claim.definitions:
            meant = self._of_one_publisher(claim, record)
            return meant, len(meant) == len(claim.definitions)
        named = [a.name for a in claim.attribution if not a.unnamed]
        theirs = [d for d in record.by_definition if is_named(self.now.definition(d).publisher, named)]
        if theirs:
            return tuple(sorted(theirs, key=lambda d: self._preference(record, d))), True
        held = [d for d, vs in record.by_definition.items() if any(not self.quotes_us(v) for v in vs)]
        held.sort(key=lambda d: self._preference(record, d))
        pack = self.now.pack_of(record.ask.place)
        ranked = pack.preference.get(record.ask.measure, []) if pack else []
        if held and held[0] in ranked:
            return (held[0],), False
        return tuple(held), False

    def _of_one_publisher(self, claim: Claim, record: Record) -> tuple[str, ...]:
        """Of the definitions that the words leave possible, those of the publisher of the first that has a value.

        Where somebody is named, the words have chosen already: all of them.
        """
        possible = sorted(claim.definitions, key=lambda d: self._preference(record, d))
        if any(not a.unnamed for a in claim.attribution):
            return tuple(possible)
        held = [d for d in possible if record.of(d)]
        if not held:
            return tuple(possible)
        publisher = self.now.definition(held[0]).publisher
        return tuple(d for d in possible if self.now.definition(d).publisher == publisher)

    def _preference(self, record: Record, definition: str) -> tuple[int, str]:
        return self.now.preference(record.ask.place, record.ask.measure, definition)

    def quotes_us(self, vintage: Vintage) -> bool:
        """Whether a vintage rests on nothing but the text under audit."""
        cited = tuple(c.citation for c in vintage.cells if c.citation)
        if not cited:
            return False
        if cited not in self._quoting:
            pages = self.now.view.citations
            self._quoting[cited] = any(self.own.are_quoted_by(pages.get(page)) for page in cited)
        return self._quoting[cited]
