"""The words and numbers of a pace: projection, probability, expected revision, and the call for the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from almenara.analysis.methods.growth_ratio import growth_ratio
from almenara.analysis.methods.record_pace import outlook
from almenara.analysis.pace_basis import REFILED, Basis, Revision, revised_ratio
from almenara.model.call import Call
from almenara.model.document import Evidence
from almenara.model.figure import Figure
from almenara.model.finding import Row
from almenara.model.period import Period, last_day
from almenara.model.phrase import Phrase, phrase
from almenara.model.terms import likelihood

MODEL = "level-season 1"
"""Name and version of the method by months."""
MODEL_OF_SUMS = "log-ratio 1"
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
SUREST = 0.999
"""No year that has not passed its threshold is called surer than this, nor unlikelier than its complement."""
FEW_YEARS = 4
"""Fewer past years than this tell little of how years differ, where only sums are known."""
FEW_MONTHS = 36
"""Fewer months than this tell little of level and season."""


@dataclass(frozen=True)
class Asked:
    """What a pace is asked of: this year's count so far, and the record or number that the year is to pass.

    past   the last whole years, each beside its count by the same month
    other  whether the number was given by who asks
    """

    to_date: Figure
    goal: Figure
    past: tuple[Row, ...]
    other: bool

    @property
    def passed(self) -> bool:
        """Whether the months so far passed it already."""
        return (self.to_date.value or 0) > (self.goal.value or 0)


@dataclass(frozen=True)
class Pace:
    """Where the year of one place will end.

    quantiles  of its total, at LEVELS
    chance     of passing the goal
    revised    5 %, 50 % and 95 % quantile of the months so far as known later; None where nothing teaches it
    widened    by what the errors of past years widened the interval; None where only sums are known
    """

    quantiles: tuple[float, ...]
    chance: float
    revised: tuple[float, float, float] | None = None
    widened: float | None = None


def by_months(basis: Basis, told: Revision | Phrase, asked: Mapping[str, Asked]) -> dict[str, Pace]:
    """Of each place of the basis that is asked of, by its months."""
    months = (basis.counts.shape[1] - 1) % 12 + 1
    ratio = revised_ratio(told, basis, months)
    sums = np.nan_to_num(basis.counts[:, -months:]).sum(axis=1)
    pairs = [
        (asked[code].to_date.value or 0, asked[code].goal.value or 0) if code in asked else (total, 1)
        for code, total in zip(basis.places, sums, strict=True)
    ]
    so_far, goal = np.array(pairs, dtype=float).T
    found = outlook(basis.counts, months, so_far, ratio, basis.seasons, basis.kind)
    chance = np.where(so_far > goal, 1.0, np.clip(found.exceeds(goal), 1 - SUREST, SUREST))
    totals = found.quantiles(LEVELS)
    later = np.quantile(found.to_date, [0.05, 0.5, 0.95], axis=0)
    return {
        code: Pace(
            tuple(float(q) for q in totals[:, i]), float(chance[i]),
            (float(later[0, i]), float(later[1, i]), float(later[2, i])) if isinstance(told, Revision) else None,
            float(found.widened[i]),
        )
        for i, code in enumerate(basis.places)
        if code in asked
    }  # fmt: skip


def by_sums(asked: Asked) -> Pace:
    """By the ratio of whole years to the same months, where no months are known one by one."""
    goal = asked.goal.value or 1
    *_, log = growth_ratio(
        float(asked.to_date.value or 0),
        [row.figures["same"].value or 0 for row in asked.past],
        [row.figures["total"].value or 0 for row in asked.past],
    )
    chance = min(max(float(log.sf(np.log(goal))), 1 - SUREST), SUREST)
    return Pace(tuple(float(q) for q in np.exp(log.ppf(LEVELS))), 1.0 if asked.passed else chance)


def figures(
    asked: Asked, one: Pace, proof: tuple[Evidence, ...], told: Revision | Phrase, basis: Basis | None = None
) -> dict[str, Figure]:  # fmt: skip
    """The finding's figures by name; `proof` is the evidence of the months, none where only sums are known."""
    to_date, by_sum = asked.to_date, one.widened is None
    past = tuple(f for row in asked.past for f in row.figures.values()) if by_sum else ()
    code = to_date.place.code
    filled = tuple(f for f in basis.totals if f.place.code == code and f != to_date) if basis else ()
    inputs = (to_date, asked.goal, *past, *(f for f in filled if f != asked.goal))
    days = [f.known for f in inputs if f.known] + [e.published for e in proof]
    like = replace(
        to_date, period=Period.year(to_date.period.start.year), inputs=inputs, evidence=proof, note="", recipe={},
        method=phrase("ratio" if by_sum else "level-season"), known=max(days), low=None, high=None,
    )  # fmt: skip
    low, _, middle, _, high = (float(round(q)) for q in one.quantiles)
    months = to_date.period.month_count
    return {
        "to_date": to_date,
        "record": asked.goal,
        "projected": replace(like, value=middle, low=low, high=high),
        "low": replace(like, value=low),
        "high": replace(like, value=high),
        "probability": replace(like, value=round(100 * one.chance, 1), unit="%"),
        "revised": _revised(like, to_date.period, one, told),
        "naive": replace(
            like, value=float(round((to_date.value or 0) * 12 / months)), inputs=(to_date,), evidence=(),
            known=to_date.known, method=phrase("share-of-year", count=months),
        ),
    }  # fmt: skip


def _revised(like: Figure, period: Period, one: Pace, told: Revision | Phrase) -> Figure:
    if one.revised and isinstance(told, Revision):
        low, middle, high = (float(round(q)) for q in one.revised)
        method = phrase("revised-by", day=last_day(period.start.year + 1, 12))
        return replace(like, value=middle, low=low, high=high, period=period, method=method)
    reason = told if isinstance(told, Phrase) else phrase("sums-only")
    return replace(
        like, value=None, status="unknown", reason=reason, period=period, method="", known=None, ground=""
    )


def facts(asked: Asked, one: Pace, basis: Basis | None, told: Revision | Phrase) -> dict[str, Any]:
    """What is not a figure: method, term, confidence, years, and how the months are revised."""
    to_date = asked.to_date
    found: dict[str, Any] = {
        "measure": to_date.measure, "definition": to_date.definition, "place": to_date.place.code,
        "year": to_date.period.start.year, "months": to_date.period.month_count, "passed": asked.passed,
        "term": likelihood(one.chance).key, "method": "sums", "years": [row.key for row in asked.past],
        "confidence": "low" if len(asked.past) < FEW_YEARS else "moderate",
    }  # fmt: skip
    if basis is not None:
        known = int(np.isfinite(basis.counts[basis.places.index(to_date.place.code)]).sum())
        thin = known < FEW_MONTHS or not isinstance(told, Revision)
        found |= {
            "method": "months", "confidence": "low" if thin else "moderate", "history": known,
            "filled": basis.filled, "places": len(basis.places), "widened": round(one.widened or 1.0, 2),
            "refiled": REFILED[basis.kind],
        }  # fmt: skip
    if isinstance(told, Revision):
        found["revision"] = {
            "horizon": told.horizon, "seen": told.seen, "passages": told.passages,
            "vintages": [day.isoformat() for day in told.vintages],
        }  # fmt: skip
    return found


def caveats(facts: dict[str, Any]) -> tuple[str, ...]:
    """What to mind when reading it."""
    out = []
    if facts["method"] == "sums":
        out.append(
            f"months are not known one by one: the answer scales the sum so far by {len(facts['years'])} past years"
        )
    if facts["method"] == "months":
        usual = "allowed for as vintages of {seen} months teach it" if "revision" in facts else "not known"
        out.append(
            f"routine revision by the end of next year is {usual.format(**facts.get('revision', {}))}; a re-filing of "
            f"old months is allowed for by {100 * facts['refiled']:g} %, and can be larger"
        )
    else:
        out.append("later revision of the months so far is not allowed for")
    return tuple(out)


def call(asked: Asked, one: Pace, made: Mapping[str, Figure]) -> Call:
    """What is to be settled: by the end of the following year the total is known to pass the goal, or not."""
    goal, year = asked.goal, made["projected"].period.start.year
    subject = f"pace:{goal.place.code}:{goal.measure}:{goal.definition}:{year}"
    if asked.other:
        subject += f":{goal.value:g}"
    return Call(
        "probability", subject.lower(), goal.measure, goal.definition, goal.place.code, str(year),
        last_day(year + 1, 12), float(goal.value or 0), one.chance,
        {str(level): round(q, 1) for level, q in zip(LEVELS, one.quantiles, strict=True)},
        baseline={"probability": float((made["naive"].value or 0) > (goal.value or 0))},
        model=MODEL_OF_SUMS if one.widened is None else MODEL,
    )  # fmt: skip
