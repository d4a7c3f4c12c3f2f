"""What changed since an earlier day: figures revised and new, levels that moved, policy events."""

from __future__ import annotations

from almenara.analysis.flows import Series, totals
from almenara.analysis.levels import levels
from almenara.analysis.statements import POLICY
from almenara.model.figure import Figure
from almenara.product.config import SectionConfig
from almenara.product.document import Block, Bullets, Paragraph, Reference
from almenara.product.making import Making
from almenara.product.parts.register import newest_events


def since(making: Making, section: SectionConfig) -> list[Block]:
    """Headline series, the section's figures, advisory levels and policy events compared with what was
    known on the earlier day.

    A figure of the same period that differs was revised; a newer period is told as new.
    """
    if making.earlier is None:
        return []
    day = making.earlier.as_of
    intro = making.say("since_text", day=day, edition=making.edition is not None)
    items = [
        *_series(making, section), *_figures(making, section), *_levels(making, section),
        *_policy(making, section),
    ]  # fmt: skip
    if not items:
        return [intro, making.say("no_change", day=day)]
    return [intro, Bullets(tuple(items))]


def _series(making: Making, section: SectionConfig) -> list[Paragraph]:
    earlier = making.earlier
    assert earlier is not None
    items = []
    for name in making.config.headline:
        entry = making.config.series[name]
        series = Series(entry.measure, entry.definition)
        label = making.label(entry.label)
        then = totals(earlier, series, making.series_place(name))
        now = making.totals(name)
        before = {str(f.period): f for f in (*then.years, then.to_date) if f}
        for figure in (*now.years[-2:], now.to_date):
            if figure is None:
                continue
            known = before.get(str(figure.period))
            if known is not None and known.value != figure.value:
                items.append(_revised(making, section, label, figure, known))
            elif known is None and figure.known and figure.known > earlier.as_of:
                items.append(
                    making.say("new_figure", section.portion, label=label, now=figure,
                               unit=making.unit(figure), period=figure.period)
                )  # fmt: skip
    return items


def _revised(making: Making, section: SectionConfig, label: str, now: Figure, then: Figure) -> Paragraph:
    return making.say(
        "revised", section.portion, label=label, now=now, then=then, unit=making.unit(now),
        period=now.period, day=then.as_of,
    )  # fmt: skip


def _figures(making: Making, section: SectionConfig) -> list[Paragraph]:
    """The newest figure of each definition that the section names, if it was not known on the earlier day."""
    earlier = making.earlier
    assert earlier is not None
    items = []
    for wanted in section.figures:
        now, label = making.configured(wanted), making.label(wanted.label)
        then = making.configured(wanted, earlier)
        if not now.is_known or now.known is None or now.known <= earlier.as_of:
            continue
        if then.is_known and then.period == now.period:
            if then.value != now.value:
                items.append(_revised(making, section, label, now, then))
            continue
        items.append(
            making.say("new_figure", section.portion, label=label, now=now, unit=making.unit(now),
                       period=now.period)
        )  # fmt: skip
    return items


def _policy(making: Making, section: SectionConfig) -> list[Paragraph]:
    """The newest event of each policy, if it was not known on the earlier day."""
    earlier = making.earlier
    assert earlier is not None
    items = []
    for event in newest_events(making).values():
        if event.known > earlier.as_of:
            said = making.say(
                "policy_event", section.portion, policy=event.subject, text=event.object.rstrip("."),
                status=making.word("statuses", event.predicate.removeprefix(POLICY)),
            )  # fmt: skip
            note = Reference(making.press.cite([event.evidence]))
            items.append(Paragraph((*said.inlines, note), said.portion))
    return items


def _levels(making: Making, section: SectionConfig) -> list[Paragraph]:
    assert making.earlier is not None
    then = levels(making.earlier, making.pack, making.config.advisory)
    items = []
    for code, figure in making.levels.current.items():
        before = then.current[code]
        if figure.is_known and before.is_known and figure.value != before.value:
            state = making.prose.literal(making.place_name(figure.place))
            items.append(making.say("level_changed", section.portion, state=state, now=figure, then=before))
    new = [day for day in making.levels.editions if day not in then.editions]
    items += [
        making.say("advisory_edition", section.portion, day=day, same=bool(then.editions) and not items)
        for day in new
    ]
    return items
