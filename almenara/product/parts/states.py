"""State by state: the table of every state, the ranking by rate, the same-period change and a map of rates."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis.by_state import StateRow
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.product.charts import change as draw_change
from almenara.product.charts import ranking as draw_ranking
from almenara.product.charts import shape_map, tile_map
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Table, Text
from almenara.product.making import Making
from almenara.product.parts.anomalies import mark_note, verdicts
from almenara.product.pictures import picture

SHOWN = 16
"""Bars of a chart by state."""


def _rows(making: Making) -> tuple[list[StateRow], str, str]:
    """Rows of the state series, its label and its period in words; no rows where no series has every state."""
    found = making.state_series
    if found is None:
        reason = phrase("no-series", as_of=making.context.as_of)
        making.unknowns.append((making.word("tables", "state_table"), reason))
        return [], "", ""
    name, period = found
    return making.state_rows, making.label(making.config.series[name].label), making.span(period)


def table(making: Making, section: SectionConfig) -> list[Block]:
    """Every state: level, count, the same months before, change, rate; unknown stands as unknown."""
    rows, label, period = _rows(making)
    if not rows:
        return []
    lines: list[tuple[tuple[Inline, ...], ...]] = []
    tones = []
    told = verdicts(making)
    real = {row.place for row in told.rows if row.facts["verdict"] in ("rose", "fell")} if told else set()
    for row in sorted(rows, key=lambda r: making.place_name(r.state)):
        level = making.levels.current[row.state.code]
        tones.append(str(int(level.value)) if level.value else "")
        lines.append(
            (
                (Text(making.place_name(row.state)),),
                making.number(level),
                making.number(row.count),
                making.number(row.earlier),
                making.number(row.change, "strong" if row.state.code in real else "plain"),
                making.number(row.rate),
            )
        )
    heads = ("state", "level", "count", earlier_head(rows), "change", "rate")
    columns = tuple(Column(making.word("columns", h), "left" if h == "state" else "right") for h in heads)
    caption: tuple[Inline, ...] = (Text(f"{label}, {period}. "), *rates_note(making, rows))
    if not any(r.change.is_known for r in rows):
        before = rows[0].earlier.period
        caption += (Text(" "), *making.say("changes_unknown", before=before).inlines)
    caption += mark_note(making, bool(real))
    return [Table(making.word("tables", "state_table"), columns, tuple(lines), section.portion, caption,
                  tuple(tones), f"{section.id}-states")]  # fmt: skip


def earlier_head(rows: Sequence[StateRow]) -> str:
    """Which heading the earlier counts stand under: the year before, or the same months of it."""
    return "year_before" if rows[0].count.period.month_count == 12 else "same"


def rates_note(making: Making, rows: Sequence[StateRow]) -> tuple[Inline, ...]:
    """How the rows' rates were worked out; the reason where none is known; nothing where there are no rows."""
    if not rows:
        return ()
    known = next((r.rate for r in rows if r.rate.is_known), None)
    if known is None:
        year = Period.year(rows[0].count.period.end.year)
        return making.say("rates_unknown", year=year, day=making.context.as_of).inlines
    name = making.context.definition(known.inputs[1].definition).name(making.language)
    scaled = rows[0].count.period.month_count < 12
    return making.say("rates_note", scaled=scaled, source=making.prose.literal(name)).inlines


def _of_all(making: Making, key: str, shown: int, every: int) -> Text:
    """A sentence on how many of the states a chart shows."""
    return Text(making.words["captions"][key].format(shown=shown, half=shown // 2, every=every) + " ")


def ranking(making: Making, section: SectionConfig) -> list[Block]:
    """The highest rates by state; the state table has them all."""
    rows, label, period = _rows(making)
    known = [r for r in rows if r.rate.is_known]
    if not known:
        return []
    known.sort(key=lambda r: -(r.rate.value or 0))
    title = making.words["charts"]["ranking"].format(measure=label, period=period)
    bars = [(making.place_name(r.state), r.rate) for r in known]
    unit = making.word("units", known[0].rate.unit)
    chart = draw_ranking(bars, title, making.language, top=SHOWN, unit=unit)
    caption: tuple[Inline, ...] = rates_note(making, known)
    if len(rows) > SHOWN:
        caption = (_of_all(making, "highest_of_all", SHOWN, len(rows)), *caption)
    return [picture(making.press, f"{section.id}-ranking", chart, section.portion, caption)]


def change_chart(making: Making, section: SectionConfig) -> list[Block]:
    """The largest rises and falls by state, with both counts; the state table has them all."""
    rows, label, period = _rows(making)
    known = [r for r in rows if r.change.is_known]
    if not known:
        return []
    known.sort(key=lambda r: -(r.change.value or 0))
    key = "change_by_state_year" if known[0].count.period.month_count == 12 else "change_by_state"
    title = f"{label}. " + making.words["charts"][key].format(period=period)
    ends = known if len(known) <= SHOWN else known[: SHOWN // 2] + known[-SHOWN // 2 :]
    chart = draw_change([(making.place_name(r.state), r.change) for r in ends], title, making.language)
    caption: tuple[Inline, ...] = ()
    if len(known) > SHOWN:
        caption = (_of_all(making, "ends_of_all", SHOWN, len(rows)),)
    return [picture(making.press, f"{section.id}-change", chart, section.portion, caption)]


def rate_map(making: Making, section: SectionConfig) -> list[Block]:
    """Rates by state as a map."""
    rows, label, period = _rows(making)
    known = {r.state.code: r for r in rows if r.rate.is_known}
    if not known:
        return []
    title = making.words["charts"]["rates_map"].format(measure=label, period=period)
    rates = {code: r.rate for code, r in known.items()}
    shapes, source = making.shapes
    if shapes:
        chart = shape_map(shapes, rates, title, making.language)
        caption: tuple[Inline, ...] = (Text(making.words["captions"]["levels_shapes"].format(source=source)),)
    else:
        chart = tile_map(making.pack.tiles, rates, title, making.language)
        caption = (Text(making.words["captions"]["rates_map"]),)
    caption = (*caption, Text(" "), *rates_note(making, rows))
    return [picture(making.press, f"{section.id}-rates", chart, section.portion, caption)]
