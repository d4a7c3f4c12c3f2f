"""Figures of a scenario: medians of draws with their intervals, and what each stands on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from almenara.analysis.context import Context
from almenara.analysis.scenarios.ensemble import Ensemble, Outcome
from almenara.analysis.scenarios.fitted import YEAR, Fitted
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Row
from almenara.model.period import Period
from almenara.model.phrase import Phrase, phrase

Floats = npt.NDArray[np.float64]

UNITS = {
    "group-members": "members", "group-recruits": "recruits a week", "group-arrests": "arrests a week",
    "group-deaths": "deaths a week",
}  # fmt: skip
WEEKLY = ("group-recruits", "group-arrests", "group-deaths")
"""Measures in the order of the model's flows."""
PERCENT = "%"
_HALF_YEAR = 6


@dataclass(frozen=True)
class Maker:
    """Makes figures of one ensemble as of a day, all on the same evidence."""

    context: Context
    of: Fitted
    draws: int
    evidence: tuple[Evidence, ...]

    @classmethod
    def of_draws(cls, context: Context, drawn: Ensemble) -> Maker:
        """For an ensemble: its casualties and ties are the evidence."""
        pages: dict[tuple[Any, ...], list[Evidence]] = {}
        for figure in drawn.of.casualties.figures:
            for item in figure.all_evidence():
                pages.setdefault(
                    (item.document, item.url, item.title, item.published, item.ground), []
                ).append(item)
        held = [
            replace(items[0], locator="; ".join(dict.fromkeys(i.locator for i in items)),
                    cells=sum(i.cells for i in items))
            for items in pages.values()
        ]  # fmt: skip
        return cls(context, drawn.of, drawn.draws, (*held, *drawn.of.ties.evidence))

    def median(
        self, values: Floats, unit: str, measure: str, period: Period, method: str = "scenario-median",
        within: float = 0.9, decimals: int = 0,
    ) -> Figure:  # fmt: skip
        """Median and interval of draws, shape (draws,); `within` is the interval's share."""
        low, middle, high = np.quantile(values, [(1 - within) / 2, 0.5, (1 + within) / 2])
        return self.number(
            float(middle),
            unit,
            measure,
            period,
            phrase(method, draws=self.draws),
            decimals,
            float(low),
            float(high),
        )

    def number(
        self, value: float, unit: str, measure: str, period: Period, method: Phrase, decimals: int = 0,
        low: float | None = None, high: float | None = None,
    ) -> Figure:  # fmt: skip
        """A figure, known when the last of its evidence was."""
        last = max(self.evidence, key=lambda e: e.published, default=None)
        return Figure(
            value, unit, measure, "", self.of.pack.country, period, self.context.as_of,
            known=last.published if last else None, ground=last.ground if last else "", low=low, high=high,
            method=method, decimals=decimals, evidence=self.evidence,
        )  # fmt: skip

    def both(self, name: str, values: Floats, measure: str, period: Period) -> dict[str, Figure]:
        """A quantity with its 90 % interval, and under `…_half` with that of half the draws."""
        unit, decimals = UNITS[measure], 0 if measure == "group-members" else 1
        return {
            name: self.median(values, unit, measure, period, decimals=decimals),
            f"{name}_half": self.median(values, unit, measure, period, "scenario-half", 0.5, decimals),
        }

    def percent(self, changed: Floats, to: Floats, measure: str, period: Period) -> Figure:
        """Change of one run on another of the same draw, in percent."""
        return self.median(100 * (changed / to - 1), PERCENT, measure, period, "scenario-paired", decimals=1)

    def chance(self, happened: npt.NDArray[np.bool_], measure: str, period: Period) -> Figure:
        """Share of draws in which something holds, in percent."""
        value = 100 * float(happened.mean())
        return self.number(value, PERCENT, measure, period, phrase("scenario-chance", draws=self.draws))


def day_of(of: Fitted, week: float) -> date:
    """The day of a week of the model."""
    return of.model.origin + timedelta(days=round(week * YEAR / 52))


def at(day: date) -> Period:
    """The period of one day."""
    return Period(day, day)


def past_rows(make: Maker, outcome: Outcome) -> list[Row]:
    """What was counted a year, and the model's way to the start, a row every half year."""
    of, rows = make.of, []
    for number, total in enumerate(of.casualties.yearly):
        year = Period.year(of.casualties.first + number)
        value = of.model.shares.casualties * float(total) / 52
        figure = make.number(
            value, UNITS["group-deaths"], "group-deaths", year, phrase("scenario-counted"), 1
        )
        rows.append(Row(f"counted-{year}", str(year), {"counted": figure}, facts={"part": "counted"}))
    count = len(outcome.before.weeks)
    for index in sorted({0, *range((count - 1) % _HALF_YEAR, count - 1, _HALF_YEAR)} - {count - 1}):
        day = day_of(of, float(outcome.before.weeks[index]))
        figures = {
            **make.both("members_present", outcome.before.members[index], "group-members", at(day)),
            **make.both("deaths_present", outcome.before.flows[index, 2], "group-deaths", at(day)),
        }
        rows.append(Row(day.isoformat(), day.isoformat(), figures, facts={"part": "past"}))
    return rows


def future_rows(make: Maker, outcome: Outcome) -> list[Row]:
    """From the start on, a row every half year and at the end: both courses and their difference."""
    months = len(outcome.months) - 1
    rows = []
    for index in sorted({*range(0, months + 1, _HALF_YEAR), months}):
        day = day_of(make.of, float(outcome.present.weeks[index]))
        rows.append(Row(day.isoformat(), day.isoformat(), state(make, outcome, index), facts={
            "part": "ahead", "months": index, "year": index % 12 == 0 or index == months,
        }))  # fmt: skip
    return rows


def state(make: Maker, outcome: Outcome, index: int) -> dict[str, Figure]:
    """Members and weekly deaths of both courses, and their difference, so many months after the start."""
    day = at(day_of(make.of, float(outcome.present.weeks[index])))
    present, changed = outcome.present, outcome.changed
    found = {
        **make.both("members_present", present.members[index], "group-members", day),
        **make.both("members", changed.members[index], "group-members", day),
        **make.both("deaths_present", present.flows[index, 2], "group-deaths", day),
        **make.both("deaths", changed.flows[index, 2], "group-deaths", day),
    }
    if index:
        found |= {
            "members_change": make.percent(
                changed.members[index], present.members[index], "group-members", day
            ),
            "deaths_change": make.percent(
                changed.flows[index, 2], present.flows[index, 2], "group-deaths", day
            ),
        }
    return found


def end_figures(make: Maker, outcome: Outcome) -> dict[str, Figure]:
    """The start, the end, and the deaths in between: both courses, their difference and what each is to the start."""
    present, changed = outcome.present, outcome.changed
    first = at(outcome.start)
    last = at(day_of(make.of, float(present.weeks[-1])))
    span = Period(outcome.start, last.end)
    members, deaths = present.members[0], present.flows[0, 2]
    sums = present.totals[-1, 2], changed.totals[-1, 2]
    return {
        "members_start": make.median(members, UNITS["group-members"], "group-members", first),
        **{
            f"{measure.removeprefix('group-')}_start": make.median(
                present.flows[0, number], UNITS[measure], measure, first, decimals=1
            )
            for number, measure in enumerate(WEEKLY)
        },
        "members_present": make.median(present.members[-1], UNITS["group-members"], "group-members", last),
        "members": make.median(changed.members[-1], UNITS["group-members"], "group-members", last),
        "deaths_present": make.median(present.flows[-1, 2], UNITS["group-deaths"], "group-deaths", last, decimals=1),
        "deaths": make.median(changed.flows[-1, 2], UNITS["group-deaths"], "group-deaths", last, decimals=1),
        "members_change": make.percent(changed.members[-1], present.members[-1], "group-members", last),
        "deaths_change": make.percent(changed.flows[-1, 2], present.flows[-1, 2], "group-deaths", last),
        "members_on_start": make.percent(changed.members[-1], members, "group-members", last),
        "deaths_on_start": make.percent(changed.flows[-1, 2], deaths, "group-deaths", last),
        "members_present_on_start": make.percent(present.members[-1], members, "group-members", last),
        "deaths_present_on_start": make.percent(present.flows[-1, 2], deaths, "group-deaths", last),
        "deaths_sum_present": make.median(sums[0], "deaths", "group-deaths", span),
        "deaths_sum": make.median(sums[1], "deaths", "group-deaths", span),
        "deaths_sum_difference": make.median(sums[1] - sums[0], "deaths", "group-deaths", span, "scenario-paired"),
        "deaths_sum_change": make.percent(*sums[::-1], "group-deaths", span),
        "chance_fewer": make.chance(changed.flows[-1, 2] < present.flows[-1, 2], "group-deaths", last),
        "chance_above_start": make.chance(changed.flows[-1, 2] > deaths, "group-deaths", last),
    }  # fmt: skip


def caveats(make: Maker, drawn: Ensemble, arrests: dict[str, Figure] | None = None) -> tuple[str, ...]:
    """What to mind of every scenario, and what the day's evidence lacks.

    arrests  end_figures of a scenario that is about more arrests alone, for the full picture of it
    """
    of, shares, told = drawn.of, drawn.of.model.shares, []
    if arrests:
        value = {name: f"{arrests[name].value or 0.0:+.0f}" for name in _PICTURE}
        told.append(phrase("scenario-arrests", present=value["deaths_change"], start=value["deaths_on_start"],
                           course=value["deaths_present_on_start"]))  # fmt: skip
    told += [
        phrase("scenario-silent"),
        phrase(
            "scenario-shares", casualties=f"{100 * shares.casualties:g}", arrests=f"{100 * shares.arrests:g}",
            varied=f"{100 * shares.varied:g}",
        ),
        phrase("scenario-box"),
        phrase("scenario-learnt", first=of.casualties.first, last=of.casualties.last),
    ]  # fmt: skip
    if of.box == "wide":
        told.append(phrase("scenario-wide"))
    if lacks := of.casualties.chosen.lacks:
        told.append(phrase("scenario-lacks", lacks=lacks["en"]))
    ties = of.ties
    counts = {"rivalries": ties.rivalries, "alliances": ties.alliances}
    wanted: dict[str, dict[str, int | None]] = {
        "survey": counts, "statements": counts, "published": {"rivalries": ties.rivalries}, "none": {},
    }  # fmt: skip
    told.append(phrase(f"scenario-ties-{ties.kind}", **wanted[ties.kind]))
    if make.context.as_of < of.model.cited.known:
        told.append(phrase("scenario-later", day=of.model.cited.known))
    return tuple(told)


_PICTURE = ("deaths_change", "deaths_on_start", "deaths_present_on_start")
