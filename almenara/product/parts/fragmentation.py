"""How the large groups became many: the numbers year by year, and who split from whom."""

from __future__ import annotations

from datetime import date

from almenara.analysis.armed_groups.registry import registry
from almenara.analysis.lineage import Branch, branches
from almenara.errors import NoEvidence
from almenara.model.finding import Finding, Row
from almenara.product import formats
from almenara.product.charts import trend
from almenara.product.charts.lineage import Bar, lineage
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Table, Text
from almenara.product.making import Making
from almenara.product.pictures import picture

FIRST = date(2006, 1, 1)
"""Where the picture of splits begins, if the section names no year."""
SHOWN = 8
"""Newest years of the table."""
NAMES = ("groups", "effective", "dyads", "splits", "share_between", "contested")


def fragmentation(making: Making, section: SectionConfig) -> list[Block]:
    """A paragraph with the newest year, the course as a chart, a table of the newest years, and the tree of splits."""
    try:
        found = making.ask("fragmentation", country=making.pack.code)
    except NoEvidence as error:
        making.unknowns.append((making.word("tables", "fragmentation"), str(error)))
        return []
    fought = [row for row in found.rows if "groups" in row.figures]
    blocks: list[Block] = []
    if fought:
        newest = fought[-1].figures
        blocks.append(
            making.say(
                "fragmentation", section.portion, groups=newest["groups"], effective=newest["effective"],
                dyads=newest["dyads"], share=newest["share_between"], contested=newest["contested"],
                period=newest["groups"].period, first=fought[0].figures["groups"],
                before=fought[0].figures["groups"].period, effective_before=fought[0].figures["effective"],
            )
        )  # fmt: skip
        blocks += [_course(making, section, fought), _table(making, section, fought)]
    return [*blocks, *_contested(making, section), *_tree(making, section, found)]


def _contested(making: Making, section: SectionConfig) -> list[Block]:
    """States in which sources state two rivals to be; nothing where no group is known."""
    try:
        found = making.ask("groups", country=making.pack.code)
    except NoEvidence:
        return []
    places = [making.context.gazetteer.get(item["place"]) for item in found.facts["contested"]]
    names = formats.listing([making.place_name(place) for place in places], making.language)
    contested = found.figures["contested"]
    one = contested.value == 1
    return [making.say("contested", section.portion, contested=contested, names=names or "", one=one)]


def _course(making: Making, section: SectionConfig, rows: list[Row]) -> Block:
    words = making.words["charts"]
    series = [
        (words[f"fragmentation_{name}"], [row.figures[name] for row in rows])
        for name in ("groups", "effective")
    ]
    chart = trend(series, words["fragmentation"], making.language, unit=making.words["units"]["groups"])
    note = Text(making.words["captions"]["fragmentation"])
    return picture(making.press, f"{section.id}-fragmentation", chart, section.portion, (note,))


def _table(making: Making, section: SectionConfig, rows: list[Row]) -> Table:
    heads = [making.word("columns", "year"), *(making.word("columns", f"fragments_{name}") for name in NAMES)]
    columns = tuple(Column(head, "right" if i else "left") for i, head in enumerate(heads))
    lines = tuple(
        ((Text(row.label),), *(making.number(row.figures[name]) for name in NAMES)) for row in rows[-SHOWN:]
    )
    title = making.word("tables", "fragmentation")
    return Table(title, columns, lines, section.portion, making.say("fragmentation_note").inlines,
                 id=f"{section.id}-fragmentation-years")  # fmt: skip


def _tree(making: Making, section: SectionConfig, found: Finding) -> list[Block]:
    """Who split from whom, with how many splits are stated; nothing where none is."""
    tree = branches(registry(making.context, making.pack))
    if not tree:
        return []
    at = {branch.key: row for row, branch in enumerate(tree)}
    words = making.words["charts"]
    marks = {key: words[f"lineage_{key}"] for key in ("dated", "undated", "disputed")}
    title = words["lineage"].format(day=FIRST.year)
    bars = [_bar(branch, at) for branch in tree]
    splits = found.figures["splits"]
    chart = lineage(bars, title, making.language, FIRST, making.context.as_of, marks, [splits])
    return [
        making.say("lineage", section.portion, splits=splits),
        picture(making.press, f"{section.id}-lineage", chart, section.portion,
                (Text(making.words["captions"]["lineage"]),)),
    ]  # fmt: skip


def _bar(branch: Branch, at: dict[str, int]) -> Bar:
    parent = at.get(branch.parent) if branch.depth else None
    return Bar(branch.label, branch.depth, branch.since, branch.until, parent, branch.dated, branch.disputed)
