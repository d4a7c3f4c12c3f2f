"""What a finding says in a language, for faces that speak more than one: remarks, places, measures, units, kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from almenara.model.finding import Finding

if TYPE_CHECKING:
    from almenara.collect.registry import Registry
    from almenara.model.place import Place


@dataclass(frozen=True)
class Voice:
    """One of the products' languages.

    words   the wording file's
    alerts  the words of alerts, among them kinds of incidents
    places  names by code, where the language has others than the gazetteer
    """

    language: str
    words: dict[str, Any]
    alerts: dict[str, Any]
    places: dict[str, str]
    registry: Registry

    def remark(self, text: str | None) -> str:
        """A remark of analysis: a reason, what to mind, a label. English as analysis words it, days as 2018-11-02."""
        from almenara.product.remarks import remark

        if self.language == "en":
            return str(text or "")
        return remark(text or "", self.words["phrases"], self.language, self.places)

    def finding(self, found: Finding) -> Finding:
        """The finding with its unknowns, caveats, labels and attribution in the language; figures as they are."""
        rows = tuple(replace(row, label=self.remark(row.label)) for row in found.rows)
        unknowns, caveats = (tuple(map(self.remark, told)) for told in (found.unknowns, found.caveats))
        facts = found.facts
        if facts.get("attribution"):
            facts = facts | {"attribution": self._attribution(facts["attribution"])}
        return replace(found, rows=rows, facts=facts, unknowns=unknowns, caveats=caveats)

    def _attribution(self, text: str) -> str:
        for spec in self.registry.specs.values():
            told = spec.licence.attribution
            if told and self.language in told:
                text = text.replace(told["en"], told[self.language])
        return text

    def place(self, place: Place) -> str:
        """A place's name."""
        return self.places.get(place.code, place.name)

    def whole(self, code: str, name: str) -> str:
        """A place's full name, as analysis tells it with its state, or a country's."""
        for other, said in self.places.items():
            here = self.registry.gazetteer.get(other)
            inside = here.kind != "country" and code.startswith(f"{other}-")
            if (code == other or inside) and name.endswith(here.name):
                return name.removesuffix(here.name) + said
        return name

    def measure(self, name: str) -> str:
        """A measure: its id in English, as it is asked for; its name in another language."""
        from almenara.reading.spec import find_measure

        return name if self.language == "en" else find_measure(name).name(self.language)

    def unit(self, unit: str) -> str:
        """A unit's words."""
        return str(self.words["units"].get(unit, unit)) if self.language != "en" else unit

    def kind(self, kind: str) -> str:
        """A kind of incident."""
        if self.language == "en":
            return kind
        return str(self.alerts["kinds"].get(kind, kind))


def voice(registry: Registry, language: str) -> Voice:
    """The voice of a language. Raises UsageError where it is not one of the products' languages."""
    from almenara.product.alerts.composing import words
    from almenara.product.wording import wording

    said = wording(language)
    places: dict[str, str] = {}
    for pack in registry.packs.values():
        if language != "en":
            places |= {pack.code: pack.names.get(language, pack.country.name)} | pack.local_names(language)
    return Voice(language, said, words(language), places, registry)


def in_language(found: Finding, language: str) -> Finding:
    """The finding with its unknowns and caveats in a language; figures and facts as they are.

    Raises UsageError where it is not one of the products' languages.
    """
    from almenara.product.remarks import remark
    from almenara.product.wording import wording

    patterns = wording(language)["phrases"]
    lacks = (found.facts.get("fit") or {}).get("lacks") or {}

    def said(text: str) -> str:
        told = remark(text, patterns, language)
        return told.replace(lacks["en"], lacks.get(language, lacks["en"])) if lacks else told

    return replace(found, unknowns=tuple(map(said, found.unknowns)), caveats=tuple(map(said, found.caveats)))
