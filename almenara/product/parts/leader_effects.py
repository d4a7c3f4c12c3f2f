"""After a leader falls: what homicides did afterwards, beside what others found."""

from __future__ import annotations

from almenara.analysis.statements import statements
from almenara.errors import NoEvidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.phrase import phrase
from almenara.product.charts import event_course
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Bullets, Column, Inline, Paragraph, Reference, Table, Text
from almenara.product.making import Making
from almenara.product.pictures import picture

MEASURE = "homicide"
PUBLISHED = "published-effect"
"""Predicate of what a study found."""
CHANGES = ("change_half_year", "change_first_year", "change_second_year")
TOLD = (
    "all:place", "all:neighbours", "all:group", "captured:place", "killed:place", "heads:place", "with-disputed:place",
)  # fmt: skip
"""Rows that a report tells; the command leader-effects prints all."""


def effects(making: Making, section: SectionConfig) -> list[Block]:
    """A paragraph, what others published, a table by selection and scope, and the course month by month."""
    title = making.word("tables", "leader_effects")
    try:
        found = making.ask("leader-effects", country=making.pack.code, measure=MEASURE)
    except NoEvidence:
        making.unknowns.append((title, phrase("effect-none", as_of=making.context.as_of)))
        return []
    rows = [row for row in found.rows if "scope" in row.facts]
    main = rows[0].figures
    half = main["change_half_year"]
    low, high = half.low or 0.0, half.high or 0.0
    said = making.say(
        "leader_effects", section.portion, events=found.figures["events"], half=half, low=main["change_half_year_low"],
        high=main["change_half_year_high"], p=main["p"],
        apart=low > 0 or high < 0, measure=_label(making, found),
    )  # fmt: skip
    return [
        said,
        *_published(making, section),
        _table(making, section, title, rows),
        _course(making, section, found),
    ]


def _label(making: Making, found: Finding) -> str:
    return making.context.definition(found.facts["definition"]).name(making.language)


def _published(making: Making, section: SectionConfig) -> list[Block]:
    """What studies that were public on the day found."""
    stated = statements(making.context, (PUBLISHED,), language=making.language)
    if not stated:
        return []
    items = tuple(
        Paragraph(
            (Text(f"{item.subject}: {item.object}"), Reference(making.press.cite([item.evidence]))),
            section.portion,
        )
        for item in stated
    )
    return [making.say("leader_effects_published", section.portion), Bullets(items)]


def _table(making: Making, section: SectionConfig, title: str, rows: list[Row]) -> Table:
    heads = [making.word("columns", "effect_of"), making.word("columns", "events")]
    heads += [making.word("columns", name) for name in (*CHANGES, "p_value")]
    columns = tuple(Column(head, "right" if i else "left") for i, head in enumerate(heads))
    lines = tuple(_line(making, row) for row in rows if row.key in TOLD)
    note = making.say("leader_effects_note").inlines
    return Table(title, columns, lines, section.portion, note, id=f"{section.id}-leader-effects")


def _line(making: Making, row: Row) -> tuple[tuple[Inline, ...], ...]:
    who = making.words["effects"][row.facts["selection"]]
    where = making.words["effects"][row.facts["scope"]]
    figures = row.figures
    changes = tuple(_spread(making, figures, name) for name in CHANGES)
    return (
        (Text(f"{who}, {where}"),),
        making.number(figures["events"]),
        *changes,
        making.number(figures["p"]),
    )


def _spread(making: Making, figures: dict[str, Figure], name: str) -> tuple[Inline, ...]:
    """A change with its interval."""
    if not figures[f"{name}_low"].is_known:
        return making.number(figures[name])
    low, high = (making.number(figures[f"{name}_{end}"]) for end in ("low", "high"))
    return (
        *making.number(figures[name]),
        Text(" ("),
        *low,
        Text(f"\N{NO-BREAK SPACE}{making.word('words', 'to')}\N{NO-BREAK SPACE}"),
        *high,
        Text(")"),
    )


def _course(making: Making, section: SectionConfig, found: Finding) -> Block:
    months = [
        (int(row.key.removeprefix("month:")), row.figures["change_month"])
        for row in found.rows
        if row.key.startswith("month:")
    ]
    words = making.words["charts"]
    chart = event_course(
        months, words["leader_effects"], making.language, words["effect_unit"], words["effect_axis"],
        words["effect_event"],
    )  # fmt: skip
    note = Text(making.words["captions"]["leader_effects"])
    return picture(making.press, f"{section.id}-effects", chart, section.portion, (note,))
