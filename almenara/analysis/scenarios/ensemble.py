"""The model run a thousand times: what the fit does not tell is drawn, so that a difference has an interval.

Each draw has its own shares (of casualties and of arrests that are members), arrests, saturation, size at the start
and Poisson sizes of the groups, and recruitment and lethality fitted anew to casualties whose errors about the fit are
drawn again. A policy is told by the difference between two runs of the same draw.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

import numpy as np
import numpy.typing as npt

from almenara.analysis.context import Context
from almenara.analysis.methods.casualty_fit import WEEKS, refit, weekly
from almenara.analysis.methods.group_population import MECHANISMS, Course, Network, Path, run, start_sizes
from almenara.analysis.scenarios.fitted import Fitted, fitted
from almenara.errors import UsageError
from almenara.reading.scenarios import Change

Floats = npt.NDArray[np.float64]

DRAWS = 1_000
MONTH = WEEKS / 12
"""Weeks of a month."""
AT_ONCE = 1 / 7
"""Weeks that a change without a phase-in takes: a day."""
_SEED = 20_230_922
_EVERY = 13
"""Weeks between the points at which a draw is fitted: casualties are a smooth curve."""
_BLOCK = 3
"""Years whose errors are drawn together, because errors of neighbouring years are alike."""


@dataclass(frozen=True)
class Ensemble:
    """Draws of the model of one country as of a day.

    rates     shape (4, draws); sizes  of the groups in week 0, shape (groups, draws)
    casualty_share, arrest_share  of each draw, shape (draws,)
    ranks     of the draw within the range of any mechanism's factor, in (0, 1), shape (4, draws): one draw
              meets two scenarios with the same luck, so that they can be compared
    """

    of: Fitted
    rates: Floats
    sizes: Floats
    casualty_share: Floats
    arrest_share: Floats
    ranks: Floats

    @property
    def network(self) -> Network:
        """Who fights whom."""
        return self.of.ties.network

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.rates.shape[1])


@dataclass(frozen=True)
class Outcome:
    """Two runs of every draw from a day on: the present course, and the course with the changes.

    months   since the start, the first of them 0; shape (months + 1,)
    before   the way to the start, a month apart, the last of its weeks is the start; weeks from the origin
    present, changed  their `totals` are summed since the start
    factors  of the mechanisms at the end of the phase-in, shape (4, draws)
    """

    start: date
    months: Floats
    before: Course
    present: Course
    changed: Course
    factors: Floats


def ensemble(context: Context, country: str, draws: int = DRAWS) -> Ensemble:
    """The ensemble of a country's model as of the day; the same again is not drawn again.

    Raises UsageError for fewer than 20 draws or more than 20,000, and as `fitted` does.
    """
    if not 20 <= draws <= 20_000:
        raise UsageError(f"{draws} draws: an interval needs 20, and 20,000 are the most")
    key = ("scenario-ensemble", country, draws, context.view.as_of, context.view.stored_by)
    if key not in context.answers:
        context.answers[key] = _drawn(fitted(context, country), draws)
    return cast(Ensemble, context.answers[key])


def _drawn(of: Fitted, draws: int) -> Ensemble:
    generator = np.random.default_rng(_SEED)
    model, best = of.model, of.fit.parameters
    varied, low, high = model.shares.varied, np.array(of.limits.low.row), np.array(of.limits.high.row)
    deadly = generator.uniform(1 - varied, 1 + varied, draws)
    jailed = generator.uniform(1 - varied, 1 + varied, draws)
    scale = size_factor(deadly, jailed, float(of.fit.modelled[0]), float(best[1]))
    parameters = np.tile(best[:, None], draws)
    parameters[1] = generator.uniform(low[1], high[1], draws) * jailed
    parameters[3] = generator.uniform(low[3], high[3], draws) / scale
    parameters[4] = generator.uniform(low[4], high[4], draws) * scale
    parameters[2] *= deadly / scale**2
    sizes = start_sizes(parameters[4], of.ties.network.size, generator)
    targets, weeks = _targets(of, draws, generator)
    parameters = refit(of.ties.network, targets * deadly, weeks, parameters, sizes)
    ranks = generator.uniform(size=(len(MECHANISMS), draws))
    shares = model.shares
    return Ensemble(of, parameters[:4], sizes, shares.casualties * deadly, shares.arrests * jailed, ranks)


def size_factor(casualties: Floats, arrests: Floats, deaths: float, arrested: float) -> Floats:
    """By what the groups' size changes with the two shares: a member's risk of being killed or jailed stays the same.

    casualties, arrests  factors on the shares, shape (draws,)
    deaths, arrested     a week at the start, with the shares as they are
    With both shares halved or doubled the equations have the same solution at half or twice the size; of one
    share alone neither they nor the objective say anything, and this rule is an assumption.
    """
    return (casualties * deaths + arrests * arrested) / (deaths + arrested)


def _targets(of: Fitted, draws: int, generator: np.random.Generator) -> tuple[Floats, Floats]:
    """Deaths a week with the errors of years drawn anew, in blocks of a ring; shape (points, draws), and the weeks."""
    years = len(of.casualties.yearly)
    modelled = of.fit.modelled[WEEKS * np.arange(years)]
    counted = of.model.shares.casualties * of.casualties.yearly / WEEKS
    errors = counted - modelled
    begins = generator.integers(0, years, (-(-years // _BLOCK), draws))
    picked = (begins[:, None, :] + np.arange(_BLOCK)[None, :, None]) % years
    errors = (errors - errors.mean())[picked.reshape(-1, draws)[:years]]
    yearly = np.maximum(modelled[:, None] + errors, 0.1 * modelled[:, None]) * WEEKS
    points = np.arange(0, WEEKS * years, _EVERY)
    return weekly(of.casualties.first, yearly)[points], points.astype(np.float64)


def difference(
    drawn: Ensemble, changes: Sequence[Change], start: date, months: int, without: Outcome | None = None
) -> Outcome:
    """What becomes of the groups with the changes, and without them: two runs of every draw.

    changes  factors on mechanisms with their ranges; several on one mechanism multiply
    start    the day on which the two courses part; a change without a day of its own begins then
    months   from the start to the end
    without  the same draws from the same start to the same end, so that their way and present course are not run again
    Ranges are triangular. Raises UsageError where the start lies before the model's origin, or a change before
    the start.
    """
    begin = drawn.of.week(start)
    if begin < 0:
        raise UsageError(f"{start} is before {drawn.of.model.origin}, where the model begins")
    ahead = begin + MONTH * np.arange(months + 1, dtype=np.float64)
    path, factors = _path(drawn, changes, start, begin)
    before, present = (without.before, without.present) if without else _unchanged(drawn, begin, ahead)
    changed = run(drawn.network, before.sizes, drawn.rates, ahead, path) if changes else present
    return Outcome(start, np.arange(months + 1, dtype=np.float64), before, present, changed, factors)


def _unchanged(drawn: Ensemble, begin: float, ahead: Floats) -> tuple[Course, Course]:
    """The way to the start, and the present course from there on."""
    back = begin - MONTH * np.arange(int(begin / MONTH), -1, -1, dtype=np.float64)
    before = run(drawn.network, drawn.sizes, drawn.rates, np.concatenate([[0.0], back[back > 0]]))
    return before, run(drawn.network, before.sizes, drawn.rates, ahead)


def _path(
    drawn: Ensemble, changes: Sequence[Change], start: date, begin: float
) -> tuple[Path | None, Floats]:
    """Factors at every knot of every change: products where changes of one mechanism overlap."""
    last = np.ones((len(MECHANISMS), drawn.draws))
    if not changes:
        return None, last
    spans, reached = [], []
    for number, change in enumerate(changes):
        if change.start and change.start < start:
            raise UsageError(f"change {number + 1} begins on {change.start}, before the scenario, {start}")
        first = drawn.of.week(change.start) if change.start else begin
        spans.append((first, first + max(MONTH * change.months, AT_ONCE)))
        reached.append(_factor(drawn, change, sum(c.mechanism == change.mechanism for c in changes[:number])))
    knots = sorted({week for span in spans for week in span})
    factors = np.ones((len(knots), len(MECHANISMS), drawn.draws))
    for change, (first, end), factor in zip(changes, spans, reached, strict=True):
        which = MECHANISMS.index(change.mechanism)
        share = np.clip((np.array(knots) - first) / (end - first), 0.0, 1.0)[:, None]
        factors[:, which] *= 1 + share * (factor - 1)
        last[which] *= factor
    return Path(np.array(knots), factors), last


def _factor(drawn: Ensemble, change: Change, earlier: int) -> Floats:
    """The draws' factors: their ranks within the triangular range; shape (draws,).

    earlier  changes of the same mechanism before this one in the list: each has ranks of its own
    """
    which = MECHANISMS.index(change.mechanism)
    ranks = drawn.ranks[which]
    if earlier:
        seed = zlib.crc32(f"{change.mechanism} {earlier}".encode())
        ranks = np.random.default_rng([_SEED, seed]).uniform(size=drawn.draws)
    width = change.high - change.low
    if width <= 0:
        return np.full(drawn.draws, change.mode)
    peak = (change.mode - change.low) / width
    rising = change.low + width * np.sqrt(ranks * peak)
    falling = change.high - width * np.sqrt((1 - ranks) * (1 - peak))
    return np.asarray(np.where(ranks < peak, rising, falling))
