"""What a site's brief comes to: tiles, the stops of a trip, level and official advice in a few sentences."""

from __future__ import annotations

from datetime import date

from almenara.analysis.arithmetic import interval_end
from almenara.countries.rating import load_rating
from almenara.model.figure import Figure
from almenara.model.finding import Row
from almenara.product.briefs import site_threats
from almenara.product.briefs.shown import between, cell, may_pass
from almenara.product.briefs.told import Told, joined
from almenara.product.document import Block, Column, Inline, Paragraph, Table, Text, Tile, Tiles

STOPS, IN_TILE = 8, 2
"""Stops told, and names of groups in a tile; what is left out is said to be."""


def short(told: Told) -> list[Block]:
    """Level and what drives it, the stops of a trip, official advice."""
    site, figures = told.site, told.site.figures
    blocks: list[Block] = []
    tiles = _tiles(told)
    if tiles:
        blocks.append(Tiles(tuple(tiles), told.portion))
    if len(told.stops) > 1:
        left = len(told.stops) - STOPS
        blocks += [
            told.say(
                "site_stops", name=told.text(str(told.given["name"])), worst=told.text(site.label),
                count=told.text(str(len(told.stops))), place=told.text(site.facts["place_name"] or "–"),
                left=told.text(str(left)) if left > 0 else None,
            ),
            _stops(told),
        ]  # fmt: skip
    said: list[Paragraph] = []
    if told.place is None:
        why = told.making.remark(figures["level"].reason)
        return [*blocks, told.say("site_lost", name=told.text(site.label), why=told.text(why))]
    if told.place.kind == "municipality" or site.facts["located"] != "stated":
        how = told.words["located"][site.facts["located"]]
        said.append(
            told.say(
                "site_lies", name=told.text(site.label), place=told.text(site.facts["place_name"]),
                how=told.text(how),
            )
        )  # fmt: skip
    said.append(_level(told))
    official = figures.get("official")
    if may_pass(told.making.context, official):
        assert official is not None
        since = site.facts.get("official_since")
        said.append(
            told.say(
                "site_official", level=official, state=told.state_name(),
                meaning=told.text(told.making.words["levels"][int(official.value or 0)]),
                day=date.fromisoformat(since) if since else None,
            )
        )  # fmt: skip
    return [*blocks, joined(said, told.portion)]


def _level(told: Told) -> Paragraph:
    figures = told.site.figures
    level = figures["level"]
    if not may_pass(told.making.context, level):
        why = told.making.remark(level.reason) if level.reason else told.words["withheld"]
        return told.say("site_no_level", why=told.text(why))
    wide, drivers = level.low != level.high, _drivers(told, told.site)
    return told.say(
        "site_level", level=level, word=told.words["our_levels"][int(level.value or 0)],
        low=interval_end(level, "low") if wide else None, high=interval_end(level, "high") if wide else None,
        chance=figures[f"chance_{level.value:.0f}"],
        drivers=told.text(", ".join(drivers)) if drivers else None,
    )  # fmt: skip


def _drivers(told: Told, row: Row) -> list[str]:
    """What weighs most, in the brief's language."""
    config = load_rating(told.making.pack)
    held = [*config.state, *config.municipality] if config else []
    names = {one.name("en"): one.name(told.making.language) for one in held}
    return [names.get(name, name) for name in row.facts.get("drivers", [])]


def _tiles(told: Told) -> list[Tile]:
    figures, making, words = told.site.figures, told.making, told.words["tiles"]
    shown = []
    level, official, groups = (figures.get(n) for n in ("level", "official", "groups"))
    for found, label, detail in (
        (level, _level_label(told, level), _range(told, level)),
        (official, words["official"], _meaning(told, official)),
        (groups, words["groups"], _some_groups(told)),
    ):
        if found is not None and may_pass(making.context, found):
            shown.append(Tile(making.press.number(found), label, detail))
    for row in told.threats:
        rate = row.figures["rate"]
        if may_pass(making.context, rate):
            label = words["rate"].format(threat=site_threats.name_of(making, row))
            where = f"{making.place_name(rate.place)}, {site_threats.when(making, rate)}"
            shown.append(Tile(making.press.number(rate), label, (Text(where),)))
            break
    return shown


def _some_groups(told: Told) -> tuple[Inline, ...]:
    names = told.site.facts.get("groups", [])
    return (Text(", ".join(names[:IN_TILE]) + ("" if len(names) <= IN_TILE else " …")),) if names else ()


def _level_label(told: Told, level: Figure | None) -> str:
    if level is None or level.value is None:
        return str(told.words["tiles"]["level_plain"])
    return str(told.words["tiles"]["level"].format(word=told.words["our_levels"][int(level.value)]))


def _range(told: Told, level: Figure | None) -> tuple[Inline, ...]:
    if level is None or level.low is None or level.low == level.high:
        return ()
    low, high = (told.making.number(interval_end(level, e)) for e in ("low", "high"))
    return (*low, Text("–"), *high)


def _meaning(told: Told, official: Figure | None) -> tuple[Inline, ...]:
    if official is None or official.value is None:
        return ()
    return (Text(told.making.words["levels"][int(official.value)]),)


def _stops(told: Told) -> Table:
    making, heads = told.making, ("stop", "lies", "level", "official", "drivers")
    lines = []
    for row in told.stops[:STOPS]:
        level = row.figures["level"]
        lines.append(
            (
                (Text(row.label),),
                (Text(row.facts["place_name"] or "–"),),
                between(making, level) if level.low != level.high else cell(making, level),
                cell(making, row.figures.get("official")),
                (Text(", ".join(_drivers(told, row)) or "–"),),
            )
        )
    columns = tuple(Column(told.words["columns"][h], "right" if h == "official" else "left") for h in heads)
    return Table(told.words["tables"]["stops"], columns, tuple(lines), told.portion, id="site-stops")
