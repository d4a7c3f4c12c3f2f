"""Hot spots: states that are high together with their neighbours, outlined on the map of rates."""

from __future__ import annotations

from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import Phrase
from almenara.product import formats
from almenara.product.charts import shape_map, tile_map
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Inline, Text
from almenara.product.making import Making
from almenara.product.pictures import picture

LEAN = 0.05
"""Where no state stands out after control for their number, those below this p-value are outlined as such."""


def spots(making: Making, section: SectionConfig) -> list[Block]:
    """A sentence that names the hot spots, or says that there are none, and the map."""
    if making.state_series is None:
        return []
    entry = making.config.series[making.state_series[0]]
    found = making.ask(
        "hotspots", measure=entry.measure, country=making.pack.code, definition=entry.definition
    )
    if len(found.rows) < 3:
        told = next((u for u in found.unknowns if isinstance(u, Phrase)), making.words_of("series_none"))
        making.unknowns.append((making.word("tables", "spots"), told))
        return []
    label, period = making.label(entry.label), Period.parse(found.facts["period"])
    hot = [row for row in found.rows if row.facts["spot"] == "hot"]
    lean = [r for r in found.rows if (r.figures["z"].value or 0) > 0 and (r.figures["p"].value or 1) < LEAN]
    title = making.words["charts"]["hot_spots_map"].format(measure=label, period=making.span(period))
    rates = {row.key: row.figures["rate"] for row in found.rows}
    marked, mark = {row.key for row in hot or lean}, making.word("charts", "hot" if hot else "lean")
    names = {row.key: _name(making, row) for row in found.rows}
    unit = making.unit(found.rows[0].figures["rate"])
    shapes, source = making.shapes
    if shapes:
        chart = shape_map(
            shapes, rates, title, making.language, unit=unit, names=names, marked=marked, mark=mark
        )
        caption: tuple[Inline, ...] = (Text(making.words["captions"]["levels_shapes"].format(source=source)),)
    else:
        chart = tile_map(
            making.pack.tiles, rates, title, making.language, unit=unit, names=names, marked=marked, mark=mark
        )
        caption = (Text(making.words["captions"]["rates_map"]),)
    people = making.context.definition(found.facts["populations"][0]).name(making.language)
    scaled = period.month_count != 12
    note = making.say("spots_note", scaled=scaled, source=making.prose.literal(people))
    drawn = picture(
        making.press, f"{section.id}-spots", chart, section.portion, (*caption, Text(" "), *note.inlines)
    )
    return [_sentence(making, section, label, period, found, hot), drawn]


def _name(making: Making, row: Row) -> str:
    return making.place_name(making.context.gazetteer.get(row.place))


def _sentence(
    making: Making, section: SectionConfig, label: str, period: Period, found: Finding, hot: list[Row]
) -> Block:
    first, second, third = found.rows[:3]
    values = {"label": label, "period": period, "top": _name(making, first), "z": first.figures["z"]}
    if hot:
        names = formats.listing([_name(making, row) for row in hot], making.language)
        return making.say("spots_found", section.portion, **values, hot=names, one=len(hot) == 1)
    count = formats.in_words(len(found.rows), making.language) or str(len(found.rows))
    values |= {"second": _name(making, second), "z_second": second.figures["z"]}
    values |= {"third": _name(making, third), "z_third": third.figures["z"]}
    return making.say("spots_nothing", section.portion, **values, count=count[:1].upper() + count[1:])
