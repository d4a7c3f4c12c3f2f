"""Series over time: what is known of each, as sentences, a table, a judgement of pace and trend charts."""

from __future__ import annotations

from datetime import date

from almenara.analysis.arithmetic import SMALL
from almenara.analysis.flows import Series, Totals, monthly
from almenara.analysis.lifetimes import retired
from almenara.analysis.preliminary import is_preliminary
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import Phrase
from almenara.product import formats
from almenara.product.charts import Mark
from almenara.product.charts import trend as draw_trend
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Bullets, Column, Inline, Paragraph, Table, Text
from almenara.product.making import Making
from almenara.product.pictures import picture

MONTHS = 18
"""A monthly line needs so many months known."""


def newest(found: Totals) -> Figure | None:
    """The year to date, or the newest complete year."""
    return found.to_date or found.latest


def sentences(making: Making, section: SectionConfig) -> list[Block]:
    """One sentence a series: its newest count, beside the same months a year before.

    A definition that had ended is told until its last figure is old, and then no more.
    """
    items: list[Paragraph] = []
    for name in section.series:
        entry = making.config.series[name]
        label = making.label(entry.label)
        found = making.totals(name)
        now = newest(found)
        if now is None or making.is_stale(now):
            making.not_known(label, entry.definition, now)
        elif not (making.is_aged(now) and retired(making.context, now)):
            items.append(making.aged(now, _sentence(making, section, label, now, found), label))
    return [Bullets(tuple(items))] if items else []


def _sentence(making: Making, section: SectionConfig, label: str, now: Figure, found: Totals) -> Paragraph:
    status = making.word("words", "preliminary") if is_preliminary(now) else None
    values = {"label": label, "now": now, "unit": making.unit(now), "period": now.period, "status": status,
              "single": now.period.month_count == 1}  # fmt: skip
    said: list[Paragraph] = []
    if found.same is None or found.change is None:
        said.append(making.say("series_alone", section.portion, **values))
        before = now.period.years_earlier()
        began = making.context.definition(now.definition).valid_from
        if found.to_date is not None and (began is None or began <= before.start):
            said.append(making.say("series_no_base", section.portion, before=before))
        return _joined([*said, *_releases(making, section, now)])
    values["same"] = found.same
    whole = now.period.month_count == 12
    if found.compared is not None:
        later, earlier = found.compared
        said.append(making.say("series_alone", section.portion, **values))
        said.append(
            making.say("series_alike", section.portion, later=later, earlier=earlier, change=found.change,
                       year=later.period, before=earlier.period)
        )  # fmt: skip
    elif min(now.value or 0, found.same.value or 0) < SMALL or not found.change.is_known:
        said.append(making.say("series_small", section.portion, whole=whole, **values))
    else:
        key = "series_change_year" if whole else "series_change"
        said.append(making.say(key, section.portion, change=found.change, **values))
        if is_preliminary(now) != is_preliminary(found.same):
            key = "series_unlike" if is_preliminary(now) else "series_unlike_before"
            said.append(making.say(key, section.portion))
    return _joined([*said, *_releases(making, section, now)])


def _releases(making: Making, section: SectionConfig, now: Figure) -> list[Paragraph]:
    """A sentence where the parts of a year to date come from releases of different days."""
    days = sorted({item.published for item in now.evidence})
    added = isinstance(now.method, Phrase) and any(key.startswith("sum-of-") for key, _ in now.method.parts)
    if now.period.month_count == 12 or len(days) < 2 or not added:
        return []
    return [making.say("series_releases", section.portion, first=days[0], last=days[-1])]


def _joined(said: list[Paragraph]) -> Paragraph:
    """Sentences as one paragraph; a portion of figures is the same for all of one series."""
    inlines: list[Inline] = []
    for paragraph in said:
        inlines += [Text(" "), *paragraph.inlines] if inlines else paragraph.inlines
    return Paragraph(tuple(inlines), said[0].portion)


def table(making: Making, section: SectionConfig) -> list[Block]:
    """A line a definition: newest full year, highest year, year to date and its change, never added up."""
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    notes: list[Inline] = list(making.say("definitions_differ").inlines)
    marked, gaps = False, []
    for name in section.series:
        found, entry = making.totals(name), making.config.series[name]
        if newest(found) is None:
            continue
        label = making.label(entry.short or entry.label)
        marked = marked or (found.latest is not None and is_preliminary(found.latest))
        if found.missing:
            gaps.append(f"{label} ({_years(found, making)})")
        rows.append(
            (
                (Text(label),),
                (Text(making.short_span(found.latest)),),
                _value(making, found.latest),
                (Text(making.short_span(found.record)),),
                (Text(making.short_span(found.years[0] if found.years else None)),),
                (Text(making.short_span(found.to_date)),),
                _value(making, found.to_date),
                _value(making, found.same if found.to_date else None),
                _value(making, found.change if found.to_date else None),
            )
        )
    if not rows:
        return []
    if gaps:
        notes += [Text(" "), *making.say("record_gaps", gaps="; ".join(gaps)).inlines]
    if marked:
        notes += [Text(" "), *making.say("preliminary_mark").inlines]
    heads = ("measure", "year", "count", "record", "from", "months", "so_far", "earlier", "change")
    columns = [Column(making.word("columns", h), "left" if h == "measure" else "right") for h in heads]
    made = Table(
        making.word("tables", "totals"),
        tuple(columns),
        tuple(rows),
        section.portion,
        tuple(notes),
        id=f"{section.id}-totals",
    )
    return [made]


def _value(making: Making, figure: Figure | None) -> tuple[Inline, ...]:
    if figure is None:
        return (Text("–"),)
    mark = (Text(" " + making.word("words", "preliminary_short")),) if is_preliminary(figure) else ()
    return (*making.number(figure), *mark)


def _years(found: Totals, making: Making) -> str:
    return formats.listing(
        [making.span(p) for p in _runs([Period.year(y) for y in found.missing])], making.language
    )


def _runs(periods: list[Period]) -> list[Period]:
    """Periods in order, those that follow on one another joined."""
    out: list[Period] = []
    for period in periods:
        if out and (period.start - out[-1].end).days == 1:
            out[-1] = Period(out[-1].start, period.end)
        else:
            out.append(period)
    return out


def trend(making: Making, section: SectionConfig) -> list[Block]:
    """The last five years by month of the section's series with the newest months, with breaks and gaps."""
    best: tuple[date, str, list[Figure]] | None = None
    for name in section.series:
        entry = making.config.series[name]
        series = Series(entry.measure, entry.definition)
        months = monthly(making.context, series, making.series_place(name))
        if sum(m.is_known for m in months) < MONTHS:
            continue
        if best is None or months[-1].period.end > best[0]:
            best = (months[-1].period.end, name, months)
    if best is None:
        return []
    _, name, months = best
    entry = making.config.series[name]
    unit = making.unit(months[0])
    title = making.words["charts"]["trend"].format(measure=making.label(entry.label), unit=unit)
    chart = draw_trend([("", months)], title, making.language, _breaks(making, entry.definition), unit=unit)
    open_ = [making.span(p) for p in _runs([m.period for m in months if not m.is_known])]
    caption: tuple[Inline, ...] = ()
    if open_:
        spans = making.prose.literal(formats.listing(open_, making.language))
        caption = making.say("months_missing", spans=spans).inlines
    return [picture(making.press, f"{section.id}-trend", chart, section.portion, caption)]


def annual_trend(making: Making, section: SectionConfig) -> list[Block]:
    """Complete years of the longest of the section's series, with the highest of them."""
    out: list[Block] = []
    names = sorted(section.series, key=lambda name: -len(making.totals(name).years))
    for name in names[:1]:
        found = making.totals(name)
        if len(found.years) < 4:
            continue
        entry = making.config.series[name]
        unit = making.unit(found.years[0])
        title = making.words["charts"]["trend_years"].format(measure=making.label(entry.label), unit=unit)
        highest = making.word("words", "highest_known") if found.missing else ""
        first, last = found.years[0].period.start.year, found.years[-1].period.start.year
        known = {f.period.start.year: f for f in found.years}
        years = [known.get(y) or _open_year(found.years[0], y) for y in range(first, last + 1)]
        chart = draw_trend([("", years)], title, making.language, _breaks(making, entry.definition),
                           record=found.record, unit=unit, record_words=highest)  # fmt: skip
        said: list[Paragraph] = []
        if found.missing:
            said.append(making.say("years_missing", years=_years(found, making)))
        early = [making.span(f.period) for f in found.years if is_preliminary(f)]
        if early:
            said.append(making.say("years_preliminary", years=formats.listing(early, making.language)))
        caption = _joined(said).inlines if said else ()
        out.append(picture(making.press, f"{section.id}-{name}-years", chart, section.portion, caption))
    return out


def _open_year(like: Figure, year: int) -> Figure:
    """A year that is not known, so that the line leaves a gap there."""
    period = Period.year(year)
    return Figure(None, like.unit, like.measure, like.definition, like.place, period, like.as_of, "unknown")


def _breaks(making: Making, definition: str) -> list[Mark]:
    """Breaks of the counting rule that had come by the day."""
    every = making.context.definition(definition).breaks
    return [Mark(b.day, b.why(making.language)) for b in every if b.day <= making.context.as_of]
