"""Scores of settled calls, one by one, each beside that of its simple rival."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from almenara.analysis.methods.quantile_scores import crps_of_quantiles, inside, ranked_probability
from almenara.analysis.methods.scores import brier, log_score
from almenara.analysis.settling import Settled
from almenara.model.call import Call

METRICS = {"probability": "Brier", "judgement": "Brier", "counts": "CRPS", "level": "RPS"}
"""The score of each kind of call."""
SURE = 0.0005
"""Probabilities are said to a tenth of a percent: 0 % and 100 % are taken as half a tenth from the end."""
INTERVALS = (50, 80, 90, 95)
"""Central intervals, in percent, whose coverage is told where calls have their quantiles."""


@dataclass(frozen=True)
class Score:
    """How a call did; smaller is better, except where said otherwise.

    value     Brier score, CRPS or ranked probability score: see METRICS
    rival     the same of the call's baseline, and `against` the call's own on what both of them say:
              None where it has no baseline
    log       minus the natural logarithm of the probability given to what came; None for counts
    covered   by percent whether that central interval held the truth
    """

    settled: Settled
    value: float
    rival: float | None = None
    against: float | None = None
    log: float | None = None
    covered: tuple[tuple[int, bool], ...] = ()

    @property
    def call(self) -> Call:
        """The call that was scored."""
        return self.settled.recorded.call

    @property
    def period(self) -> str:
        """What the call was about: calls about one period share its surprises."""
        return self.call.period or str(self.settled.recorded.entry.as_of)


def score(settled: Settled) -> Score:
    """The score of a call that is settled. Raises ValueError on one that is not."""
    if settled.state != "settled":
        raise ValueError(f"a call that is {settled.state} has no score")
    call = settled.recorded.call
    if call.kind in ("probability", "judgement"):
        return _of_probability(settled, call)
    truth = settled.truth.value if settled.truth else None
    if truth is None:
        raise ValueError("a call of counts or levels is settled by a figure")
    return _of_level(settled, call, truth) if call.kind == "level" else _of_counts(settled, call, truth)


def _of_probability(settled: Settled, call: Call) -> Score:
    said, came = [call.probability or 0.0], [float(bool(settled.happened))]
    value = float(brier(said, came)[0])
    log = float(log_score(np.clip(said, SURE, 1 - SURE), came)[0])
    if (other := call.baseline.get("probability")) is None:
        return Score(settled, value, log=log)
    return Score(settled, value, float(brier([other], came)[0]), value, log)


def _of_counts(settled: Settled, call: Call, truth: float) -> Score:
    value = _crps(call.quantiles, list(call.quantiles), truth)
    held = {round(float(k), 6): v for k, v in call.quantiles.items()}
    covered = []
    for percent in INTERVALS:
        low, high = (held.get(round(q, 6)) for q in ((1 - percent / 100) / 2, (1 + percent / 100) / 2))
        if low is not None and high is not None:
            covered.append((percent, bool(inside([low], [high], [truth])[0])))
    other: dict[str, float] = call.baseline.get("quantiles", {})
    common = [k for k in call.quantiles if k in other]
    if not common:
        return Score(settled, value, covered=tuple(covered))
    rival, own = (_crps(q, common, truth) for q in (other, call.quantiles))
    return Score(settled, value, rival, own, covered=tuple(covered))


def _crps(quantiles: dict[str, float], levels: Sequence[str], truth: float) -> float:
    said = [[quantiles[k] for k in levels]]
    return float(crps_of_quantiles(said, [float(k) for k in levels], [truth])[0])


def _of_level(settled: Settled, call: Call, truth: float) -> Score:
    other: dict[str, float] = call.baseline.get("levels", {})
    steps = sorted({*call.levels, *other}, key=float)
    came = steps.index(f"{truth:g}")

    def points(said: dict[str, float]) -> float:
        shares = np.array([[said.get(k, 0.0) for k in steps]])
        return float(ranked_probability(shares / shares.sum(), [came])[0])

    value = points(call.levels)
    log = float(-np.log(np.clip(call.levels[f"{truth:g}"], SURE, 1)))
    return Score(settled, value, points(other) if other else None, value if other else None, log)
