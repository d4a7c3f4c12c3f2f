"""Which captures and killings of leaders can be studied: where and when they struck, and what they touch."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import ibis
import numpy as np
import numpy.typing as npt

from almenara.analysis.armed_groups.registry import Registry
from almenara.analysis.context import Context
from almenara.analysis.leaders import LeaderEvent, leader_records, who
from almenara.analysis.methods.event_study import Mask, Stack, Windows, stack
from almenara.analysis.methods.hotspots import Weights
from almenara.analysis.panel import MonthlyPanel, month_number
from almenara.errors import AmbiguousGroup, UnknownGroup
from almenara.model.place import fold

KINDS = ("captured", "killed")
"""What removes a leader: an extradition or a death in prison comes after the removal."""
HEADS = ("leader", "founder")
"""Roles of those who led the whole group."""
_BETWEEN = re.compile(r" / | - ")
FOUGHT_MONTHS = 24
"""Months before an event in which a group's fights tell where it is."""


@dataclass(frozen=True)
class Strike:
    """One removal at one place.

    place  index of the municipality in the panel
    month  column of the panel
    """

    event: LeaderEvent
    place: int
    month: int


def strikes(context: Context, panel: MonthlyPanel) -> tuple[list[Strike], list[LeaderEvent]]:
    """Removals dated to the month at a place of the panel, oldest first; and the removals that are not.

    Several records of one person and kind within a month are one removal: the one that names the municipality,
    with any flag that one of them has. One that any source calls false did not happen and is in neither list.
    """
    index = {code: i for i, code in enumerate(panel.places)}
    records = [e for e in leader_records(context) if e.kind in KINDS]
    found: dict[tuple[str, str, int], list[LeaderEvent]] = {}
    for event in sorted(records, key=lambda e: (e.place not in index, e.end - e.start, e.start, e.id)):
        found.setdefault((who(event), event.kind, month_number(event.end)), []).append(event)
    kept, left = [], []
    for (_, _, month), same in found.items():
        if any(e.flag == "false" for e in same):
            continue
        event = replace(same[0], flag=next((e.flag for e in same if e.flag), ""))
        if event.place in index and month_number(event.start) == month:
            kept.append(Strike(event, index[event.place], month - panel.first))
        else:
            left.append(event)
    return sorted(kept, key=lambda s: (s.month, s.place, s.event.id)), left


def near(weights: Weights, place: int) -> npt.NDArray[np.int64]:
    """Indices of the places beside one."""
    return np.asarray(weights.indices[weights.indptr[place] : weights.indptr[place + 1]], dtype=np.int64)


def group_names(groups: Registry, written: str) -> frozenset[str]:
    """Every folded name of the groups that a record of an event names, "A / B" being two.

    A name of several groups, or of none known, stands for itself alone.
    """
    names: set[str] = set()
    for part in _BETWEEN.split(written):
        try:
            names |= groups.find(part).called
        except (AmbiguousGroup, UnknownGroup):
            names.add(fold(part))
    return frozenset(names)


Places = npt.NDArray[np.int64]


class Fought:
    """Where groups fought before a month."""

    def __init__(self, context: Context, panel: MonthlyPanel, groups: Registry) -> None:
        """Hold the events of groups against each other or civilians whose municipality is known."""
        self.groups = groups
        index = {code: i for i, code in enumerate(panel.places)}
        rows = context.view.rows_known("events")
        rows = rows.filter(
            rows.place_precision.isin(["point", "municipality"]) & (rows.side_b != ibis.literal(""))
        )
        held: dict[str, list[tuple[int, int]]] = {}
        for row in context.view.fetch(rows.select("place", "side_a", "side_b", "start", "kind")).to_pylist():
            if row["place"] in index and not row["kind"].startswith("leader-"):
                where = (month_number(row["start"]) - panel.first, index[row["place"]])
                for side in filter(None, (row["side_a"], row["side_b"])):
                    held.setdefault(fold(side), []).append(where)
        self._of_name = {name: np.array(sorted(set(some)), dtype=np.int64) for name, some in held.items()}
        self._of_group: dict[str, Places] = {}

    def before(self, written: str, month: int) -> Places:
        """Rows of the panel where a group, as a record names it, fought in the FOUGHT_MONTHS before a month."""
        if written not in self._of_group:
            some = [self._of_name[n] for n in group_names(self.groups, written) if n in self._of_name]
            joined = np.concatenate([np.empty((0, 2), dtype=np.int64), *some])
            self._of_group[written] = joined[np.argsort(joined[:, 0], kind="stable")]
        fights = self._of_group[written]
        first, last = np.searchsorted(fights[:, 0], [month - FOUGHT_MONTHS, month])
        return np.unique(fights[first:last, 1])


@dataclass(frozen=True)
class Watched:
    """For each strike the places, rows of the panel: its own, those beside it, those of the group elsewhere."""

    own: tuple[Places, ...]
    beside: tuple[Places, ...]
    group: tuple[Places, ...]

    def all_of(self, number: int) -> Places:
        """Every place that a strike may touch."""
        return np.concatenate([self.own[number], self.beside[number], self.group[number]])


def watched(every: Sequence[Strike], weights: Weights | None, fought: Fought) -> Watched:
    """The places to watch; a place is in the first of the three that fits."""
    own: list[Places] = []
    beside: list[Places] = []
    group: list[Places] = []
    for strike in every:
        mine = {strike.place}
        near_it = set() if weights is None else set(near(weights, strike.place).tolist()) - mine
        theirs = set(fought.before(strike.event.group, strike.month).tolist()) - mine - near_it
        for held, found in ((own, mine), (beside, near_it), (group, theirs)):
            held.append(np.array(sorted(found), dtype=np.int64))
    return Watched(tuple(own), tuple(beside), tuple(group))


def _touched(
    panel: MonthlyPanel, every: Sequence[Strike], before: int | None, after: int,
    places: Callable[[int], Iterable[int]],
) -> Mask:  # fmt: skip
    """Where and in the windows around which months places are touched: by a strike from `before` months earlier
    (any earlier one where None) to `after` months later."""
    found = np.zeros(panel.counts.shape, dtype=bool)
    for number, strike in enumerate(every):
        last = None if before is None else strike.month + before + 1
        found[list(places(number)), max(strike.month - after, 0) : last] = True
    return found


@dataclass(frozen=True)
class Stacking:
    """Makes stacks of some strikes in one scope."""

    windows: Windows
    every: Sequence[Strike]
    seen: Watched
    fought: Fought
    struck: Mask

    @classmethod
    def of(
        cls,
        panel: MonthlyPanel,
        every: Sequence[Strike],
        weights: Weights | None,
        fought: Fought,
        before: int,
        after: int,
    ) -> Stacking:
        """Prepare the windows of a panel.

        Controls are the places that no strike known, doubtful ones among them, has hit by the window's end, nor
        a place beside them: an effect may last and grow, so that a place once struck is a control never again.
        """
        seen = watched(every, weights, fought)
        struck = _touched(panel, every, before, after, lambda i: seen.own[i].tolist())
        touched = _touched(panel, every, None, after, lambda i: [*seen.own[i], *seen.beside[i]])
        return cls(Windows(panel.counts, touched, before, after), every, seen, fought, struck)

    def stack(self, chosen: Sequence[int], scope: str, months: Sequence[int] | None = None) -> Stack:
        """The stack of the strikes numbered `chosen`; scope is own, beside or group.

        months  columns to take instead of the strikes' own: dates on which nothing happened, for which the group's
                places are those of that date, by the same rule. Places beside and of the group that another
                strike hits within the window are left out
        """
        dates = [self.every[i].month for i in chosen] if months is None else list(months)
        places = [getattr(self.seen, scope)[i] for i in chosen]
        if months is not None and scope == "group":
            places = [self._group_at(i, month) for i, month in zip(chosen, dates, strict=True)]
        if scope != "own":
            places = [
                p[~self.struck[p, month]] if self.windows.inside(month) else p
                for p, month in zip(places, dates, strict=True)
            ]
        besides = [self.seen.all_of(i) for i in chosen]
        return stack(self.windows, dates, places, besides, [self.every[i].place for i in chosen])

    def _group_at(self, number: int, month: int) -> Places:
        there = self.fought.before(self.every[number].event.group, month)
        mine = np.concatenate([self.seen.own[number], self.seen.beside[number]])
        return np.setdiff1d(there, mine)

    def quiet_months(self, number: int) -> Places:
        """Columns of months whose window holds no strike at the place of one strike."""
        place = self.every[number].place
        months = np.arange(self.windows.before, self.struck.shape[1] - self.windows.after)
        free: Places = months[~self.struck[place, months]]
        return free
