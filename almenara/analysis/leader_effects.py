"""What follows when a leader falls: homicides after captures and killings, against places that no event touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from almenara.analysis import leader_strikes
from almenara.analysis.armed_groups.registry import registry
from almenara.analysis.context import Context
from almenara.analysis.leader_effect_figures import Drawing
from almenara.analysis.leader_strikes import HEADS, Fought, Stacking, Strike
from almenara.analysis.leaders import LeaderEvent
from almenara.analysis.methods.event_study import Effect, Stack, before_trend, effect, monthly, placebo
from almenara.analysis.methods.hotspots import Weights
from almenara.analysis.months import Months, longest, months
from almenara.analysis.neighbours import beside
from almenara.countries.pack import Pack
from almenara.errors import NoEvidence, UsageError
from almenara.model.finding import Finding, Row
from almenara.model.phrase import phrase

SCOPES = {"own": "place", "beside": "neighbours", "group": "group"}
"""Masks of the places watched, and the words for them."""
WINDOWS = ((0, 5), (0, 11), (12, 23))
"""Months after the event, its own being month 0: half a year, a year, the year after."""
LEAST = 8
"""Events with which an effect is worked out."""
FEW = 5
"""Events with which a row is told."""
PLACEBOS = 400
SEED = 20181102


@dataclass(frozen=True)
class _Study:
    """What all rows are worked out from."""

    held: Months
    every: list[Strike]
    stacking: Stacking

    def choose(self, kinds: tuple[str, ...], roles: tuple[str, ...], disputed: bool) -> list[int]:
        """Numbers of the strikes of these kinds and roles (any where empty), without or with doubtful ones."""
        return [
            i
            for i, s in enumerate(self.every)
            if s.event.kind in kinds
            and (not roles or s.event.role in roles)
            and (disputed or not s.event.flag)
        ]


def ask(
    context: Context, country: str, measure: str = "homicide", definition: str | None = None,
    before: int = 12, after: int = 24,
) -> Finding:  # fmt: skip
    """Effect of captures and killings of leaders on a count in the place, beside it and where the group fought.

    country     code of a country with a pack
    measure     what is counted by month and municipality; `definition` by which rule (None takes the one that
                covers the most places and months)
    before, after  months watched on either side of the event, 6 or more and 24 or more
    Returns  rows <selection>:<scope>: selection all, captured, killed, heads (leaders and founders alone) or
             with-disputed; scope place, neighbours or group. Figures of each: events; change_half_year,
             change_first_year, change_second_year (percent, against the controls), change_trend (of the months
             before), change_placebo (the half year's on dates on which nothing happened), each with _low and
             _high of 95 %; p. Rows month:<n> with change_month of all undisputed events in the place. Figures
             change_without_one_low and _high: the half year when the places are left out one by one. Facts:
             ids of the events, of the disputed ones; how many could not be placed
    Raises   NoEvidence where no counts by municipality are known, or fewer than LEAST events; UsageError
    Method   methods.event_study; events that sources call false are none, disputed ones come in only in the
             selection with-disputed
    """
    pack = context.packs.get(country)
    if pack is None:
        raise UsageError(f"{context.gazetteer.get(country)} has no municipalities to compare; name a country")
    if before < 6 or after < 24:
        raise UsageError(
            f"{before} months before and {after} after: take 6 or more before, and 24 or more after"
        )
    study, left = _study(context, pack, measure, definition, before, after)
    chosen = {
        "all": study.choose(leader_strikes.KINDS, (), False),
        "captured": study.choose(("captured",), (), False),
        "killed": study.choose(("killed",), (), False),
        "heads": study.choose(leader_strikes.KINDS, HEADS, False),
        "with-disputed": study.choose(leader_strikes.KINDS, (), True),
    }
    main = study.stacking.stack(chosen["all"], "own")
    if main.events < LEAST:
        raise NoEvidence(
            f"{main.events} captures and killings of leaders dated to the month and placed in a municipality are "
            f"known on {context.as_of} within the months of {study.held.series.definition}; {LEAST} are needed"
        )
    drawing = Drawing(context, study.held, pack.country, [s.event for s in study.every])
    made = [
        _row(drawing, study, numbers, name, scope)
        for name, numbers in chosen.items()
        for scope in SCOPES
        if len(numbers) >= LEAST
    ]
    rows = [row for row in made if (row.figures["events"].value or 0) >= FEW]
    first = rows[0].figures
    one = Effect(1 + (first["change_half_year"].value or 0) / 100, *_without_each(main))
    figures = {"events": first["events"], **drawing.change("without_one", one, "effect-without-one")}
    facts: dict[str, Any] = {
        "country": pack.code, "measure": measure, "definition": study.held.series.definition,
        "before": before, "after": after, "events": [study.every[i].event.id for i in chosen["all"]],
        "disputed": [s.event.id for s in study.every if s.event.flag], "not_placed": len(left),
    }  # fmt: skip
    caveats = (phrase("effect-of-place"), phrase("effect-selected"))
    unknowns = (phrase("leaders-not-placed", count=len(left)),) if left else ()
    lines = (*rows, *_months(drawing, main))
    return Finding("leader-effects", context.as_of, figures, lines, facts, unknowns, caveats)


def _study(
    context: Context, pack: Pack, measure: str, definition: str | None, before: int, after: int
) -> tuple[_Study, list[LeaderEvent]]:
    chosen = definition or longest(context, measure, pack.country)
    held = months(context, measure, pack.country, chosen, "municipality")
    every, left = leader_strikes.strikes(context, held.panel)
    around: Weights | None = beside(context, pack, "municipality", held.panel.places).weights
    fought = Fought(context, held.panel, registry(context, pack))
    return _Study(held, every, Stacking.of(held.panel, every, around, fought, before, after)), left


def _row(drawing: Drawing, study: _Study, numbers: list[int], name: str, scope: str) -> Row:
    found = study.stacking.stack(numbers, scope)
    figures = {"events": drawing.count(found.events)}
    for key, (first, last) in zip(("half_year", "first_year", "second_year"), WINDOWS, strict=True):
        seen = effect(found, first, last)
        figures |= drawing.change(key, seen, "effect-of-months", first=first, last=last)
    figures |= drawing.change("trend", before_trend(found), "effect-before")
    against = placebo(effect(found, *WINDOWS[0]).ratio, _placebos(study, numbers, scope))
    nothing = Effect(against.middle, against.low, against.high)
    figures |= drawing.change("placebo", nothing, "effect-placebo", count=against.draws)
    figures["p"] = drawing.probability(against.p, against.draws)
    facts = {"selection": name, "scope": SCOPES[scope]}
    return Row(f"{name}:{SCOPES[scope]}", f"{name}, {SCOPES[scope]}", figures, facts=facts)


def _placebos(study: _Study, numbers: list[int], scope: str) -> list[float]:
    """The half year's ratios of the same places on dates on which nothing happened there."""
    quiet = [(i, held) for i in numbers if (held := study.stacking.quiet_months(i)).size]
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(PLACEBOS if quiet else 0):
        dates = [int(rng.choice(held)) for _, held in quiet]
        drawn = study.stacking.stack([i for i, _ in quiet], scope, dates)
        found.append(effect(drawn, *WINDOWS[0], draws=0).ratio)
    return found


def _months(drawing: Drawing, main: Stack) -> list[Row]:
    """The change in each month of the window."""
    ratio, low, high = monthly(main)
    return [
        Row(
            f"month:{i - main.before}", str(i - main.before),
            drawing.change(
                "month", Effect(*ends), "effect-of-months", first=i - main.before, last=i - main.before
            ),
        )
        for i, ends in enumerate(zip(ratio, low, high, strict=True))
    ]  # fmt: skip


def _without_each(main: Stack) -> tuple[float, float]:
    """Lowest and highest half-year ratio when each place in turn is left out."""
    inside = slice(main.before + WINDOWS[0][0], main.before + WINDOWS[0][1] + 1)
    seen, expected = main.seen[:, inside].sum(axis=1), main.expected[:, inside].sum(axis=1)
    ratios = [
        seen[main.cluster != c].sum() / expected[main.cluster != c].sum() for c in np.unique(main.cluster)
    ]
    return min(ratios), max(ratios)
