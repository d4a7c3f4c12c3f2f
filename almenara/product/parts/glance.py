"""The headline numbers: each a figure in large, with what it counts, when, and how it changed."""

from __future__ import annotations

from almenara.analysis.arithmetic import SMALL
from almenara.analysis.lifetimes import AGED_DAYS
from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.product.config import SectionConfig, TileConfig
from almenara.product.document import Block, Inline, Number, Text, Tile, Tiles
from almenara.product.making import Making
from almenara.product.parts.series import newest


def tiles(making: Making, section: SectionConfig) -> list[Block]:
    """The configured tiles that the day's evidence can fill; none is shown for what is unknown or stale."""
    made = [tile for wanted in section.tiles if (tile := _tile(making, wanted)) is not None]
    if not made:
        return []
    numbers = [t.number for t in made] + [i for t in made for i in t.detail if isinstance(i, Number)]
    return [Tiles(tuple(made), making.press.portion(numbers, section.portion))]


def _tile(making: Making, wanted: TileConfig) -> Tile | None:
    if wanted.finding:
        figure = making.figure_for(wanted.finding, "", "", "")
        return _of_figure(making, figure, wanted, wanted.label) if figure.is_printable else None
    if name := _freshest(making, wanted.series):
        entry, found = making.config.series[name], making.totals(name)
        now, change = newest(found), found.change
        assert now is not None
        if found.same is None or min(now.value or 0, found.same.value or 0) < SMALL:
            change = None
        return _of_figure(making, now, wanted, wanted.label or entry.label, change)
    for one in wanted.figures:
        figure = making.configured(one)
        if figure.is_printable and not making.is_stale(figure):
            return _of_figure(making, figure, wanted, wanted.label or one.label)
    return None


def _freshest(making: Making, names: list[str]) -> str:
    """The first series that tells of the last year or so, else the one with the newest end; "" for none."""
    ends = {
        name: f.period.end for name in names if (f := newest(making.totals(name))) and not making.is_stale(f)
    }
    fresh = [name for name, end in ends.items() if (making.context.as_of - end).days <= AGED_DAYS]
    return fresh[0] if fresh else max(ends, key=lambda name: ends[name], default="")


def _of_figure(
    making: Making, figure: Figure, wanted: TileConfig, label: dict[str, str], change: Figure | None = None
) -> Tile:
    if not label:
        raise UsageError(f"report.yml, tiles: {wanted.finding or wanted.series} needs a label")
    words = making.span(figure.period)
    if wanted.note:
        words += f", {making.label(wanted.note)}"
    detail: list[Inline] = [Text(words)]
    if change is not None and change.is_known:
        detail += making.say("tile_change", change=change).inlines
    return Tile(making.press.number(figure), making.label(label), tuple(detail))
