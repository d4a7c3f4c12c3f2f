"""Does the model give the published table? The published parameters run through the published equations, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.methods.group_population import Course, Network, network, run, start_sizes
from almenara.analysis.scenarios.fitted import YEAR, country_model
from almenara.analysis.scenarios.shares import PAIRS, by_share
from almenara.analysis.scenarios.ties import KnownTies, known_ties
from almenara.countries.pack import Pack
from almenara.countries.population_model import PopulationModel, load_ties
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period
from almenara.model.phrase import phrase


def ask(context: Context, country: str = "") -> Finding:
    """The published parameters and network, run once; needs no file: the pack holds what it needs.

    country  the first whose pack has a model, where not given
    The network is that of the study's files where the store holds them, otherwise the pack's own table.
    Figures: members (at the end of the fitted years), recruits_per_week (their mean), identity (greatest relative
    gap between change of members and recruits less losses), and the size with each share varied (`size_…`).
    Rows: a policy and week each, with members_change and deaths_change in percent; facts target, reported, within.
    Facts: within (whether all is), members_target, recruits_target, sizes.
    Raises NoEvidence where the country has no model.
    """
    pack, model = country_model(context, country)
    ties = _ties(context, pack, model)
    past = run(
        ties.network, start_sizes(np.array([model.parameters.members]), model.groups),
        np.array(model.parameters.row[:4])[:, None], np.arange(model.check.weeks + 1.0),
    )  # fmt: skip
    made = _Maker(context, pack, model, ties.evidence)
    members, recruits = float(past.members[-1, 0]), float(past.totals[-1, 0, 0]) / model.check.weeks
    rows = tuple(_rows(made, ties.network, past))
    sizes = _sizes(made, ties.network, past)
    check = model.check
    good = {
        "members": abs(members / check.members - 1) <= check.within,
        "recruits": abs(recruits / check.recruits - 1) <= check.within,
        "identity": (gap := _identity(past)) <= 1e-6,
    }
    figures = {
        "members": made.figure(members, "members", "group-members", made.end),
        "recruits_per_week": made.figure(recruits, "recruits a week", "group-recruits", made.decade, 1),
        "identity": made.figure(gap, "", "group-members", made.decade, 9),
        **{
            f"size_{key}": made.figure(value, "members", "group-members", made.end)
            for key, value in sizes.items()
        },
    }
    facts: dict[str, Any] = {
        "within": all(good.values()) and all(row.facts["within"] for row in rows),
        "within_each": good, "members_target": check.members, "recruits_target": check.recruits,
        "ties": {"kind": ties.kind, "rivalries": ties.rivalries}, "parameters": model.parameters.model_dump(),
        "shares": model.shares.model_dump(), "source": model.cited.model_dump(mode="json"),
        "reported": [r.model_dump() for r in check.reported],
    }  # fmt: skip
    mind = (
        phrase("scenario-silent"),
        phrase(
            "scenario-shares", casualties=f"{100 * model.shares.casualties:g}",
            arrests=f"{100 * model.shares.arrests:g}", varied=f"{100 * model.shares.varied:g}",
        ),
    )  # fmt: skip
    return Finding("scenario-check", context.as_of, figures, rows, facts, (), mind)


def _ties(context: Context, pack: Pack, model: PopulationModel) -> KnownTies:
    found = known_ties(context, pack, model)
    if found.kind in ("survey", "published"):
        return found
    ties = load_ties(
        pack, model
    )  # asked of a day before the study: the check is of the study, not of the day
    return replace(
        found, network=network(model.groups, ties.rivalries, ties.allies), kind="published",
        rivalries=len(ties.rivalries), alliances=None, evidence=(),
    )  # fmt: skip


class _Maker:
    """Makes figures of one run on the published numbers."""

    def __init__(
        self, context: Context, pack: Pack, model: PopulationModel, evidence: tuple[Evidence, ...]
    ) -> None:
        self.context, self.pack, self.model, self.evidence = context, pack, model, evidence
        last = model.origin.year + model.check.weeks // 52
        self.end = Period.parse(f"{last}-01-01")
        self.decade = Period(model.origin, Period.year(last - 1).end)

    def figure(self, value: float, unit: str, measure: str, period: Period, decimals: int = 0) -> Figure:
        return Figure(
            value, unit, measure, "", self.pack.country, period, self.context.as_of,
            known=self.model.cited.known, ground="archived", method=phrase("scenario-published"),
            decimals=decimals, evidence=self.evidence,
        )  # fmt: skip


def _identity(past: Course) -> float:
    """Greatest gap between the change of members and the sum of their flows, relative to the members."""
    sums = past.totals[:, 0] - past.totals[:, 1:].sum(axis=1)
    return float(np.abs((past.members - past.members[0] - sums) / past.members).max())


def _rows(made: _Maker, tied: Network, past: Course) -> list[Row]:
    check, rates = made.model.check, np.array(made.model.parameters.row[:4])
    after = sorted({t.week for t in check.targets})
    weeks = check.weeks + np.array([0.0, *after])
    targets = {(t.policy, t.week): t for t in check.targets}
    told = {r.policy: r for r in check.reported}
    factors = np.array([p.row for p in check.policies]).T
    course = run(tied, np.repeat(past.sizes, len(check.policies), axis=1), rates[:, None] * factors, weeks)
    base_deaths, rows = past.flows[-1, 2], []
    for number, policy in enumerate(check.policies):
        for place, week in enumerate(after, 1):
            members = 100 * float(course.members[place, number] / past.members[-1, 0] - 1)
            deaths = 100 * float(course.flows[place, 2, number] / base_deaths[0] - 1)
            period = Period(made.end.start, made.end.start + timedelta(days=round(week * YEAR / 52)))
            target = targets.get((policy.id, week))
            near = target is None or (
                abs(members - target.members_change_pct) <= check.points
                and abs(deaths - target.deaths_change_pct) <= check.points
            )
            figures = {
                "members_change": made.figure(members, "%", "group-members", period, 1),
                "deaths_change": made.figure(deaths, "%", "group-deaths", period, 1),
                "deaths_sum": made.figure(
                    float(course.totals[place, 2, number]), "deaths", "group-deaths", period
                ),
            }
            facts = {
                "policy": policy.id, "week": week, "within": near,
                "target": target.model_dump() if target else None,
                "reported": told[policy.id].model_dump() if policy.id in told else None,
            }  # fmt: skip
            rows.append(Row(f"{policy.id}-{week}", policy.id, figures, facts=facts))
    return rows


def _sizes(made: _Maker, tied: Network, past: Course) -> dict[str, float]:
    """Members at the end with each share at its low, own and high value: casualties' first, arrests' second."""
    best, varied = np.array(made.model.parameters.row), made.model.shares.varied
    parameters, _, _ = by_share(tied, best, past.flows[:, 2, 0], past.weeks, varied)
    course = run(tied, start_sizes(parameters[4], tied.size), parameters[:4], past.weeks[[0, -1]])
    return {name: float(m) for name, m in zip(PAIRS, course.members[-1], strict=True)}
