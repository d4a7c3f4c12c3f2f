"""What changed about a site since an earlier day, and what is not known of it."""

from __future__ import annotations

from datetime import date

from almenara.product.briefs import site_threats
from almenara.product.briefs.shown import may_pass
from almenara.product.briefs.told import Told
from almenara.product.document import Block, Bullets, Paragraph, Text

NAMES = 10
"""Names of groups that are told."""


def review(told: Told) -> list[Block]:
    """What changed since an earlier day; that nothing is compared where there is none."""
    since = told.found.facts["since"]
    if not since:
        return [told.making.say("site_first_look" if told.first else "site_not_compared")]
    day, figures, items = date.fromisoformat(since), told.site.figures, []
    for name in ("level", "official"):
        before, now = figures.get(f"{name}_before"), figures.get(name)
        both = all(may_pass(told.making.context, f) for f in (before, now))
        if both and before is not None and now is not None and before.value != now.value:
            items.append(told.say(f"site_changed_{name}", day=day, before=before, now=now))
    if new := told.site.facts.get("new_groups"):
        items.append(told.say("site_changed_groups", day=day, names=told.text("; ".join(new[:NAMES]))))
    without: dict[str, list[str]] = {}
    for row in told.threats:
        if not (changed := row.facts.get("changed")):
            continue
        before, now = row.figures["rate_before"], row.figures["rate"]
        alike = before.definition == now.definition and before.place.code == now.place.code
        if before.is_known and now.is_known and not alike:
            changed = "otherwise"  # two rules, or two places: side by side they would pass for a rise or fall
        how, name = told.words["changed"][changed], site_threats.name_of(told.making, row)
        if alike and all(may_pass(told.making.context, f) for f in (before, now)):
            threat = told.text(site_threats.capital(name))
            items.append(
                told.say("site_changed_rate", threat=threat, before=before, now=now, how=told.text(how))
            )
        else:
            without.setdefault(how, []).append(name)
    for how, names in without.items():
        listed = told.text("; ".join(names))
        items.append(told.say("site_changed_known", how=told.text(site_threats.capital(how)), threats=listed))
    return [Bullets(tuple(items))] if items else [told.say("site_unchanged", day=day)]


def unknown(told: Told) -> list[Block]:
    """What is not known, with the reason, and what to mind."""
    items = site_threats.unknown(told.making, told.site, told.threats)
    minded = [told.making.remark(text) for text in told.found.caveats]
    mind = " ".join(f"{text[:1].upper()}{text[1:]}." for text in minded)
    blocks: list[Block] = [Bullets(tuple(items))] if items else []
    advice = told.making.say("site_no_advice").inlines
    return [*blocks, Paragraph((Text(f"{mind} "), *advice))]
