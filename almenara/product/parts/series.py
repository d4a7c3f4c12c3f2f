"""Series over time: what is known of each, as sentences, a table, a judgement of pace and trend charts."""

from __future__ import annotations

from almenara.analysis.arithmetic import SMALL
from almenara.analysis.flows import Series, Totals, monthly
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.product.charts import Mark
from almenara.product.charts import trend as draw_trend
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Bullets, Column, Inline, Judgement, Paragraph, Table, Text
from almenara.product.making import Making
from almenara.product.pictures import picture


def newest(found: Totals) -> Figure | None:
    """The year to date, or the newest complete year."""
    return found.to_date or found.latest


def sentences(making: Making, section: SectionConfig) -> list[Block]:
    """One sentence a series: its newest count, beside the same months a year before."""
    items: list[Paragraph] = []
    for name in section.series:
        label = making.label(making.config.series[name].label)
        found = making.totals(name)
        now = newest(found)
        if now is None:
            making.unknowns.append((label, making.words_of("series_none")))
            continue
        if making.is_stale(now):
            making.unknowns.append((label, making.words_of("series_stale", period=now.period)))
            continue
        items.append(making.aged(now, _sentence(making, section, label, now, found), label))
    return [Bullets(tuple(items))] if items else []


def _sentence(making: Making, section: SectionConfig, label: str, now: Figure, found: Totals) -> Paragraph:
    values = {"label": label, "now": now, "unit": making.unit(now), "period": now.period}
    if found.same is None or found.change is None:
        return making.say("series_now", section.portion, **values)
    values["same"] = found.same
    if min(now.value or 0, found.same.value or 0) < SMALL or not found.change.is_known:
        return making.say("series_small", section.portion, **values)
    key = "series_change_year" if now.period.month_count == 12 else "series_change"
    return making.say(key, section.portion, change=found.change, **values)


def table(making: Making, section: SectionConfig) -> list[Block]:
    """A line a definition: newest full year, record, year to date and its change, never added up."""
    rows: list[tuple[tuple[Inline, ...], ...]] = []
    for name in section.series:
        found, entry = making.totals(name), making.config.series[name]
        if newest(found) is None:
            continue
        rows.append(
            (
                (Text(making.label(entry.short or entry.label)),),
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
    heads = ("measure", "year", "count", "record", "from", "months", "so_far", "earlier", "change")
    columns = [Column(making.word("columns", h), "left" if h == "measure" else "right") for h in heads]
    made = Table(
        making.word("tables", "totals"),
        tuple(columns),
        tuple(rows),
        section.portion,
        making.say("definitions_differ").inlines,
        id=f"{section.id}-totals",
    )
    return [made]


def _value(making: Making, figure: Figure | None) -> tuple[Inline, ...]:
    return (Text("–"),) if figure is None else making.number(figure)


def pace_judgement(making: Making, section: SectionConfig) -> list[Block]:
    """Whether this year passes the record, for the section's series with the freshest months."""
    found = making.pace(section.series or making.config.headline)
    if found is None:
        return []
    name, made = found
    label = making.label(making.config.series[name].label)
    values = {
        "to_date": made.to_date, "months": made.to_date.period, "record": made.record,
        "record_year": made.record.period, "unit": making.unit(made.to_date), "label": label,
    }  # fmt: skip
    if (made.to_date.value or 0) > (made.record.value or 0):
        return [making.say("pace_passed", section.portion, **values)]
    text = making.words["sentences"]["judgement_pace"].strip()
    basis = making.words["sentences"]["judgement_pace_basis"].strip()
    rendered = making.prose.render(
        f"> {text}\n>\n> confidence moderate: {basis}", "wording: judgement_pace",
        year=made.projected.period, chance=made.probability, projected=made.projected, **values,
    )  # fmt: skip
    blocks = making.prose.blocks_of(rendered, "wording: judgement_pace")
    return [b for b in blocks if isinstance(b, Judgement)]


def trend(making: Making, section: SectionConfig) -> list[Block]:
    """Months of the first of the section's series that has two years of them, with breaks marked."""
    for name in section.series:
        entry = making.config.series[name]
        series = Series(entry.measure, entry.definition)
        first = Period.parse(f"{making.context.as_of.year - 4}-01").start
        months = monthly(
            making.context, series, making.series_place(name), Period(first, making.context.as_of)
        )
        if len(months) >= 18:
            label = making.label(entry.label)
            title = making.words["charts"]["trend"].format(measure=label, unit=making.unit(months[0]))
            chart = draw_trend([("", months)], title, making.language, _breaks(making, entry.definition),
                               unit=making.unit(months[0]))  # fmt: skip
            return [picture(making.press, f"{section.id}-trend", chart, section.portion)]
    return []


def annual_trend(making: Making, section: SectionConfig) -> list[Block]:
    """Complete years of the longest of the section's series, with the record."""
    out: list[Block] = []
    names = sorted(section.series, key=lambda name: -len(making.totals(name).years))
    for name in names[:1]:
        found = making.totals(name)
        if len(found.years) < 4:
            continue
        entry = making.config.series[name]
        label = making.label(entry.label)
        title = making.words["charts"]["trend_years"].format(measure=label, unit=making.unit(found.years[0]))
        chart = draw_trend([("", found.years)], title, making.language, _breaks(making, entry.definition),
                           record=found.record, unit=making.unit(found.years[0]))  # fmt: skip
        out.append(picture(making.press, f"{section.id}-{name}-years", chart, section.portion))
    return out


def _breaks(making: Making, definition: str) -> list[Mark]:
    return [Mark(b.day, b.why(making.language)) for b in making.context.definition(definition).breaks]
