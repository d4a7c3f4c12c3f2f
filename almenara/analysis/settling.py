"""Settling calls: what came of each, as the day that its vintage rule names knew it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from almenara.analysis.calls import Recorded, settlements, settles
from almenara.analysis.context import Context
from almenara.analysis.figures import figure
from almenara.analysis.policy_calls import MEASURE as STAGE
from almenara.analysis.policy_calls import came_to_stage
from almenara.analysis.policy_prospects import MEASURE as IN_FORCE
from almenara.analysis.policy_prospects import came_into_force
from almenara.analysis.questions import answer
from almenara.errors import AlmenaraError, NoEvidence
from almenara.model.entry import Entry
from almenara.model.figure import Figure
from almenara.model.period import Period

RATED = "rating"
"""The measure of our own levels, which no evidence gives: a question works them out."""
State = Literal["settled", "open", "by-hand", "void"]


@dataclass(frozen=True)
class Settled:
    """A call and what came of it.

    state     settled; open: the truth is not known yet; by-hand: to be settled by a person; void: never
    truth     the figure that settles it, as the day that settles it knew it
    happened  of a probability or judgement: whether it came true
    decision  the entry by which a person settled it
    reason    why it is not settled
    """

    recorded: Recorded
    state: State
    truth: Figure | None = None
    happened: bool | None = None
    decision: Entry | None = None
    reason: str = ""


def settle(context: Context, calls: Sequence[Recorded], ledger: Iterable[Entry] = ()) -> list[Settled]:
    """What came of each call by the context's day, in their order.

    The truth is the figure of the call's measure, definition, place and period as known on the day it
    `settles`, or, where none was known by then, the first one known later. What became known after the truth
    changes nothing, nor does what became known after the context's day.

    ledger  entries among which persons' decisions are: they settle judgements that no figure can settle
    """
    decided = settlements(ledger)
    out: dict[int, Settled] = {}
    asked: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(calls):
        call = one.call
        if one.fault:
            out[i] = Settled(one, "void", reason=one.fault)
        elif call.kind == "judgement" and not call.measure:
            out[i] = _by_hand(one, decided.get(settles(one.entry)))
        elif call.measure == RATED:
            out[i] = _by_rating(context, one)
        elif call.measure in (IN_FORCE, STAGE):
            out[i] = _by_register(context, one)
        elif reason := _unanswerable(context, one):
            out[i] = Settled(one, "void", reason=reason)
        elif _settling_day(one) > context.as_of:
            out[i] = Settled(one, "open", reason=f"to be settled by what is known on {_settling_day(one)}")
        else:
            asked[call.measure, call.definition].append(i)
    for (measure, definition), places in asked.items():
        out |= _by_evidence(context, measure, definition, {i: calls[i] for i in places})
    return [out[i] for i in range(len(calls))]


def _settling_day(one: Recorded) -> date:
    """The day that the call names; the last of its period in entries of earlier versions, which name none."""
    return one.call.settles or Period.parse(one.call.period).end


def _unanswerable(context: Context, one: Recorded) -> str:
    call = one.call
    if not call.period:
        return "it names no period"
    try:
        measures = context.definition(call.definition).measures
        context.gazetteer.get(call.place)
    except AlmenaraError as error:
        return str(error)
    return "" if call.measure in measures else f"{call.definition} does not count {call.measure}"


def _by_hand(one: Recorded, decision: Entry | None) -> Settled:
    if decision is None:
        return Settled(one, "by-hand", reason="to be settled by a person: almenara score settle")
    return Settled(one, "settled", happened=decision.content["outcome"], decision=decision)


def _by_rating(context: Context, one: Recorded) -> Settled:
    """A level of ours: what our rating of the settling day says, if it stands on counts later than the call.

    Where it does not, it is looked at again each quarter for a year, up to the context's day.
    """
    call, first = one.call, _settling_day(one)
    if first > context.as_of:
        return Settled(one, "open", reason=f"to be settled by what is known on {first}")
    for day in (first + timedelta(days=91 * n) for n in range(5)):
        if day > context.as_of:
            break
        truth = _rated(context, call.place, day)
        if truth is not None and truth.period.end > one.entry.as_of:
            return _settled(one, truth)
    return Settled(one, "open", reason=f"no rating on counts later than {one.entry.as_of} is known yet")


def _by_register(context: Context, one: Recorded) -> Settled:
    """Whether a policy came into force, or so far: what the register, as known on the settling day or today, tells."""
    day = _settling_day(one)
    if day > context.as_of:
        return Settled(one, "open", reason=f"to be settled by what is known on {day}")
    ask = came_to_stage if one.call.measure == STAGE else came_into_force
    for then in (day, context.as_of):
        truth = ask(replace(context, view=context.view.on(then)), one.call, one.entry.as_of)
        if truth is not None:
            return _settled(one, truth)
    return Settled(one, "open", reason=f"the register has no event later than {one.entry.as_of}")


def _rated(context: Context, place: str, day: date) -> Figure | None:
    """Our level of a place as of a day; None where it could not be rated."""
    try:
        then = replace(context, view=context.view.on(day))
        found = answer(then, "rate", country=place.partition("-")[0])
    except AlmenaraError:
        return None
    levels = (row.figures["level"] for row in found.rows if row.place == place)
    return next((level for level in levels if level.is_known), None)


def _by_evidence(
    context: Context, measure: str, definition: str, calls: dict[int, Recorded]
) -> dict[int, Settled]:
    """Days on which the evidence changed, in order; on each the calls whose day it is, and those still open."""
    out: dict[int, Settled] = {}
    days = context.view.turning_days(measure, definition)
    first: dict[int, date] = {}
    for i, one in calls.items():
        known = [day for day in days if day <= _settling_day(one)]
        first[i] = known[-1] if known else date.min
    for day in days:
        due = [i for i, since in first.items() if since <= day and i not in out]
        if not due:
            continue
        try:
            then = replace(context, view=context.view.on(day))
        except NoEvidence:
            continue
        _load(then, measure, {calls[i].call.place for i in due})
        for i in due:
            call = calls[i].call
            place = context.gazetteer.get(call.place)
            truth = figure(then, measure, place, Period.parse(call.period), definition)
            if truth.is_known and truth.value is not None:
                out[i] = _settled(calls[i], truth)
    for i, one in calls.items():
        if i not in out:
            out[i] = Settled(one, "open", reason="its figure is not in the evidence yet")
    return out


def _load(context: Context, measure: str, places: set[str]) -> None:
    """Read the cells of all places at once: one by one takes a query each."""
    wanted = set(places)
    for code in places & set(context.packs):
        wanted |= {state.code for state in context.packs[code].states}
    context.view.cells(measure, wanted)


def _settled(one: Recorded, truth: Figure) -> Settled:
    call, value = one.call, truth.value or 0
    ended = Period.parse(call.period).end <= one.entry.as_of
    if ended and truth.known and truth.known <= one.entry.as_of:
        return Settled(one, "void", truth, reason=f"its truth was known already, since {truth.known}")
    if call.kind in ("probability", "judgement"):
        if call.threshold is None:
            return Settled(one, "void", truth, reason="it names no threshold")
        return Settled(one, "settled", truth, value > call.threshold)
    if call.kind == "level" and f"{value:g}" not in call.levels:
        return Settled(
            one, "void", truth, reason=f"the level that came, {value:g}, is none of those it names"
        )
    return Settled(one, "settled", truth)
