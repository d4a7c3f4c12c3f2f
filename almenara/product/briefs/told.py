"""What every part of a site's brief is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from almenara.analysis.exposure.surroundings import state_of_place
from almenara.model.alert import Message
from almenara.model.finding import Finding, Row
from almenara.model.place import Place
from almenara.model.terms import strictest
from almenara.product.document import Inline, Paragraph, Text
from almenara.product.making import Making


class Told:
    """One brief's answer and words; it lives as long as the brief's making.

    given  the site as the question was given it
    near   messages about it since the last look; None where no alert rules were ever checked
    first  whether the last look was asked for and there is none
    site   row of the site, of a trip that of its worst stop; `threats` its rows
    """

    def __init__(
        self,
        making: Making,
        found: Finding,
        given: dict[str, Any],
        near: Sequence[Message] | None,
        first: bool,
    ) -> None:
        self.making, self.found, self.given, self.near, self.first = making, found, given, near, first
        self.stops: list[Row] = [row for row in found.rows if "located" in row.facts]
        self.site = self.stops[0]  # the worst first
        self.threats = [r for r in found.rows if r.facts.get("site") == self.site.key and "threat" in r.facts]
        self.portion = str(found.facts["marking"])
        self.words: dict[str, Any] = making.words["briefs"]["site"]

    @cached_property
    def place(self) -> Place | None:
        """Where the site lies; None where nothing tells."""
        code = self.site.place
        return self.making.context.gazetteer.get(code) if code else None

    @cached_property
    def state(self) -> str:
        """Code of the state it lies in; "" where that is not known."""
        return state_of_place(self.place) if self.place else ""

    def state_name(self) -> Any:
        """The state's name, or the country's, for use in a sentence."""
        code = self.state or self.making.pack.code
        return self.text(self.making.place_name(self.making.context.gazetteer.get(code)))

    def say(self, key: str, **values: Any) -> Paragraph:
        """A sentence of the wording file, marked as the site is."""
        return self.making.say(key, self.portion, **values)

    def text(self, text: str) -> Any:
        """Words from the evidence or the site, digits allowed, for use in a sentence."""
        return self.making.prose.literal(text)


def joined(said: Iterable[Paragraph], portion: str = "TLP:CLEAR") -> Paragraph:
    """Sentences as one paragraph, marked as the strictest of them."""
    held = list(said)
    inlines: list[Inline] = []
    for one in held:
        inlines += [*([Text(" ")] if inlines else []), *one.inlines]
    return Paragraph(tuple(inlines), strictest([portion, *(p.portion for p in held)]))
