"""The outlook: how many are to be expected in the three months to come, for the country and by state."""

from __future__ import annotations

from almenara.analysis.flows import Series, monthly
from almenara.analysis.questions import answer
from almenara.errors import NoEvidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding
from almenara.model.period import Period
from almenara.model.phrase import phrase
from almenara.model.terms import likelihood
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Column, Inline, Judgement, Table, Text
from almenara.product.making import Making

LATER = 6
"""Newest months of the country among which those that the states do not have yet are looked for."""
SHOWN = 10
"""States of the table; the command forecast prints all."""
FEW = 60
"""Fewer months of history than this give low confidence, else moderate."""
NOUNS = ("almost-no-chance", "roughly-even")
"""Steps of the scale whose words are a noun."""


def outlook(making: Making, section: SectionConfig) -> list[Block]:
    """A judgement on the country's total and a table of the states with most to expect."""
    found = _freshest(making, section)
    if found is None:
        reason = phrase("outlook-none", as_of=making.context.as_of)
        making.unknowns.append((making.word("tables", "outlook"), reason))
        return []
    label, finding = found
    return [*_judgement(making, label, finding), _table(making, section, label, finding)]


def _freshest(making: Making, section: SectionConfig) -> tuple[str, Finding] | None:
    """Label and answer of the series with the newest months by state; none where nothing lies ahead."""
    made = []
    for place, name in enumerate(section.series):
        entry = making.config.series[name]
        asked = {"measure": entry.measure, "place": making.pack.code, "definition": entry.definition}
        try:
            found = answer(making.context, "outlook", **asked)
        except NoEvidence:
            continue
        ahead = Period.parse(found.facts["period"])
        if found.figures and found.figures["same"].is_known and ahead.end >= making.context.as_of:
            made.append((found.facts["newest"], -place, making.label(entry.label), asked))
    if not made:
        return None
    _, _, label, asked = max(made, key=lambda item: item[:2])
    return label, making.ask("outlook", **asked)  # only what is printed goes to the ledger


def _judgement(making: Making, label: str, finding: Finding) -> list[Block]:
    figures = finding.figures
    chance = figures["above_same"]
    step = likelihood((chance.value or 0) / 100)
    few = finding.facts["history"] < FEW
    text, basis = (
        making.words["sentences"][k].strip() for k in ("judgement_outlook", "judgement_outlook_basis")
    )
    rendered = making.prose.render(
        f"> {text}\n>\n> confidence {'low' if few else 'moderate'}: {basis}", "wording: judgement_outlook",
        label=making.prose.literal(label), noun=step.key in NOUNS, even=step.key == "roughly-even", chance=chance,
        ahead=figures["median"].period, same=figures["same"], unit=making.unit(figures["median"]),
        median=figures["median"], low=figures["low"], high=figures["high"], few=few,
        months=making.prose.literal(str(finding.facts["history"])), newest=Period.parse(finding.facts["newest"]),
        later=_later(making, finding),
    )  # fmt: skip
    blocks = making.prose.blocks_of(rendered, "wording: judgement_outlook")
    return [b for b in blocks if isinstance(b, Judgement)]


def _later(making: Making, finding: Finding) -> list[Figure]:
    """The country's months by the same definition that are newer than the states' months forecast from."""
    median = finding.figures["median"]
    series = Series(median.measure, finding.facts["definition"])
    known = monthly(making.context, series, making.pack.country, newest=LATER)
    end = Period.parse(finding.facts["newest"]).end
    return [item for item in known if item.is_known and item.period.start > end]


def _table(making: Making, section: SectionConfig, label: str, finding: Finding) -> Table:
    rows = sorted(finding.rows, key=lambda r: (-(r.figures["median"].value or 0), r.label))[:SHOWN]
    place = making.context.gazetteer.get
    lines = [(making.place_name(place(row.place)), row.figures) for row in rows]
    lines.append((making.place_name(making.pack.country), finding.figures))
    heads = (
        making.word("columns", "state"), *(making.short_span(finding.figures[f]) for f in ("last", "same")),
        making.word("columns", "expected_80"), making.word("columns", "rising"),
    )  # fmt: skip
    count = making.prose.literal(formats.in_words(len(rows), making.language) or str(len(rows)))
    note = making.say("outlook_note", count=count, ahead=finding.figures["median"].period)
    return Table(
        making.word("tables", "outlook"), tuple(Column(h, "right" if i else "left") for i, h in enumerate(heads)),
        tuple(_line(making, name, figures) for name, figures in lines), section.portion,
        (Text(f"{label}. "), *note.inlines), id=f"{section.id}-outlook",
    )  # fmt: skip


def _line(making: Making, name: str, figures: dict[str, Figure]) -> tuple[tuple[Inline, ...], ...]:
    expected = (
        *making.number(figures["median"]), Text(" ("), *making.number(figures["low"]), Text("\u2013"),
        *making.number(figures["high"]), Text(")"),
    )  # fmt: skip
    chance = figures["above_same"]
    words = "" if chance.value is None else f" {likelihood(chance.value / 100).words[making.language]}"
    return (
        (Text(name),), making.number(figures["last"]), making.number(figures["same"]), expected,
        (*making.number(chance), Text(words)),
    )  # fmt: skip
