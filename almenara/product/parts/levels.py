"""Advisory levels: map, table with recorded violence beside them, and what changed when."""

from __future__ import annotations

from almenara.analysis.by_state import StateRow
from almenara.model.phrase import phrase
from almenara.product import formats
from almenara.product.charts import shape_map, tile_map
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Table, Text
from almenara.product.making import Making
from almenara.product.parts.states import earlier_head, rates_note
from almenara.product.pictures import picture


def level_map(making: Making, section: SectionConfig) -> list[Block]:
    """The states' levels in words, then as a map: equal tiles, or real shapes where they are in evidence."""
    found = making.levels
    known = {code: f for code, f in found.current.items() if f.is_known}
    if not known:
        reason = next(iter(found.current.values())).reason if found.current else phrase("no-states")
        making.unknowns.append((making.word("columns", "level"), reason))
        return []
    definition = making.context.definition(found.definition)
    counts = [(str(level), figure) for level, figure in found.counts.items()]
    blocks: list[Block] = [
        making.say("levels_counts", section.portion, counts=counts,
                   advisory=making.prose.literal(definition.name(making.language))),
        *_country(making, section),
    ]  # fmt: skip
    day = formats.day(making.context.as_of, making.language)
    title = making.words["charts"]["levels_map"].format(day=day)
    shapes, source = making.shapes
    level_names = [making.words["levels"][level] for level in (1, 2, 3, 4)]
    names = {code: making.place_name(f.place) for code, f in known.items()}
    if shapes:
        chart = shape_map(shapes, known, title, making.language, "levels", level_names, names=names)
        caption = making.words["captions"]["levels_shapes"].format(source=source)
    else:
        chart = tile_map(
            making.pack.tiles, known, title, making.language, "levels", None, level_names, names=names
        )
        caption = making.words["captions"]["levels_map"]
    blocks.append(picture(making.press, f"{section.id}-map", chart, section.portion,
                          (Text(caption), *_inferred(making))))  # fmt: skip
    return blocks


def _country(making: Making, section: SectionConfig) -> list[Block]:
    """The country's own level with the day of its edition; and that levels by state are of an older one."""
    found = making.levels
    if not found.country.is_known:
        return []
    key = "levels_newer" if found.newer else "levels_country"
    return [
        making.say(key, section.portion, level=found.country, day=found.country.period.start,
                   states=found.newest or found.country.period.start)
    ]  # fmt: skip


def _inferred(making: Making) -> tuple[Inline, ...]:
    """Which levels of the day were inferred, told by naming those or the others, whichever are fewer."""
    inferred = set(making.levels.inferred)
    known = {code for code, f in making.levels.current.items() if f.is_known}
    if not inferred:
        return ()
    fewer, key = (inferred, "levels_inferred")
    if len(known - inferred) < len(inferred):
        fewer, key = (known - inferred, "levels_inferred_but" if known - inferred else "levels_inferred_all")
    names = sorted(making.place_name(making.levels.current[code].place) for code in fewer)
    return (Text(" "), *making.say(key, names=making.prose.literal(", ".join(names))).inlines)


def _rows(making: Making) -> tuple[dict[str, StateRow], str]:
    if making.state_series is None:
        return {}, ""
    name, period = making.state_series
    label = making.label(making.config.series[name].label)
    return {r.state.code: r for r in making.state_rows}, f"{label}, {making.span(period)}"


def table(making: Making, section: SectionConfig) -> list[Block]:
    """States at the two highest levels, with the level before where any had another, and both counts and rates."""
    current = making.levels.current
    rows, label = _rows(making)
    top = sorted({int(f.value or 0) for f in current.values() if f.is_known}, reverse=True)[:2]
    chosen = [s for s in making.pack.states if (current[s.code].value or 0) in top and top]
    chosen.sort(key=lambda s: (-(current[s.code].value or 0), making.place_name(s)))
    lines: list[tuple[tuple[Inline, ...], ...]] = []
    tones = []
    none: tuple[Inline, ...] = (Text("–"),)
    moved = any(s.code in making.levels.previous for s in chosen)
    for state in chosen:
        level, before = current[state.code], making.levels.previous.get(state.code)
        line: list[tuple[Inline, ...]] = [(Text(making.place_name(state)),), making.number(level)]
        if moved:
            line.append(making.number(before) if before else none)
        if rows:
            row = rows[state.code]
            line += [making.number(f) for f in (row.count, row.earlier, row.change, row.rate)]
        lines.append(tuple(line))
        tones.append(str(int(level.value or 0)))
    if not lines:
        return []
    heads = ["state", "level", *(["level_before"] if moved else [])]
    heads += ["count", earlier_head([*rows.values()]), "change", "rate"] if rows else []
    columns = tuple(Column(making.word("columns", h), "left" if h == "state" else "right") for h in heads)
    caption: tuple[Inline, ...] = (Text(label + ". "), *rates_note(making, [*rows.values()])) if rows else ()
    return [
        Table(making.word("tables", "levels"), columns, tuple(lines), section.portion, caption, tuple(tones),
              f"{section.id}-levels")
    ]  # fmt: skip


def changes(making: Making, section: SectionConfig) -> list[Block]:
    """How the levels came here: states at each level by edition, and each state's last change with its day."""
    first = making.levels.first
    if len(making.levels.editions) < 2 or first is None:
        return []
    blocks = _editions(making, section)
    lines: list[tuple[tuple[Inline, ...], ...]] = []
    moved = sorted(
        making.levels.previous.items(), key=lambda item: making.levels.since[item[0]], reverse=True
    )
    for code, before in moved:
        now = making.levels.current[code]
        lines.append(
            (
                (Text(making.place_name(now.place)),),
                making.number(before),
                making.number(now),
                (Text(formats.short_day(making.levels.since[code], making.language)),),
            )
        )
    if not lines:
        return [making.say("levels_unchanged", section.portion, day=first), *blocks]
    heads = ("state", "level_before", "level", "since")
    columns = tuple(Column(making.word("columns", h), "left" if h == "state" else "right") for h in heads)
    return [*blocks, Table(making.word("tables", "level_history"), columns, tuple(lines), section.portion,
                           making.say("levels_since").inlines, id=f"{section.id}-history")]  # fmt: skip


def _editions(making: Making, section: SectionConfig) -> list[Block]:
    """A line for each edition whose count of states by level differs from the one before."""
    steps = sorted({level for counts in making.levels.editions.values() for level in counts}, reverse=True)
    lines: list[tuple[tuple[Inline, ...], ...]] = []
    last: dict[int, float | None] = {}
    for day, counts in making.levels.editions.items():
        values = {level: figure.value for level, figure in counts.items()}
        if values == last:
            continue
        last = values
        cells = [making.number(counts[n]) if n in counts else (Text("–"),) for n in steps]
        lines.append(((Text(formats.short_day(day, making.language)),), *cells))
    if len(lines) < 2:
        return []
    columns = (
        Column(making.word("columns", "edition"), "left"),
        *(Column(making.words["charts"]["level"].format(level=n)) for n in steps),
    )
    return [Table(making.word("tables", "level_editions"), columns, tuple(lines), section.portion,
                  making.say("levels_editions").inlines, id=f"{section.id}-editions")]  # fmt: skip
