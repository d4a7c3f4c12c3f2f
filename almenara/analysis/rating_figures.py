"""Figures of a rating: rates, scores, levels, ranks and what each stands on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from almenara.analysis.context import Context
from almenara.analysis.methods.agreement import crossed, kappa
from almenara.analysis.methods.rated import WORST, Rated
from almenara.analysis.rating_evidence import Gathered, rate_figure
from almenara.countries.rating import Indicator
from almenara.model.figure import Figure
from almenara.model.period import Period
from almenara.model.phrase import Phrase, phrase
from almenara.model.place import Place


def made(
    context: Context, value: float, unit: str, method: Phrase, place: Place, period: Period,
    inputs: Sequence[Figure], low: float | None = None, high: float | None = None, decimals: int = 0,
) -> Figure:  # fmt: skip
    """A figure of a rating, known when the last of what it stands on was."""
    known = [f for f in inputs if f.is_known]
    last = max(known, key=lambda f: (f.known is not None, f.known), default=None)
    return Figure(
        value, unit, "rating", "", place, period, context.as_of, known=last.known if last else None,
        ground=last.ground if last else "", low=low, high=high, method=method, decimals=decimals,
        inputs=tuple(known),
    )  # fmt: skip


def rate_figures(
    context: Context, indicators: Sequence[Indicator], gathered: Sequence[Gathered],
    places: Sequence[Place], which: int,
) -> dict[str, Figure]:  # fmt: skip
    """One place's yearly rates per 100,000 by indicator; those of indicators known nowhere are left out."""
    by_id = {g.indicator.id: g for g in gathered}
    out: dict[str, Figure] = {}
    for one in indicators:
        now = rate_figure(context, by_id[one.id], places, which)
        if now is not None and one.rise_of:
            before = rate_figure(context, by_id[one.id], places, which, earlier=True)
            now = _rise(context, now, before) if before is not None else None
        if now is not None:
            out[one.id] = now
    return out


def _rise(context: Context, now: Figure, before: Figure) -> Figure:
    if now.value is None or before.value is None:
        reason = now.reason or before.reason
        return Figure(None, now.unit, now.measure, now.definition, now.place, now.period, context.as_of,
                      "unknown", reason)  # fmt: skip
    method = phrase("rating-rise", period=before.period)
    found = made(
        context,
        now.value - before.value,
        now.unit,
        method,
        now.place,
        now.period,
        [now, before],
        None,
        None,
        1,
    )
    return Figure(**{**found.__dict__, "measure": now.measure, "definition": now.definition})


def place_figures(
    context: Context, found: Rated, which: int, place: Place, period: Period,
    rates: dict[str, Figure], indicators: Sequence[Indicator],
) -> dict[str, Figure]:  # fmt: skip
    """Of one place: score, level with its ends, chances, rank, chance to be among the worst, rates and shares."""
    inputs = [*rates.values()]

    def one(value: float, unit: str, key: str, low: float | None = None, high: float | None = None) -> Figure:
        return made(context, float(value), unit, phrase(key), place, period, inputs, low, high)

    out = {
        "score": one(round(float(found.score[which]), 1), "points", "rating-score",
                     round(float(found.low[which]), 1), round(float(found.high[which]), 1)),
        "level": one(found.level[which], "level", "rating-level",
                     float(found.low_level[which]), float(found.high_level[which])),
        "rank": one(round(float(found.rank[which])), "rank", "rating-rank",
                    round(float(found.low_rank[which])), round(float(found.high_rank[which]))),
        "among": made(context, round(100 * float(found.among[which])), "%", phrase("rating-among", count=WORST), place,
                      period, inputs),
    }  # fmt: skip
    out["level_low"] = one(found.low_level[which], "level", "rating-end")
    out["level_high"] = one(found.high_level[which], "level", "rating-end")
    for k in range(4):
        out[f"chance_{k + 1}"] = one(round(100 * float(found.chance[which, k])), "%", "rating-chance")
    out |= rates
    for k, indicator in enumerate(indicators):
        if indicator.id in rates and rates[indicator.id].is_known:
            share = round(100 * float(found.share[which, k]))
            out[f"share_{indicator.id}"] = one(share, "%", "rating-share")
    return out


def counts(
    context: Context, levels: Sequence[int], rates: Sequence[Figure], country: Place, period: Period
) -> dict[str, Figure]:
    """How many places stand at each of our levels: at_1 to at_4."""
    return {
        f"at_{n}": made(context, levels.count(n), "places", phrase("number-at", level=n, count=len(levels)), country,
                        period, rates)
        for n in range(1, 5)
    }  # fmt: skip


def agreement(
    context: Context, both: Sequence[tuple[int, Figure]], rates: Sequence[Figure], country: Place
) -> dict[str, Figure]:
    """Of places with our level and an official one: kappa with the ends of its interval, same, within_one."""
    ours, theirs = [o for o, _ in both], [int(f.value or 0) for _, f in both]
    table, inputs = crossed(ours, theirs, 4), [*rates, *(f for _, f in both)]
    day = Period(context.as_of, context.as_of)
    wide, narrow = kappa(table, "quadratic"), kappa(table, "linear")
    way = phrase("weighted-kappa", count=len(both))
    out = {}
    if np.isfinite(wide.value):
        for name, value, low, high in (
            ("kappa", wide.value, wide.low, wide.high), ("kappa_linear", narrow.value, narrow.low, narrow.high),
            ("kappa_low", wide.low, None, None), ("kappa_high", wide.high, None, None),
        ):  # fmt: skip
            out[name] = made(context, value, "kappa", way, country, day, inputs, low, high, 2)
    apart, how = np.abs(np.subtract(ours, theirs)), phrase("rating-alike", count=len(both))
    for name, most in (("same", 0), ("within_one", 1)):
        out[name] = made(context, float((apart <= most).sum()), "states", how, country, day, inputs)
    return out
