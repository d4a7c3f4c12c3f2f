"""The parts that explain the product: method, definitions, scales, what is not known, resources, contact."""

from __future__ import annotations

from almenara.model.terms import ICD_203
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Bullets, Column, Inline, Link, Paragraph, Table, Text
from almenara.product.making import Making


def legend(making: Making, section: SectionConfig) -> list[Block]:
    """The words of likelihood with their bands, and what confidence means."""
    bands = ", ".join(
        f"{step.words[making.language]} {step.low * 100:.0f}–{step.high * 100:.0f} %" for step in ICD_203
    )
    return [
        making.say("legend_scale", section.portion, bands=making.prose.literal(bands)),
        making.say("legend_confidence", section.portion),
    ]


def method(making: Making, section: SectionConfig) -> list[Block]:
    """How figures were chosen and worked out."""
    keys = ("method_as_of", "method_sum", "method_pace", "method_rating")
    return [making.say(key, section.portion, as_of=making.context.as_of) for key in keys]


def definitions(making: Making, section: SectionConfig) -> list[Block]:
    """Every definition that the report prints figures of, with its counting rule."""
    used = {f.definition for printed in making.press.figures.values() for f in (printed, *printed.inputs)}
    lines: list[tuple[tuple[Inline, ...], ...]] = []
    for name in sorted(used & set(making.context.definitions)):
        definition = making.context.definition(name)
        lines.append(
            (
                (Text(definition.name(making.language), "strong"),),
                (Text(definition.counting_rule(making.language)),),
                (Text(definition.publisher),),
            )
        )
    heads = ("definition", "rule", "publisher")
    columns = tuple(Column(making.word("columns", h), "left") for h in heads)
    made = Table(making.word("tables", "definitions"), columns, tuple(lines), section.portion,
                 id=f"{section.id}-definitions")  # fmt: skip
    return [made] if lines else []


def unknowns(making: Making, section: SectionConfig) -> list[Block]:
    """What the day's evidence does not hold, each with its reason."""
    items = [
        Paragraph(
            (Text(label[:1].upper() + label[1:], "strong"), Text(f": {making.remark(reason)}")),
            section.portion,
        )
        for label, reason in dict.fromkeys(making.unknowns)
    ]
    return [Bullets(tuple(items))] if items else []


def resources(making: Making, section: SectionConfig) -> list[Block]:
    """Pages for further reading, from the configuration."""
    items = [
        Paragraph((Text(f"{r.publisher}: "), Link(making.label(r.title), r.url)), section.portion)
        for r in making.config.resources
    ]
    return [Bullets(tuple(items))] if items else []


def contact(making: Making, section: SectionConfig) -> list[Block]:
    """Whom to ask, from the configuration."""
    lines = making.config.contact.get(making.language) or making.config.contact.get("en", [])
    return [Paragraph((Text(line),), section.portion) for line in lines]
