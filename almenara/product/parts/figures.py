"""Figures that report.yml names: lists, and totals with parts that must add up."""

from __future__ import annotations

from almenara.model.figure import Figure
from almenara.product.config import FigureConfig, SectionConfig
from almenara.product.document import Block, Bullets, Paragraph
from almenara.product.making import Making
from almenara.product.prose import Printed


def listed(making: Making, section: SectionConfig) -> list[Block]:
    """A line for each configured figure that is known; the others go to what we do not know."""
    items = []
    for wanted in section.figures:
        figure, label = making.configured(wanted), making.label(wanted.label)
        if not figure.is_printable:
            making.unknowns.append((label, figure.reason))
        elif making.press.has_printed(figure):
            continue  # the analyst's text has it
        elif making.is_stale(figure):
            making.unknowns.append((label, making.words_of("series_stale", period=figure.period)))
        else:
            items.append(making.aged(figure, _line(making, section, figure, label), label))
    return [Bullets(tuple(items))] if items else []


def _line(making: Making, section: SectionConfig, figure: Figure, label: str) -> Paragraph:
    definition = making.context.definition(figure.definition)
    rivals = [f for f in section.figures if f.measure == figure.measure]
    key = "series_now" if definition.official else "counted_by" if len(rivals) > 1 else "single_source"
    return making.say(
        key, section.portion, label=label, now=figure, unit=making.unit(figure), period=figure.period,
        publisher=making.prose.literal(definition.publisher),
    )  # fmt: skip


def sums(making: Making, section: SectionConfig) -> list[Block]:
    """Each total with its parts in one sentence, which says whether they add up."""
    items = []
    for wanted in section.sums:
        whole = making.configured(wanted.total)
        if not whole.is_known or making.is_stale(whole):
            reason = whole.reason or making.words_of("series_stale", period=whole.period)
            making.unknowns.append((making.label(wanted.total.label), reason))
            continue
        parts = [(making.label(p.label), _same_period(making, p, whole)) for p in wanted.parts]
        if not all(f.is_known for _, f in parts):
            items.append(_line(making, section, whole, making.label(wanted.total.label)))
            continue
        summed = sum(f.value or 0 for _, f in parts)
        words = ", ".join(f"{making.prose.figure_token(f)} {label}" for label, f in parts)
        values = {"total": whole, "unit": making.label(wanted.total.label), "period": whole.period,
                  "parts": Printed(words)}  # fmt: skip
        if summed == whole.value:
            items.append(making.say("parts_hold", section.portion, **values))
        else:
            items.append(making.say("parts_fail", section.portion, **values))
    return [Bullets(tuple(items))] if items else []


def _same_period(making: Making, part: FigureConfig, whole: Figure) -> Figure:
    period = str(whole.period) if part.period == "newest" else part.period
    return making.configured(part.model_copy(update={"period": period}))
