"""Around a site: who is there, what alerts tell of it, advice in force, and harm to foreigners."""

from __future__ import annotations

from almenara.analysis.figures import figure
from almenara.model.period import Period
from almenara.product import formats
from almenara.product.briefs import site_threats
from almenara.product.briefs.shown import cell, may_pass
from almenara.product.briefs.told import Told, joined
from almenara.product.document import Block, Bullets, Column, Paragraph, Table, Text

NAMES, ALERTS = 10, 5
"""Names of groups, and alerts, that are told; what is left out is said to be."""


def context(told: Told) -> list[Block]:
    """The owner's own numbers, groups and rivals."""
    figures, said = told.site.figures, []
    if may_pass(told.making.context, figures.get("people_there")):
        said.append(told.say("site_own_people", people=figures["people_there"]))
    if may_pass(told.making.context, figures.get("value_there")):
        value = figures["value_there"]
        said.append(told.say("site_own_value", value=value, currency=told.text(value.unit)))
    return [*([joined(said, told.portion)] if said else []), *_groups(told)]


def _groups(told: Told) -> list[Block]:
    figures, facts, making = told.site.figures, told.site.facts, told.making
    here = figures.get("groups")
    if here is None:
        return []
    if not may_pass(making.context, here):
        why = making.remark(here.reason) if here.reason else told.words["withheld"]
        return [making.say("site_no_groups", state=told.state_name(), why=told.text(why))]
    names, pairs = facts["groups"], [f" {told.words['and']} ".join(p) for p in facts["rivals"]]
    said = [
        making.say(
            "site_groups", groups=here, state=told.state_name(), names=told.text("; ".join(names[:NAMES])),
            more=len(names) > NAMES, one=here.value == 1,
        )
    ]  # fmt: skip
    if pairs and may_pass(making.context, figures.get("rivals")):
        said.append(
            making.say(
                "site_rivals", pairs=figures["rivals"], names=told.text("; ".join(pairs[:NAMES])),
                more=len(pairs) > NAMES, one=len(pairs) == 1,
            )
        )  # fmt: skip
    return [joined(said)]


def near(told: Told) -> list[Block]:
    """What was recorded near, and alerts on it."""
    blocks = site_threats.near(told.making, told.site, told.threats, told.portion)
    if told.given.get("type") == "place":
        return blocks
    if told.near is None:
        return [*blocks, told.making.say("site_no_rules")]
    if not told.near:
        return [*blocks, told.making.say("site_no_alerts")]
    items = []
    for message in told.near[:ALERTS]:
        language = told.making.language if told.making.language in message.headline else "en"
        kind = told.making.word("briefs", "messages", message.type)
        items.append(Paragraph((Text(f"{kind}{message.headline[language]}"),), message.marking))
    return [*blocks, Bullets(tuple(items))]


def advice(told: Told) -> list[Block]:
    """Levels of every government's advice in force: of the country and, where one is given, of the state."""
    making, day = told.making, Period(told.making.context.as_of, told.making.context.as_of)
    lines = []
    for one in making.context.definitions.values():
        if "advisory-level" not in one.measures:
            continue
        codes = [making.pack.code, *([told.state] if told.state else [])]
        held = [
            figure(making.context, "advisory-level", making.context.gazetteer.get(c), day, one.id)
            for c in codes
        ]
        known = [f for f in held if f.is_known]
        if not known:
            continue
        newest = max(f.period.start for f in known)
        name = one.name(making.language)
        lines.append(
            (
                (Text(name),),
                cell(making, held[0]),
                cell(making, held[1]) if len(held) > 1 else (Text("–"),),
                (Text(formats.short_day(newest, making.language)),),
            )
        )
    if not lines:
        return []
    heads = ("advice", "country_level", "state_level", "day")
    columns = tuple(
        Column(told.words["columns"][h], "right" if h.endswith("_level") else "left") for h in heads
    )
    return [Table(told.words["tables"]["advice"], columns, tuple(lines), id="site-advice")]


def foreigners(told: Told) -> list[Block]:
    """What is known of foreigners who came to harm, and why it is no rate."""
    making, said = told.making, []
    row = next((r for r in told.found.rows if r.key == f"country:{making.pack.code}"), None)
    if row is None:
        return []
    why = making.remark(row.figures["travellers"].reason)
    country = told.text(making.place_name(making.pack.country))
    for name in ("foreigners-killed", "foreign-deaths"):
        found = row.figures[name]
        if may_pass(making.context, found):
            rule = making.context.definition(found.definition).name(making.language)
            said.append((found, rule))
    if not said:
        return [making.say("site_no_foreigners", country=country)]
    parts = [
        making.say(
            "site_foreigners", country=country, period=found.period, count=found, what=told.text(what.rstrip(".")),
            why=told.text(site_threats.capital(why)) if n == len(said) - 1 else None,
        )
        for n, (found, what) in enumerate(said)
    ]  # fmt: skip
    return [joined(parts)]
