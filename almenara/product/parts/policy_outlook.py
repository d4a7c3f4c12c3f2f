"""The outlook of policies: what each proposal could change by the model, what that rests on, and whether it comes."""

from __future__ import annotations

from datetime import date

from almenara.analysis.policies import Policy, policies
from almenara.analysis.questions import answer
from almenara.errors import NoEvidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.terms import likelihood
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import (
    Block,
    Bullets,
    Column,
    Inline,
    Judgement,
    Paragraph,
    Reference,
    Table,
    Text,
)
from almenara.product.making import Making
from almenara.product.parts.register import event_date, status

NOUNS = ("almost-no-chance", "roughly-even")
"""Steps of the scale whose words are a noun."""
FEW = 10
"""Fewer earlier courses than this give low confidence, else moderate."""


def outlook(making: Making, section: SectionConfig) -> list[Block]:
    """Effects of the policies that the pack's file of assumptions reads, the reading of each, and their prospects."""
    try:
        found = answer(making.context, "policy-effects", place=making.pack.code)
    except NoEvidence:
        return []  # the register's own table tells that nothing is in it
    if not found.rows:
        return []
    names = {p.key: p for p in policies(making.context, making.pack.code, making.language)}
    blocks: list[Block] = []
    if found.figures:
        blocks += [_course(making, section, found.figures), _effects(making, section, found, names)]
    items = (_reading(making, section, row, names[row.key]) for row in found.rows if row.key in names)
    blocks.append(Bullets(tuple(items)))
    if found.figures:
        blocks.append(making.say("policy_limits", section.portion))
    return blocks + _prospects(making, {row.key for row in found.rows}, names)


def _course(making: Making, section: SectionConfig, figures: dict[str, Figure]) -> Paragraph:
    return making.say(
        "policy_course", section.portion, now=figures["members_start"], then=figures["members_present"],
        low=figures["members_present_low"], high=figures["members_present_high"],
        deaths_now=figures["deaths_start"], deaths_then=figures["deaths_present"],
        deaths_low=figures["deaths_present_low"], deaths_high=figures["deaths_present_high"],
    )  # fmt: skip


def _effects(making: Making, section: SectionConfig, found: Finding, names: dict[str, Policy]) -> Table:
    heads = ("policy", "acts_on", "supposed", "members_later", "deaths_later")
    rows = tuple(
        (
            (Text(names[row.key].name if row.key in names else row.label, "strong"),),
            (Text(making.word("mechanisms", row.facts["mechanism"])),),
            *(_interval(making, row, name) for name in ("supposed", "members_change", "deaths_change")),
        )
        for row in found.rows
        if row.figures
    )
    columns = tuple(
        Column(making.word("columns", h), "left" if i < 2 else "right") for i, h in enumerate(heads)
    )
    note = making.say("policy_effects_note").inlines
    return Table(
        making.word("tables", "policy_effects"),
        columns,
        rows,
        section.portion,
        note,
        id=f"{section.id}-effects",
    )


def _interval(making: Making, row: Row, name: str) -> tuple[Inline, ...]:
    figures = row.figures
    low, high = (making.number(figures[f"{name}_{end}"]) for end in ("low", "high"))
    to = f"\N{NO-BREAK SPACE}{making.word('words', 'to')}\N{NO-BREAK SPACE}"
    return (*making.number(figures[name]), Text(" ("), *low, Text(to), *high, Text(")"))


def _reading(making: Making, section: SectionConfig, row: Row, policy: Policy) -> Paragraph:
    """One policy: where it stands, why it is read so, what would have to be true, what to watch, what else."""
    language, facts = making.language, row.facts

    def listed(name: str) -> str:
        return "; ".join(text[language] for text in facts[name])

    inlines: list[Inline] = [
        Text(policy.name, "strong"), Text(f" ({_stands(making, policy)})"),
        Reference(making.press.cite([policy.by.evidence])), Text(f". {facts['why'][language]} "),
    ]  # fmt: skip
    for word, name in (("true_if", "true_if"), ("to_watch", "watch"), ("also_considered", "alternatives")):
        inlines += [Text(making.word("words", word), "emphasis"), Text(f": {listed(name)}. ")]
    return Paragraph(tuple(inlines), section.portion)


def _stands(making: Making, policy: Policy) -> str:
    return f"{status(making, policy)}, {event_date(making, policy.by)}"


def _prospects(making: Making, read: set[str], names: dict[str, Policy]) -> list[Block]:
    """A judgement on each open proposal that the section reads; what is printed goes to the ledger."""
    try:
        found = answer(making.context, "policy-prospects", place=making.pack.code)
    except NoEvidence:
        return []
    blocks: list[Block] = []
    for row, call in zip(found.rows, found.calls, strict=True):
        policy = names.get(row.facts["policy"])
        if policy is None or policy.key not in read or row.facts["act"]:
            continue
        making.calls[call.subject] = call
        blocks += _judgement(making, found, row, policy, again=bool(blocks))
    return blocks


def _judgement(making: Making, found: Finding, row: Row, policy: Policy, again: bool) -> list[Block]:
    """The judgement of one proposal; what it rests on is told in full once."""
    chance, courses = row.figures["probability"], found.facts["courses"]
    step = likelihood((chance.value or 0) / 100)
    few = courses < FEW
    keys = ("judgement_policy", "judgement_policy_again" if again else "judgement_policy_basis")
    text, basis = (making.words["sentences"][key].strip() for key in keys)
    count = formats.in_words(courses, making.language) or str(courses)
    rendered = making.prose.render(
        f"> {text}\n>\n> confidence {'low' if few else 'moderate'}: {basis}", "wording: judgement_policy",
        label=making.prose.literal(policy.name), status=making.word("statuses", row.facts["status"]),
        since=making.prose.literal(event_date(making, policy.by)),
        day=date.fromisoformat(row.facts["settles"]).isoformat(),
        chance=chance, noun=step.key in NOUNS, even=step.key == "roughly-even", few=few,
        courses=making.prose.literal(count), low=row.figures["low"], high=row.figures["high"],
    )  # fmt: skip
    return [
        b for b in making.prose.blocks_of(rendered, "wording: judgement_policy") if isinstance(b, Judgement)
    ]
