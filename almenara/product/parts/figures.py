"""Figures that report.yml names: lists, and totals with parts that must add up."""

from __future__ import annotations

from almenara.analysis.lifetimes import retired
from almenara.analysis.newest import newest_whole
from almenara.model.figure import Figure
from almenara.product.config import FigureConfig, SectionConfig, SumConfig
from almenara.product.document import Block, Bullets, Paragraph
from almenara.product.making import Making
from almenara.product.prose import Printed


def listed(making: Making, section: SectionConfig) -> list[Block]:
    """A line for each configured figure that is known; the others go to what we do not know.

    A definition that had ended is told until its last figure is old, or another one of the list is newer.
    """
    items = []
    for wanted in section.figures:
        figure, label = making.configured(wanted), making.label(wanted.label)
        if not figure.is_printable or (making.is_stale(figure) and not making.press.has_printed(figure)):
            making.not_known(label, wanted.definition, figure)
        elif making.press.has_printed(figure) or _past(making, section, figure):
            continue  # the analyst's text has it, or a later count has taken its place
        else:
            items.append(making.aged(figure, _line(making, section, figure, label), label))
    return [Bullets(tuple(items))] if items else []


def _past(making: Making, section: SectionConfig, figure: Figure) -> bool:
    """Whether the figure's definition had ended, and it is old or a count of the same measure is newer."""
    if not retired(making.context, figure):
        return False
    rivals = [making.configured(f) for f in section.figures if f.measure == figure.measure]
    return making.is_aged(figure) or any(
        f.is_printable and f.period.end > figure.period.end and f.definition != figure.definition
        for f in rivals
    )


def _line(making: Making, section: SectionConfig, figure: Figure, label: str) -> Paragraph:
    definition = making.context.definition(figure.definition)
    rivals = [f for f in section.figures if f.measure == figure.measure]
    key = "series_now" if definition.official else "counted_by" if len(rivals) > 1 else "single_source"
    return making.say(
        key, section.portion, label=label, now=figure, unit=making.unit(figure), period=figure.period,
        publisher=making.prose.literal(definition.publisher),
    )  # fmt: skip


def sums(making: Making, section: SectionConfig) -> list[Block]:
    """Each total with its parts in one sentence, which says whether they add up.

    A period "newest" is the newest one of which the total and all parts are known. Where the total alone is
    known of a newer one, a line says so, unless the section lists it among its figures.
    """
    items = []
    for wanted in section.sums:
        label = making.label(wanted.total.label)
        latest = making.configured(wanted.total)
        whole = _with_parts(making, wanted) if wanted.total.period == "newest" else latest
        if not latest.is_known or making.is_stale(latest):
            making.not_known(label, wanted.total.definition, latest)
            continue
        if _past(making, section, latest):
            continue
        listed_too = any(f.definition == latest.definition for f in section.figures)
        if latest.period != whole.period and not listed_too:
            line = _line(making, section, latest, label[:1].upper() + label[1:])
            items.append(making.aged(latest, line, label))
        if making.is_stale(whole):
            continue
        parts = [(making.label(p.label), _same_period(making, p, whole)) for p in wanted.parts]
        if not all(f.is_known for _, f in parts):
            line = _line(making, section, whole, label[:1].upper() + label[1:])
            items.append(making.aged(whole, line, label))
            continue
        summed = sum(f.value or 0 for _, f in parts)
        words = ", ".join(f"{making.prose.figure_token(f)} {label}" for label, f in parts)
        values = {"total": whole, "unit": label, "period": whole.period, "parts": Printed(words)}
        key = "parts_hold" if summed == whole.value else "parts_fail"
        line = making.say(key, section.portion, **values)
        items.append(making.aged(whole, line, label) if latest.period == whole.period else line)
    return [Bullets(tuple(items))] if items else []


def _with_parts(making: Making, wanted: SumConfig) -> Figure:
    code = wanted.total.place
    place = making.context.gazetteer.get(code) if code else making.pack.country
    parts = [p.definition for p in wanted.parts]
    return newest_whole(making.context, wanted.total.measure, place, wanted.total.definition, parts)


def _same_period(making: Making, part: FigureConfig, whole: Figure) -> Figure:
    period = str(whole.period) if part.period == "newest" else part.period
    return making.configured(part.model_copy(update={"period": period}))
