"""The release gate: a product goes out only under a marking that covers every portion, and with no licence broken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from almenara.errors import ReleaseRefused, UsageError
from almenara.model.document import Evidence
from almenara.model.terms import TLP, strictest, tlp_label
from almenara.product.document import (
    Block,
    Bullets,
    Endnote,
    Inline,
    Judgement,
    Number,
    Paragraph,
    Picture,
    Reference,
    Report,
    Section,
    Table,
    Tiles,
)
from almenara.reading.spec import Spec


def portions(section: Section) -> Iterator[tuple[str, str]]:
    """What each portion is, in words, and its mark."""
    yield f'title of "{section.title}"', section.portion
    for number, block in enumerate(section.blocks, 1):
        where = f'"{section.title}", block {number}'
        if isinstance(block, Bullets):
            for item_number, item in enumerate(block.items, 1):
                yield f"{where}, item {item_number}", item.portion
        else:
            yield where, block.portion


def _inlines(block: Block) -> Iterator[Inline]:
    """Everything that a block prints, figures drawn and a judgement's probability among it."""
    match block:
        case Paragraph():
            yield from block.inlines
        case Bullets():
            for item in block.items:
                yield from item.inlines
        case Judgement():
            yield from (*block.sentence, *block.basis, *([block.probability] if block.probability else []))
        case Table():
            yield from (*block.caption, *(inline for row in block.rows for cell in row for inline in cell))
        case Picture():
            yield from (*block.caption, *block.numbers)
        case Tiles():
            for tile in block.tiles:
                yield from (tile.number, *tile.detail)


def _evidence(inline: Inline, notes: Mapping[int, Evidence]) -> Iterator[Evidence]:
    if isinstance(inline, Number):
        yield from inline.figure.all_evidence()
    elif isinstance(inline, Reference):
        yield from (notes[n] for n in inline.notes if n in notes)


def by_number(endnotes: Iterable[Endnote]) -> dict[int, Evidence]:
    """Evidence of endnotes by their numbers."""
    return {note.number: note.evidence for note in endnotes}


def marked(section: Section, notes: Mapping[int, Evidence]) -> Section:
    """The section with every portion marked at least as its evidence is.

    notes  evidence by endnote number, for what is cited without a number
    """

    def mark(block: Paragraph | Judgement | Table | Picture | Tiles) -> str:
        found = [e.marking for inline in _inlines(block) for e in _evidence(inline, notes)]
        return strictest([block.portion, *found])

    blocks: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Bullets):
            blocks.append(Bullets(tuple(replace(item, portion=mark(item)) for item in block.items)))
        else:
            blocks.append(replace(block, portion=mark(block)))
    return replace(section, blocks=tuple(blocks))


def needed_banner(sections: tuple[Section, ...]) -> str:
    """The most restrictive mark of all portions: the least that the banner may say."""
    return strictest([mark for section in sections for _, mark in portions(section)])


def check_release(report: Report, specs: dict[str, Spec], marking: str | None) -> None:
    """Refuse a report that may not go out as it is marked.

    marking  the label the user asks for, or None for the one worked out from the portions
    Raises UsageError on a label that is not TLP 2.0; ReleaseRefused listing every portion above the
    marking and every portion that rests on a source whose licence forbids passing its figures on.
    """
    try:
        banner = tlp_label(marking) if marking is not None else report.banner
    except ValueError as error:
        raise UsageError(str(error)) from error
    reasons = [
        f"{where} is marked {mark}"
        for section in report.sections
        for where, mark in portions(section)
        if TLP.index(mark) > TLP.index(banner)
    ]
    forbidden = {name: spec for name, spec in specs.items() if not spec.licence.redistribute}
    notes = by_number(report.endnotes)
    for section in report.sections:
        for number, block in enumerate(section.blocks, 1):
            used = {e.source for inline in _inlines(block) for e in _evidence(inline, notes)}
            for source in sorted(used & set(forbidden)):
                licence = forbidden[source].licence.name
                reasons.append(
                    f'"{section.title}", block {number} rests on {source}, '
                    f"whose licence ({licence}) forbids passing it on"
                )
    if reasons:
        listed = "\n".join(f"  {reason}" for reason in dict.fromkeys(reasons))
        raise ReleaseRefused(
            f"the report may not go out as {banner}:\n{listed}\nRaise the marking with --marking, or take these out"
        )
