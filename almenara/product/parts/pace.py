"""The judgement of pace: whether this year passes the record, with its probability, interval and basis."""

from __future__ import annotations

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
    label = making.label(making.config.series[name].label)
    values = {
        "to_date": made.to_date, "months": made.to_date.period, "record": made.record,
        "record_year": made.record.period, "unit": making.unit(made.to_date),
        "label": making.prose.literal(label),
    }  # fmt: skip
    if (made.to_date.value or 0) > (made.record.value or 0):
        return [making.say("pace_passed", section.portion, **values)]
    text = making.words["sentences"]["judgement_pace"].strip()
    basis = making.words["sentences"]["judgement_pace_basis"].strip()
    step = likelihood((made.probability.value or 0) / 100)
    count = len(made.years)
    years = formats.listing([making.span(f.period) for f in made.years], making.language)
    rendered = making.prose.render(
        f"> {text}\n>\n> confidence {made.confidence}: {basis}", "wording: judgement_pace",
        year=made.projected.period, chance=made.probability, projected=made.projected, low=made.low,
        high=made.high, noun=step.key in NOUNS, even=step.key == "roughly-even",
        count=making.prose.literal(formats.in_words(count, making.language) or str(count)),
        years=making.prose.literal(years), few=made.confidence == "low", **values,
    )  # fmt: skip
    blocks = making.prose.blocks_of(rendered, "wording: judgement_pace")
    return [b for b in blocks if isinstance(b, Judgement)]
