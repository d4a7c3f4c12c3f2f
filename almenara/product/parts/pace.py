"""The judgement of pace: whether this year passes the record, with its probability, interval and basis."""

from __future__ import annotations

from almenara.analysis.pace_figures import FEW_YEARS
from almenara.model.terms import likelihood
from almenara.product import formats
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Judgement
from almenara.product.making import Making

NOUNS = ("almost-no-chance", "roughly-even")
"""Steps of the scale whose words are a noun: there is almost no chance that; the others: it is likely that."""


def judgement(making: Making, section: SectionConfig) -> list[Block]:
    """Whether this year passes the record, for the freshest of the section's series that has a pace."""
    found = making.pace(section.series or making.pace_series)
    if found is None:
        return []
    name, made = found
    figures, facts = made.figures, made.facts
    label = making.label(making.config.series[name].label)
    to_date, record = figures["to_date"], figures["record"]
    values = {
        "to_date": to_date, "months": to_date.period, "record": record, "record_year": record.period,
        "unit": making.unit(to_date), "label": making.prose.literal(label),
    }  # fmt: skip
    if facts["passed"]:
        return [making.say("pace_passed", section.portion, **values)]
    text = making.words["sentences"]["judgement_pace"].strip()
    by_months = facts["method"] == "months"
    basis = making.words["sentences"][
        "judgement_pace_months" if by_months else "judgement_pace_basis"
    ].strip()
    step = likelihood((figures["probability"].value or 0) / 100)
    count, revised = len(made.facts["years"]), figures["revised"]
    years = formats.listing(made.facts["years"], making.language)
    rendered = making.prose.render(
        f"> {text}\n>\n> confidence {facts['confidence']}: {basis}", "wording: judgement_pace",
        year=figures["projected"].period, chance=figures["probability"], projected=figures["projected"],
        low=figures["low"], high=figures["high"], noun=step.key in NOUNS, even=step.key == "roughly-even",
        count=making.prose.literal(formats.in_words(count, making.language) or str(count)),
        years=making.prose.literal(years), few=count < FEW_YEARS,
        history=making.prose.literal(str(facts.get("history", 0))), revised=revised, learned=revised.is_known,
        refiled=making.prose.literal(f"{100 * facts.get('refiled', 0):g}"), **values,
    )  # fmt: skip
    blocks = making.prose.blocks_of(rendered, "wording: judgement_pace")
    return [b for b in blocks if isinstance(b, Judgement)]
