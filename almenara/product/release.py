"""The release gate: a product goes out only under a marking that covers every portion, and with no licence broken."""

from __future__ import annotations

from collections.abc import Iterator

from almenara.errors import ReleaseRefused, UsageError
from almenara.model.terms import TLP, strictest
from almenara.product.document import (
    Bullets,
    Inline,
    Judgement,
    Number,
    Paragraph,
    Picture,
    Reference,
    Report,
    Section,
    Table,
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


def _inlines(section: Section) -> Iterator[tuple[str, Inline]]:
    for number, block in enumerate(section.blocks, 1):
        where = f'"{section.title}", block {number}'
        groups: list[tuple[Inline, ...]] = []
        if isinstance(block, Paragraph):
            groups = [block.inlines]
        elif isinstance(block, Bullets):
            groups = [item.inlines for item in block.items]
        elif isinstance(block, Judgement):
            groups = [block.sentence, block.basis]
        elif isinstance(block, Table):
            groups = [block.caption, *(cell for row in block.rows for cell in row)]
        elif isinstance(block, Picture):
            groups = [block.caption, tuple(block.numbers)]
        for group in groups:
            for inline in group:
                yield where, inline


def needed_banner(sections: tuple[Section, ...]) -> str:
    """The most restrictive mark of all portions: the least that the banner may say."""
    return strictest([mark for section in sections for _, mark in portions(section)])


def check_release(report: Report, specs: dict[str, Spec], marking: str | None) -> None:
    """Refuse a report that may not go out as it is marked.

    marking  the label the user asks for, or None for the one worked out from the portions
    Raises UsageError on a label that is not TLP 2.0; ReleaseRefused listing every portion above the
    marking and every portion that rests on a source whose licence forbids passing its figures on.
    """
    if marking is not None and marking not in TLP:
        raise UsageError(f'"{marking}" is not a TLP 2.0 label; use one of {", ".join(TLP)}')
    banner = marking or report.banner
    reasons = [
        f"{where} is marked {mark}"
        for section in report.sections
        for where, mark in portions(section)
        if TLP.index(mark) > TLP.index(banner)
    ]
    forbidden = {name: spec for name, spec in specs.items() if not spec.licence.redistribute}
    notes = {note.number: note.evidence.source for note in report.endnotes}
    for section in report.sections:
        for where, inline in _inlines(section):
            used = set()
            if isinstance(inline, Number):
                used = {e.source for e in inline.figure.all_evidence()}
            elif isinstance(inline, Reference):
                used = {notes[n] for n in inline.notes if n in notes}
            for source in sorted(used & set(forbidden)):
                licence = forbidden[source].licence.name
                reasons.append(f"{where} rests on {source}, whose licence ({licence}) forbids passing it on")
    if reasons:
        listed = "\n".join(f"  {reason}" for reason in dict.fromkeys(reasons))
        raise ReleaseRefused(
            f"the report may not go out as {banner}:\n{listed}\nRaise the marking with --marking, or take these out"
        )
