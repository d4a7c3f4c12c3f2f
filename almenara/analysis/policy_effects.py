"""What would each registered policy change? What is supposed of it, run on the model against the present course."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.policies import Policy, policies, supposed_on
from almenara.analysis.scenario import fit_facts, share_facts
from almenara.analysis.scenarios.ensemble import Ensemble, Outcome, difference, ensemble
from almenara.analysis.scenarios.figures import PERCENT, UNITS, Maker, at, caveats, end_figures
from almenara.analysis.scenarios.shares import nine
from almenara.countries.policy_mechanisms import Range, Supposed
from almenara.errors import NoEvidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.phrase import phrase
from almenara.reading.scenarios import Change

MONTHS = 60
"""From the day to the end of the run: five years."""
DRAWS = 200
"""Enough for a median and a 90 % interval; the command scenario runs more."""
SHOWN = ("members_change", "deaths_change", "deaths_sum_difference", "chance_fewer")
COURSE = ("members_start", "members_present", "deaths_start", "deaths_present")
_MEASURES = {
    "recruitment": "group-recruits", "incapacitation": "group-arrests", "lethality": "group-deaths",
    "saturation": "group-members",
}  # fmt: skip


def ask(context: Context, place: str, months: int = MONTHS, draws: int = DRAWS) -> Finding:
    """Every registered policy of which the country's pack supposes something on the day.

    place    a country's code
    Figures: of the present course members and weekly deaths at the start and after `months` (`members_start`,
    `members_present`, `deaths_start`, `deaths_present`). Rows: a policy each, by key; figures where it acts on a
    mechanism: `supposed` (change of the mechanism in percent, the range as bounds), members_change and
    deaths_change (after `months`, percent of the present course), deaths_sum_difference (over them), chance_fewer.
    Of the two assumptions: share_casualties and share_arrests (percent, how far they are varied as bounds),
    members_shares (members at the start, least and most with each share varied as bounds) and shares_points (by how
    many points of percent a policy's deaths_change moves with them at most). Of the fit: change_fit_… of each
    parameter, in percent of the published one; rivalries and alliances (pairs of the network, where there are any).
    Facts: shares, fit. Facts of a row: status, since, mechanism, register (the register's own reading), direction,
    phase_in, source, and the texts by language.
    Where the country has no model, or too little was known for it, no figures, and the reason among the unknowns.
    Raises NoEvidence where no policy was registered, BadInput for a file of assumptions that is wrong.
    """
    country = place.partition("-")[0]
    pack = context.packs[context.gazetteer.get(country).code]
    known = policies(context, pack.code)
    if not known:
        raise NoEvidence(f"no policy was registered by {context.as_of}")
    supposed = supposed_on(context, pack.code)
    read = [p for p in known if p.key in supposed]
    drawn: Ensemble | None = None
    unknowns: list[str] = []
    if any(supposed[p.key].factor for p in read):
        try:
            drawn = ensemble(context, pack.code, draws)
        except NoEvidence as reason:
            unknowns.append(phrase("policy-no-model", reason=str(reason)))
    present = difference(drawn, (), context.as_of, months) if drawn else None
    figures: dict[str, Figure] = {}
    if drawn and present:
        changes = [_change(supposed[p.key], f) for p in read if (f := supposed[p.key].factor)]
        figures = _course(context, drawn, present) | _assumed(context, drawn, changes, months)
    rows = tuple(_row(context, p, supposed[p.key], drawn, present) for p in read)
    if silent := [p.name for p in read if supposed[p.key].factor is None]:
        unknowns.append(phrase("policy-none", names="; ".join(silent)))
    if unread := [p.name for p in known if p.key not in supposed]:
        unknowns.append(phrase("policy-unread", names="; ".join(unread)))
    mind = (phrase("policy-assumed"), *(caveats(Maker.of_draws(context, drawn), drawn) if drawn else ()))
    facts: dict[str, Any] = {"place": pack.code, "months": months, "draws": draws}
    if drawn:
        facts |= {"shares": share_facts(drawn), "fit": fit_facts(context, drawn.of)}
    return Finding("policy-effects", context.as_of, figures, rows, facts, tuple(unknowns), mind)


def _course(context: Context, drawn: Ensemble, present: Outcome) -> dict[str, Figure]:
    ends = end_figures(Maker.of_draws(context, drawn), present)
    return _with_bounds({name: ends[name] for name in COURSE})


def _assumed(context: Context, drawn: Ensemble, changes: list[Change], months: int) -> dict[str, Figure]:
    """The two shares and what comes of varying them, and how the day's fit differs from the published one."""
    make, of, day = Maker.of_draws(context, drawn), drawn.of, at(context.as_of)
    shares, each = of.model.shares, nine(of)
    found = {
        f"share_{name}": Figure(
            100 * share, PERCENT, measure, "", of.pack.country, day, context.as_of, known=context.as_of,
            low=100 * share * (1 - shares.varied), high=100 * share * (1 + shares.varied),
            method=phrase("scenario-share"), decimals=decimals,
        )
        for name, share, measure, decimals in (
            ("casualties", shares.casualties, "group-deaths", 0), ("arrests", shares.arrests, "group-arrests", 1),
        )
    }  # fmt: skip
    course = difference(each, (), context.as_of, months)
    size = course.present.members[0]
    found["members_shares"] = make.number(
        float(size[size.size // 2]), UNITS["group-members"], "group-members", day, phrase("scenario-nine"),
        low=float(size.min()), high=float(size.max()),
    )  # fmt: skip
    spread = 0.0
    for change in changes:
        ends = difference(each, (change,), context.as_of, months, course)
        moved = 100 * (ends.changed.flows[-1, 2] / ends.present.flows[-1, 2] - 1)
        spread = max(spread, float(np.ptp(moved)))
    found["shares_points"] = make.number(spread, "points", "group-deaths", day, phrase("scenario-nine"), 1)
    for name, value in fit_facts(context, of)["on_published_pct"].items():
        found[f"change_fit_{name}"] = make.number(
            value, PERCENT, _MEASURES.get(name, "group-members"), day, phrase("scenario-fit"), 0
        )
    for name, count in (("rivalries", of.ties.rivalries), ("alliances", of.ties.alliances)):
        if count:
            made = make.number(float(count), "", f"group-{name}", day, phrase("scenario-ties"))
            found[name] = replace(made, evidence=of.ties.evidence or made.evidence)
    return _with_bounds(found)


def _with_bounds(figures: dict[str, Figure]) -> dict[str, Figure]:
    """The figures, rounded, and under `…_low` and `…_high` their bounds, for whoever prints these one by one."""
    figures = {name: _rounded(figure) for name, figure in figures.items()}
    bounds = {
        f"{name}_{end}": replace(figure, value=value, low=None, high=None)
        for name, figure in figures.items()
        for end, value in (("low", figure.low), ("high", figure.high))
        if value is not None
    }
    return figures | bounds


def _rounded(figure: Figure) -> Figure:
    """Members to the hundred, all else to the decimals shown: no more is known."""
    places = -2 if figure.unit == "members" else figure.decimals
    value, low, high = (
        None if v is None else round(v, places) + 0.0 for v in (figure.value, figure.low, figure.high)
    )
    return replace(figure, value=value, low=low, high=high)


def _row(
    context: Context, policy: Policy, one: Supposed, drawn: Ensemble | None, present: Outcome | None
) -> Row:
    figures: dict[str, Figure] = {}
    if drawn and present and one.factor:
        make, changes, months = (
            Maker.of_draws(context, drawn),
            (_change(one, one.factor),),
            len(present.months) - 1,
        )
        ends = end_figures(make, difference(drawn, changes, context.as_of, months, present))
        supposed = _range(context, drawn, one, one.factor)
        figures = _with_bounds({"supposed": supposed, **{n: ends[n] for n in SHOWN}})
    by = policy.by
    facts: dict[str, Any] = {
        "status": policy.status, "since": (by.start or by.day).isoformat(), "precision": by.precision,
        "by": by.id, "act": by.act, "mechanism": one.mechanism, "direction": one.direction or "",
        "register": list(policy.mechanisms),
        "phase_in": one.phase_in, "source": one.source if isinstance(one.source, str) else one.source.address,
        "why": one.why.model_dump(), "true_if": [w.model_dump() for w in one.true_if],
        "watch": [w.model_dump() for w in one.watch],
        "alternatives": [w.model_dump() for w in one.alternatives],
    }  # fmt: skip
    return Row(policy.key, policy.name, figures, policy.by.place, facts)


def _change(one: Supposed, factor: Range) -> Change:
    return Change(one.mechanism, factor.low, factor.mode, factor.high, None, one.phase_in, one.why.en)


def _range(context: Context, drawn: Ensemble, one: Supposed, factor: Range) -> Figure:
    """What is supposed, as a change of the mechanism in percent; it rests on no evidence."""
    low, mode, high = (round(100 * (f - 1), 6) for f in (factor.low, factor.mode, factor.high))
    day = context.as_of
    return Figure(
        mode, "%", _MEASURES[one.mechanism], "", drawn.of.pack.country, at(day), day, known=day, low=low,
        high=high, method=phrase("policy-supposed"),
    )  # fmt: skip
