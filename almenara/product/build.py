"""Building a report: sections from parts, the banner from the portions, the digest from the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from almenara.analysis.context import Context
from almenara.analysis.revisions import Revisions
from almenara.countries.pack import Pack
from almenara.errors import BadInput, Fault, ReleaseRefused, UnknownMeasure
from almenara.model.figure import Figure
from almenara.model.terms import TLP, strictest
from almenara.product import formats
from almenara.product.config import SectionConfig, load_config
from almenara.product.digest import evidence_digest
from almenara.product.document import Report, Section
from almenara.product.making import Making
from almenara.product.parts import PARTS
from almenara.product.printing import Press
from almenara.product.release import by_number, check_release, marked, needed_banner
from almenara.product.wording import wording
from almenara.reading.threats import find_threat

OWN = "own"
"""The measure of what a site's owner states of it."""


def build(
    context: Context,
    pack: Pack,
    language: str = "en",
    marking: str | None = None,
    earlier: Context | None = None,
    edition: dict[str, Any] | None = None,
    overrides: dict[str, Any] | None = None,
) -> tuple[Report, Making]:
    """The report on a country as of the context's day.

    marking    TLP label to go out under; the stricter of the pack's and the portions' where None
    earlier    what was known on the day to tell changes against; `edition` its JSON where there was one
    overrides  fields of report.yml replaced by the user's own: contact, handling, resources …
    Raises ProseError, BadInput (report.yml), ReleaseRefused, UsageError.
    """
    config = load_config(pack.folder, overrides)
    words = wording(language)
    press = Press(language, words["words"]["unknown"])
    making = Making(context, pack, config, language, words, press, earlier, edition)
    for day in (context, earlier):
        if day is not None:
            day.view.load(config.measures, [pack.code, *(s.code for s in pack.states)])
    sections = tuple(
        s for spec in _reference_last(config.sections) if (s := _section(making, spec)) is not None
    )
    order = {spec.id: number for number, spec in enumerate(config.sections)}
    notes = by_number(press.endnotes)
    sections = tuple(marked(s, notes) for s in sorted(sections, key=lambda s: order[s.id]))
    return assemble(making, sections, making.label(config.title), config.id, marking), making


def assemble(
    making: Making,
    sections: tuple[Section, ...],
    title: str,
    name: str,
    marking: str | None = None,
    least: str = "TLP:CLEAR",
) -> Report:
    """A report of sections that are made and marked, with its endnotes, its banner, and its digest.

    name     of its files, without day and language
    marking  as build has it; `least` is the least restrictive that it may have
    Raises ReleaseRefused, UsageError.
    """
    config, press, language = making.config, making.press, making.language
    earlier = making.earlier
    floor = strictest([config.marking, least, needed_banner(sections)])
    report = Report(
        id=name,
        title=title,
        subtitle=config.subtitle.get(language, ""),
        tags=tuple(config.tags.get(language) or config.tags["en"]),
        region=making.pack.region[language],
        country=making.pack.names[language],
        as_of=making.context.as_of,
        language=language,
        banner=floor,
        handling=making.label(config.handling),
        sections=sections,
        endnotes=press.endnotes,
        attributions=_attributions(making),
        words={key: str(value) for key, value in making.words["words"].items()} | _names(making),
        digest=digest(press),
        contact=tuple(config.contact.get(language) or config.contact.get("en", [])),
        figures=press.figures,
        revisions=_revisions(making),
        since=earlier.as_of if earlier and making.edition else None,
    )
    if marking and TLP.index(strictest([marking, least])) != TLP.index(marking):
        raise ReleaseRefused(f"what it holds is {least}: it may not go out as {marking}")
    check_release(report, making.context.specs, marking)
    return replace(report, banner=marking) if marking else report


def _reference_last(sections: Sequence[SectionConfig]) -> list[SectionConfig]:
    """What explains the report is made after what it explains: unknowns and definitions are then known."""
    return [s for s in sections if s.kind != "reference"] + [s for s in sections if s.kind == "reference"]


def _section(making: Making, spec: SectionConfig) -> Section | None:
    title = making.label(spec.title) if spec.title else making.word("sections", spec.id)
    if making.earlier is not None:
        title = title.replace("{day}", formats.day(making.earlier.as_of, making.language))
    blocks = []
    told = len(making.unknowns)
    for name in spec.parts:
        if name not in PARTS:
            known = ", ".join(sorted(PARTS))
            raise BadInput(
                making.pack.code,
                [
                    Fault(
                        "report.yml",
                        f'"{name}" is not a part; there are: {known}',
                        field=f"sections.{spec.id}.parts",
                    )
                ],
            )
        blocks += PARTS[name](making, spec)
    if not blocks:
        if spec.kind == "findings" and len(making.unknowns) == told:
            key = "section_no_text" if spec.parts == ["prose"] else "section_none"
            making.unknowns.append((title, making.words_of(key)))
        return None
    return Section(spec.id, title, tuple(blocks), spec.portion, spec.kind)


def _revisions(making: Making) -> dict[str, tuple[Figure, ...]]:
    known = Revisions(making.context, {figure.measure for figure in making.press.figures.values()})
    found = {name: known.of(figure) for name, figure in making.press.figures.items()}
    return {name: earlier for name, earlier in found.items() if earlier}


def _attributions(making: Making) -> tuple[str, ...]:
    lines = []
    for note in making.press.endnotes:
        spec = making.context.specs.get(note.evidence.source)
        if spec and spec.licence.attribution:
            text = spec.licence.attribution.get(making.language) or spec.licence.attribution["en"]
            lines.append(f"{text} ({spec.licence.name})" if spec.licence.name not in text else text)
    return tuple(dict.fromkeys(lines))


def digest(press: Press) -> str:
    """Hex SHA-256 over every figure printed and the cells it rests on, in order."""
    return evidence_digest(
        (name, figure.value, figure.recipe, {(e.document, e.locator) for e in figure.all_evidence()})
        for name, figure in press.figures.items()
    )


def _names(making: Making) -> dict[str, str]:
    """Names of what is printed, for the panels and endnotes: measures, definitions, places, units, sources;
    and the words of remarks and of places in files."""
    context, words, out = making.context, making.words, dict[str, str]()
    for group in ("phrases", "locators", "units"):
        out |= {f"{group}:{key}": str(value) for key, value in words[group].items()}
    for note in making.press.endnotes:
        if spec := context.specs.get(note.evidence.source):
            out[f"descriptor:{spec.id}"] = spec.descriptor.get(making.language) or note.evidence.descriptor
    held = list(making.press.figures.values())
    while held:
        figure = held.pop()
        held += figure.inputs
        out[f"places:{figure.place.code}"] = making.place_name(figure.place)
        out[f"measure:{figure.measure}"] = _measure(making, figure.measure)
        if figure.definition:
            definition = context.definition(figure.definition)
            out[f"definition:{figure.definition}"] = definition.name(making.language)
    return out


def _measure(making: Making, name: str) -> str:
    """A measure's name; of figures that count a threat's events, or what an owner states, the name of these."""
    if name == OWN:
        return str(making.words["briefs"]["own"])
    try:
        return making.context.measure(name).name(making.language)
    except UnknownMeasure:
        return find_threat(name).name(making.language)


def edition_name(config_id: str, as_of: date, language: str) -> str:
    """File name of an edition, without its ending."""
    return f"{config_id}-{as_of}-{language}"
