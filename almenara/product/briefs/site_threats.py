"""A site's threats in its brief: a table of what is counted, what was recorded near, and what nothing counts."""

from __future__ import annotations

from collections.abc import Sequence

from almenara.analysis import arithmetic
from almenara.analysis.figures import figure
from almenara.model.figure import Figure
from almenara.model.finding import Row
from almenara.product import formats
from almenara.product.briefs.shown import between, cell, may_pass
from almenara.product.document import Block, Bullets, Column, Inline, Paragraph, Table, Text
from almenara.product.making import Making

Cells = tuple[tuple[Inline, ...], ...]


def name_of(making: Making, row: Row) -> str:
    """A threat's name in the brief's language."""
    return making.label(row.facts["names"])


def table(making: Making, threats: Sequence[Row]) -> list[Block]:
    """Every threat that is counted where the site stands, beside the state and the country; empty columns fall away."""
    known = [row for row in threats if row.figures["rate"].is_known]
    if not known:
        return [making.say("site_no_rates")]
    heads = ("threat", "rate", "state", "country", "trend", "forecast")
    lines: list[Cells] = [_line(making, row) for row in known]
    kept = [n for n in range(len(heads)) if n < 2 or any(line[n] != (Text("–"),) for line in lines)]
    words = making.words["briefs"]["site"]
    columns = tuple(Column(words["columns"][heads[n]], "left") for n in kept)
    rows = tuple(tuple(line[n] for n in kept) for line in lines)
    return [Table(words["tables"]["threats"], columns, rows, caption=_note(making, known), id="site-threats")]


def _line(making: Making, row: Row) -> Cells:
    rate, trend = row.figures["rate"], row.figures.get("trend")
    where = f"{making.place_name(rate.place)}, {when(making, rate)}"
    moved = making.words["briefs"]["site"]["trend"].get(row.facts["trend"], "")
    told = between(making, trend)
    state = row.figures.get("state_rate")
    return (
        (Text(capital(name_of(making, row))), Text(f" {where}", "emphasis")),
        between(making, rate),
        between(making, state),
        cell(making, _country(making, state or rate)),
        (Text(f"{moved} ×"), *told) if moved and may_pass(making.context, trend) else (Text("–"),),
        between(making, row.figures.get("forecast")),
    )


def when(making: Making, figure_: Figure) -> str:
    """A figure's period in short, months of two years too: Aug 2022–Jul 2023."""
    span = figure_.period
    if span.whole_months and span.start.year != span.end.year:
        first, last = (formats.short_date(d, "month", making.language) for d in (span.start, span.end))
        return f"{first}–{last}"
    return formats.short_period(span, making.language)


def _country(making: Making, rate: Figure) -> Figure | None:
    """The country's rate by the same count, months and population as the state's; none where either is not known."""
    pair = []
    for given in rate.inputs:
        pair.append(
            figure(making.context, given.measure, making.pack.country, given.period, given.definition)
        )
    if len(pair) != 2 or not all(f.is_known for f in pair) or pair[0].period != rate.period:
        return None
    return arithmetic.rate(pair[0], pair[1], annualised=rate.period.month_count != 12)


def _note(making: Making, known: Sequence[Row]) -> tuple[Inline, ...]:
    """How rates, trends and forecasts came about, when the forecast ends, and what is counted."""
    ahead: dict[str, list[str]] = {}
    rules = []
    for row in known:
        rate, coming = row.figures["rate"], row.figures.get("forecast")
        rules.append(
            f"{name_of(making, row)}: {making.context.definition(rate.definition).name(making.language)}"
        )
        if coming is not None and coming.is_known:
            ahead.setdefault(making.span(coming.period), []).append(name_of(making, row))
    spans = list(ahead) if len(ahead) == 1 else [f"{'; '.join(n)}: {span}" for span, n in ahead.items()]
    literal = making.prose.literal
    return making.say(
        "site_rates_note", ahead=literal("; ".join(spans)) if spans else None, rules=literal("; ".join(rules))
    ).inlines


def near(making: Making, site: Row, threats: Sequence[Row], portion: str) -> list[Block]:
    """What was recorded within the radius, source by source."""
    items = []
    for row in threats:
        for key in sorted(k for k in row.figures if k == "near" or k.startswith("near_")):
            found = row.figures[key]
            if not may_pass(making.context, found):
                continue
            low, high = (arithmetic.interval_end(found, end) for end in ("low", "high"))
            items.append(
                making.say(
                    "site_near", portion, threat=making.prose.literal(capital(name_of(making, row))), near=found,
                    low=low, high=high, period=found.period,
                    radius=making.prose.literal(f"{site.facts['radius_km']:g}"),
                )
            )  # fmt: skip
    return [Bullets(tuple(items))] if items else []


def unknown(making: Making, site: Row, threats: Sequence[Row]) -> list[Paragraph]:
    """Of what nothing is known, neither a rate nor events near, with the reason; threats of one reason together."""
    held: dict[str, list[str]] = {}
    for row in threats:
        rate = row.figures["rate"]
        if not rate.is_known and not row.figures.get("near", rate).is_known:
            why = making.remark(rate.reason)
            held.setdefault(why, []).append(name_of(making, row))
    return [
        making.say(
            "site_unknown", threats=making.prose.literal(capital("; ".join(names))),
            why=making.prose.literal(why),
        )
        for why, names in held.items()
    ]  # fmt: skip


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
