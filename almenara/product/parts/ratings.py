"""Our own rating of the states: how many at each level, how it differs from the official one, and a table."""

from __future__ import annotations

from almenara.countries.rating import load_rating
from almenara.errors import NoEvidence
from almenara.model.figure import Figure
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
WIDEST = 4
"""Differences of one level that are explained where there are no wider ones."""
BAND = 25
"""Points of the score that a level takes."""


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
                    alone=_alone(making, [row.figures[driver]]),
                )
            )  # fmt: skip
    return blocks + _by_one(making, section, found)


def _by_one(making: Making, section: SectionConfig, found: Finding) -> list[Block]:
    """Where no state differs by more than one level: those whose score lies farthest from the official level's."""
    apart = [
        row for row in found.rows if row.facts["drivers"] and row.facts.get("against") in ("higher", "lower")
    ]
    if not apart or any(_difference(row) >= APART for row in apart):
        return []
    higher = [row for row in apart if row.facts["against"] == "higher"]
    rows = sorted(higher or apart, key=_distance, reverse=True)[:WIDEST]
    rates = [row.figures[row.facts["drivers"][0]] for row in rows]
    told = [
        {
            "state": making.prose.literal(_name(making, row)), "ours": row.figures["level"],
            "theirs": row.figures["official"], "rate": rate,
            "driver": making.prose.literal(_label(making, found, row.facts["drivers"][0])),
        }
        for row, rate in zip(rows, rates, strict=True)
    ]  # fmt: skip
    return [making.say("ratings_why_one", section.portion, rows=told, alone=_alone(making, rates))]


def _alone(making: Making, rates: list[Figure]) -> str | None:
    """The months that rates are scaled to a year from, where these are fewer than twelve."""
    spans = dict.fromkeys(making.span(r.period) for r in rates if r.period.month_count < 12)
    return formats.listing([*spans], making.language) or None


def _distance(row: Row) -> float:
    """Points between the score and the middle of the band that the official level would stand for."""
    middle = BAND * ((row.figures["official"].value or 0) - 0.5)
    return abs((row.figures["score"].value or 0) - middle)


def _name(making: Making, row: Row) -> str:
    return making.place_name(row.figures["level"].place)


def _difference(row: Row) -> float:
    return abs((row.figures["level"].value or 0) - (row.figures["official"].value or 0))


def _table(making: Making, section: SectionConfig, found: Finding) -> Table:
    lines: list[tuple[tuple[Inline, ...], ...]] = []
    for row in found.rows:
        official = making.number(row.figures["official"]) if "official" in row.figures else (Text("–"),)
        weighs = _label(making, found, row.facts["drivers"][0]) if row.facts["drivers"] else "–"
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
    return (
        *making.say("ratings_months", months=making.prose.literal("; ".join(told)), few=few).inlines,
        *_people(making, found),
    )


def _people(making: Making, found: Finding) -> tuple[Inline, ...]:
    """Which earlier years' populations stand for those not known on the day."""
    return tuple(
        inline
        for year, used in found.facts["earlier_people"].items()
        for inline in (
            Text(" "),
            *making.say(
                "ratings_people", year=str(year), used=formats.listing([*map(str, used)], making.language)
            ).inlines,
        )
    )


def _level(making: Making, row: Row) -> tuple[Inline, ...]:
    """The level, the ends of its interval, and its probability: 3 (2–4), 81 %."""
    figures, level = row.figures, row.figures["level"]
    if not level.is_known:
        return making.number(level)
    low, high = making.number(figures["level_low"]), making.number(figures["level_high"])
    chance = making.number(figures[f"chance_{level.value:.0f}"])
    return (*making.number(level), Text(" ("), *low, Text("–"), *high, Text("), "), *chance)


def _change(making: Making, found: Finding, row: Row) -> tuple[Inline, ...]:
    """The smaller of the changes of one rate that would move the level; a rate that weighs less is named."""
    moves = [(abs(row.figures[n].value or 0), n) for n in ("lower", "higher") if n in row.figures]
    if not moves:
        return (Text("–"),)
    name = min(moves)[1]
    sign, by = "+" if name == "higher" else "", row.facts[f"{name}_by"]
    other = "" if by in row.facts["drivers"][:1] else _label(making, found, by) + " "
    return (Text(other + sign), *making.number(row.figures[name]))
