"""The outlook of policies: where each stands, what it could change by the model, whether it comes, and on what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from almenara.analysis.policies import Policy, policies
from almenara.analysis.questions import answer
from almenara.errors import NoEvidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Paragraph, Reference, Table, Text
from almenara.product.making import Making
from almenara.product.parts.register import event_date, status

FEW = 10
"""Fewer earlier courses than this give low confidence, else moderate."""
Cell = tuple[Inline, ...]


@dataclass(frozen=True)
class _Prospects:
    """How likely the section's open proposals come into force: rows by policy, the day, and how many courses tell."""

    rows: dict[str, Row]
    day: date | None = None
    courses: Figure | None = None


def outlook(making: Making, section: SectionConfig) -> list[Block]:
    """What the pack's file of assumptions reads of the registered policies: a table at a glance, then each reading."""
    try:
        found = answer(making.context, "policy-effects", place=making.pack.code)
    except NoEvidence:
        return []  # the register's own table tells that nothing is in it
    if not found.rows:
        return []
    names = {p.key: p for p in policies(making.context, making.pack.code, making.language)}
    coming = _prospects(making, {row.key for row in found.rows})
    blocks: list[Block] = []
    if found.figures:
        blocks += [
            _course(making, section, found.figures),
            _fit(making, section, found),
            _shares(making, section, found),
        ]
    blocks.append(_glance(making, section, found, names, coming))
    blocks.append(_readings(making, section, found, names))
    if found.figures:
        blocks.append(making.say("policy_limits", section.portion))
    return blocks


def _course(making: Making, section: SectionConfig, figures: dict[str, Figure]) -> Paragraph:
    return making.say(
        "policy_course", section.portion, now=figures["members_start"], then=figures["members_present"],
        low=figures["members_present_low"], high=figures["members_present_high"],
        deaths_now=figures["deaths_start"], deaths_then=figures["deaths_present"],
        deaths_low=figures["deaths_present_low"], deaths_high=figures["deaths_present_high"],
    )  # fmt: skip


def _shares(making: Making, section: SectionConfig, found: Finding) -> Paragraph:
    told = {k: f for k, f in found.figures.items() if k.startswith(("share_", "shares_", "members_shares"))}
    return making.say("policy_shares", section.portion, **told)


def _fit(making: Making, section: SectionConfig, found: Finding) -> Paragraph:
    """What the day's fit stands on, and how it differs from the published one."""
    fit = found.facts["fit"]
    published = fit["published_fit"]
    lacks = fit["lacks"] or {}
    return making.say(
        "policy_fit", section.portion, years=f"{fit['first']}–{fit['last']}",
        lacks=lacks.get(making.language), rivalries=found.figures["rivalries"],
        alliances=found.figures.get("alliances"), published=published["known"][:4],
        published_years=f"{published['first']}–{published['last']}",
        **{k: f for k, f in found.figures.items() if k.startswith("change_fit_")},
    )  # fmt: skip


def _glance(
    making: Making, section: SectionConfig, found: Finding, names: dict[str, Policy], coming: _Prospects
) -> Table:
    """Every policy with its status, its mechanism, the modelled range and the chance that it comes into force."""
    run = bool(found.figures)
    heads = [making.word("columns", h) for h in ("policy", "status", "acts_on")]
    if run:
        heads += [making.word("columns", h) for h in ("members_later", "deaths_later")]
    if coming.day:
        heads.append(making.words_of("policy_by", day=coming.day))
    rows = []
    for row in found.rows:
        if (policy := names.get(row.key)) is None:
            continue
        cells: list[Cell] = [
            (Text(policy.name, "strong"),),
            (Text(_stands(making, policy)), Reference(making.press.cite([policy.by.evidence]))),
            _acts_on(making, row),
        ]
        if run:
            cells += [_interval(making, row, name) for name in ("members_change", "deaths_change")]
        if coming.day:
            cells.append(_chance(making, coming.rows.get(row.key)))
        rows.append(tuple(cells))
    note = making.say("policy_effects_note", run=run).inlines
    if coming.day:
        note += (Text(" "), *_chances_note(making, coming))
    return Table(
        making.word("tables", "policy_effects"),
        tuple(Column(head, "right" if run and i in (3, 4) else "left") for i, head in enumerate(heads)),
        tuple(rows), section.portion, note, id=f"{section.id}-effects",
    )  # fmt: skip


def _acts_on(making: Making, row: Row) -> Cell:
    """The mechanism with the supposed change; what the register reads where the model has nothing of it."""
    mechanism = row.facts["mechanism"]
    if "supposed" not in row.figures:
        read = "" if mechanism != "none" else _register(making, row)
        told = making.word("mechanisms", mechanism)
        return (Text(f"{read}: {told}" if read else told),)
    return (Text(f"{making.word('mechanisms', mechanism)}: "), *_interval(making, row, "supposed"))


def _register(making: Making, row: Row) -> str:
    """The register's own reading, in words."""
    return ", ".join(making.word("mechanisms", m) for m in row.facts["register"] if m != "none")


def _interval(making: Making, row: Row, name: str) -> Cell:
    figures = row.figures
    if name not in figures:
        return (Text("–"),)
    low, high = (making.number(figures[f"{name}_{end}"]) for end in ("low", "high"))
    to = f"\N{NO-BREAK SPACE}{making.word('words', 'to')}\N{NO-BREAK SPACE}"
    return (*making.number(figures[name]), Text(" ("), *low, Text(to), *high, Text(")"))


def _stands(making: Making, policy: Policy) -> str:
    return f"{status(making, policy)}, {event_date(making, policy.by)}"


def _readings(making: Making, section: SectionConfig, found: Finding, names: dict[str, Policy]) -> Table:
    """A few labelled lines a policy: why it is read so, what would have to be true, what to watch, what else."""
    rows: list[tuple[Cell, ...]] = []
    for row in found.rows:
        if (policy := names.get(row.key)) is None:
            continue
        rows.append(((Text(policy.name, "strong"),), _reading(making, row)))
        for word, name in (
            ("true_if", "true_if"),
            ("to_watch", "watch"),
            ("also_considered", "alternatives"),
        ):
            told = Text(_listed(row.facts[name], making.language))
            rows.append(((Text(making.word("words", word), "emphasis"),), (told,)))
    columns = tuple(Column(making.word("columns", h), "left") for h in ("policy", "reading"))
    title = making.word("tables", "policy_readings")
    return Table(title, columns, tuple(rows), section.portion, id=f"{section.id}-readings")


def _reading(making: Making, row: Row) -> Cell:
    months = row.facts["phase_in"]
    return making.say(
        "policy_acts", mechanism=making.word("mechanisms", row.facts["mechanism"]),
        months=str(months) if months else None, register=_register(making, row) or None,
        why=row.facts["why"][making.language],
    ).inlines  # fmt: skip


def _listed(texts: Iterable[dict[str, Any]], language: str) -> str:
    said = "; ".join(text[language] for text in texts)
    return f"{said[:1].upper()}{said[1:].rstrip('.')}."


def _prospects(making: Making, read: set[str]) -> _Prospects:
    """The chances of the open proposals that the section reads; what is printed goes to the ledger."""
    try:
        found = answer(making.context, "policy-prospects", place=making.pack.code)
    except NoEvidence:
        return _Prospects({})
    rows = {}
    for row, call in zip(found.rows, found.calls, strict=True):
        if row.facts["policy"] in read and not row.facts["act"]:
            making.calls[call.subject] = call
            rows[row.facts["policy"]] = row
    if not rows:
        return _Prospects({})
    day = date.fromisoformat(next(iter(rows.values())).facts["settles"])
    return _Prospects(rows, day, found.figures["courses"])


def _chance(making: Making, row: Row | None) -> Cell:
    """Term and number of a chance, as the scale of likelihood has it, with its interval."""
    if row is None:
        return (Text("–"),)
    told = {"chance": row.figures["probability"], "low": row.figures["low"], "high": row.figures["high"]}
    return making.say("policy_chance", **told).inlines


def _chances_note(making: Making, coming: _Prospects) -> Cell:
    count = coming.courses.value if coming.courses else None
    return making.say("policy_chances_note", courses=coming.courses, few=(count or 0) < FEW).inlines
