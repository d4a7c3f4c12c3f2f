"""Which of two scenarios leaves fewer members and deaths, and by how much: the same draws run through both."""

from __future__ import annotations

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.scenario import (
    CANNOT_SAY,
    fit_facts,
    more_arrests,
    outcome_of,
    prepared,
    reported,
    scenario_facts,
    share_facts,
)
from almenara.analysis.scenarios.ensemble import DRAWS
from almenara.analysis.scenarios.figures import UNITS, Maker, at, caveats, day_of, end_figures
from almenara.errors import UsageError
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row
from almenara.model.period import Period


def ask(
    context: Context, first: str, second: str, first_file: str = "first.yml", second_file: str = "second.yml",
    draws: int = DRAWS,
) -> Finding:  # fmt: skip
    """The difference of the second scenario to the first, draw by draw, every year and at the end.

    first, second  text of a scenario file, or country/name of a pack's own, as scenario
    Figures: members_first, members_second, members_difference (percent), deaths likewise (a week), deaths_sum_…
    (deaths, and the difference also in deaths), chance_fewer (that the second leaves fewer deaths a week).
    Rows: the same by year. Raises UsageError where they are not of one country, start and horizon; as scenario.
    """
    one, drawn = prepared(context, first, first_file, draws)
    two, other = prepared(context, second, second_file, draws)
    spans = [(s.start or context.as_of, s.horizon) for s in (one, two)]
    if other is not drawn or spans[0] != spans[1]:
        said = [
            f"{s.country} from {start} for {months} months"
            for s, (start, months) in zip((one, two), spans, strict=True)
        ]
        raise UsageError(
            f"only scenarios of one country, start and horizon compare: {said[0]}, and {said[1]}"
        )
    a, b = outcome_of(context, one, drawn), outcome_of(context, two, drawn)
    make = Maker.of_draws(context, drawn)

    def figures(index: int) -> dict[str, Figure]:
        day = at(day_of(drawn.of, float(a.present.weeks[index])))
        span = Period(a.start, max(day.end, a.start))
        held: dict[str, Figure] = {}
        quantities = (
            ("members", "group-members", a.changed.members[index], b.changed.members[index]),
            ("deaths", "group-deaths", a.changed.flows[index, 2], b.changed.flows[index, 2]),
        )
        for name, measure, left, right in quantities:
            decimals = 0 if name == "members" else 1
            held[f"{name}_first"] = make.median(left, UNITS[measure], measure, day, decimals=decimals)
            held[f"{name}_second"] = make.median(right, UNITS[measure], measure, day, decimals=decimals)
            held[f"{name}_difference"] = make.percent(right, left, measure, day)
        sums = a.changed.totals[index, 2], b.changed.totals[index, 2]
        held["deaths_sum_first"] = make.median(sums[0], "deaths", "group-deaths", span)
        held["deaths_sum_second"] = make.median(sums[1], "deaths", "group-deaths", span)
        held["deaths_sum_difference"] = make.median(
            np.asarray(sums[1] - sums[0]), "deaths", "group-deaths", span, "scenario-paired"
        )
        fewer = b.changed.flows[index, 2] < a.changed.flows[index, 2]
        held["chance_fewer"] = make.chance(fewer, "group-deaths", day)
        return held

    months = len(a.months) - 1
    rows = []
    for index in sorted({*range(12, months + 1, 12), months}):
        day = day_of(drawn.of, float(a.present.weeks[index])).isoformat()
        rows.append(Row(day, day, figures(index), facts={"months": index}))
    known = {
        "first": scenario_facts(one, a.start), "second": scenario_facts(two, b.start),
        "fit": fit_facts(context, drawn.of), "shares": share_facts(drawn), "cannot_say": list(CANNOT_SAY),
        "draws": drawn.draws,
    } | reported(context, drawn.of)  # fmt: skip
    arrests = next((end_figures(make, o) for s, o in ((one, a), (two, b)) if more_arrests(s)), None)
    mind = caveats(make, drawn, arrests)
    return Finding("scenario-compare", context.as_of, figures(months), tuple(rows), known, (), mind)
