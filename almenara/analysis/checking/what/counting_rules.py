"""What words leave possible of a counting rule: units, old and new method, the body named, a part of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from almenara.analysis.checking.bodies import bodies, definitions_of
from almenara.analysis.checking.lexicon import Tokens
from almenara.analysis.checking.what.composing import Hit
from almenara.analysis.checking.what.subjects import Subject
from almenara.analysis.context import Context
from almenara.countries.prose_terms import Register, load_prose_terms, read_folder
from almenara.model.place import Place
from almenara.model.terms import Definition

_UNITS = {
    "victims": {"victims", "persons", "deaths"},
    "case files": {"case files", "complaints"},
    "complaints": {"case files", "complaints", "calls"},
    "deaths": {"deaths", "victims", "persons"},
    "persons": {"victims", "persons", "deaths"},
}
"""Units of definitions that a unit word leaves possible; a word that is not here leaves all."""
_STRICT = {
    "deaths": {"deaths"},
    "survey": set(),
    "case files": {"case files"},
    "victims": {"victims", "persons"},
}
"""The same for words that name the rule itself: death certificates, investigation files."""


def cues(tokens: Tokens, around: list[Hit], named: list[Hit], context: Context) -> list[Subject]:
    """Subjects that are not counted and tell how others are."""
    out = []
    for hit in (*around, *named):
        start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        text = tokens.text[start:end]
        if (key := hit.of("cues")) is not None:
            if key in ("old", "new"):
                ids = _of_method(context, key)
                out.append(Subject(start, end, text, definitions=ids, head=False, method=key))
            else:
                out.append(Subject(start, end, text, unit=key, head=False))
        elif hit.of("parts") is not None:
            out.append(Subject(start, end, text, head=False, partitive=True))
        elif (name := hit.of("publisher")) is not None:
            if hit.last - hit.first == 1 and not text[:1].isupper():
                continue
            own = next((definitions_of(c.body, context) for c in bodies(context) if c.body.name == name), ())
            out.append(Subject(start, end, text, definitions=own, head=False, publisher=name))
        elif (number := hit.of("part")) is not None:
            folder, _, index = number.rpartition("|")
            part = read_folder(Path(folder)).parts[int(index)]
            out.append(Subject(start, end, text, definitions=tuple(part.definitions), head=False, part=True))
    return out


def _of_method(context: Context, method: str) -> tuple[str, ...]:
    packs = context.packs.values()
    return tuple(d for pack in packs for d in load_prose_terms(pack).methods.get(method, []))


def _countries(context: Context) -> dict[str, str]:
    out = {d: pack.code for pack in context.packs.values() for d in pack.definitions}
    for spec in context.specs.values():
        for definition in spec.definitions:
            out.setdefault(definition.id, spec.country.upper())
    return out


def declared(context: Context, measure: str, place: Place | None) -> tuple[str, ...]:
    """Definitions by which a measure is counted in a place's country, the country's preferred first."""
    countries = _countries(context)
    code = place.code.partition("-")[0] if place else ""
    held = [
        d.id
        for d in context.definitions.values()
        if measure in d.measures and (not code or countries.get(d.id, "") in ("", code))
    ]
    if place is None:
        return tuple(held)
    return tuple(sorted(held, key=lambda d: context.preference(place, measure, d)))


def implied(
    measure: str, found: Iterable[Subject], context: Context, place: Place | None, day: date | None = None
) -> tuple[str, ...]:
    """Definitions of a measure that the words leave possible, the country's preferred first.

    found  the subject itself and the cues that govern it; none leave all definitions
    day    when the text was written: a body that counted nothing of its own by then only quoted others
    Empty where the words name a rule by which nothing is declared: another body's count, a part of the whole.
    """
    everything = declared(context, measure, place)
    possible: tuple[str, ...] = everything
    for subject in found:
        if subject.publisher:
            possible = _by_publisher(possible, subject.publisher, measure, context, day)
        elif subject.method:
            kept = tuple(d for d in possible if d in subject.definitions)
            possible = kept or possible
        elif subject.part and (not subject.definitions or set(subject.definitions) & set(everything)):
            possible = tuple(d for d in possible if d in subject.definitions)
        elif subject.unit:
            units = _UNITS if subject.head else _STRICT
            possible = _by_unit(possible, units.get(subject.unit), context.definitions)
    return possible


def _by_unit(
    possible: tuple[str, ...], units: set[str] | None, definitions: dict[str, Definition]
) -> tuple[str, ...]:
    if units is None:
        return possible
    return tuple(d for d in possible if definitions[d].unit in units) or possible


def _by_publisher(
    possible: tuple[str, ...], name: str, measure: str, context: Context, day: date | None
) -> tuple[str, ...]:
    """What a body's name leaves; a body that only quotes others leaves all."""
    named = next((c.body for c in bodies(context) if c.body.name == name), None)
    if named is None or (named.only and measure not in named.only):
        return possible
    if named.after is not None and (day is None or day < named.after):
        return possible
    ids = definitions_of(named, context)
    if not ids and not named.publishers:
        return possible
    own = tuple(d for d in possible if d in ids)
    if named.optional:
        return own + tuple(d for d in possible if d not in own)
    return own


@dataclass(frozen=True)
class RegisterScope:
    """What a register is made of: each part with the day from which it was counted, None where it has no limit."""

    parts: tuple[tuple[str, date | None], ...]
    note: dict[str, str]
    source: str

    def since(self, day: date) -> tuple[str, ...]:
        """Parts of which it is wrong to say that they were counted since a day: they go further back."""
        return tuple(part for part, begun in self.parts if begun is None or begun < day)


def register_scope(context: Context, definition: str) -> RegisterScope | None:
    """What is known of a register's parts and since when each was counted; None where nothing is."""
    for pack in context.packs.values():
        for register in load_prose_terms(pack).registers:
            if register.definition == definition:
                return RegisterScope(
                    tuple((p.definition, p.counted_from) for p in register.parts),
                    register.note,
                    _source(register),
                )
    return None


def _source(register: Register) -> str:
    said = ", ".join(t for t in (register.publisher, register.title, register.published) if t)
    return f"{said}, {register.address}" if register.address else said
