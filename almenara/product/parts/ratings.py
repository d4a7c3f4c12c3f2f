"""Our own rating of the states: how many at each level, how it differs from the official one, and a table."""

from __future__ import annotations

from almenara.countries.rating import load_rating
from almenara.errors import NoEvidence
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Table, Text
from almenara.product.making import Making

FEW_MONTHS = 6
"""Where an indicator is counted over fewer months than this, the caption says that they tell little."""
APART = 2
"""Levels apart from which a difference is explained."""


def ratings(making: Making, section: SectionConfig) -> list[Block]:
    """Counts by level, agreement with the advisory, who is higher and lower and why; then every state."""
    if load_rating(making.pack) is None:
        return []
    try:
        found = making.ask("rate", country=making.pack.code)
    except NoEvidence:
        making.unknowns.append(
            (making.word("tables", "ratings"), phrase("rating-none", as_of=making.context.as_of))
        )
        return []
    for one in found.facts["indicators"]:
        if not one["period"]:
            reason = phrase(
                "rating-no-series", indicator=making.label(one["label"]), weight=round(100 * one["weight"])
            )
            making.unknowns.append((making.word("tables", "ratings"), reason))
    counts = [(str(n), found.figures[f"at_{n}"]) for n in (4, 3, 2, 1) if found.figures[f"at_{n}"].value]
    blocks: list[Block] = [
        making.say("ratings_counts", section.portion, counts=counts, one=counts[0][1].value == 1)
    ]
    if "kappa" in found.figures:
        names = {
            "same": "same",
            "near": "within_one",
            "kappa": "kappa",
            "low": "kappa_low",
            "high": "kappa_high",
        }
        values = {key: found.figures[name] for key, name in names.items()}
        blocks.append(making.say("ratings_kappa", section.portion, **values))
    blocks += _apart(making, section, found)
    blocks.append(_table(making, section, found))
    return blocks


def _label(making: Making, found: Finding, indicator: str) -> str:
    return next(making.label(i["label"]) for i in found.facts["indicators"] if i["id"] == indicator)


def _apart(making: Making, section: SectionConfig, found: Finding) -> list[Block]:
    """Who is rated higher and lower than by the advisory, and what weighs most where the two differ most."""
    blocks: list[Block] = []
    for verdict in ("higher", "lower"):
        rows = [row for row in found.rows if row.facts.get("against") == verdict]
        if rows:
            names = formats.listing([_name(making, row) for row in rows], making.language)
            blocks.append(
                making.say(f"ratings_{verdict}", section.portion, names=making.prose.literal(names))
            )
        far = [row for row in rows if _difference(row) >= APART and row.facts["drivers"]]
        for row in sorted(far, key=_difference, reverse=True)[:1]:
            driver = row.facts["drivers"][0]
            blocks.append(
                making.say(
                    "ratings_why", section.portion, state=making.prose.literal(_name(making, row)),
                    ours=row.figures["level"], theirs=row.figures["official"],
                    driver=making.prose.literal(_label(making, found, driver)), rate=row.figures[driver],
                )
            )  # fmt: skip
    return blocks


def _name(making: Making, row: Row) -> str:
    return making.place_name(row.figures["level"].place)


def _difference(row: Row) -> float:
    return abs((row.figures["level"].value or 0) - (row.figures["official"].value or 0))


def _table(making: Making, section: SectionConfig, found: Finding) -> Table:
    lines: list[tuple[tuple[Inline, ...], ...]] = []
    for row in found.rows:
        official = making.number(row.figures["official"]) if "official" in row.figures else (Text("–"),)
        weighs = ", ".join(_label(making, found, one) for one in row.facts["drivers"]) or "–"
        lines.append(
            (
                (Text(_name(making, row)),),
                _level(making, row),
                official,
                (Text(weighs),),
                _change(making, found, row),
            )
        )
    heads = ("state", "our_level", "official", "drivers", "would_change")
    columns = tuple(Column(making.word("columns", h), "right" if h == "official" else "left") for h in heads)
    caption = (*making.say("ratings_note").inlines, Text(" "), *_months(making, found))
    return Table(making.word("tables", "ratings"), columns, tuple(lines), section.portion, caption,
                 id=f"{section.id}-ratings")  # fmt: skip


def _months(making: Making, found: Finding) -> tuple[Inline, ...]:
    """Which months each indicator is counted over, and that few of them tell little."""
    held: dict[str, list[str]] = {}
    for one in found.facts["indicators"]:
        if one["period"]:
            held.setdefault(one["period"], []).append(making.label(one["label"]))
    told = [f"{making.span(Period.parse(p))} ({', '.join(names)})" for p, names in held.items()]
    few = min(Period.parse(p).month_count for p in held) < FEW_MONTHS
    return making.say("ratings_months", months=making.prose.literal("; ".join(told)), few=few).inlines


def _level(making: Making, row: Row) -> tuple[Inline, ...]:
    """The level, the ends of its interval, and its probability: 3 (2–4), 81 %."""
    figures, level = row.figures, row.figures["level"]
    if not level.is_known:
        return making.number(level)
    low, high = making.number(figures["level_low"]), making.number(figures["level_high"])
    chance = making.number(figures[f"chance_{level.value:.0f}"])
    return (*making.number(level), Text(" ("), *low, Text("–"), *high, Text("), "), *chance)


def _change(making: Making, found: Finding, row: Row) -> tuple[Inline, ...]:
    """The smaller of the two changes of one rate that would move the level down or up."""
    moves = [(abs(row.figures[n].value or 0), n) for n in ("lower", "higher") if n in row.figures]
    if not moves:
        return (Text("–"),)
    name = min(moves)[1]
    sign = "+" if name == "higher" else ""
    return (
        Text(_label(making, found, row.facts[f"{name}_by"]) + f" {sign}"),
        *making.number(row.figures[name]),
    )
